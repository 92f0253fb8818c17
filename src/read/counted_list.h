/* counted_list.h - counted lists: how many rows stand in each stretch of an index.
 *
 * A counted list is an index whose rows stand in the order of (prefix, key, id); the prefix is 0
 * where there is none. It is cut into blocks of level 0 of some hundred rows each, and these are
 * gathered in blocks of level 1. A block is a row of the blocks table: its first place, and how
 * many rows of each class lie between it and the next block. Triggers of the table keep the numbers
 * with every update and delete, and note every insert; before the transaction ends, what was noted
 * is counted (read/arrivals.h), and blocks that have grown too large are cut, so that none is ever
 * long to walk through.
 *
 * So the rows before a place, and the row at a number, are found in three short walks: over blocks
 * of level 1, over those of level 0 in one of them, and over the rows of one of those. */
#ifndef GLIMT_READ_COUNTED_LIST_H
#define GLIMT_READ_COUNTED_LIST_H

#include "plan/plan.h"
#include "read/found.h"
#include "read/place.h"

enum { CLASSES_MAX = 16 };

/* One list of a counted resource. */
struct counted_list {
    const struct plan *plan;
    int number;
    const char *prefix; /* NULL: none */
    const char *key;
};

/* The list of a number that counts from 0 over all lists of the resource; false: there is none. */
bool counted_list_at(const struct plan *plan, size_t at, struct counted_list *ret);

/* "t.prefix, t.date, t.id", or without the prefix. */
const char *counted_columns(struct arena *arena, const struct counted_list *list);

/* "(t.prefix, t.date, t.id) >= (?4, ?5, ?6)" for a sign and the first of three parameters. */
const char *counted_compare(struct arena *arena, const struct counted_list *list, const char *sign,
                            int parameter);

/* A block of some list, while it is cut or checked. */
struct block {
    int64_t account_id;
    int level;
    struct place first;
    int64_t total, classes[CLASSES_MAX];
};

/* Where the next block begins, after one of a list or any place in it; NOT_FOUND: it is the last.
 * The statement depends on the table alone. */
struct str counting_next_sql(struct arena *arena, const char *blocks);
enum found counting_next(struct arena *arena, struct db *db, struct str sql, int list,
                         const struct block *in, struct place *ret) MUST_USE;

#endif
