/* list_rows.h - which rows a page holds. */
#ifndef GLIMT_READ_LIST_ROWS_H
#define GLIMT_READ_LIST_ROWS_H

#include "read/counting.h"
#include "read/list_parameters.h"

/* Rows in the order of a list. Its ends are places from which the list can be read on. */
struct page {
    int64_t ids[PAGE_SIZE_MAX];
    size_t count, wanted;
    struct place first, last;
    bool has_first, has_last;
};

/* Binds the parent and the filters in use, as plan_list_sql() and plan_count_sql() number them. */
void list_bind_filters(struct statement *statement, struct arena *arena,
                       const struct list_parameters *parameters);

struct counted;

/* Finds the rows of the page, which begins before `total`. `question` tells lists with other
 * filters apart. Costs the same for deep pages as for the first, once the rows around them have
 * been asked for while the account's version stands. */
enum outcome list_find_page(struct request *request, const struct list_parameters *parameters,
                            struct str question, const struct counted *counted, int64_t total,
                            struct page *ret) MUST_USE;

#endif
