/* postponed.c - tries again what there was no room for at the start. */
#include "cli/postponed.h"

#include "api/stored_files.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/room.h"
#include "upkeep/counted_lists.h"

#include <errno.h>

enum { PAUSE_MILLISECONDS = 1000 };

static bool is_full(const struct db *db) {
    return db_trouble(db) == DB_FULL || is_no_room(errno);
}

static void postpone(struct postponed *postponed, bool *which) {
    if (!atomic_exchange(&postponed->is_due, true))
        log_warning(
            "The disk is full. The server starts for reading, and does what it has to write "
            "when there is room.");
    *which = true;
}

bool start_files(struct arena *arena, struct postponed *postponed, struct db *db,
                 const char **ret_problem) {
    errno = 0;
    if (stored_files_recover(arena, postponed->api, db, ret_problem))
        return true;
    if (!is_full(db))
        return false;
    postpone(postponed, &postponed->files);
    atomic_store(&postponed->api->uploads_wait, true);
    return true;
}

bool start_lists(struct postponed *postponed, struct db *db, const char **ret_problem) {
    if (counted_lists_begin(db, postponed->api->plans, ret_problem))
        return true;
    if (db_trouble(db) != DB_FULL)
        return false;
    postpone(postponed, &postponed->lists);
    return true;
}

static bool run(struct job *job, struct db *db) {
    struct postponed *postponed = (struct postponed *)job;

    db_of_account(db, EVERY_ACCOUNT);
    return !postponed->lists || counted_lists_build(db, postponed->api->plans);
}

/* A sweep that waits for its turn would be forgotten by the recovery, which does the same. */
static bool recover_files(const struct postponed *postponed, struct db *db) {
    struct arena *arena = arena_open();
    const char *problem;
    atomic_bool *is_queued = &postponed->api->sweep.is_queued;
    bool fine = false;

    /* What it does is a sweep, too, and there is room for one. */
    if (!atomic_exchange(is_queued, true)) {
        db_stands_for(db, EVERY_ACCOUNT);
        fine = stored_files_recover(arena, postponed->api, db, &problem);
        db_stands_for(db, NO_ACCOUNT);
        atomic_store(is_queued, false);
    }
    arena_close(arena);
    return fine;
}

static void done(struct job *job, struct db *db, bool durable) {
    struct postponed *postponed = (struct postponed *)job;

    if (durable)
        postponed->lists = false;
    if (durable && postponed->files && recover_files(postponed, db)) {
        postponed->files = false;
        atomic_store(&postponed->api->uploads_wait, false);
    }
    if (!postponed->lists && !postponed->files) {
        log_notice("There is room again: what the start left for later is done.");
        atomic_store(&postponed->is_due, false);
    }
    atomic_store(&postponed->is_queued, false);
}

void postponed_tick(struct postponed *postponed) {
    int64_t now = monotonic_milliseconds();

    if (!atomic_load(&postponed->is_due) || atomic_load(&postponed->is_queued) ||
        now - postponed->tried_at < PAUSE_MILLISECONDS)
        return;
    postponed->tried_at = now;
    postponed->job = (struct job){.run = run, .done = done};
    atomic_store(&postponed->is_queued, true);
    writer_submit(postponed->api->writer, &postponed->job);
}
