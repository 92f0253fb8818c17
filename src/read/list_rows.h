/* list_rows.h - which rows a page holds. */
#ifndef GLIMT_READ_LIST_ROWS_H
#define GLIMT_READ_LIST_ROWS_H

#include "read/counted.h"
#include "read/page.h"

/* A list that is asked for. */
struct listing {
    struct arena *arena;
    struct source *source;
    const struct plan *plan;
    const struct list_parameters *parameters;
    const struct counted *counted;
    struct str question; /* tells lists with other filters apart */
    int64_t total;       /* how many rows the list has */

    /* The way in which rows are read, which may be from the other end; list_find_page() sets it. */
    bool descending;
};

/* Binds the parent and the filters in use, for list_statement() and count_statement(). */
void list_bind_filters(struct statement *statement, struct arena *arena,
                       const struct list_parameters *parameters);

/* Finds the rows of the page, which begins before `total`. Costs the same for deep pages as for the
 * first, once the rows around them have been asked for while the account's version stands. */
enum outcome list_find_page(struct listing *listing, struct page *ret) MUST_USE;

#endif
