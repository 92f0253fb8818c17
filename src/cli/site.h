/* site.h - all that one server answers: the API, the pages with their interface, the documents. */
#ifndef GLIMT_CLI_SITE_H
#define GLIMT_CLI_SITE_H

#include "access/codes.h"
#include "api/api.h"

struct page;

struct site {
    struct api api; /* first, so that one is the other */
    struct secret_key secret_key;
    unsigned slow_threads, quick_threads;
    const char *read_database; /* a replica's URL, before site_open(); NULL: there is none */
    int64_t read_lag;          /* milliseconds that it may lag behind */
    const struct page *description, *managed_description; /* of both interfaces */
    struct str trusted_proxies;                           /* as an allow-list; empty: none */
};

/* Plans everything that is declared. `cache_limit` as for api_init(); `threads` are the event
 * threads, and `connections` those that the quick lane may have. */
void site_init(struct site *site, struct arena *arena, struct db_address database,
               size_t cache_limit, unsigned threads, unsigned connections);

/* Reads the secret key and starts the threads for passwords and for slow questions. The caller
 * opens what else the API needs. False with one sentence. */
bool site_open(struct site *site, struct arena *arena, const char **ret_problem) MUST_USE;

/* Ends these threads; before the writer is closed. */
void site_stop(struct site *site);
void site_done(struct site *site);

/* What http_options wants as `handle`. */
enum http_next site_handle(void *worker, struct exchange *exchange);

/* What it wants as `begin_body`. */
enum http_body site_begin_body(void *worker, struct exchange *exchange);

/* What it wants as `is_trusted`. */
bool site_trusts(void *site, struct str peer);

#endif
