/* workspace.h - a directory for what is needed only while a run runs, for its owner alone. */
#ifndef GLIMT_BACKUP_WORKSPACE_H
#define GLIMT_BACKUP_WORKSPACE_H

#include "backup/run.h"

/* Makes `start` with six letters behind it, which are chosen so that it is new, and locks it as
 * long as `*ret_lock` is open. NULL: the run has failed. */
const char *workspace_make(struct run *run, const char *start, int *ret_lock) MUST_USE;

/* Locks what was just made at `path` and opened. False also when a sweep has come between, which
 * takes what nobody has locked yet for something left behind: it goes, and can be made again. */
bool lock_new(int file, const char *path) MUST_USE;

/* With all that is in it; what cannot be removed is left. NULL is allowed. */
void workspace_remove(const char *path);

/* Removes what a run of this user that was killed has left in `directory`, and nobody holds a lock
 * on: workspaces whose name is `start` with six letters, and unfinished backups, which end with
 * PARTIAL. */
#define PARTIAL ".glimt-partial"
#define WORKSPACE ".glimt-work-"
void workspace_sweep(struct run *run, const char *directory, const char *start);

/* The directory that `path` is in, "." if it says nothing of it. */
const char *parent_of(struct arena *arena, const char *path);

/* Where temporary files belong: TMPDIR, or /var/tmp. */
const char *workspace_anywhere(void);

#endif
