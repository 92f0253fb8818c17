/* lock.h - who has a data directory to himself.
 *
 * A server holds DIR/glimt.lock as long as it runs; so does a command for as long as no server may
 * start: while it migrates the database, or fills an empty one at once. */
#ifndef GLIMT_CLI_LOCK_H
#define GLIMT_CLI_LOCK_H

#include "base/arena.h"

enum lock { LOCK_TAKEN, LOCK_HELD, LOCK_FAILED };

/* Takes it, waiting a second at most for commands that hold it shortly. `ret_lock` is to be closed,
 * which gives it back; it is -1 unless it was taken. LOCK_HELD: somebody else has it. LOCK_FAILED,
 * with a sentence. */
enum lock lock_take(struct arena *arena, const char *directory, int *ret_lock,
                    const char **ret_problem) MUST_USE;

/* The same at once, of the directory itself: by whom only one may run at a time. */
enum lock lock_directory(struct arena *arena, const char *directory, int *ret_lock,
                         const char **ret_problem) MUST_USE;

/* Whether somebody has the first of them now, without taking it. */
bool lock_is_held(const char *directory);

void lock_give(int *lock); /* -1 is allowed */

#endif
