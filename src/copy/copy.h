/* copy.h - takes a whole database from one engine to another: a directory, or a server.
 *
 * All tables that the source has come over as they are, whatever they are for: ids, numbers that
 * were given, logs, sessions, sealed secrets. The source is read at one state; nobody may use the
 * target, which is marked as unfinished until all is there and was compared. It may be
 * interrupted at any moment, and the next run goes on (table.c says how). */
#ifndef GLIMT_COPY_COPY_H
#define GLIMT_COPY_COPY_H

#include "db/db.h"
#include "files/file_store.h"
#include "plan/plan.h"

#include <signal.h>

struct copy {
    struct arena *arena;
    const struct plans *plans;
    const char *companies; /* the table that is empty in a target to begin with */
    struct db *source;     /* opened with DB_READ; both stand for EVERY_ACCOUNT */
    struct db *target;     /* opened with DB_FILL */
    /* The directories that have secret.key; the same: it stays where it is. */
    const char *source_directory, *target_directory;
    struct file_place source_files, target_files; /* likewise of stored files */
    bool quiet;                                   /* no bars */
    volatile sig_atomic_t *stop;                  /* not 0: no further than what is begun */
    void (*tell)(const char *sentence);           /* what it goes on from */

    /* What came of it. */
    int64_t tables, rows, files, file_bytes;
    int64_t missing;     /* files that the source lacks, or has damaged; each was told */
    const char *problem; /* a sentence, after false */
};

/* May take hours. After false the target is unfinished, or as it was. */
bool copy_run(struct copy *copy) MUST_USE;

#endif
