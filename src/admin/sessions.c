/* sessions.c - a person's current session, and the others. */
#include "access/people.h"
#include "admin/actions.h"
#include "admin/session_json.h"

#include "api/answer.h"
#include "base/instant.h"
#include "json/write.h"

enum outcome session_look(struct request *request) {
    struct str token = session_cookie_read(exchange_header(request->exchange, "Cookie"));

    answer_json(request, 200, STR(""));
    put_session(request->arena, &request->exchange->body_out, request->person, token);
    return DONE;
}

static enum outcome end(struct request *request, struct db *db, const char *action) {
    const struct person *person = request->person;

    answer_empty(request, 200);
    return admin_audit(request, db, action, "user", person->user_id, person->name, STR(""))
               ? DONE
               : FAILED;
}

static enum outcome end_one(struct request *request, struct db *db, int64_t session_id) {
    const struct person *person = request->person;
    bool found;

    if (!session_end(db, person->account_id, person->user_id, session_id, &found))
        return FAILED;
    if (!found)
        return refuse_field(request, "id", "The session could not be found.");
    if (session_id == person->session_id)
        clear_cookie(request->exchange);
    return end(request, db, "signOut");
}

enum outcome session_sign_out(struct request *request, struct db *db) {
    return end_one(request, db, request->person->session_id);
}

enum outcome session_end_one(struct request *request, struct db *db) {
    return end_one(request, db, request->id);
}

enum outcome session_end_all(struct request *request, struct db *db) {
    const struct person *person = request->person;

    if (!sessions_end(db, person->account_id, person->user_id, 0))
        return FAILED;
    clear_cookie(request->exchange);
    return end(request, db, "signOutEverywhere");
}

static void put_row(struct buffer *out, const struct session_row *row, bool current) {
    buffer_put_z(out, "{\"objectName\":\"admin.session_row\",\"id\":");
    buffer_put_integer(out, row->id);
    buffer_put_z(out, ",\"created\":\"");
    instant_put(out, row->created_at);
    buffer_put_z(out, "\",\"lastSeen\":\"");
    instant_put(out, row->last_seen_at);
    buffer_put_z(out, "\",\"address\":");
    json_put_string(out, row->address);
    buffer_put_z(out, ",\"agent\":");
    if (row->agent.len > 0)
        json_put_string(out, row->agent);
    else
        buffer_put_z(out, "null");
    buffer_put_z(out, current ? ",\"isCurrent\":true}" : ",\"isCurrent\":false}");
}

enum outcome sessions_look(struct request *request) {
    const struct person *person = request->person;
    struct buffer *out = &request->exchange->body_out;
    struct session_row *rows;
    size_t count;

    if (!session_list(request->arena, request->worker->db, person->account_id, person->user_id,
                      instant_now(), &rows, &count))
        return FAILED;
    answer_json(request, 200, STR("{\"objectName\":\"generic.list\",\"items\":["));
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_put_char(out, ',');
        put_row(out, &rows[i], rows[i].id == person->session_id);
    }
    buffer_put_z(out, "]}");
    return DONE;
}
