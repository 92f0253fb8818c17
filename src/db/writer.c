/* writer.c - takes all jobs that wait, runs them in one transaction, commits, answers.
 *
 * A commit costs one sync of the disk, which takes a millisecond or five; a job takes some tenths
 * of one. So whatever waits when a commit ends shares the next:
 *
 *   take     all jobs that wait, in the order in which they came, at most `batch`
 *   run      each in a savepoint of its own; what a job wrote that refuses is rolled back to it
 *   finish   what the jobs have in common is written once (the ledger, change/ledger.h)
 *   commit   the only sync
 *   answer   each job, since its rows are on the disk now
 *
 * Nobody waits for a batch to fill: while one is synced the next gathers, so that a batch has one
 * job when there is one client and about 64 when there are 64.
 *
 * When the transaction itself is lost (the disk is full, the commit fails), no job of the batch is
 * stored, and each is told so. They are not run again: after a failed commit nobody knows what has
 * reached the disk before the database is opened anew.
 *
 * serve.c allows 128 jobs in a batch. That is a guess which no measurement has touched, as the
 * benchmarks have 64 connections: more would share a sync among more jobs, but the first job of a
 * batch waits for the last, and a lost commit takes all of them with it. */
#include "db/writer.h"

#include "base/log.h"
#include "db/engine.h"

#include <pthread.h>
#include <stdlib.h>

struct queue {
    struct job *first, **end;
};

struct writer {
    struct db *db;
    unsigned batch;
    struct writer_hooks hooks;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t filled;
    struct queue waiting;
    bool closing;
};

static void queue_init(struct queue *queue) {
    queue->first = NULL;
    queue->end = &queue->first;
}

static void queue_add(struct queue *queue, struct job *job) {
    job->next = NULL;
    *queue->end = job;
    queue->end = &job->next;
}

static struct job *queue_take(struct queue *queue) {
    struct job *job = queue->first;

    queue->first = job->next;
    if (!queue->first)
        queue->end = &queue->first;
    return job;
}

/* False when the transaction itself is lost, not only the job. */
static bool run_job(const struct writer *writer, struct job *job) {
    const struct writer_hooks *hooks = &writer->hooks;
    struct db *db = writer->db;

    if (!job->run)
        return true;
    db->trouble = DB_FINE;
    if (!db_savepoint(db))
        return false;
    db_of_account(db, NO_ACCOUNT);
    if (hooks->begin_job)
        hooks->begin_job(hooks->context);
    bool keep = job->run(job, db);
    if (!db_in_transaction(db))
        return false;
    if (keep)
        return db_savepoint_keep(db);
    if (hooks->undo_job)
        hooks->undo_job(hooks->context);
    return db_savepoint_undo(db);
}

static bool may_begin(struct db *db) {
    if (db_is_over()) {
        db->trouble = DB_ENDING;
        return false;
    }
    if (!db_log_is_over(db))
        return true;
    db->trouble = DB_HELD; /* who holds it is told by the log keeper */
    return false;
}

static bool writes(const struct queue *batch) {
    for (const struct job *job = batch->first; job; job = job->next)
        if (job->run)
            return true;
    return false;
}

static bool run_transaction(struct writer *writer, struct queue *batch) {
    const struct writer_hooks *hooks = &writer->hooks;
    struct db *db = writer->db;

    if (!writes(batch))
        return db_look(db);
    if (!may_begin(db) || !db_begin_write(db))
        return false;
    for (struct job *job = batch->first; job; job = job->next)
        if (!run_job(writer, job)) {
            db_rollback(db);
            return false;
        }
    if ((!hooks->finish || hooks->finish(hooks->context, db)) && db_commit(db))
        return true;
    db_rollback(db);
    return false;
}

static bool run_batch(struct writer *writer, struct queue *batch) {
    bool durable = run_transaction(writer, batch);

    if (writer->hooks.end)
        writer->hooks.end(writer->hooks.context);
    return durable;
}

static void answer_batch(struct db *db, struct queue *batch, bool durable) {
    enum db_trouble trouble = durable ? DB_FINE : db->trouble;

    while (batch->first) {
        struct job *job = queue_take(batch);
        job->trouble = trouble;
        db_of_account(db, NO_ACCOUNT);
        job->done(job, db, durable);
    }
}

/* Waits for jobs; false when there are none and none will come. */
static bool take_batch(struct writer *writer, struct queue *ret) {
    queue_init(ret);
    pthread_mutex_lock(&writer->lock);
    while (!writer->waiting.first && !writer->closing)
        pthread_cond_wait(&writer->filled, &writer->lock);
    for (unsigned i = 0; i < writer->batch && writer->waiting.first; i++)
        queue_add(ret, queue_take(&writer->waiting));
    pthread_mutex_unlock(&writer->lock);
    return ret->first != NULL;
}

static void *work(void *context) {
    struct writer *writer = context;
    struct queue batch;

    while (take_batch(writer, &batch))
        answer_batch(writer->db, &batch, run_batch(writer, &batch));
    return NULL;
}

struct writer *writer_open(struct db *db, unsigned batch, const struct writer_hooks *hooks) {
    struct writer *writer = calloc(1, sizeof(*writer));

    NEEDED(writer);
    writer->db = db;
    writer->batch = batch;
    if (hooks)
        writer->hooks = *hooks;
    queue_init(&writer->waiting);
    pthread_mutex_init(&writer->lock, NULL);
    pthread_cond_init(&writer->filled, NULL);
    NEEDED(pthread_create(&writer->thread, NULL, work, writer) == 0);
    return writer;
}

void writer_submit(struct writer *writer, struct job *job) {
    pthread_mutex_lock(&writer->lock);
    ALWAYS(!writer->closing || pthread_equal(pthread_self(), writer->thread));
    queue_add(&writer->waiting, job);
    pthread_cond_signal(&writer->filled);
    pthread_mutex_unlock(&writer->lock);
}

void writer_close(struct writer *writer) {
    pthread_mutex_lock(&writer->lock);
    writer->closing = true;
    pthread_cond_signal(&writer->filled);
    pthread_mutex_unlock(&writer->lock);
    pthread_join(writer->thread, NULL);
    pthread_cond_destroy(&writer->filled);
    pthread_mutex_destroy(&writer->lock);
    db_close(writer->db);
    free(writer);
}
