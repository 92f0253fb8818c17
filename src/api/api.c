/* api.c - the public API: its stages, and its life from start to end. */
#include "api/api.h"

#include "access/guesses.h"
#include "access/throttle.h"
#include "access/token_memory.h"
#include "api/act.h"
#include "api/answer.h"
#include "api/authenticate.h"
#include "api/cached_answers.h"
#include "api/cross_origin.h"
#include "api/idempotency.h"
#include "api/keys_at_work.h"
#include "api/lane.h"
#include "api/pipeline.h"
#include "api/receive.h"
#include "api/route.h"
#include "api/security.h"
#include "api/slow.h"
#include "api/snapshot.h"
#include "api/stages.h"
#include "api/stored_files.h"
#include "api/usage.h"
#include "api/watch.h"
#include "api/worker.h"
#include "api/write.h"
#include "base/clock.h"
#include "change/ledger.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

static enum outcome route_public(struct request *request) {
    if (request->is_preflight)
        return DONE;
    enum outcome outcome = route(request, request->worker->api->routes);

    request->exchange->may_be_packed = request->operation != OPERATION_TOKEN;
    request->is_preflight = outcome == ANSWERED && request->exchange->status == 204;
    return request->is_preflight ? DONE : outcome;
}

static enum outcome end_preflight(struct request *request) {
    return request->is_preflight ? cross_origin_allow(request) : DONE;
}

/* Whoever is shown more is answered by a plan of its own, which caches and tags keep apart. */
static enum outcome choose_plan(struct request *request) {
    bool reads = request->operation == OPERATION_LIST || request->operation == OPERATION_GET;

    if (reads && request->caller.is_extended && request->plan->extended)
        request->plan = request->plan->extended;
    return DONE;
}

static enum outcome perform(struct request *request) {
    if (request->operation == OPERATION_TOKEN)
        return perform_token(request);
    request->still_may = request->worker->api->is_shared ? caller_still_may : NULL;
    if (request->operation == OPERATION_ACTION)
        return perform_action(request);
    enum outcome outcome = perform_resource(request);
    if (outcome == DONE)
        cache_answer(request);
    return outcome;
}

static const struct stage stages[] = {
    {"be open", be_open},    /* over HTTPS and not in maintenance     403, 503 */
    {"route", route_public}, /* path and method -> resource, id       404, 405 */
    /* from here on the database is asked */
    {"end preflight", end_preflight},  /* may a page of another origin call   204 */
    {"look", look},                    /* has anything changed? */
    {"authenticate", authenticate},    /* token -> application                  401, 429 */
    {"check address", check_address},  /* the application's allow-list          403 */
    {"limit rate", limit_rate},        /* requests per second and token         429 */
    {"authorize", authorize},          /* the operation's permission            403 */
    {"choose plan", choose_plan},      /* documented or extended answers */
    {"from cache", answer_from_cache}, /* the same question as before           200, 304 */
    /* from here on the cache is not enough */
    {"claim key", idempotency_claim}, /* a write that has come before          409, 422 */
    {"decode", decode},               /* query -> parameters                   400 */
    {"perform", perform},             /* list, get, act, or prepare a write    400 */
};

enum { LOCAL = 2, KNOWN = 10 };

static const struct pipeline public_pipeline = {.stages = stages,
                                                .count = COUNT(stages),
                                                .local = LOCAL,
                                                .known = KNOWN,
                                                .last = authorize,
                                                .begin_body = receive_admitted};

enum http_body api_begin_body(void *worker, struct exchange *exchange) {
    if (worker)
        return request_admit(request_new(worker, exchange, &public_pipeline));
    worker_missing(exchange);
    return HTTP_REFUSE;
}

enum http_next api_handle(void *worker, struct exchange *exchange) {
    if (!worker)
        return worker_missing(exchange);
    return exchange->work ? request_go_on(worker, exchange->work)
                          : request_run(request_new(worker, exchange, &public_pipeline));
}

void api_start_later(struct exchange *exchange) {
    lane_start_later(exchange->work);
}

/* No two servers have the same directory of the same machine. */
static struct str name_node(struct arena *arena, const char *directory) {
    char host[256] = "", *path = realpath(directory, arena_take(arena, PATH_MAX, 1));

    gethostname(host, sizeof(host) - 1);
    struct str place = arena_format(arena, "%s %s", host, path ? path : directory);
    return arena_format(arena, "%016" PRIx64, XXH3_64bits(place.at, place.len));
}

void api_init(struct api *api, struct arena *arena, const struct resource *const *resources,
              const char *const *permissions, struct db_address database, size_t cache_limit,
              unsigned threads) {
    *api = (struct api){.directory = database.directory,
                        .database = database,
                        .permissions = permissions,
                        .is_shared = db_is_remote(database)};
    api->node = name_node(arena, database.directory);
    api->plans = plan_all(arena, resources);
    api->routes = routes_plan(arena, api->plans, permissions);
    api->throttle = throttle_open();
    api->guesses = guesses_open();
    api->token_memory = token_memory_open();
    api->cache = cache_open(cache_limit, threads);
    api->usage = usage_open();
    api->security = security_open();
    api->slow = slow_open(arena);
    api->ledger = ledger_open(arena, api->plans);
    api->keys_at_work = keys_at_work_new(arena);
}

void api_done(struct api *api) {
    throttle_close(api->throttle);
    guesses_close(api->guesses);
    token_memory_close(api->token_memory);
    usage_close(api->usage);
    security_close(api->security);
    cache_close(api->cache);
    ledger_close(api->ledger);
    keys_at_work_done(api->keys_at_work);
}

void api_tick(struct api *api) {
    watch_tick(api->watch);
    usage_tick(api->usage, api->writer);
    security_tick(api->security, api->writer);
    pruning_tick(&api->pruning, api);
    stored_files_tick(api);
    lane_tick(api->quick_lane);
    cache_tick(api->cache, monotonic_milliseconds());
}
