/* counted_list.h - blocks of counted lists, as those who read, count and check them find them. */
#ifndef GLIMT_READ_COUNTED_LIST_H
#define GLIMT_READ_COUNTED_LIST_H

#include "plan/plan.h"
#include "read/found.h"
#include "read/place.h"

/* "(t.prefix, t.date, t.id) >= (?4, ?5, ?6)" for a sign and the first of three parameters. */
const char *counted_compare(struct arena *arena, const struct counted_list *list, const char *sign,
                            int parameter);

/* A level of an account's list. */
struct counted_level {
    const struct counted_list *list;
    int64_t account_id;
    int level;
};

/* A planned statement, or any other, with the level bound, and the place unless it is NULL; NULL on
 * failure, and for NULL. */
struct statement *counted_open(struct db *db, const struct sql *sql,
                               const struct counted_level *level,
                               const struct place *place) MUST_USE;
struct statement *counted_bind(struct statement *statement, const struct counted_level *level,
                               const struct place *place) MUST_USE;

/* Where the block begins that a place lies in; NOT_FOUND: the list has no blocks. */
enum found counted_find(struct arena *arena, struct db *db, const struct counted_level *level,
                        const struct place *place, struct place *ret) MUST_USE;

/* Where the next block after a place begins; NOT_FOUND: the place lies in the last. */
enum found counted_next(struct arena *arena, struct db *db, const struct counted_level *level,
                        const struct place *place, struct place *ret) MUST_USE;

#endif
