/* looks.h - looks at the stamp of a database elsewhere, numbered for all threads of the process.
 *
 * What one thread has read under a number, others may take from the cache under it. A number is
 * given once, so it never stands for two stamps; one stamp may have several. */
#ifndef GLIMT_API_LOOKS_H
#define GLIMT_API_LOOKS_H

#include "base/arena.h"
#include "db/db.h"

struct looks;

struct looks *looks_open(struct arena *arena);
void looks_close(struct looks *looks); /* NULL is allowed */

/* Both from any thread. Asks for the stamp: the number of the one that is found. While it can't be
 * told, a number that is nobody else's, as is looks_new(). */
int64_t looks_ask(struct looks *looks, struct db *db) MUST_USE;
int64_t looks_new(struct looks *looks) MUST_USE;

#endif
