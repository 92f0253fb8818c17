/* copy_parts.h - the inside of copying, for the files that do a part of it. */
#ifndef GLIMT_COPY_COPY_PARTS_H
#define GLIMT_COPY_COPY_PARTS_H

#include "base/progress.h"
#include "copy/copy.h"
#include "copy/sum.h"
#include "db/tables.h"

/* The one table that comes at the end: with it the copy is finished (db_mark_unfinished()). */
#define LAST_TABLE "migrations"

/* How far a table is, as the target has it in `copy_tables`. */
struct reached {
    const struct db_table *table; /* the source's */
    struct sum sum;               /* of the rows that are there, the first of their order */
    bool is_done;
    struct sum source; /* of all rows of the source, once they were read */
};

struct copying {
    struct copy *copy;
    struct reached *reached; /* but for the last table */
    size_t count;
    const struct db_table *last;
    struct progress progress;
    int64_t shown;
};

/* telling.c. All: false with copy->problem. */
bool copy_fail(struct copying *copying, struct str problem);
bool copy_fail_source(struct copying *copying);
bool copy_fail_target(struct copying *copying);
bool copy_goes_on(struct copying *copying); /* false, likewise, when it is to stop */
void copy_show(struct copying *copying);    /* one row more */

/* begin.c: learns which tables there are, and readies the target or finds out how far it is. */
bool copy_begin(struct copying *copying) MUST_USE;

/* table.c: brings what is missing of a table; and compares what is there with what should be. */
bool copy_table(struct copying *copying, struct reached *reached) MUST_USE;
bool copy_compare(struct copying *copying, struct reached *reached) MUST_USE;
/* In a transaction that writes to the target. */
bool copy_last(struct copying *copying) MUST_USE;

/* steps.c: what stood in the way of many rows: noted and dropped; and made again. In a transaction
 * that writes; and in one for each. */
bool copy_drop(struct copying *copying) MUST_USE;
/* Likewise, what an earlier run has made again of references, before a table comes anew. */
bool copy_drop_references(struct copying *copying) MUST_USE;
bool copy_make(struct copying *copying) MUST_USE;

/* stored.c: whether secret.key may be brought, which is asked before anything changes; and that and
 * the stored files, each read and held against its hash. */
bool copy_key_fits(struct copying *copying) MUST_USE;
bool copy_stored(struct copying *copying) MUST_USE;

#endif
