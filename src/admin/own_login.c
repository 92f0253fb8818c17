/* own_login.c - people look after their own password and codes. */
#include "access/people.h"
#include "access/throttle.h"
#include "admin/actions.h"
#include "admin/own_password.h"
#include "admin/session_parts.h"
#include "api/security.h"
#include "change/change.h"
#include "manage/logins.h"
#include "resources/resources.h"

static enum outcome end(struct request *request, struct db *db, const char *action) {
    const struct person *person = request->person;

    return admin_audit(request, db, action, "user", person->user_id, person->name, STR(""))
               ? DONE
               : FAILED;
}

/* ---- password ---- */

/* Of whatever company the other login is. */
static bool find_beside(struct request *request, struct str *ret) {
    const struct person *person = request->person;
    struct db *db = request->worker->db;

    db_of_account(db, EVERY_ACCOUNT);
    bool found = login_hash_beside(request->arena, db, person->email, person->account_id,
                                   person->user_id, ret);
    db_of_account(db, person->account_id);
    return found;
}

static enum outcome change_look(struct request *request) {
    struct str wanted = change_text(request->change, "newPassword");
    const struct person *person = request->person;
    const struct password_owner owner = {person->email, person->name, person->account_name};
    const char *problem = password_problem(request->arena, wanted, &owner);

    if (problem)
        return refuse_field(request, "newPassword", problem);
    enum outcome outcome = own_password_begin(request, "currentPassword");
    struct own_password *state = request->state;
    return outcome == DONE && !find_beside(request, &state->beside) ? FAILED : outcome;
}

static enum outcome change_hash(struct request *request) {
    struct own_password *state = request->state;
    enum outcome outcome = own_password_hash(request);

    if (outcome != DONE)
        return outcome;
    return password_hash(request->arena, change_text(request->change, "newPassword"), state->beside,
                         &state->new_hash)
               ? DONE
               : FAILED;
}

static enum outcome change_password_run(struct request *request, struct db *db) {
    const struct own_password *state = request->state;
    const struct person *person = request->person;
    enum outcome outcome = own_password_still(request, db);
    struct str token;

    if (outcome != DONE)
        return outcome;
    if (!login_set_password(admin_management(request), person->user_id, state->new_hash) ||
        !place_note(db, person->account_id, person->user_id,
                    throttle_guesser(request->arena, state->visitor.address), state->visitor.now) ||
        !login_end_sessions(admin_management(request), person->user_id, person->session_id) ||
        !session_renew(request->arena, db, person, &token) || !answer_session(request, db, token))
        return FAILED;
    return end(request, db, "changePassword");
}

/* ---- codes of an app ---- */

static enum outcome begin_codes(struct request *request, struct db *db) {
    const struct person *person = request->person;
    enum outcome outcome = own_password_still(request, db);
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

/* Sessions that a password alone has opened end, wherever they are. */
static enum outcome confirm_codes(struct request *request, struct db *db) {
    const struct person *person = request->person;
    struct str guess = guess_of_login(request, person->account_id, person->user_id);
    enum outcome outcome = check_own_guesses(request, GUESS_CODE_NEW, guess);
    struct str codes[RECOVERY_CODES];

    if (outcome != DONE)
        return outcome;
    switch (totp_confirm(admin_management(request), request->worker->api->secret_key,
                         person->user_id, change_text(request->change, "code"), codes)) {
    case TOTP_WRONG:
        security_note_request(request, SECURITY_WRONG_CODE);
        note_guess(request, GUESS_CODE_NEW, guess);
        return refuse_field(request, "code", "The code is wrong.");
    case TOTP_NOT_BEGUN:
        return refuse_field(request, "code", "No secret is waiting for a code.");
    case TOTP_FAILED:
        return FAILED;
    case TOTP_DONE:
        break;
    }
    object_set_text(action_answer(request), "codes", join_codes(request->arena, codes));
    if (!login_end_sessions(admin_management(request), person->user_id, person->session_id))
        return FAILED;
    return end(request, db, "addCodes");
}

static enum outcome remove_codes(struct request *request, struct db *db) {
    const struct person *person = request->person;
    enum outcome outcome = own_password_still(request, db);
    bool are_demanded;

    if (outcome != DONE)
        return outcome;
    if (!login_codes_are_demanded(db, person->account_id, &are_demanded))
        return FAILED;
    if (are_demanded)
        return admin_forbid(request, SECURITY_NO_RIGHT,
                            "The company demands two-step sign-in of everybody.");
    if (!totp_remove(admin_management(request), person->user_id))
        return FAILED;
    return end(request, db, "removeCodes");
}

/* clang-format off */
const struct action own_login_actions[] = {
    {.method = "PUT", .path = "/admin/v1/Me/Password", .right = RIGHT_PERSON, .body = &password_change,
     .answer = &session_answer, .look = change_look, .hash = change_hash, .run = change_password_run, .group = "Your login", .doc = "Change your password"},
    {.method = "POST", .path = "/admin/v1/Me/Totp", .right = RIGHT_PERSON, .without_codes = true, .body = &password_check, .answer = &totp_answer,
     .look = own_password_look, .hash = own_password_hash, .run = begin_codes, .group = "Your login", .doc = "Get a secret for two-step sign-in"},
    {.method = "PUT", .path = "/admin/v1/Me/Totp", .right = RIGHT_PERSON, .without_codes = true, .body = &totp_check, .answer = &recovery_codes,
     .run = confirm_codes, .group = "Your login", .doc = "Turn two-step sign-in on"},
    {.method = "DELETE", .path = "/admin/v1/Me/Totp", .right = RIGHT_PERSON, .body = &password_check,
     .look = own_password_look, .hash = own_password_hash, .run = remove_codes, .group = "Your login", .doc = "Turn two-step sign-in off"},
    {0},
};
/* clang-format on */
