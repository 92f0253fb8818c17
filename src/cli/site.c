/* site.c - hands each exchange to the part that answers it. */
#include "cli/site.h"

#include "access/access.h"
#include "access/hasher.h"
#include "admin/admin.h"
#include "api/answer.h"
#include "api/lane.h"
#include "api/looks.h"
#include "api/receive.h"
#include "api/replica.h"
#include "manage/accounts.h"
#include "manage/tokens.h"
#include "openapi/openapi.h"
#include "pages/pages.h"
#include "resources/resources.h"

enum { PASSWORDS_WAITING = 256, PASSWORDS_OF_ORIGIN = 16 };

static const struct page *make_document(struct arena *arena, const char *path,
                                        struct buffer *text) {
    const struct page *page =
        page_make(arena, path, JSON_TYPE, arena_copy(arena, buffer_str(text)));

    buffer_done(text);
    return page;
}

static void describe(struct site *site, struct arena *arena) {
    const struct api *api = &site->api;
    struct buffer text;

    buffer_init(&text, SIZE_MAX);
    openapi_print(arena, api->plans, &text);
    site->description = make_document(arena, "/openapi.json", &text);
    buffer_init(&text, SIZE_MAX);
    openapi_print_managed(arena, api->plans, api->managed, &text);
    site->managed_description = make_document(arena, "/admin/openapi.json", &text);
}

static void describe_managed(struct exchange *exchange) {
    const struct site *site = exchange->app;

    page_send(exchange, site->managed_description);
    exchange->cache_control = "private, no-cache"; /* it tells of nobody */
}

void site_init(struct site *site, struct arena *arena, struct db_address database,
               size_t cache_limit, unsigned threads, unsigned connections) {
    *site = (struct site){.description = NULL};
    site->slow_threads = lane_threads(threads);
    site->quick_threads = db_is_remote(database) ? connections : 0;
    api_init(&site->api, arena, all_resources, permission_names, database, cache_limit,
             site->slow_threads + (site->quick_threads ? site->quick_threads : threads));
    site->api.make_token = token_create;
    site->api.sweep_tokens = token_sweep;
    site->api.retention_chosen = account_retention;
    site->api.describe_managed = describe_managed;
    admin_init(&site->api, arena);
    describe(site, arena);
}

bool site_open(struct site *site, struct arena *arena, const char **ret_problem) {
    if (!secret_key_open(arena, site->api.directory, &site->secret_key, ret_problem))
        return false;
    site->api.secret_key = &site->secret_key;
    site->api.hasher = hasher_open(PASSWORDS_WAITING, PASSWORDS_OF_ORIGIN);
    site->api.slow_lane = lane_open(arena, &site->api, LANE_SLOW, site->slow_threads);
    if (site->quick_threads == 0)
        return true;
    site->api.looks = looks_open(arena, site->read_database ? site->read_lag : -1);
    if (site->read_database)
        site->api.replica = replica_open(arena, site->read_database);
    site->api.quick_lane = lane_open(arena, &site->api, LANE_QUICK, site->quick_threads);
    return true;
}

void site_stop(struct site *site) {
    lane_close(site->api.quick_lane);
    lane_close(site->api.slow_lane);
    looks_close(site->api.looks);
    site->api.quick_lane = site->api.slow_lane = NULL;
    site->api.looks = NULL;
    hasher_close(site->api.hasher);
    site->api.hasher = NULL;
}

void site_done(struct site *site) {
    api_done(&site->api);
}

static bool is_page(struct exchange *exchange) {
    const struct site *site = exchange->app;

    if (str_starts_any_case(exchange->path, STR("/v1/")))
        return false;
    if (!page_is_asked(exchange, site->description))
        return pages_answer(exchange);
    page_send(exchange, site->description);
    return true;
}

enum http_next site_handle(void *worker, struct exchange *exchange) {
    const struct site *site = exchange->app;

    if (admin_is_asked(exchange))
        return admin_handle(worker, exchange);
    if (page_is_asked(exchange, site->managed_description))
        return admin_describe(worker, exchange);
    return is_page(exchange) ? HTTP_ANSWER : api_handle(worker, exchange);
}

/* Pages and documents need no body. */
enum http_body site_begin_body(void *worker, struct exchange *exchange) {
    const struct site *site = exchange->app;

    if (admin_is_asked(exchange))
        return admin_begin_body(worker, exchange);
    if (page_is_asked(exchange, site->managed_description))
        return admin_begin_description(worker, exchange);
    return is_page(exchange) ? HTTP_REFUSE : api_begin_body(worker, exchange);
}

bool site_trusts(void *app, struct str peer) {
    const struct site *site = app;

    return site->trusted_proxies.len > 0 && allow_list_has(site->trusted_proxies, peer);
}
