/* security_export.c - the security log as a file: a line of JSON for each event. */
#include "admin/actions.h"
#include "api/answer.h"
#include "api/security.h"
#include "read/list_rows.h"
#include "resources/resources.h"

/* Filters are those of the list; a file has no pages. */
static enum outcome read_parameters(struct request *request, const struct plan *plan,
                                    struct list_parameters *ret) {
    struct str asked = request->exchange->query;
    const struct str parts[] = {STR("page=1&"), asked};
    struct query query;

    query_read(request->arena, arena_join(request->arena, parts, COUNT(parts)), &query);
    list_parameters_read(request->arena, plan->resource, &query, &request->faults, ret);
    return faults_any(&request->faults) ? INVALID : DONE;
}

static struct statement *open_rows(struct request *request, const struct plan *plan,
                                   const struct list_parameters *parameters) {
    struct statement *rows =
        list_statement(request->worker->db, request->arena, plan, parameters->used,
                       parameters->sort, parameters->descending, false);

    if (!rows)
        return NULL;
    statement_bind_integer(rows, LIST_ACCOUNT, request->caller.account_id);
    statement_bind_integer(rows, LIST_LIMIT, INT64_MAX);
    statement_bind_integer(rows, LIST_SKIP, 0);
    list_bind_filters(rows, request->arena, parameters);
    return rows;
}

/* What was put leaves the memory, when it is much. */
static enum outcome put_rows(struct request *request, const struct plan *plan,
                             struct statement *rows) {
    struct exchange *exchange = request->exchange;
    enum db_step step;

    while ((step = statement_step(rows)) == DB_ROW) {
        int64_t id = column_integer(rows, 0);
        if (encode_row(&request->source, &plan->list, id, &exchange->body_out) != FOUND)
            return FAILED;
        buffer_put_char(&exchange->body_out, '\n');
        if (exchange->body_out.len > SPOOL_BYTES && !exchange_spool(exchange))
            return ANSWERED;
    }
    return step == DB_FAILED ? FAILED : DONE;
}

static enum outcome send_events(struct request *request) {
    const struct plan *plan = request->plan;
    struct exchange *exchange = request->exchange;
    struct list_parameters parameters;
    enum outcome outcome = read_parameters(request, plan, &parameters);

    if (outcome != DONE)
        return outcome;
    struct statement *rows = open_rows(request, plan, &parameters);
    if (!rows)
        return FAILED;
    request->source.parameters = &parameters;
    answer_empty(request, 200);
    outcome = put_rows(request, plan, rows);
    statement_reset(rows);
    if (outcome != DONE)
        return outcome;
    exchange->content_type = "application/x-ndjson; charset=utf-8";
    exchange_add_header(exchange, "Content-Disposition",
                        STR("attachment; filename=\"glimt-security-log.jsonl\""));
    security_note_request(request, SECURITY_LOG_EXPORTED);
    return ANSWERED;
}

/* clang-format off */
const struct action security_actions[] = {
    {.method = "GET", .of = &security_events, .path = "/admin/v1/SecurityEvents/Export", .right = RIGHT_ADMINISTRATOR,
     .file = "An event of JSON on each line, as in the list. Filters and order are those of the list.",
     .lists = true, .look = send_events, .doc = "Download security events"},
    {0},
};
/* clang-format on */
