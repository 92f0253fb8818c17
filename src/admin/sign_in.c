/* sign_in.c - from an address and a password to a session.
 *
 * Guesses are counted before the password is looked at and again when its turn has come, as those
 * before it may have been wrong. Which counters there are (access/guesses.h) depends on the place:
 *
 * - For a login that was signed in with from there, that of the address at the login alone: others
 *   may guess at the login as they like.
 * - For any other, also those of the address, and of the login in all, which is two: one for
 *   addresses that have just begun with it, one for those that go on. So whoever comes from a new
 *   place does not have to win against those who have been guessing for long.
 *
 * All of it goes by the address as it was typed, whether there is such a login or not. It may
 * belong to logins of several companies, only some of which know the place: those are looked at in
 * any case, the others as long as strangers may guess. Somebody may have given himself a login with
 * the address of another; what he sends is a guess at the other's password even when it is right
 * for his own. So whoever does not name the company is counted each time, also where there is no
 * other. */
#include "access/people.h"
#include "access/throttle.h"
#include "admin/session_parts.h"
#include "api/answer.h"
#include "api/security.h"
#include "base/clock.h"
#include "change/change.h"
#include "change/security_log.h"
#include "db/versions.h"
#include "manage/logins.h"

struct sign_in_state {
    struct str email, password, code;
    struct str place, login, pair; /* by which guesses are counted: see above */
    struct visitor visitor;
    struct login *logins; /* whose address it is; after hashing, whose password too */
    size_t count;
    size_t found;                /* before hashing */
    struct closed_login *closed; /* whose address it is, but who may not sign in */
    size_t closed_count;
    bool in_any;      /* the company is not named */
    bool as_stranger; /* check_all(): there may be a login that does not know the place */
};

/* ---- what the security log is told ---- */

/* Each company is told of its own logins, and what is nobody's tells nobody the address. */
static void tell_all(struct request *request, enum security_kind kind) {
    const struct sign_in_state *state = request->state;

    for (size_t i = 0; i < state->found; i++)
        security_note_login(request, kind, state->logins[i].account_id, state->logins[i].user_id);
    for (size_t i = 0; i < state->closed_count; i++) {
        const struct closed_login *closed = &state->closed[i];
        enum security_kind why = closed->has_left ? SECURITY_HAS_LEFT : SECURITY_NO_PASSWORD;
        security_note_login(request, kind == SECURITY_THROTTLED ? kind : why, closed->account_id,
                            closed->user_id);
    }
    if (state->found + state->closed_count == 0)
        security_note_login(request, kind == SECURITY_THROTTLED ? kind : SECURITY_UNKNOWN_LOGIN,
                            SYSTEM_ACCOUNT, 0);
}

static enum outcome refuse_wait(struct request *request, unsigned wait) {
    tell_all(request, SECURITY_THROTTLED);
    return admin_refuse_guess(request, wait);
}

/* ---- guesses ---- */

static bool is_new_here(struct request *request, const struct sign_in_state *state) {
    return guesses_wait(request->worker->api->guesses, GUESS_SIGN_IN_TRIED, state->pair,
                        monotonic_milliseconds()) == 0;
}

static enum guess_kind kind_of_login(struct request *request, const struct sign_in_state *state) {
    return is_new_here(request, state) ? GUESS_SIGN_IN_NEWCOMERS : GUESS_SIGN_IN_LOGIN;
}

static bool is_stranger(const struct sign_in_state *state) {
    for (size_t i = 0; i < state->count; i++)
        if (!state->logins[i].knows_place)
            return true;
    return state->count == 0 || state->in_any;
}

/* The others are not looked at. */
static void keep_known(struct request *request, struct sign_in_state *state) {
    size_t known = 0;

    for (size_t i = 0; i < state->count; i++) {
        const struct login *login = &state->logins[i];
        if (login->knows_place)
            state->logins[known++] = *login;
        else
            security_note_login(request, SECURITY_THROTTLED, login->account_id, login->user_id);
    }
    state->count = state->found = known;
}

/* Seconds that strangers have to wait. */
static unsigned wait_of_stranger(struct request *request, const struct sign_in_state *state) {
    struct guesses *guesses = request->worker->api->guesses;
    int64_t now = monotonic_milliseconds();
    unsigned wait = guesses_wait(guesses, GUESS_SIGN_IN_ADDRESS, state->place, now);

    return wait ? wait : guesses_wait(guesses, kind_of_login(request, state), state->login, now);
}

static enum outcome check_all(struct request *request, struct sign_in_state *state) {
    unsigned wait = guesses_wait(request->worker->api->guesses, GUESS_SIGN_IN, state->pair,
                                 monotonic_milliseconds());

    if (wait)
        return refuse_wait(request, wait);
    state->as_stranger = is_stranger(state);
    wait = state->as_stranger ? wait_of_stranger(request, state) : 0;
    if (wait == 0)
        return DONE;
    if (!request->claim.is_known)
        return refuse_wait(request, wait);
    keep_known(request, state);
    state->as_stranger = false;
    return DONE;
}

/* A guess at a login that does not know the place. */
static void note_stranger(struct request *request, const struct sign_in_state *state) {
    note_guess(request, kind_of_login(request, state), state->login);
    note_guess(request, GUESS_SIGN_IN_TRIED, state->pair);
}

static void note_all(struct request *request, const struct sign_in_state *state) {
    if (state->as_stranger)
        note_stranger(request, state);
    note_guess(request, GUESS_SIGN_IN, state->pair);
    note_guess(request, GUESS_SIGN_IN_ADDRESS, state->place);
}

static struct hasher_claim claim(struct request *request, const struct sign_in_state *state) {
    struct guesses *guesses = request->worker->api->guesses;
    int64_t now = monotonic_milliseconds();
    bool is_known = false;

    for (size_t i = 0; i < state->count; i++)
        is_known |= state->logins[i].knows_place;
    if (is_known)
        return (struct hasher_claim){.origin = state->pair,
                                     .is_known = true,
                                     .failures =
                                         guesses_count(guesses, GUESS_SIGN_IN, state->pair, now)};
    return (struct hasher_claim){
        .origin = state->place,
        .target = state->login,
        .failures = guesses_count(guesses, GUESS_SIGN_IN_ADDRESS, state->place, now)};
}

/* ---- the password ---- */

static bool find_closed(struct request *request, struct sign_in_state *state) {
    return state->count > 0 ||
           logins_closed_by_email(request->arena, request->worker->db, state->email,
                                  change_integer(request->change, "accountId"), state->visitor.now,
                                  &state->closed, &state->closed_count);
}

enum outcome sign_in_look(struct request *request) {
    struct sign_in_state *state = NEW(request->arena, struct sign_in_state);

    state->email = change_text(request->change, "email");
    state->password = change_text(request->change, "password");
    state->code = change_text(request->change, "code");
    state->visitor = visitor_of(request);
    state->place = throttle_guesser(request->arena, request->exchange->peer);
    state->login = email_key(request->arena, state->email);
    state->pair = arena_format(request->arena, "%.*s %.*s", (int)state->place.len, state->place.at,
                               (int)state->login.len, state->login.at);
    request->state = state;
    int64_t account_id = change_integer(request->change, "accountId");
    state->in_any = account_id == 0;
    if (!logins_by_email(request->arena, request->worker->db, state->email, account_id,
                         state->visitor.now, &state->logins, &state->count) ||
        !places_mark(request->arena, request->worker->db, state->email, state->place,
                     state->visitor.now, state->logins, state->count) ||
        !find_closed(request, state))
        return FAILED;
    state->found = state->count;
    request->claim = claim(request, state);
    return check_all(request, state);
}

/* Keeps the logins whose password it is. */
static void keep_right_ones(struct sign_in_state *state) {
    struct str hashes[LOGINS_MAX];
    bool is_right[LOGINS_MAX];
    size_t right = 0;

    for (size_t i = 0; i < state->count; i++)
        hashes[i] = state->logins[i].password_hash;
    passwords_are_right(state->password, hashes, state->count, is_right);
    for (size_t i = 0; i < state->count; i++)
        if (is_right[i])
            state->logins[right++] = state->logins[i];
    state->count = right;
}

static enum outcome refuse(struct request *request) {
    return admin_refuse(request, 401, "The e-mail address or the password is wrong.");
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
    enum outcome outcome = check_all(request, state);

    if (outcome != DONE)
        return outcome;
    keep_right_ones(state);
    if (state->count == 0) {
        note_all(request, state);
        tell_all(request, SECURITY_WRONG_PASSWORD);
        return refuse(request);
    }
    if (state->as_stranger && state->in_any)
        note_stranger(request, state);
    return state->count > 1 ? ask_for_account(request, state) : DONE;
}

/* ---- the code ---- */

struct code_guess {
    struct str pair, login;
    bool of_app;   /* there are too many recovery codes to be guessed */
    bool of_login; /* it is of an app, and counts with those of all strangers */
};

/* Also somebody behind a known address guesses, who knows the password: a few codes an hour are
 * free there, the others count as if they came from anywhere. */
static bool counts_as_stranger(struct request *request, const struct login *login,
                               struct str pair) {
    return !login->knows_place || guesses_wait(request->worker->api->guesses, GUESS_CODE_TRIED,
                                               pair, monotonic_milliseconds()) > 0;
}

static struct code_guess code_guess(struct request *request, const struct login *login,
                                    struct str typed, struct str address) {
    struct str place = throttle_guesser(request->arena, address);
    struct str name = guess_of_login(request, login->account_id, login->user_id);
    struct str pair =
        arena_format(request->arena, "%.*s %.*s", (int)place.len, place.at, (int)name.len, name.at);
    bool of_app = code_read(typed).kind == CODE_TOTP;

    return (struct code_guess){.pair = pair,
                               .login = name,
                               .of_app = of_app,
                               .of_login = of_app && counts_as_stranger(request, login, pair)};
}

/* As with passwords, others do not keep out whoever is where he was before; nor anybody who has a
 * recovery code. */
static enum outcome check_code(struct request *request, const struct code_guess *guess) {
    enum outcome outcome = check_guesses(request, GUESS_CODE, guess->pair);

    return outcome == DONE && guess->of_login
               ? check_guesses(request, GUESS_CODE_LOGIN, guess->login)
               : outcome;
}

static void note_code(struct request *request, const struct code_guess *guess) {
    note_guess(request, GUESS_CODE, guess->pair);
    if (guess->of_app)
        note_guess(request, GUESS_CODE_TRIED, guess->pair);
    if (guess->of_login)
        note_guess(request, GUESS_CODE_LOGIN, guess->login);
}

/* ---- the session ---- */

/* The session that the browser had so far is left behind. */
static bool end_former(struct request *request, struct db *db) {
    const struct person *person = request->person;
    bool found;

    return !person ||
           (session_end(db, person->account_id, person->user_id, person->session_id, &found) &&
            security_write(&request->door, SECURITY_SIGNED_OUT, 0, 0));
}

static bool note_signed_in(struct request *request, const struct login *login, struct str code) {
    bool recovered = login->has_totp && code_read(code).kind == CODE_RECOVERY;

    return (login->knows_place || security_write(&request->door, SECURITY_NEW_PLACE, 0, 0)) &&
           (!recovered || security_write(&request->door, SECURITY_RECOVERY_CODE_USED, 0, 0)) &&
           security_write(&request->door, SECURITY_SIGNED_IN, 0, 0);
}

static enum security_kind wrong_code(struct str code) {
    return code_read(code).kind == CODE_RECOVERY ? SECURITY_WRONG_RECOVERY_CODE
                                                 : SECURITY_WRONG_CODE;
}

enum outcome sign_in_finish(struct request *request, struct db *db, const struct login *login,
                            struct str code, const struct visitor *visitor, const char *action) {
    struct caller person = person_caller(login->account_id, login->user_id);
    struct code_guess guess = code_guess(request, login, code, visitor->address);
    struct str token;

    switch (login_sign_in(admin_management_of(request, person), request->worker->api->secret_key,
                          login, code, visitor, &token)) {
    case SIGN_IN_CODE_NEEDED:
        security_note_login(request, SECURITY_CODE_ASKED, login->account_id, login->user_id);
        object_set_text(action_answer(request), "status", STR("codeNeeded"));
        return action_end(request);
    case SIGN_IN_CODE_WRONG:
        security_note_login(request, wrong_code(code), login->account_id, login->user_id);
        note_code(request, &guess);
        return admin_refuse(request, 401, "The code is wrong.");
    case SIGN_IN_STALE:
        security_note_login(request, SECURITY_WRONG_PASSWORD, login->account_id, login->user_id);
        return refuse(request);
    case SIGN_IN_CLOSED:
        return answer_being_filled(request);
    case SIGN_IN_FAILED:
        return FAILED;
    case SIGN_IN_DONE:
        break;
    }
    if (!end_former(request, db) || !answer_signed_in(request, db, token) ||
        !place_note(db, login->account_id, login->user_id,
                    throttle_guesser(request->arena, visitor->address), visitor->now))
        return FAILED;
    request->caller = person;
    return note_signed_in(request, login, code) &&
                   admin_audit(request, db, action, "user", login->user_id, login->name, STR(""))
               ? DONE
               : FAILED;
}

enum outcome sign_in_run(struct request *request, struct db *db) {
    struct sign_in_state *state = request->state;
    const struct login *login = &state->logins[0];

    if (login->has_totp && !str_is_blank(state->code)) {
        struct code_guess guess = code_guess(request, login, state->code, state->visitor.address);
        enum outcome outcome = check_code(request, &guess);
        if (outcome != DONE)
            security_note_login(request, SECURITY_THROTTLED, login->account_id, login->user_id);
        if (outcome != DONE)
            return outcome;
    }
    return sign_in_finish(request, db, login, state->code, &state->visitor, "signIn");
}
