/* writer.h - the one thread that writes, with group commit.
 *
 * Jobs that wait at the same time share one transaction and so one sync of the disk. Each job has
 * its own savepoint: one that refuses leaves nothing behind and does not disturb the others. A
 * job's `done` runs after the commit, so an answer means durable. */
#ifndef GLIMT_DB_WRITER_H
#define GLIMT_DB_WRITER_H

#include "db/db.h"

struct writer;

struct job {
    /* Runs on the writer's thread, inside the transaction. False: what it wrote is taken back
     * (the job has its answer ready all the same). It says whose rows it is about, db_of_account(),
     * and so does done() when it looks at some. NULL: the job writes nothing, and is done when
     * the files of the database were found in their place. */
    bool (*run)(struct job *job, struct db *db);
    /* Runs on the writer's thread after the commit; the job may be freed in it, or submitted again.
     * `db` is in no transaction: what is read is committed. `durable` is false when the transaction
     * failed as a whole: nothing of the job is stored, and the answer must say so. */
    void (*done)(struct job *job, struct db *db, bool durable);
    struct job *next; /* the writer's */
    /* The writer's, for done(): why it is not durable. */
    enum db_trouble trouble;
    /* On the writer's thread, when all that run() wrote was taken back and nothing was answered:
     * makes the job as it was before. False: it can't run again. NULL: it never can. */
    bool (*again)(struct job *job);
    /* The writer's: of one that is put aside; monotonic milliseconds. */
    int64_t aside_since, due_at;
};

/* For `again` of a job that keeps nothing of a run that was taken back. */
bool job_as_it_was(struct job *job);

/* What else happens in each transaction, on the writer's thread; each may be NULL. */
struct writer_hooks {
    void *context;
    void (*begin_job)(void *context);             /* at a job's savepoint */
    void (*undo_job)(void *context);              /* what the job wrote was taken back */
    bool (*finish)(void *context, struct db *db); /* before the commit; false: all is taken back */
    void (*end)(void *context);                   /* it is committed, or taken back as a whole */
};

/* Takes over `db`, opened with DB_CREATE or DB_WRITE; `batch` is the most jobs in one commit. The
 * hooks are copied; NULL: there are none. */
struct writer *writer_open(struct db *db, unsigned batch, const struct writer_hooks *hooks);

/* Never blocks on the disk. After writer_close() has begun nothing may be submitted, but by jobs
 * that are done. */
void writer_submit(struct writer *writer, struct job *job);

/* How often something was run again, since another program stood in its way. */
int64_t writer_retries(const struct writer *writer);

/* Finishes every submitted job, stops the thread and closes the database. */
void writer_close(struct writer *writer);

#endif
