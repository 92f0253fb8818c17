/* scrub.c - passes over all stored files, at a bounded rate.
 *
 * The rate is such that all is read within the days of a pass, but at least 4 MiB/s: then a store
 * of some hundred megabytes is seen within its first minute. 4 MiB/s cost about half a hundredth of
 * a processor and a twentieth of a slow disk. And it is 32 MiB/s at most: a store that needs more
 * (19 TB in a week) takes longer than it was given. A file counts 16 KiB more than it has, for
 * finding it.
 *
 * A pass begins where the last one was interrupted, goes to the end, and then from the beginning to
 * where it began. */
#include "upkeep/scrub.h"

#include "base/clock.h"
#include "base/condition.h"
#include "base/log.h"
#include "files/look.h"
#include "files/verify.h"
#include "upkeep/named_files.h"
#include "upkeep/scrub_place.h"
#include "upkeep/verify_files.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    RATE_LEAST = 4 * 1024 * 1024,
    RATE_MOST = 32 * 1024 * 1024,
    COST_OF_FILE = 16 * 1024,
    PIECE = 256 * 1024,
    PAGE = 64,
    SHORTEST_SLEEP = 50,          /* milliseconds: small files are read several at once */
    TOLD_MOST = 100,              /* lines of a pass */
    KEEP_PLACE_SECONDS = 60,      /* what is read again after a kill */
    TRY_AGAIN_SECONDS = 60 * 60,  /* after a failure, or while another server looks */
    TIDY_AGAIN_SECONDS = 10 * 60, /* while somebody has pinned the files */
    CLAIM_SECONDS = 15 * 60,      /* longer than clocks of servers differ */
    CLAIM_AGAIN_SECONDS = 5 * 60,
};

struct scrub {
    struct scrub_options options;
    pthread_t thread;
    pthread_mutex_t lock; /* over the next two */
    struct scrub_state state;
    bool is_stopping;
    pthread_cond_t stopped;

    /* The thread's own. */
    struct arena *arena;
    struct db *db; /* NULL: nothing is open */
    struct stored stored;
    int64_t rate, cost, paced_from; /* bytes a second; spent, since then */
    int64_t kept_at, claimed_at;
    struct named_file after; /* the last that was read */
    bool is_put_off;         /* files to be tidied are pinned */
};

/* ---- time ---- */

/* False, at once, when the scrub is to end. */
static bool sleep_until(struct scrub *scrub, int64_t moment) {
    pthread_mutex_lock(&scrub->lock);
    while (!scrub->is_stopping && monotonic_milliseconds() < moment)
        condition_wait_until(&scrub->stopped, &scrub->lock, moment);
    bool goes_on = !scrub->is_stopping;
    pthread_mutex_unlock(&scrub->lock);
    return goes_on;
}

/* Waits until so many bytes more may have been read. What was not used meanwhile is not saved up.
 */
static bool pace(struct scrub *scrub, int64_t cost) {
    int64_t now = monotonic_milliseconds();

    scrub->cost += cost;
    int64_t due = scrub->paced_from + scrub->cost * 1000 / scrub->rate;
    if (due < now - 1000) {
        scrub->paced_from = now;
        scrub->cost = 0;
    }
    return sleep_until(scrub, due - now < SHORTEST_SLEEP ? 0 : due);
}

static void begin_pace(struct scrub *scrub) {
    scrub->paced_from = monotonic_milliseconds();
    scrub->cost = 0;
}

/* What counts as nothing when somebody else has something to do; where that is not allowed it is
 * not done. */
static void be_polite(void) {
    enum { WHO_THREAD = 1, CLASS_IDLE = 3 << 13 };

    setpriority(PRIO_PROCESS, 0, 19);
    syscall(SYS_ioprio_set, WHO_THREAD, 0, CLASS_IDLE);
}

/* ---- one of several servers ---- */

static bool claim(struct scrub *scrub, int64_t seconds) {
    const struct scrub_options *options = &scrub->options;

    scrub->claimed_at = monotonic_milliseconds();
    return !options->claim || options->claim(options->context, seconds);
}

/* False: it was not asked for in time, and another server has it. */
static bool is_still_ours(struct scrub *scrub) {
    return monotonic_milliseconds() - scrub->claimed_at < CLAIM_AGAIN_SECONDS * 1000 ||
           claim(scrub, CLAIM_SECONDS);
}

/* ---- files without rows ---- */

static bool pause_for_found(void *context) {
    return is_still_ours(context) && pace(context, COST_OF_FILE / 4);
}

static bool tidy_all(struct scrub *scrub) {
    const struct scrub_options *options = &scrub->options;
    struct files_tidying tidying = {.db = scrub->db,
                                    .plans = options->plans,
                                    .files = options->files,
                                    .stored = scrub->stored,
                                    .days = options->days,
                                    .tidy = options->tidy,
                                    .context = options->context,
                                    .pause = pause_for_found,
                                    .pausing = scrub};

    bool fine = files_tidy(&tidying);
    file_store_clean_later(options->files);
    scrub->is_put_off = tidying.is_put_off;
    return fine;
}

/* ---- files that rows name ---- */

static void note_fault(struct scrub *scrub, const struct named_file *file,
                       const struct file_look *look) {
    pthread_mutex_lock(&scrub->lock);
    if (look->fault == FILE_MISSING)
        scrub->state.missing++;
    else
        scrub->state.damaged++;
    int64_t faults = scrub->state.missing + scrub->state.damaged;
    pthread_mutex_unlock(&scrub->lock);
    if (faults > TOLD_MOST)
        return;
    struct arena *arena = arena_open();
    look_log(arena, file->account_id, file->hash, look);
    arena_close(arena);
    if (faults == TOLD_MOST)
        log_error(
            "There are more damaged files, which are counted and not named; glimt check finds "
            "all.");
}

/* It is not known what it is like: whoever keeps it can't be reached now. */
static bool is_away(const struct file_look *look) {
    return look->fault == FILE_UNREADABLE && look->error == EHOSTUNREACH;
}

static bool read_one(struct scrub *scrub, const struct named_file *file) {
    struct file_look look;
    struct named_row row;
    bool goes_on = true;

    stored_look_begin(&look, &scrub->stored, file->account_id, file->hash, file->size);
    while (goes_on && look_on(&look, PIECE))
        goes_on = is_still_ours(scrub) && pace(scrub, PIECE);
    if (goes_on && look.fault != FILE_WHOLE)
        file_store_forget_look(scrub->options.files, &look);
    look_end(&look);
    if (!goes_on || is_away(&look))
        return false;
    pthread_mutex_lock(&scrub->lock);
    scrub->state.files++;
    scrub->state.bytes += look.offset;
    pthread_mutex_unlock(&scrub->lock);
    if (look.fault == FILE_WHOLE)
        return pace(scrub, COST_OF_FILE);
    if (!file_is_faulty(scrub->db, scrub->options.plans, &scrub->stored, file, &look, &row) ||
        is_away(&look))
        return false;
    if (row.table)
        note_fault(scrub, file, &look);
    return pace(scrub, COST_OF_FILE);
}

static void keep_place(struct scrub *scrub) {
    int64_t now = instant_now();

    if (now - scrub->kept_at < KEEP_PLACE_SECONDS)
        return;
    scrub->kept_at = now;
    scrub_place_keep(scrub->stored.root, &scrub->after);
}

/* Up to the end, or to `last`. */
static bool read_all(struct scrub *scrub, const struct named_file *last) {
    struct named_file files[PAGE];
    size_t count;

    do {
        if (!named_files_next(scrub->db, scrub->options.plans, &scrub->after, files, PAGE, &count))
            return false;
        for (size_t i = 0; i < count; i++) {
            if (last && named_file_compare(&files[i], last) > 0)
                return true;
            if (!is_still_ours(scrub) || !read_one(scrub, &files[i]))
                return false;
            scrub->after = files[i];
            keep_place(scrub);
        }
    } while (count == PAGE);
    return true;
}

static bool add_size(void *context, const struct named_file *file) {
    struct scrub *scrub = context;

    scrub->cost += COST_OF_FILE + (file->size > 0 ? file->size : 0);
    return sleep_until(scrub, 0);
}

/* By the sizes that rows say, which are asked for without a pause. */
static bool choose_rate(struct scrub *scrub) {
    scrub->cost = 0;
    if (!named_files_visit(scrub->db, scrub->options.plans, add_size, scrub))
        return false;
    int64_t rate = scrub->cost / (scrub->options.days * SECONDS_PER_DAY);
    scrub->rate = rate < RATE_LEAST ? RATE_LEAST : rate > RATE_MOST ? RATE_MOST : rate;
    begin_pace(scrub);
    return true;
}

/* ---- passes ---- */

static bool read_from_place(struct scrub *scrub) {
    struct named_file begin = scrub_place(scrub->stored.root);

    scrub->kept_at = instant_now();
    scrub->after = begin;
    if (read_all(scrub, NULL)) {
        scrub->after = NAMED_FILE_NONE;
        if (begin.account_id == 0 || read_all(scrub, &begin)) {
            scrub->after = NAMED_FILE_NONE;
            scrub_place_keep(scrub->stored.root, &scrub->after);
            return true;
        }
    }
    scrub_place_keep(scrub->stored.root, &scrub->after);
    return false;
}

static void end_pass(struct scrub *scrub) {
    pthread_mutex_lock(&scrub->lock);
    scrub->state.ended_at = instant_now();
    struct scrub_state state = scrub->state;
    pthread_mutex_unlock(&scrub->lock);
    if (state.damaged + state.missing > 0)
        log_error("All %" PRId64 " stored files were looked at: %" PRId64
                  " are damaged, and %" PRId64 " are missing.",
                  state.files, state.damaged, state.missing);
}

/* False: the database failed, which is in the log, another server looks, or the scrub is to end.
 * Who has ended a pass is to make the next one; if it is gone then, the first that asks is. */
static bool make_pass(struct scrub *scrub) {
    if (!claim(scrub, CLAIM_SECONDS))
        return false;
    pthread_mutex_lock(&scrub->lock);
    scrub->state =
        (struct scrub_state){.begun_at = instant_now(), .ended_at = scrub->state.ended_at};
    pthread_mutex_unlock(&scrub->lock);
    scrub->rate = RATE_LEAST;
    begin_pace(scrub);
    if (!tidy_all(scrub) || !choose_rate(scrub) || !read_from_place(scrub))
        return false;
    end_pass(scrub);
    claim(scrub, scrub->options.days * SECONDS_PER_DAY);
    return true;
}

static bool wait_for_next(struct scrub *scrub, int64_t begun_at, bool has_ended) {
    int64_t next = has_ended ? begun_at + scrub->options.days * SECONDS_PER_DAY * 1000
                             : monotonic_milliseconds() + TRY_AGAIN_SECONDS * 1000;

    while (scrub->is_put_off) {
        int64_t soon = monotonic_milliseconds() + TIDY_AGAIN_SECONDS * 1000;
        if (soon >= next)
            break;
        if (!sleep_until(scrub, soon))
            return false;
        begin_pace(scrub);
        if (!tidy_all(scrub))
            return sleep_until(scrub, next);
    }
    return sleep_until(scrub, next);
}

static void close_what_is_read(struct scrub *scrub) {
    db_close(scrub->db);
    if (scrub->stored.root >= 0)
        close(scrub->stored.root);
    scrub->db = NULL;
    arena_close(scrub->arena);
}

/* Fails when the program has too many files open, for example, which passes. */
static bool open_what_is_read(struct scrub *scrub) {
    const char *problem = NULL;

    if (scrub->db)
        return true;
    scrub->arena = arena_open();
    scrub->db = db_open(scrub->arena, scrub->options.database, DB_READ, &problem);
    if (scrub->db)
        db_stands_for(scrub->db, EVERY_ACCOUNT);
    int root = scrub->db ? files_open(scrub->arena, scrub->options.database.directory) : -1;
    scrub->stored = stored_of(scrub->options.files, root);
    if (root >= 0)
        return true;
    log_error("Stored files cannot be looked at now, which is tried again in an hour: %s",
              problem ? problem : "their folder cannot be opened.");
    close_what_is_read(scrub);
    return false;
}

static void *work(void *context) {
    struct scrub *scrub = context;
    int64_t begun_at;
    bool has_ended;

    be_polite();
    do {
        begun_at = monotonic_milliseconds();
        has_ended = open_what_is_read(scrub) && make_pass(scrub);
    } while (wait_for_next(scrub, begun_at, has_ended));
    if (scrub->db)
        close_what_is_read(scrub);
    return NULL;
}

struct scrub *scrub_open(struct arena *arena, const struct scrub_options *options) {
    struct scrub *scrub = NEW(arena, struct scrub);

    scrub->options = *options;
    pthread_mutex_init(&scrub->lock, NULL);
    condition_init(&scrub->stopped);
    NEEDED(pthread_create(&scrub->thread, NULL, work, scrub) == 0);
    return scrub;
}

struct scrub_state scrub_look(struct scrub *scrub) {
    pthread_mutex_lock(&scrub->lock);
    struct scrub_state state = scrub->state;
    pthread_mutex_unlock(&scrub->lock);
    return state;
}

void scrub_close(struct scrub *scrub) {
    if (!scrub)
        return;
    pthread_mutex_lock(&scrub->lock);
    scrub->is_stopping = true;
    pthread_cond_signal(&scrub->stopped);
    pthread_mutex_unlock(&scrub->lock);
    pthread_join(scrub->thread, NULL);
    pthread_cond_destroy(&scrub->stopped);
    pthread_mutex_destroy(&scrub->lock);
}
