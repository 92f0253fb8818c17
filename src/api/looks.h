/* looks.h - one question to a database elsewhere, for all who want its stamp at the same time.
 *
 * Each request wants a stamp that was taken after it came. So those that come while one is asked
 * for wait for its answer, which may be too old for them, and then share the next: however many
 * they are, two questions are on their way or waited for, not more. */
#ifndef GLIMT_API_LOOKS_H
#define GLIMT_API_LOOKS_H

#include "base/arena.h"
#include "db/db.h"

struct looks;

struct looks *looks_open(struct arena *arena);
void looks_close(struct looks *looks); /* NULL is allowed */

/* As db_stamp(), of a moment after the call; `db` asks if nobody else does. From any thread. */
bool looks_ask(struct looks *looks, struct db *db, struct db_stamp *ret) MUST_USE;

#endif
