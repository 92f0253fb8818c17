/* counting.h - counted lists: how many rows stand in each stretch of an index.
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
#ifndef GLIMT_READ_COUNTING_H
#define GLIMT_READ_COUNTING_H

#include "db/db.h"
#include "plan/plan.h"
#include "read/encode.h"

enum { CLASSES_MAX = 16 };

/* Where a row stands in a list; before any row when all is least. */
struct place {
    int64_t prefix;
    bool is_blob; /* the key is a blob; else a number */
    int64_t number;
    struct str key;
    int64_t id;
};

/* One list of a counted resource. */
struct counted_list {
    const struct plan *plan;
    int number;
    const char *prefix; /* NULL: none */
    const char *key;
};

/* The list of a number that counts from 0 over all lists of the resource; false: there is none. */
bool counted_list_at(const struct plan *plan, size_t at, struct counted_list *ret);

struct place place_first(void);
void place_bind(struct statement *statement, int at, const struct place *place);

/* A place from three columns; a blob is copied. */
struct place place_read(struct arena *arena, struct statement *row, int at);

/* FOUND for a row, NOT_FOUND at the end. */
enum found found_by(enum db_step step);

/* In the order of the list: below 0, 0, or above. */
int place_compare(const struct place *a, const struct place *b);

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

/* Counts the rows of a block anew from what it consists of: rows at level 0, blocks at level 1. */
bool counting_recount(struct arena *arena, struct db *db, const struct counted_list *list,
                      const struct block *block, struct block *ret) MUST_USE;

/* Counts the new rows of the resource, which is counted, and cuts the blocks that have grown too
 * large, in all accounts. Every transaction that adds rows ends with it; costs next to nothing when
 * there is nothing to do. */
bool counting_settle(struct db *db, const struct plan *plan) MUST_USE;

/* The same for all resources that are counted. */
bool counting_settle_each(struct db *db, const struct plans *plans) MUST_USE;

/* The same in a transaction of its own. False with a sentence. */
bool counting_settle_all(struct db *db, const struct plans *plans,
                         const char **ret_problem) MUST_USE;

#endif
