/* bulk_row.h - rows that come in bulk, from the same declarations.
 *
 * Whoever fills an empty account with rows of its own making (the demo company) vouches for them,
 * so they pass no rules, and nobody waits for news of each. They are written by the statements with
 * which the door (change/door.h) writes a row: the columns, sort keys, folded texts, orders, the
 * class and the keys that are copied from others follow from the declaration. Versions and all that
 * people or programs are told are left to the caller, once for the whole; and so are counted lists,
 * but for rows in steps (bulk_steps.h).
 *
 *   struct bulk_row row;
 *   bool fine = true;
 *   row_init(&row, arena, db, plan, account_id);
 *   for (...) {
 *       row_next(&row);
 *       row_text(&row, "name", name);
 *       fine = row_end(&row) && row_link(&row, "tags", tag);
 *   }
 *   fine = row_done(&row) && fine;
 *
 * Fields are named by their path, as in change/change.h. All may be given, also those that only the
 * server sets; one that is not given is null, or what a create gets that leaves it out. A path is
 * found by its text once and by its address from then on: it is a constant. The quickest are those
 * that are given in the same order row after row.
 *
 * A row belongs to one thread, inside a transaction that writes. Whatever answers with a bool is
 * false when the database failed. */
#ifndef GLIMT_CHANGE_BULK_ROW_H
#define GLIMT_CHANGE_BULK_ROW_H

#include "db/db.h"
#include "plan/plan.h"

struct bulk_steps;

struct known_path {
    const char *path;
    size_t slot;
};

struct stamp_slots {
    size_t at, by; /* SIZE_MAX: there is none */
};

struct bulk_row {
    struct db *db;
    const struct plan *plan;
    int64_t account_id, id, owner_id;
    int64_t last_id;      /* the highest of the new rows */
    struct arena *arena;  /* for what a row is made of; emptied when the next one begins */
    struct value *values; /* by slot */
    struct value *blank;  /* what is not given */
    struct known_path *known;
    size_t known_count, known_room, at;
    struct stamp_slots created, updated;
    bool is_new;
    struct bulk_steps *steps; /* the caller's, set after row_init(); NULL: one transaction */
};

/* For rows of the plan's resource in one account. What it keeps is taken from `arena`. */
void row_init(struct bulk_row *row, struct arena *arena, struct db *db, const struct plan *plan,
              int64_t account_id);

/* Ids that are given later on will be higher than those of the rows. */
bool row_done(struct bulk_row *row) MUST_USE;

/* Begin a new row; row_next() with the id behind the last one. */
void row_begin(struct bulk_row *row, int64_t id);
void row_next(struct bulk_row *row);

/* Begins with a row that is there, to be written again with other values. False when it is not. */
bool row_find(struct bulk_row *row, int64_t id) MUST_USE;

/* The values of the row, in the unit in which they are stored. Texts stay where they are until
 * row_end(): they are constant or in the row's arena. */
void row_integer(struct bulk_row *row, const char *path, int64_t value);
void row_some(struct bulk_row *row, const char *path, int64_t value); /* 0: null */
void row_real(struct bulk_row *row, const char *path, double value);
void row_text(struct bulk_row *row, const char *path, struct str text); /* `at` NULL: null */
void row_title(struct bulk_row *row, struct str text); /* the field that is TITLE */

/* The stamps, whatever they are called: when it was made or changed last, and by whom. 0: null. */
void row_created(struct bulk_row *row, int64_t at, int64_t by);
void row_updated(struct bulk_row *row, int64_t at, int64_t by);

/* The row that this one belongs to. */
void row_owner(struct bulk_row *row, int64_t id);

/* It will own a row with this id, in the field `rows`; the id is kept where the field says so. */
void row_owns(struct bulk_row *row, const char *rows, int64_t id);

bool row_end(struct bulk_row *row) MUST_USE;

/* Links the row that was ended to another one. */
bool row_link(struct bulk_row *row, const char *links, int64_t target) MUST_USE;

#endif
