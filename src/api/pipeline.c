/* pipeline.c - the way of a request: one list of stages. */
#include "api/pipeline.h"
#include "access/throttle.h"
#include "api/answer.h"
#include "api/api.h"
#include "api/authenticate.h"
#include "api/known_answers.h"
#include "api/list.h"
#include "api/route.h"
#include "api/snapshot.h"
#include "api/tag.h"
#include "api/usage.h"
#include "api/write.h"
#include "base/clock.h"
#include "base/log.h"

#include <stdlib.h>

enum { ANSWERS_PART = 4 }; /* one in four bytes that are remembered is for whole answers */

enum outcome decode(struct request *request) {
    if (request->operation == OPERATION_TOKEN)
        return DONE;
    request->source = (struct source){.db = request->worker->db,
                                      .memo = request->worker->memo,
                                      .rows = request->worker->api->rows,
                                      .account_id = request->application.account_id,
                                      .viewer = request->visible_to};
    if (!read_versions(request, request->source.account_id, &request->source.versions))
        return FAILED;
    if (query_read(request->arena, request->exchange->query, &request->query))
        return DONE;
    faults_add(&request->faults, STR("query"), STR("The request has too many query parameters."));
    return INVALID;
}

/* Whether the person may see the row. */
static enum found find_visible(struct request *request) {
    const struct filter *filters = request->plan->resource->filters;
    unsigned bit = 0;

    if (!request->visible_to)
        return FOUND;
    while (strcmp(filters[bit].name, VISIBLE_FILTER) != 0)
        bit++;
    struct str sql = plan_count_sql(request->arena, request->plan, 1u << bit);
    struct statement *row =
        db_statement(request->source.db,
                     arena_format(request->arena, "%.*s AND t.id = ?2", (int)sql.len, sql.at));
    if (!row)
        return FIND_FAILED;
    statement_bind_integer(row, 1, request->source.account_id);
    statement_bind_integer(row, 2, request->id);
    statement_bind_integer(row, FIRST_FILTER_PARAMETER, request->visible_to);
    bool read = statement_step(row) == DB_ROW;
    bool visible = read && column_integer(row, 0) > 0;
    statement_reset(row);
    return visible ? FOUND : read ? NOT_FOUND : FIND_FAILED;
}

static enum found put_row(struct request *request) {
    enum found found = find_visible(request);

    return found == FOUND ? encode_row(&request->source, &request->plan->detail, request->id,
                                       &request->exchange->body_out)
                          : found;
}

static enum outcome perform_get(struct request *request) {

    answer_json(request, 200, STR(""));
    switch (put_row(request)) {
    case FOUND:
        if (request->person)
            tag_answer(request);
        return DONE;
    case NOT_FOUND:
        break;
    default:
        return FAILED;
    }
    faults_add(
        &request->faults, str_of(request->id_name),
        arena_format(request->arena, "The %s could not be found.", request->plan->resource->name));
    return INVALID;
}

enum outcome perform_resource(struct request *request) {
    switch (request->operation) {
    case OPERATION_LIST:
        return perform_list(request);
    case OPERATION_GET:
        return perform_get(request);
    default:
        return perform_write(request);
    }
}

static enum outcome perform(struct request *request) {
    if (request->operation == OPERATION_TOKEN)
        return perform_token(request);
    if (request->operation == OPERATION_ACTION)
        return request->plan->resource->action->run(request);
    enum outcome outcome = perform_resource(request);
    if (outcome == DONE)
        keep_answer(request);
    return outcome;
}

static enum outcome route_public(struct request *request) {
    return route(request, request->worker->api->routes);
}

enum outcome be_open(struct request *request) {
    if (!request->exchange->secure)
        return answer_insecure(request);
    return atomic_load(&request->worker->api->closed) ? answer_unavailable(request) : DONE;
}

static const struct stage stages[] = {
    {"be open", be_open},             /* over HTTPS and not in maintenance     403, 503 */
    {"route", route_public},          /* path and method -> resource, id       404, 405 */
    {"look", look},                   /* has anything changed? */
    {"authenticate", authenticate},   /* token -> application                  401, 429 */
    {"check address", check_address}, /* the application's allow-list          403 */
    {"limit rate", limit_rate},       /* requests per second and token         429 */
    {"authorize", authorize},         /* the operation's permission            403 */
    {"recall", recall_answer},        /* the same question as before           200, 304 */
    {"decode", decode},               /* query -> parameters                   400 */
    {"perform", perform},             /* list, get, or prepare a write         400 */
};

enum { ADMITTED = 7 }; /* stages that need no body */

static const struct pipeline public_pipeline = {stages, COUNT(stages)};

/* Runs the stages before `end` that were not run yet; the first that is not DONE ends the
 * request. */
static void run_stages(struct request *request, size_t end) {
    enum outcome outcome = DONE;

    while (request->stage < end && outcome == DONE)
        outcome = request->pipeline->stages[request->stage++].run(request);
    if (outcome != DONE) {
        request->deferred = false;
        request->stage = request->pipeline->count;
    }
    if (outcome == INVALID)
        answer_invalid(request);
    if (outcome == FAILED || buffer_failed(&request->exchange->body_out))
        answer_failed(request->exchange);
    close_snapshot(request);
}

struct request *request_new(struct worker *worker, struct exchange *exchange,
                            const struct pipeline *pipeline) {
    struct request *request = NEW(exchange->arena, struct request);

    request->worker = worker;
    request->pipeline = pipeline;
    request->exchange = exchange;
    request->started_at = monotonic_microseconds();
    request->arena = exchange->arena;
    faults_init(&request->faults, exchange->arena);
    exchange->work = request;
    return request;
}

struct request *request_new_public(struct worker *worker, struct exchange *exchange) {
    return request_new(worker, exchange, &public_pipeline);
}

enum http_next request_run(struct request *request) {
    run_stages(request, request->pipeline->count);
    if (request->deferred)
        return HTTP_LATER;
    usage_note(request->worker->api->usage, request);
    return HTTP_ANSWER;
}

bool request_admit(struct request *request) {
    run_stages(request, ADMITTED);
    return request->stage == ADMITTED;
}

enum http_next api_handle(void *worker, struct exchange *exchange) {
    if (!worker) {
        answer_failed(exchange);
        return HTTP_ANSWER;
    }
    return request_run(exchange->work ? exchange->work : request_new_public(worker, exchange));
}

void api_start_later(struct exchange *exchange) {
    write_submit(exchange->work);
}

void api_init(struct api *api, struct arena *arena, const struct resource *const *resources,
              const char *directory, size_t cache_bytes) {
    *api = (struct api){.directory = directory};
    api->plans = plan_all(arena, resources);
    api->managed = plan_managed(arena, api->plans);
    api->routes = routes_plan(arena, api->plans);
    api->throttle = throttle_open();
    api->answers = cache_open(cache_bytes / ANSWERS_PART);
    api->rows = cache_open(cache_bytes - cache_bytes / ANSWERS_PART);
    api->usage = usage_open();
}

void api_done(struct api *api) {
    throttle_close(api->throttle);
    usage_close(api->usage);
    cache_close(api->rows);
    cache_close(api->answers);
}

void api_tick(struct api *api) {
    usage_tick(api->usage, api->writer);
    cache_tick(api->rows);
    cache_tick(api->answers);
}

void *api_worker_open(void *app) {
    struct worker *worker = calloc(1, sizeof(*worker));
    struct arena *arena = arena_open();
    const char *problem = NULL;

    ALWAYS(worker);
    worker->api = app;
    worker->db = db_open(arena, worker->api->directory, DB_READ, &problem);
    if (!worker->db)
        log_error("A thread can't open the database: %s", problem);
    arena_close(arena);
    if (!worker->db) {
        free(worker);
        return NULL;
    }
    worker->memo = memo_open();
    return worker;
}

void api_worker_close(void *ended) {
    struct worker *worker = ended;

    db_close(worker->db);
    memo_close(worker->memo);
    free(worker);
}
