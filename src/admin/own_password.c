/* own_password.c - compares what somebody typed with the own password. */
#include "admin/own_password.h"

#include "admin/session_parts.h"
#include "api/security.h"
#include "base/clock.h"
#include "change/change.h"

/* By session, so that who has got hold of one does not keep the person from changing the password
 * in another. */
static struct str password_guess(struct request *request) {
    return guess_of_login(request, request->person->account_id, request->person->session_id);
}

enum outcome check_own_guesses(struct request *request, enum guess_kind kind, struct str who) {
    enum outcome outcome = check_guesses(request, kind, who);

    if (outcome != DONE)
        security_note_request(request, SECURITY_THROTTLED);
    return outcome;
}

enum outcome own_password_begin(struct request *request, const char *field) {
    struct own_password *state = NEW(request->arena, struct own_password);
    const struct person *person = request->person;

    state->field = field;
    state->password = change_text(request->change, field);
    state->visitor = visitor_of(request);
    request->state = state;
    if (login_by_user(request->arena, request->worker->db, person->account_id, person->user_id,
                      instant_now(), &state->login) != ACCESS_GRANTED)
        return FAILED;
    request->claim = (struct hasher_claim){
        .origin = guess_of_login(request, person->account_id, person->user_id),
        .is_known = true,
        .failures = guesses_count(request->worker->api->guesses, GUESS_PASSWORD,
                                  password_guess(request), monotonic_milliseconds())};
    return check_own_guesses(request, GUESS_PASSWORD, password_guess(request));
}

enum outcome own_password_look(struct request *request) {
    return own_password_begin(request, "password");
}

static enum outcome refuse(struct request *request) {
    const struct own_password *state = request->state;

    security_note_request(request, SECURITY_WRONG_PASSWORD);
    return refuse_field(request, state->field, "The password is wrong.");
}

enum outcome own_password_hash(struct request *request) {
    const struct own_password *state = request->state;
    struct str guess = password_guess(request);
    enum outcome outcome = check_own_guesses(request, GUESS_PASSWORD, guess);

    if (outcome != DONE)
        return outcome;
    if (password_is_right(state->login.password_hash, state->password))
        return DONE;
    note_guess(request, GUESS_PASSWORD, guess);
    return refuse(request);
}

/* The password was compared with what the login was then. */
enum outcome own_password_still(struct request *request, struct db *db) {
    const struct own_password *state = request->state;
    const struct person *person = request->person;
    struct login present;

    switch (login_by_user(request->arena, db, person->account_id, person->user_id, instant_now(),
                          &present)) {
    case ACCESS_GRANTED:
        return str_equal(present.password_hash, state->login.password_hash) ? DONE
                                                                            : refuse(request);
    case ACCESS_DENIED:
        return refuse(request);
    case ACCESS_FAILED:
        break;
    }
    return FAILED;
}
