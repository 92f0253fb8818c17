/* counted_plan.h - counted lists: how many rows stand in each stretch of an index.
 *
 * A counted list is an index whose rows stand in the order of (prefix, key, id); the prefix is 0
 * where there is none. It is cut into blocks of level 0 of some hundred rows each, and these are
 * gathered in blocks of level 1. A block is a row of the table counted_blocks: its first place, and
 * how many rows of each class lie between it and the next block. So the rows before a place, and
 * the row at a number, are found in three short walks (read/counted.h): over blocks of level 1,
 * over those of level 0 in one of them, and over the rows of one of those.
 *
 * The door notes where rows stood and stand, in memory (change/counted_notes.h). Before the commit
 * the notes are sorted, and each block that they fall into is changed once
 * (change/counted_merge.h); one that would grow too large is cut (change/counted_cut.h). A list
 * without blocks is counted by walking through it; it gets them with the next change, or when the
 * server starts (upkeep/counted_lists.h).
 *
 * Sizes weigh three walks against each other. With 512 rows in a block when it is cut, and 65,536
 * in one of level 1, a list of ten million rows has at most 153 blocks of level 1, of which each
 * has at most 131,072 / 512 = 256 of level 0, of which each has at most 1,024 rows. To walk over a
 * row of an index costs about a fifth of a block with its classes, so that all three cost alike;
 * smaller blocks of level 0 would also be more to keep, larger ones more to count anew when one is
 * cut.
 *
 * What is here follows from a struct counting and is computed once, at start. */
#ifndef GLIMT_PLAN_COUNTED_PLAN_H
#define GLIMT_PLAN_COUNTED_PLAN_H

#include "plan/classes.h"

enum { COUNTED_LEVELS = 2 };

/* One list of a counted resource. */
struct counted_list {
    const struct counted_plan *of;
    int number;
    const char *prefix; /* NULL: none */
    const char *key;
    const char *columns; /* "t.prefix, t.key, t.id", or without the prefix */
};

/* Parameters of the SQL: ?1 the account, ?2 the list's number, ?3 the level, ?4 to ?6 a place. */
struct counted_plan {
    const struct counting *counting;
    const struct resource *resource;
    unsigned classes;           /* that a row may have, a bit for each */
    struct counted_list *lists; /* of the sorts, then of the prefixes */
    size_t list_count;

    struct sql row;  /* ?1 account, ?2 id: id, class, then the key of each list without a prefix and
                        the prefix of each other */
    struct sql rows; /* the same of {list ?2} */

    struct sql find; /* where the block begins that the place lies in */
    struct sql next; /* where the next block after the place begins */
    /* To the block that the place lies in come ?7 rows, unless it would have more than ?8 then; of
     * one class, or of the possible ones in order from ?9 on. */
    struct sql add[CLASSES_MAX], add_mixed;
    struct sql put;    /* a block that begins at the place: ?7 its rows, then of each class */
    struct sql remove; /* the blocks that begin behind the place, and before that of ?7 to ?9 */
    struct sql remove_rest; /* the blocks that begin behind the place */
};

#endif
