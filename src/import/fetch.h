/* fetch.h - one resource of the source, page by page, into the batch. */
#ifndef GLIMT_IMPORT_FETCH_H
#define GLIMT_IMPORT_FETCH_H

#include "import/batch.h"
#include "import/wire.h"

struct fetcher {
    struct arena *arena; /* of sentences */
    struct wire *wire;
    struct keeper *keeper;
    struct batch batch;
    void (*progress)(void *context, const struct plan *plan, int64_t come, int64_t there);
    void *context;
    const char *problem; /* after FETCH_FAILED */
};

enum fetched {
    FETCHED,
    FETCH_REFUSED, /* the application may not see the resource */
    FETCH_FAILED,
};

/* How many rows the source has of a resource. */
enum fetched fetch_total(struct fetcher *fetcher, const struct plan *plan, int64_t *ret) MUST_USE;

/* All rows that are not here yet, with what belongs to them; goes on where it was. */
enum fetched fetch_all(struct fetcher *fetcher, const struct plan *plan) MUST_USE;

/* The days that people have locked, from the first reported one to the last. */
enum fetched fetch_days(struct fetcher *fetcher) MUST_USE;

/* Whether each row of it is asked for alone, beside the pages of the list. */
bool fetch_gets(const struct plan *plan);

#endif
