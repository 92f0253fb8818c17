/* list_rows.h - which rows a page holds. */
#ifndef GLIMT_READ_LIST_ROWS_H
#define GLIMT_READ_LIST_ROWS_H

#include "read/counted.h"
#include "read/page.h"

/* Rows that are sent for before it is known that they are wanted (ahead.h), and what tells them
 * from others. */
struct rows_ahead {
    bool is_asking; /* whoever opens rows sends for them, and gets none; else takes them */
    struct statement *statement; /* NULL: nothing was sent, or it is taken */
    struct str question;
    const struct sort *sort;
    bool descending, has_cursor;
    struct place cursor;
    int64_t skip, limit;
};

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

    struct rows_ahead *ahead; /* NULL: nothing was sent */
};

/* Binds the parent and the filters in use, for list_statement() and count_statement(). */
void list_bind_filters(struct statement *statement, struct arena *arena,
                       const struct list_parameters *parameters);

/* Finds the rows of the page, which begins before `total`. Costs the same for deep pages as for the
 * first, once the rows around them have been asked for while the account's version stands. */
enum outcome list_find_page(struct listing *listing, struct page *ret) MUST_USE;

/* Sends for the rows that it would open first, as far as that is known without asking. */
void list_ask_page(struct listing *listing, struct rows_ahead *ret);

#endif
