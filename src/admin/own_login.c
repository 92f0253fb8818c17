/* own_login.c - people look after their own password and codes. */
#include "access/people.h"
#include "admin/actions.h"
#include "admin/session_json.h"
#include "change/change.h"

#include "api/answer.h"
#include "base/clock.h"
#include "json/write.h"

struct own_login {
    struct login login; /* as it was when the request came */
    const char *field;  /* that has the password in the request */
    struct str password;
    struct str new_hash; /* empty until it is made */
};

static struct str password_guess(struct request *request) {
    return guess_of_login(request, "password", request->person->account_id,
                          request->person->user_id);
}

static enum outcome begin(struct request *request, const char *field) {
    struct own_login *state = NEW(request->arena, struct own_login);
    const struct person *person = request->person;

    state->field = field;
    state->password = change_text(request->change, field);
    request->state = state;
    if (login_by_user(request->arena, request->worker->db, person->account_id, person->user_id,
                      instant_now(), &state->login) != ACCESS_GRANTED)
        return FAILED;
    return check_guesses(request, password_guess(request), GUESSES_OF_PAIR);
}

enum outcome own_password_look(struct request *request) {
    return begin(request, "password");
}

static enum outcome refuse(struct request *request) {
    const struct own_login *state = request->state;

    return refuse_field(request, state->field, "The password is wrong.");
}

enum outcome own_password_hash(struct request *request) {
    const struct own_login *state = request->state;
    struct str guess = password_guess(request);
    enum outcome outcome = check_guesses(request, guess, GUESSES_OF_PAIR);

    if (outcome != DONE)
        return outcome;
    if (password_is_right(state->login.password_hash, state->password))
        return DONE;
    note_guess(request, guess, GUESSES_OF_PAIR);
    return refuse(request);
}

/* The password was compared with what the login was then. */
static enum outcome check_unchanged(struct request *request, struct db *db) {
    const struct own_login *state = request->state;
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

static enum outcome end(struct request *request, struct db *db, const char *action) {
    const struct person *person = request->person;

    return admin_audit(request, db, action, "user", person->user_id, person->name, STR(""))
               ? DONE
               : FAILED;
}

/* ---- password ---- */

enum outcome password_change_look(struct request *request) {
    struct str wanted = change_text(request->change, "newPassword");
    const char *problem = password_problem(wanted, request->person->email);

    if (problem)
        return refuse_field(request, "newPassword", problem);
    return begin(request, "currentPassword");
}

enum outcome password_change_hash(struct request *request) {
    struct own_login *state = request->state;
    enum outcome outcome = own_password_hash(request);

    if (outcome != DONE)
        return outcome;
    return password_hash(request->arena, change_text(request->change, "newPassword"),
                         &state->new_hash)
               ? DONE
               : FAILED;
}

enum outcome password_change_run(struct request *request, struct db *db) {
    const struct own_login *state = request->state;
    const struct person *person = request->person;
    enum outcome outcome = check_unchanged(request, db);

    if (outcome != DONE)
        return outcome;
    if (!login_set_password(db, person->account_id, person->user_id, state->new_hash) ||
        !sessions_end(db, person->account_id, person->user_id, person->session_id))
        return FAILED;
    answer_empty(request, 200);
    return end(request, db, "changePassword");
}

/* ---- codes of an app ---- */

enum outcome totp_begin_run(struct request *request, struct db *db) {
    struct buffer *out = &request->exchange->body_out;
    const struct person *person = request->person;
    enum outcome outcome = check_unchanged(request, db);
    struct str secret, uri;

    if (outcome != DONE)
        return outcome;
    if (!totp_begin(request->arena, db, request->worker->api->secret_key, person->account_id,
                    person->user_id, person->email, &secret, &uri))
        return FAILED;
    answer_json(request, 200, STR("{\"objectName\":\"admin.totp\",\"secret\":"));
    json_put_string(out, secret);
    buffer_put_z(out, ",\"uri\":");
    json_put_string(out, uri);
    buffer_put_char(out, '}');
    return DONE;
}

static void put_codes(struct request *request, const struct str codes[RECOVERY_CODES]) {
    struct buffer *out = &request->exchange->body_out;

    answer_json(request, 200, STR("{\"objectName\":\"admin.recovery_codes\",\"codes\":["));
    for (size_t i = 0; i < RECOVERY_CODES; i++) {
        if (i > 0)
            buffer_put_char(out, ',');
        json_put_string(out, codes[i]);
    }
    buffer_put_z(out, "]}");
}

enum outcome totp_confirm_run(struct request *request, struct db *db) {
    const struct person *person = request->person;
    struct str guess = guess_of_login(request, "code", person->account_id, person->user_id);
    enum outcome outcome = check_guesses(request, guess, GUESSES_OF_CODE);
    struct str codes[RECOVERY_CODES];

    if (outcome != DONE)
        return outcome;
    switch (totp_confirm(request->arena, db, request->worker->api->secret_key, person->account_id,
                         person->user_id, change_text(request->change, "code"), instant_now(),
                         codes)) {
    case TOTP_WRONG:
        note_guess(request, guess, GUESSES_OF_CODE);
        return refuse_field(request, "code", "The code is wrong.");
    case TOTP_NOT_BEGUN:
        return refuse_field(request, "code", "No secret is waiting for a code.");
    case TOTP_FAILED:
        return FAILED;
    case TOTP_DONE:
        break;
    }
    put_codes(request, codes);
    return end(request, db, "addCodes");
}

enum outcome totp_remove_run(struct request *request, struct db *db) {
    const struct person *person = request->person;
    enum outcome outcome = check_unchanged(request, db);

    if (outcome != DONE)
        return outcome;
    if (!totp_remove(db, person->account_id, person->user_id))
        return FAILED;
    answer_empty(request, 200);
    return end(request, db, "removeCodes");
}
