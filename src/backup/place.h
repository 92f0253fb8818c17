/* place.h - where a backup goes: a new file, one named by its time, or standard output.
 *
 * A file is written beside its place, under a name that ends with PARTIAL, and gets its own when
 * all of it is on the disk. A file that is there is never replaced. */
#ifndef GLIMT_BACKUP_PLACE_H
#define GLIMT_BACKUP_PLACE_H

#include "backup/run.h"

struct place {
    struct run *run;
    const char *path;            /* of the backup; NULL: standard output */
    const char *partial;         /* NULL: none was made, or it has its name */
    const char *path_if_damaged; /* of one that is named by its time */
    const char *directory; /* that it is in; of standard output, where temporary files belong */
    bool is_named;         /* by its time, in a directory */
    int file;
};

/* False, as a failure, when `to` lies in the data directory, with which it would go. */
bool place_is_outside(struct run *run, const char *to, const char *directory) MUST_USE;

/* `to` is a path or "-". `moment` names the file if `to` is a directory; it becomes a later one
 * while there is a backup of that second. */
bool place_open(struct place *place, struct run *run, const char *to, bool sealed,
                int64_t *moment) MUST_USE;

/* Makes what was written durable and gives it its name. One that is named by its time says in it
 * that it is not whole. */
bool place_finish(struct place *place, bool is_whole) MUST_USE;

/* Removes what was not finished; to be called in any case. */
void place_close(struct place *place);

/* After a whole one was finished: removes the oldest of the whole backups in its directory, so that
 * `count` are left with it. What is named by a later time, by a clock that was wrong, is neither
 * counted nor removed. */
bool place_keep_newest(const struct place *place, int64_t count, int64_t *ret_removed) MUST_USE;

#endif
