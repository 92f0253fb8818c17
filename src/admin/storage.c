/* storage.c - what the company's logs hold, and how long they are kept. */
#include "access/people.h"
#include "admin/actions.h"
#include "api/log_sizes.h"
#include "resources/resources.h"

static void add_log(struct request *request, const char *name, const struct log_size *size,
                    int64_t days, int64_t most) {
    struct object *log = object_add_row(action_answer(request), "logs");

    object_set_text(log, "name", str_of(name));
    object_set_integer(log, "entries", size->entries);
    object_set_integer(log, "byteCount", size->bytes);
    if (size->entries > 0)
        object_set_integer(log, "oldest", size->oldest_at);
    object_set_integer(log, "days", days);
    object_set_integer(log, "mostDays", most);
}

static enum outcome look(struct request *request) {
    const struct api *api = request->worker->api;
    int64_t account = request->person->account_id;
    struct retention kept;
    struct log_sizes sizes;

    if (!pruning_retention(api, request->worker->db, account, &kept) ||
        !log_sizes_read(request->worker->db, account, &sizes))
        return FAILED;
    add_log(request, "audit", &sizes.audit, kept.audit_days, api->retention.audit_days);
    add_log(request, "changes", &sizes.changes, kept.changes_days, api->retention.changes_days);
    add_log(request, "usage", &sizes.usage, kept.usage_days, api->retention.usage_days);
    add_log(request, "security", &sizes.security, kept.security_days, api->retention.security_days);
    add_log(request, "answers", &sizes.answers, kept.answers_days, kept.answers_days);
    add_log(request, "pageAnswers", &sizes.page_answers, kept.page_answers_days,
            kept.page_answers_days);
    return DONE;
}

/* clang-format off */
const struct action storage_actions[] = {
    {.method = "GET", .path = "/admin/v1/Storage", .right = RIGHT_ADMINISTRATOR, .answer = &storage_answer,
     .look = look, .group = "Company", .doc = "Get what the company's logs hold"},
    {0},
};
/* clang-format on */
