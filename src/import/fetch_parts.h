/* fetch_parts.h - what the files that ask the source share. */
#ifndef GLIMT_IMPORT_FETCH_PARTS_H
#define GLIMT_IMPORT_FETCH_PARTS_H

#include "import/fetch.h"

enum { PAGE_SIZE = 100 };

struct page {
    const struct json *items; /* an array of objects, in the batch's arena */
    int64_t pages, total;
};

/* FETCH_FAILED, with the sentence or with what the database says. */
enum fetched fetch_refuse(struct fetcher *fetcher, struct str problem);
enum fetched fetch_fail(struct fetcher *fetcher);

/* An answer, in the batch's arena; NULL: it is not there. */
enum fetched fetch_get(struct fetcher *fetcher, const char *path, const struct json **ret) MUST_USE;

/* A page by its whole path; and one of a list, in the order in which rows were made. */
enum fetched fetch_page(struct fetcher *fetcher, const char *path, struct page *ret) MUST_USE;
enum fetched fetch_list(struct fetcher *fetcher, const struct plan *plan, int64_t owner_id,
                        int64_t number, int64_t size, struct page *ret) MUST_USE;

/* Fetches and stores what the items of a page stand for, as far as it is not here. `state` is how
 * far the step is meanwhile, `next` how far afterwards. The batch's arena is empty then. */
enum fetched fetch_items(struct fetcher *fetcher, const struct plan *plan, const struct page *page,
                         const struct step_state *state, const struct step_state *next) MUST_USE;

/* When a row says that it was made, or last changed, by the rule of the field; INT64_MIN: never.
 * Whether it has the property at all. */
bool fetch_stamp(const struct plan *plan, const struct json *shown, unsigned rule, int64_t *ret);

/* What a task has beside it. */
extern const struct resource *const fetch_parts[FETCH_PARTS];

#endif
