/* site.h - all that one server answers: the API, the pages with their interface, the documents. */
#ifndef GLIMT_CLI_SITE_H
#define GLIMT_CLI_SITE_H

#include "access/codes.h"
#include "api/api.h"

enum { SITE_DOCUMENTS = 2 };

struct page;

struct site {
    struct api api; /* first, so that one is the other */
    struct secret_key secret_key;
    const struct page *documents[SITE_DOCUMENTS]; /* the descriptions of both interfaces */
};

/* Plans everything that is declared. `cache_limit` and `threads` as for api_init(). */
void site_init(struct site *site, struct arena *arena, const char *directory, size_t cache_limit,
               unsigned threads);

/* Reads the secret key and starts the thread for passwords. The caller opens what else the API
 * needs. False with one sentence. */
bool site_open(struct site *site, struct arena *arena, const char **ret_problem) MUST_USE;

/* Ends that thread; before the writer is closed. */
void site_stop(struct site *site);
void site_done(struct site *site);

/* What http_options wants as `handle`. */
enum http_next site_handle(void *worker, struct exchange *exchange);

#endif
