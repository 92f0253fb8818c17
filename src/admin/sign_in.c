/* sign_in.c - from an address and a password to a session. */
#include "access/people.h"
#include "admin/session_parts.h"
#include "change/change.h"
#include "manage/logins.h"

#include "access/throttle.h"
#include "base/collation.h"

struct sign_in_state {
    struct str email, password, code;
    struct str from, pair; /* who guesses: an address; and an address for this login */
    struct visitor visitor;
    struct login *logins; /* whose address it is; after hashing, whose password too */
    size_t count;
};

static enum outcome check_both(struct request *request, const struct sign_in_state *state) {
    enum outcome outcome = check_guesses(request, state->from, GUESSES_OF_ADDRESS);

    return outcome == DONE ? check_guesses(request, state->pair, GUESSES_OF_PAIR) : outcome;
}

enum outcome sign_in_look(struct request *request) {
    struct sign_in_state *state = NEW(request->arena, struct sign_in_state);
    struct str peer = throttle_guesser(request->arena, request->exchange->peer);

    state->email = change_text(request->change, "email");
    state->password = change_text(request->change, "password");
    state->code = change_text(request->change, "code");
    state->visitor = visitor_of(request);
    struct str folded = collation_fold(request->arena, str_trim(state->email));
    state->from = arena_format(request->arena, "sign in %.*s", (int)peer.len, peer.at);
    state->pair = arena_format(request->arena, "sign in %.*s %.*s", (int)peer.len, peer.at,
                               (int)folded.len, folded.at);
    request->state = state;
    if (!logins_by_email(request->arena, request->worker->db, state->email,
                         change_integer(request->change, "accountId"), state->visitor.now,
                         &state->logins, &state->count))
        return FAILED;
    return check_both(request, state);
}

/* Keeps the logins whose password it is. Nobody's is checked too, so that it takes its time. */
static void keep_right_ones(struct sign_in_state *state) {
    size_t right = 0;

    if (state->count == 0 && password_is_right(STR(""), state->password))
        return;
    for (size_t i = 0; i < state->count; i++)
        if (password_is_right(state->logins[i].password_hash, state->password))
            state->logins[right++] = state->logins[i];
    state->count = right;
}

static enum outcome refuse(struct request *request) {
    return admin_refuse(request, 401, "The e-mail address or the password is wrong.");
}

static struct str code_guess(struct request *request, const struct login *login) {
    return guess_of_login(request, "code", login->account_id, login->user_id);
}

/* The password is that of several logins: the company has to be chosen. */
static enum outcome ask_for_account(struct request *request, const struct sign_in_state *state) {
    struct object *answer = action_answer(request);

    object_set_text(answer, "status", STR("accountNeeded"));
    for (size_t i = 0; i < state->count; i++) {
        struct object *account = object_add_row(answer, "accounts");
        object_set_integer(account, "id", state->logins[i].account_id);
        object_set_text(account, "name", state->logins[i].account_name);
    }
    return action_end(request);
}

/* Passwords are checked one after the other, so guesses are counted here without gaps. */
enum outcome sign_in_hash(struct request *request) {
    struct sign_in_state *state = request->state;
    enum outcome outcome = check_both(request, state);

    if (outcome != DONE)
        return outcome;
    keep_right_ones(state);
    if (state->count == 0) {
        note_guess(request, state->from, GUESSES_OF_ADDRESS);
        note_guess(request, state->pair, GUESSES_OF_PAIR);
        return refuse(request);
    }
    return state->count > 1 ? ask_for_account(request, state) : DONE;
}

/* The session that the browser had so far is left behind. */
static bool end_former(struct request *request, struct db *db) {
    const struct person *person = request->person;
    bool found;

    return !person ||
           session_end(db, person->account_id, person->user_id, person->session_id, &found);
}

enum outcome sign_in_finish(struct request *request, struct db *db, const struct login *login,
                            struct str code, const struct visitor *visitor, const char *action) {
    struct caller person = person_caller(login->account_id, login->user_id);
    struct str token;

    switch (login_sign_in(admin_management_of(request, person), request->worker->api->secret_key,
                          login, code, visitor, &token)) {
    case SIGN_IN_CODE_NEEDED:
        object_set_text(action_answer(request), "status", STR("codeNeeded"));
        return action_end(request);
    case SIGN_IN_CODE_WRONG:
        note_guess(request, code_guess(request, login), GUESSES_OF_CODE);
        return admin_refuse(request, 401, "The code is wrong.");
    case SIGN_IN_STALE:
        return refuse(request);
    case SIGN_IN_FAILED:
        return FAILED;
    case SIGN_IN_DONE:
        break;
    }
    if (!end_former(request, db) || !answer_signed_in(request, db, token))
        return FAILED;
    request->caller = person;
    return admin_audit(request, db, action, "user", login->user_id, login->name, STR("")) ? DONE
                                                                                          : FAILED;
}

enum outcome sign_in_run(struct request *request, struct db *db) {
    struct sign_in_state *state = request->state;
    const struct login *login = &state->logins[0];

    if (login->has_totp && !str_is_blank(state->code)) {
        enum outcome outcome = check_guesses(request, code_guess(request, login), GUESSES_OF_CODE);
        if (outcome != DONE)
            return outcome;
    }
    return sign_in_finish(request, db, login, state->code, &state->visitor, "signIn");
}
