/* looks.h - looks at the stamp of a database elsewhere, numbered for all threads of the process.
 *
 * What one thread has read under a number, others may take from the cache under it. A number is
 * given once, so it never stands for two stamps; one stamp may have several. */
#ifndef GLIMT_API_LOOKS_H
#define GLIMT_API_LOOKS_H

#include "base/arena.h"
#include "db/db.h"

struct looks;

struct look {
    int64_t number; /* 0: nobody has looked */
    /* Where the database stood; its `log` is 0 when that can't be told, or nobody wants to know. */
    struct db_position at;
    int64_t enough; /* how far a replica has to have come that may lag behind */
};

/* `lag` is how many milliseconds replicas may lag behind; -1: there are none. */
struct looks *looks_open(struct arena *arena, int64_t lag);
void looks_close(struct looks *looks); /* NULL is allowed */

/* Both from any thread. Asks for the stamp: the number of the one that is found. While it can't be
 * told, a number that is nobody else's, as is looks_new(). */
struct look looks_ask(struct looks *looks, struct db *db) MUST_USE;
struct look looks_new(struct looks *looks) MUST_USE;

/* The number of the stamp that was found last, by anybody: what is known under it was so some time
 * ago. 0: none was. */
int64_t looks_last(struct looks *looks) MUST_USE;

#endif
