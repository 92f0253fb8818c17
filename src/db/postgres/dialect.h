/* dialect.h - our SQL as PostgreSQL takes it.
 *
 * What is shared by both dialects stays as it is; the table of what differs is in dialect.c, and
 * tools/sql_dialect.py has it with reasons. The two give the same for every statement of ours.
 *
 * Nothing is judged: what is no SQL becomes no SQL, and the server says so. */
#ifndef GLIMT_DB_POSTGRES_DIALECT_H
#define GLIMT_DB_POSTGRES_DIALECT_H

#include "base/arena.h"

#include <stdint.h>

/* The highest number of a parameter, as in SQLite. */
enum { DIALECT_PARAMETER_MAX = 32766 };

/* A statement, or several. All of it lies in the arena that dialect_translate() was given. */
struct dialect {
    struct str text; /* terminated; without comments, and with one blank for several */
    /* Our numbers of parameters may have gaps, while the server wants to know the type of each that
     * it has: so there they go from 1 to `count`, in the order of ours. */
    unsigned count;
    unsigned highest;       /* of our numbers; 0 without parameters */
    const uint16_t *theirs; /* [highest + 1]: 0 for a number that the statement lacks */
};

/* Translates, up to the first NUL. From any thread. */
struct dialect dialect_translate(struct arena *arena, struct str sql) MUST_USE;

/* What the parameter `ours` is there, 0 when the statement has none with this number. */
static inline unsigned dialect_parameter(const struct dialect *dialect, unsigned ours) {
    return ours <= dialect->highest ? dialect->theirs[ours] : 0;
}

#endif
