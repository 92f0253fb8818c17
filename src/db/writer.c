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
 * A server knows that of a transaction which it refused nothing was stored, and refuses some for
 * what others do. What it says comes late, too: a job's last writes are answered with what comes
 * after them (engine.h), maybe when another job has its turn. So there
 *
 *   alone    a batch that was refused is run again, each job in a transaction of its own: those
 *            that are not at fault are stored
 *   aside    a job that met a row which somebody else has locked waits for it for ROW_MILLISECONDS,
 *            and the others with it; then it is put aside and tried again, after pauses that
 *            double, until the patience of the connection is over. So whoever locks a row delays
 *            its writers, and others by little. What was to be serialized, or was in a deadlock,
 *            is put aside likewise
 *
 * Both need a job that can run again (`again`): nothing was answered yet.
 *
 * serve.c allows 128 jobs in a batch. That is a guess which no measurement has touched, as the
 * benchmarks have 64 connections: more would share a sync among more jobs, but the first job of a
 * batch waits for the last, and a lost commit takes all of them with it. */
#include "db/writer.h"

#include "base/clock.h"
#include "base/log.h"
#include "db/engine.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum {
    ROW_MILLISECONDS = 50, /* a guess: a statement of somebody else's takes less */
    FIRST_PAUSE = 50,      /* milliseconds */
    LAST_PAUSE = 1000,
};

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
    struct queue aside; /* of the writer's thread alone */
    _Atomic int64_t retries;
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

static void queue_move(struct queue *from, struct queue *to) {
    while (from->first)
        queue_add(to, queue_take(from));
}

bool job_as_it_was(struct job *job) {
    (void)job;
    return true;
}

/* ---- what is tried again ---- */

static bool make_ready(struct writer *writer, struct job *job) {
    if (!job->again || !job->again(job))
        return false;
    atomic_fetch_add(&writer->retries, 1);
    return true;
}

/* False: it has waited for long enough, or can't. */
static bool put_aside(struct writer *writer, struct job *job) {
    int64_t now = monotonic_milliseconds();

    if (job->aside_since == 0)
        job->aside_since = now;
    int64_t waited = now - job->aside_since;
    int64_t pause = waited < FIRST_PAUSE ? FIRST_PAUSE : waited < LAST_PAUSE ? waited : LAST_PAUSE;
    if (waited + pause > writer->db->patience || db_is_over() || !make_ready(writer, job))
        return false;
    if (waited == 0)
        log_warning("A write waits for what another program does in the database.");
    job->due_at = now + pause;
    queue_add(&writer->aside, job);
    return true;
}

/* ---- a transaction ---- */

/* False when the transaction itself is lost, not only the job. `ret_passes`: the job was taken back
 * for what others do. */
static bool run_job(const struct writer *writer, struct job *job, bool *ret_passes) {
    const struct writer_hooks *hooks = &writer->hooks;
    struct db *db = writer->db;

    *ret_passes = false;
    if (!job->run)
        return true;
    db->trouble = DB_FINE;
    db->passes = false;
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
    *ret_passes = db->passes;
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

/* Those that are put aside leave the batch. */
static bool run_jobs(struct writer *writer, struct queue *batch) {
    struct queue run;
    bool fine = true, passes;

    queue_init(&run);
    while (fine && batch->first) {
        struct job *job = queue_take(batch);
        fine = run_job(writer, job, &passes);
        if (!fine || !passes || !put_aside(writer, job))
            queue_add(&run, job);
    }
    queue_move(batch, &run);
    *batch = run;
    if (!batch->first)
        queue_init(batch);
    return fine;
}

static bool run_transaction(struct writer *writer, struct queue *batch) {
    const struct writer_hooks *hooks = &writer->hooks;
    struct db *db = writer->db;

    db->passes = false;
    if (!writes(batch))
        return db_look(db);
    if (!may_begin(db) || !db_begin_write(db))
        return false;
    if (run_jobs(writer, batch) && (!hooks->finish || hooks->finish(hooks->context, db)) &&
        db_commit(db))
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

static void answer(struct db *db, struct job *job, bool durable, enum db_trouble trouble) {
    job->trouble = durable ? DB_FINE : trouble;
    db_of_account(db, NO_ACCOUNT);
    job->done(job, db, durable);
}

static void answer_batch(struct db *db, struct queue *batch, bool durable) {
    enum db_trouble trouble = db->trouble;

    while (batch->first)
        answer(db, queue_take(batch), durable, trouble);
}

/* Whether a server has refused it, so that nothing of it is stored. */
static bool was_refused(const struct db *db) {
    return db_asks_ahead(db) &&
           (db->passes || db->trouble == DB_CONFLICT || db->trouble == DB_OTHER);
}

static void run_alone(struct writer *writer, struct job *job) {
    struct queue batch;

    queue_init(&batch);
    queue_add(&batch, job);
    bool durable = run_batch(writer, &batch);
    bool is_aside = !batch.first;
    if (durable || is_aside || !writer->db->passes || !put_aside(writer, job))
        answer_batch(writer->db, &batch, durable);
}

static void run_each(struct writer *writer, struct queue *batch) {
    enum db_trouble trouble = writer->db->trouble;

    while (batch->first) {
        struct job *job = queue_take(batch);
        if (make_ready(writer, job))
            run_alone(writer, job);
        else
            answer(writer->db, job, false, trouble);
    }
}

static void work_on(struct writer *writer, struct queue *batch) {
    struct job *only = batch->first && !batch->first->next ? batch->first : NULL;

    if (only) {
        run_alone(writer, only);
        return;
    }
    bool durable = run_batch(writer, batch);
    if (!durable && was_refused(writer->db))
        run_each(writer, batch);
    else
        answer_batch(writer->db, batch, durable);
}

/* ---- the thread ---- */

static int64_t next_due(const struct writer *writer) {
    int64_t next = INT64_MAX;

    for (const struct job *job = writer->aside.first; job; job = job->next)
        next = job->due_at < next ? job->due_at : next;
    return next;
}

static void take_due(struct writer *writer, struct queue *ret) {
    int64_t now = monotonic_milliseconds();
    struct queue aside = writer->aside;

    if (!aside.first)
        return;
    queue_init(&writer->aside);
    while (aside.first) {
        struct job *job = queue_take(&aside);
        queue_add(job->due_at <= now ? ret : &writer->aside, job);
    }
}

/* The lock is held. */
static void wait_for_job(struct writer *writer) {
    int64_t due = next_due(writer);
    struct timespec until = {due / 1000, due % 1000 * 1000 * 1000};

    if (due == INT64_MAX)
        pthread_cond_wait(&writer->filled, &writer->lock);
    else
        pthread_cond_timedwait(&writer->filled, &writer->lock, &until);
}

static bool is_idle(const struct writer *writer) {
    return !writer->waiting.first && next_due(writer) > monotonic_milliseconds() &&
           (!writer->closing || writer->aside.first);
}

/* Waits for jobs; false when there are none and none will come. */
static bool take_batch(struct writer *writer, struct queue *ret) {
    queue_init(ret);
    pthread_mutex_lock(&writer->lock);
    while (is_idle(writer))
        wait_for_job(writer);
    take_due(writer, ret);
    for (unsigned i = 0; i < writer->batch && writer->waiting.first; i++)
        queue_add(ret, queue_take(&writer->waiting));
    pthread_mutex_unlock(&writer->lock);
    return ret->first != NULL;
}

static void *work(void *context) {
    struct writer *writer = context;
    struct queue batch;

    while (take_batch(writer, &batch))
        work_on(writer, &batch);
    return NULL;
}

static void init_signal(struct writer *writer) {
    pthread_condattr_t attributes;

    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&writer->filled, &attributes);
    pthread_condattr_destroy(&attributes);
}

int64_t writer_retries(const struct writer *writer) {
    return atomic_load(&writer->retries);
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
    init_signal(writer);
    queue_init(&writer->aside);
    db->row_patience = ROW_MILLISECONDS;
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
