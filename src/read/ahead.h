/* ahead.h - asks for rows that are about to be encoded, before the first of them is.
 *
 * A row shows others, by their names or as objects, and each is a statement of its own. With a
 * database at the other end of a wire each would be a way there and back. So all rows that are
 * wanted are asked for together, then all that these show, and so on: as many ways as rows are
 * deep. What is cached is not asked for. Where statements cost no way it does nothing. */
#ifndef GLIMT_READ_AHEAD_H
#define GLIMT_READ_AHEAD_H

#include "read/encode.h"

enum {
    AHEAD_ROWS = 32, /* a guess: a page of so many is two or three ways */
    AHEAD_MOST = 256,
};

/* A statement that was sent for a row. */
struct asked {
    const struct sql *sql;
    int64_t id;
    const struct view_plan *view; /* NULL: it is not the row as an object */
    struct statement *statement;  /* NULL: `step` is all that came of it */
    bool is_stepped;
    enum db_step step;
};

struct ahead {
    size_t count;
    bool is_known; /* what is asked from here on may have been asked already */
    struct asked asked[AHEAD_MOST];
};

/* Asks for at most AHEAD_ROWS rows in a view. `room` stays the caller's until ahead_end(). */
void ahead_begin(struct source *source, struct ahead *room, const struct view_plan *view,
                 const int64_t *ids, size_t count);

/* The same step by step: it asks for what the caller knows of, and then for what that shows. */
void ahead_open(struct source *source, struct ahead *room);
void ahead_ask_row(struct source *source, const struct view_plan *view, int64_t id);
void ahead_ask_step(struct source *source, const struct step *step, int64_t id);
/* `is_known`: what a row shows may have been asked for already. */
void ahead_walk(struct source *source, bool is_known);

/* Any statement of a row; and one that is bound, which NULL is not. */
void ahead_ask(struct source *source, const struct sql *sql, int64_t id);
void ahead_add(struct source *source, const struct sql *sql, int64_t id,
               struct statement *statement);

/* What was asked for a row, which nobody has taken yet; false: it has to be asked now. */
bool ahead_take(struct source *source, const struct sql *sql, int64_t id, struct asked *ret);

/* Lets go of what nobody has taken. */
void ahead_end(struct source *source);

#endif
