/* own_login.c - people look after their own password and codes. */
#include "access/people.h"
#include "admin/actions.h"
#include "admin/session_parts.h"
#include "base/clock.h"
#include "change/change.h"
#include "manage/logins.h"
#include "resources/resources.h"

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

static enum outcome check_look(struct request *request) {
    return begin(request, "password");
}

static enum outcome refuse(struct request *request) {
    const struct own_login *state = request->state;

    return refuse_field(request, state->field, "The password is wrong.");
}

static enum outcome check_hash(struct request *request) {
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

static enum outcome change_look(struct request *request) {
    struct str wanted = change_text(request->change, "newPassword");
    const char *problem = password_problem(wanted, request->person->email);

    if (problem)
        return refuse_field(request, "newPassword", problem);
    return begin(request, "currentPassword");
}

static enum outcome change_hash(struct request *request) {
    struct own_login *state = request->state;
    enum outcome outcome = check_hash(request);

    if (outcome != DONE)
        return outcome;
    return password_hash(request->arena, change_text(request->change, "newPassword"),
                         &state->new_hash)
               ? DONE
               : FAILED;
}

static enum outcome change_password_run(struct request *request, struct db *db) {
    const struct own_login *state = request->state;
    const struct person *person = request->person;
    enum outcome outcome = check_unchanged(request, db);

    if (outcome != DONE)
        return outcome;
    if (!login_set_password(admin_management(request), person->user_id, state->new_hash) ||
        !sessions_end(db, person->account_id, person->user_id, person->session_id))
        return FAILED;
    return end(request, db, "changePassword");
}

/* ---- codes of an app ---- */

static enum outcome begin_codes(struct request *request, struct db *db) {
    const struct person *person = request->person;
    enum outcome outcome = check_unchanged(request, db);
    struct totp_offer offer;

    if (outcome != DONE)
        return outcome;
    if (!totp_begin(admin_management(request), request->worker->api->secret_key, person->user_id,
                    person->email, &offer))
        return FAILED;
    object_set_text(action_answer(request), "secret", offer.secret);
    object_set_text(action_answer(request), "uri", offer.uri);
    return DONE;
}

/* The codes have no blanks. */
static struct str join_codes(struct arena *arena, const struct str codes[RECOVERY_CODES]) {
    struct str words[2 * RECOVERY_CODES];

    for (size_t i = 0; i < RECOVERY_CODES; i++) {
        words[2 * i] = codes[i];
        words[2 * i + 1] = STR(" ");
    }
    return arena_join(arena, words, COUNT(words));
}

static enum outcome confirm_codes(struct request *request, struct db *db) {
    const struct person *person = request->person;
    struct str guess = guess_of_login(request, "code", person->account_id, person->user_id);
    enum outcome outcome = check_guesses(request, guess, GUESSES_OF_CODE);
    struct str codes[RECOVERY_CODES];

    if (outcome != DONE)
        return outcome;
    switch (totp_confirm(admin_management(request), request->worker->api->secret_key,
                         person->user_id, change_text(request->change, "code"), codes)) {
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
    object_set_text(action_answer(request), "codes", join_codes(request->arena, codes));
    return end(request, db, "addCodes");
}

static enum outcome remove_codes(struct request *request, struct db *db) {
    const struct person *person = request->person;
    enum outcome outcome = check_unchanged(request, db);

    if (outcome != DONE)
        return outcome;
    if (!totp_remove(admin_management(request), person->user_id))
        return FAILED;
    return end(request, db, "removeCodes");
}

/* clang-format off */
const struct action own_login_actions[] = {
    {.method = "PUT", .path = "/admin/v1/Me/Password", .right = RIGHT_PERSON, .body = &password_change,
     .look = change_look, .hash = change_hash, .run = change_password_run, .group = "Your login", .doc = "Change your password"},
    {.method = "POST", .path = "/admin/v1/Me/Totp", .right = RIGHT_PERSON, .body = &password_check, .answer = &totp_answer,
     .look = check_look, .hash = check_hash, .run = begin_codes, .group = "Your login", .doc = "Get a secret for two-step sign-in"},
    {.method = "PUT", .path = "/admin/v1/Me/Totp", .right = RIGHT_PERSON, .body = &totp_check, .answer = &recovery_codes,
     .run = confirm_codes, .group = "Your login", .doc = "Turn two-step sign-in on"},
    {.method = "DELETE", .path = "/admin/v1/Me/Totp", .right = RIGHT_PERSON, .body = &password_check,
     .look = check_look, .hash = check_hash, .run = remove_codes, .group = "Your login", .doc = "Turn two-step sign-in off"},
    {0},
};
/* clang-format on */
