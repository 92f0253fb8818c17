/* counted_cut.h - blocks of counted lists, made anew from what they consist of.
 *
 * Level 0 is made from the rows of the table, level 1 from the blocks of level 0, so that what was
 * stored before does not matter. Inside a transaction that writes, and when nothing is noted that
 * the stretch would be given on top: the table tells of it already. */
#ifndef GLIMT_CHANGE_COUNTED_CUT_H
#define GLIMT_CHANGE_COUNTED_CUT_H

#include "read/counted_list.h"

/* What stands from `from` on, where a block begins, and before `to`, where another one begins;
 * NULL: to the end of the list. */
bool counted_cut(struct db *db, const struct counted_level *level, const struct place *from,
                 const struct place *to) MUST_USE;

/* Both levels of a whole list, which need not have blocks. */
bool counted_build(struct db *db, const struct counted_list *list, int64_t account_id) MUST_USE;

/* How many rows a block has. */
struct counted_numbers {
    int64_t total, classes[CLASSES_MAX];
};

/* What a block has by what it consists of; only reads. */
bool counted_recount(struct db *db, const struct counted_level *level, const struct place *from,
                     const struct place *to, struct counted_numbers *ret) MUST_USE;

#endif
