/* pruning.c - a job that removes old entries of the change log in small steps. */
#include "api/pruning.h"

#include "base/clock.h"
#include "change/change_log.h"

enum {
    PAUSE_MILLISECONDS = 10 * 60 * 1000,
    STEP = 300, /* entries at once: well under a millisecond */
};

static bool run(struct job *job, struct db *db) {
    struct pruning *pruning = (struct pruning *)job;
    int64_t before = instant_now() - pruning->keep_seconds;

    return change_log_prune(db, before, STEP, &pruning->account_id, &pruning->has_more);
}

/* What failed is tried again when it is time. */
static void done(struct job *job, struct db *db, bool durable) {
    struct pruning *pruning = (struct pruning *)job;

    (void)db;
    if (durable && pruning->has_more && !atomic_load(&pruning->is_stopped))
        writer_submit(pruning->writer, job);
    else
        atomic_store(&pruning->is_queued, false);
}

void pruning_tick(struct pruning *pruning, struct writer *writer) {
    int64_t now = monotonic_milliseconds();

    if ((pruning->begun_at && now - pruning->begun_at < PAUSE_MILLISECONDS) ||
        atomic_load(&pruning->is_queued))
        return;
    pruning->begun_at = now;
    pruning->account_id = 0;
    pruning->writer = writer;
    pruning->job = (struct job){.run = run, .done = done};
    atomic_store(&pruning->is_queued, true);
    writer_submit(writer, &pruning->job);
}

void pruning_stop(struct pruning *pruning) {
    atomic_store(&pruning->is_stopped, true);
}
