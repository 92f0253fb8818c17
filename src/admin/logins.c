/* logins.c - administrators look after the logins of others. */
#include "access/people.h"
#include "admin/actions.h"
#include "admin/session_json.h"

#include "api/answer.h"
#include "base/instant.h"
#include "json/write.h"

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

enum outcome login_look(struct request *request) {
    struct buffer *out = &request->exchange->body_out;
    struct person_row person;
    enum outcome outcome = find(request, request->worker->db, &person);

    if (outcome != DONE)
        return outcome;
    answer_json(request, 200, STR("{\"objectName\":\"admin.login\",\"hasLogin\":"));
    buffer_format(out, "%s,\"email\":", person.has_login ? "true" : "false");
    if (person.email.len > 0)
        json_put_string(out, person.email);
    else
        buffer_put_z(out, "null");
    buffer_format(out, ",\"hasTotp\":%s,\"lastSignIn\":", person.has_totp ? "true" : "false");
    if (person.last_sign_in_at > 0) {
        buffer_put_char(out, '"');
        instant_put(out, person.last_sign_in_at);
        buffer_put_z(out, "\"}");
    } else
        buffer_put_z(out, "null}");
    return DONE;
}

static enum outcome end(struct request *request, struct db *db, const char *action,
                        const struct person_row *person) {
    return admin_audit(request, db, action, "user", person->user_id, person->name, STR(""))
               ? DONE
               : FAILED;
}

enum outcome login_invite(struct request *request, struct db *db) {
    struct buffer *out = &request->exchange->body_out;
    struct person_row person;
    enum outcome outcome = find(request, db, &person);
    struct str token;
    int64_t expires_at;

    if (outcome != DONE)
        return outcome;
    if (person.has_left)
        return refuse_field(request, "id", "The user has left: the end date has passed.");
    if (!invitation_create(request->arena, db, request->person->account_id, person.user_id,
                           instant_now(), &token, &expires_at))
        return FAILED;
    answer_json(request, 200,
                STR("{\"objectName\":\"admin.invitation_link\",\"path\":\"" INVITATION_PATH));
    buffer_put_str(out, token);
    buffer_put_z(out, "\",\"expires\":\"");
    instant_put(out, expires_at);
    buffer_put_z(out, "\"}");
    return end(request, db, "invite", &person);
}

/* Nobody locks the door from outside with the key inside. */
enum outcome login_end(struct request *request, struct db *db) {
    struct person_row person;
    enum outcome outcome = find(request, db, &person);

    if (outcome != DONE)
        return outcome;
    if (person.user_id == request->person->user_id)
        return refuse_field(request, "id", "Only another administrator can remove your login.");
    if (!login_remove(db, request->person->account_id, person.user_id))
        return FAILED;
    answer_empty(request, 200);
    return end(request, db, "removeLogin", &person);
}
