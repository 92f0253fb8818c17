/* logins.c - administrators look after the logins of others. */
#include "manage/logins.h"
#include "admin/actions.h"
#include "admin/session_parts.h"
#include "base/clock.h"
#include "manage/people.h"
#include "resources/resources.h"

static enum outcome find(struct request *request, struct db *db, struct person_row *ret) {
    switch (person_by_id(request->arena, db, request->person->account_id, request->id,
                         instant_now(), ret)) {
    case ACCESS_GRANTED:
        return DONE;
    case ACCESS_DENIED:
        return refuse_field(request, "id", "The user could not be found.");
    case ACCESS_FAILED:
        break;
    }
    return FAILED;
}

static enum outcome look(struct request *request) {
    struct person_row person;
    enum outcome outcome = find(request, request->worker->db, &person);

    if (outcome != DONE)
        return outcome;
    struct object *answer = action_answer(request);
    object_set_integer(answer, "hasLogin", person.has_login);
    object_set_integer(answer, "hasTotp", person.has_totp);
    if (person.email.len > 0)
        object_set_text(answer, "email", person.email);
    if (person.last_sign_in_at > 0)
        object_set_integer(answer, "lastSignIn", person.last_sign_in_at);
    return DONE;
}

static enum outcome end(struct request *request, struct db *db, const char *action,
                        const struct person_row *person) {
    return admin_audit(request, db, action, "user", person->user_id, person->name, STR(""))
               ? DONE
               : FAILED;
}

static enum outcome invite(struct request *request, struct db *db) {
    struct person_row person;
    enum outcome outcome = find(request, db, &person);
    struct str token;
    int64_t expires_at;

    if (outcome != DONE)
        return outcome;
    if (person.has_left)
        return refuse_field(request, "id", "The user has left: the end date has passed.");
    if (!invitation_create(admin_management(request), person.user_id, &token, &expires_at))
        return FAILED;
    struct object *answer = action_answer(request);
    object_set_text(answer, "path",
                    arena_format(request->arena, INVITATION_PATH "%.*s", (int)token.len, token.at));
    object_set_integer(answer, "expires", expires_at);
    return end(request, db, "invite", &person);
}

/* Nobody locks the door from outside with the key inside. */
static enum outcome revoke(struct request *request, struct db *db) {
    struct person_row person;
    enum outcome outcome = find(request, db, &person);

    if (outcome != DONE)
        return outcome;
    if (person.user_id == request->person->user_id)
        return refuse_field(request, "id", "Only another administrator can remove your login.");
    if (!login_remove(admin_management(request), person.user_id))
        return FAILED;
    return end(request, db, "removeLogin", &person);
}

/* clang-format off */
const struct action login_actions[] = {
    {.method = "POST", .of = &users, .path = "Invitation", .right = RIGHT_ADMINISTRATOR,
     .answer = &invitation_link, .run = invite, .doc = "Make a link for choosing a password"},
    {.method = "GET", .of = &users, .path = "Login", .right = RIGHT_ADMINISTRATOR,
     .answer = &login_answer, .look = look, .doc = "Get the login"},
    {.method = "DELETE", .of = &users, .path = "Login", .right = RIGHT_ADMINISTRATOR,
     .run = revoke, .doc = "Revoke the login"},
    {0},
};
/* clang-format on */
