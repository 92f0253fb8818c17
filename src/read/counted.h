/* counted.h - reads counted lists: totals, and the rows at a number, without walking through them.
 *
 * What plan/counted_plan.h tells is used; what blocks do not know (a filter by something else, an
 * order that a filter's range does not follow, a list without blocks) is counted row by row. */
#ifndef GLIMT_READ_COUNTED_H
#define GLIMT_READ_COUNTED_H

#include "read/counted_list.h"
#include "read/encode.h"
#include "read/page.h"

/* What a list request means to a counted list. */
struct counted {
    struct arena *arena;
    const struct source *source;
    bool counts; /* its total is known from the blocks */
    bool orders; /* so are the places of its rows, in its order */
    const struct counted_list *list;
    unsigned classes; /* of the rows that it shows */
    bool all_classes;
    bool has_low, has_high;
    struct place low, high; /* from `low` on and before `high` */
};

/* Looks at the declarations alone; what the others read is read from `source`. Both it and the
 * arena have to outlive what is returned. */
struct counted counted_read(struct arena *arena, const struct source *source,
                            const struct plan *plan, const struct list_parameters *parameters);

/* How many rows there are. NOT_FOUND: there are no blocks. */
enum found counted_total(const struct counted *counted, int64_t *ret);

/* Where the block begins that the row at a number lies in, and the number of its first row; of a
 * list that shows all rows. */
enum found counted_block(const struct counted *counted, int64_t number, struct place *ret,
                         int64_t *ret_first);

/* The ids of `count` rows from a number on, which all exist, in ascending order. */
enum found counted_ids(const struct counted *counted, int64_t number, size_t count,
                       struct page *ret);

#endif
