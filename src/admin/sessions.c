/* sessions.c - a person's current session, and the others. */
#include "admin/actions.h"
#include "admin/own_password.h"
#include "admin/session_parts.h"
#include "base/clock.h"
#include "change/security_log.h"
#include "manage/logins.h"
#include "resources/resources.h"

static enum outcome look(struct request *request) {
    struct str token = session_cookie_read(exchange_header(request->exchange, "Cookie"));

    set_session(request, action_answer(request), request->person, token);
    return DONE;
}

static enum outcome end(struct request *request, struct db *db, const char *action) {
    const struct person *person = request->person;

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
    bool is_own = session_id == person->session_id;
    if (is_own)
        clear_cookie(request->exchange);
    if (!security_write(&request->door, is_own ? SECURITY_SIGNED_OUT : SECURITY_SESSION_ENDED, 0,
                        0))
        return FAILED;
    return end(request, db, "signOut");
}

static enum outcome sign_out(struct request *request, struct db *db) {
    return end_one(request, db, request->person->session_id);
}

/* Whoever finds somebody's browser open can leave, but not send that person's other browsers away.
 */
static enum outcome end_named(struct request *request, struct db *db) {
    enum outcome outcome = own_password_still(request, db);

    return outcome == DONE ? end_one(request, db, request->id) : outcome;
}

static enum outcome end_all(struct request *request, struct db *db) {
    const struct person *person = request->person;
    enum outcome outcome = own_password_still(request, db);

    if (outcome != DONE)
        return outcome;
    if (!login_end_sessions(admin_management(request), person->user_id, 0))
        return FAILED;
    clear_cookie(request->exchange);
    return end(request, db, "signOutEverywhere");
}

static void add_session(struct object *answer, const struct session_row *row, bool is_current) {
    struct object *session = object_add_row(answer, "items");

    object_set_integer(session, "id", row->id);
    object_set_integer(session, "created", row->created_at);
    object_set_integer(session, "lastSeen", row->last_seen_at);
    object_set_text(session, "address", row->address);
    if (row->agent.len > 0)
        object_set_text(session, "agent", row->agent);
    object_set_integer(session, "isCurrent", is_current);
}

static enum outcome list(struct request *request) {
    const struct person *person = request->person;
    struct session_row *rows;
    size_t count;

    if (!session_list(request->arena, request->worker->db, person->account_id, person->user_id,
                      instant_now(), &rows, &count))
        return FAILED;
    for (size_t i = 0; i < count; i++)
        add_session(action_answer(request), &rows[i], rows[i].id == person->session_id);
    return DONE;
}

#define SESSION "/admin/v1/Session"
#define OWN_SESSIONS "/admin/v1/Me/Sessions"

/* clang-format off */
const struct action session_actions[] = {
    {.method = "GET", .path = SESSION, .right = RIGHT_PERSON, .without_codes = true, .answer = &session_answer,
     .look = look, .group = "Signing in", .doc = "Get the current session"},
    {.method = "POST", .path = SESSION, .right = RIGHT_ANYONE, .body = &sign_in_body, .answer = &sign_in_answer,
     .look = sign_in_look, .hash = sign_in_hash, .run = sign_in_run, .group = "Signing in", .doc = "Sign in"},
    {.method = "DELETE", .path = SESSION, .right = RIGHT_PERSON, .without_codes = true,
     .run = sign_out, .group = "Signing in", .doc = "Sign out"},
    {0},
};

const struct action own_session_actions[] = {
    {.method = "GET", .path = OWN_SESSIONS, .right = RIGHT_PERSON, .answer = &own_sessions,
     .look = list, .group = "Your login", .doc = "List your sessions"},
    {.method = "DELETE", .path = OWN_SESSIONS, .right = RIGHT_PERSON, .body = &password_check,
     .look = own_password_look, .hash = own_password_hash, .run = end_all, .group = "Your login", .doc = "Sign out everywhere"},
    {.method = "DELETE", .path = OWN_SESSIONS "/:id", .right = RIGHT_PERSON, .body = &password_check,
     .look = own_password_look, .hash = own_password_hash, .run = end_named, .group = "Your login", .doc = "End one session"},
    {0},
};
/* clang-format on */
