/* admin_parts.c - what the pages' pipeline and its actions share. */
#include "admin/admin_parts.h"

#include "api/answer.h"
#include "api/security.h"
#include "base/clock.h"
#include "base/log.h"
#include "change/audit.h"
#include "json/write.h"

static enum outcome refuse(struct request *request, unsigned status, const char *sentence) {
    answer_json(request, status, STR("{\"message\":"));
    json_put_string(&request->exchange->body_out, str_of(sentence));
    buffer_put_char(&request->exchange->body_out, '}');
    return ANSWERED;
}

enum outcome admin_refuse(struct request *request, unsigned status, const char *sentence) {
    ALWAYS(status != 403);
    return refuse(request, status, sentence);
}

enum outcome admin_forbid(struct request *request, enum security_kind kind, const char *sentence) {
    security_note_request(request, kind);
    return refuse(request, 403, sentence);
}

enum outcome admin_refuse_guess(struct request *request, unsigned seconds) {
    answer_wait(request, seconds);
    return answer_json(
        request, 429,
        arena_format(request->arena,
                     "{\"message\":\"Too many attempts were wrong. Wait %u second%s and try "
                     "again.\",\"waitInSeconds\":%u}",
                     seconds, seconds == 1 ? "" : "s", seconds));
}

bool admin_audit(struct request *request, struct db *db, const char *action, const char *subject,
                 int64_t subject_id, struct str title, struct str changes) {
    struct audit_entry entry = {
        .caller = &request->caller,
        .action = action,
        .subject = subject,
        .subject_id = subject_id,
        .title = title,
        .changes = changes,
    };

    return audit_write(request->arena, db, &entry, instant_now());
}

struct management *admin_management_of(struct request *request, struct caller caller) {
    return management_join(&request->door, request->worker->api->plans, caller);
}

struct management *admin_management(struct request *request) {
    return admin_management_of(request, request->caller);
}
