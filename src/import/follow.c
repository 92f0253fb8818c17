/* follow.c - rounds.
 *
 * What is new and changed comes in the order of who refers to whom; what is gone goes in the order
 * against it. */
#include "import/follow.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/instant.h"
#include "base/log.h"
#include "import/changes.h"
#include "import/fetch_parts.h"
#include "resources/resources.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

enum {
    RESOURCES_MOST = 64,
    DAYS_MOST = 1000, /* changed ones, until all reports are read instead */
    ROWS_AT_ONCE = 100,
    DAYS_AT_ONCE = 1000,
    LOOK_EVERY = 200, /* milliseconds */
    LINE_MOST = 8192,
};

struct follower {
    struct fetcher *fetcher;
    const struct follow_options *options;
    struct age ages[RESOURCES_MOST];
    struct gone gone[RESOURCES_MOST];
    struct changed_days changed;
    bool is_refused[RESOURCES_MOST];
    int64_t deleted, waiting; /* rows, of the round */
};

static bool is_stopped(const struct follower *follower) {
    return follower->options->stop && *follower->options->stop;
}

static const struct plan *plan_at(const struct follower *follower, size_t i) {
    return plan_of(follower->fetcher->keeper->plans, follower->options->order[i]);
}

static bool fail(struct follower *follower) {
    return fetch_fail(follower->fetcher) == FETCHED;
}

/* ---- what is there ---- */

/* The sums of days are read before the reports, so that they are never newer than these. */
static bool fetch_all_days(struct follower *follower) {
    follower->fetcher->changed = &follower->changed;
    enum fetched fetched = fetch_days_again(follower->fetcher);
    follower->fetcher->changed = NULL;
    if (fetched == FETCH_REFUSED)
        follower->changed.count = 0;
    return fetched != FETCH_FAILED;
}

static bool fetch_reports_of_days(struct follower *follower, size_t i, int64_t compared_before) {
    struct age *age = &follower->ages[i];

    if (follower->is_refused[i] || age->compared_at != compared_before)
        return true; /* all of them were read since */
    follower->fetcher->changed = &follower->changed;
    enum fetched fetched = changes_fetch_days(follower->fetcher);
    follower->fetcher->changed = NULL;
    return fetched != FETCH_FAILED;
}

static bool fetch_resource(struct follower *follower, size_t i) {
    const struct plan *plan = plan_at(follower, i);
    struct age *age = &follower->ages[i];
    bool is_of_days = plan->resource == &time_reports;

    if (!age_find(follower->fetcher->keeper, plan, age))
        return fail(follower);
    if (is_of_days && follower->changed.count > DAYS_MOST)
        age->compared_at = 0;
    int64_t compared_before = age->compared_at;
    enum fetched fetched = changes_fetch(follower->fetcher, plan, age, &follower->gone[i]);
    follower->is_refused[i] = fetched == FETCH_REFUSED;
    if (fetched == FETCH_FAILED)
        return false;
    return !is_of_days || fetch_reports_of_days(follower, i, compared_before);
}

/* ---- what is gone ---- */

/* The task of a part; 0: it is gone already. */
static bool find_owner(struct keeper *keeper, const struct plan *plan, int64_t id, int64_t *ret) {
    struct statement *row =
        db_statement(keeper->db, arena_format(keeper->arena,
                                              "SELECT %s FROM %s WHERE account_id = ?1 AND id = ?2",
                                              plan->resource->owner, plan->resource->table));

    *ret = 0;
    if (!row)
        return false;
    statement_bind_integer(row, 1, keeper->caller.account_id);
    statement_bind_integer(row, 2, id);
    return statement_integer(row, ret) != DB_FAILED;
}

/* Within a transaction. What others still refer to waits for the next round. */
static bool remove_row(struct follower *follower, const struct plan *plan, int64_t id,
                       bool *ret_gone) {
    struct keeper *keeper = follower->fetcher->keeper;
    int64_t owner_id = 0;

    if (plan->resource->owner && !find_owner(keeper, plan, id, &owner_id))
        return false;
    return keep_remove(keeper, plan, id, owner_id, ret_gone) &&
           (!*ret_gone || !plan->resource->path ||
            seen_forget(keeper, str_of(plan->resource->plural), id));
}

/* A step of some rows; those that have to wait are kept at the beginning of `rows`. */
static bool remove_some(struct follower *follower, const struct plan *plan, struct ids *rows,
                        size_t from, size_t to, size_t *kept) {
    struct keeper *keeper = follower->fetcher->keeper;

    if (!keep_begin(keeper))
        return fail(follower);
    bool fine = true;
    for (size_t i = from; fine && i < to; i++) {
        bool is_gone = false;
        fine = remove_row(follower, plan, rows->at[i], &is_gone);
        follower->deleted += is_gone;
        if (!is_gone)
            rows->at[(*kept)++] = rows->at[i];
    }
    if (!fine)
        keeper->failed = true;
    return keep_end(keeper) || fail(follower);
}

/* As long as one more goes each time: a contact may be the company of another. */
static bool remove_all(struct follower *follower, const struct plan *plan, struct ids *rows) {
    size_t before;

    do {
        size_t kept = 0;
        before = rows->count;
        for (size_t from = 0; from < before; from += ROWS_AT_ONCE) {
            size_t to = from + ROWS_AT_ONCE < before ? from + ROWS_AT_ONCE : before;
            if (!remove_some(follower, plan, rows, from, to, &kept))
                return false;
        }
        rows->count = kept;
    } while (rows->count > 0 && rows->count < before);
    follower->waiting += (int64_t)rows->count;
    return true;
}

static bool remove_parts(struct follower *follower, struct gone *gone) {
    const struct plans *plans = follower->fetcher->keeper->plans;
    bool fine = true;

    for (size_t i = 0; fine && i < FETCH_PARTS; i++)
        fine = remove_all(follower, plan_of(plans, fetch_parts[i]), &gone->parts[i]);
    return fine;
}

static bool remove_gone(struct follower *follower) {
    bool fine = remove_all(follower, plan_of(follower->fetcher->keeper->plans, &locked_days),
                           &follower->changed.unlocked);

    for (size_t i = follower->options->count; fine && i-- > 0;)
        fine = remove_parts(follower, &follower->gone[i]) &&
               remove_all(follower, plan_at(follower, i), &follower->gone[i].rows);
    return fine;
}

/* ---- how far it is ---- */

static bool note_some_days(struct follower *follower, size_t from, size_t to) {
    struct keeper *keeper = follower->fetcher->keeper;
    bool fine = true;

    if (!keep_begin(keeper))
        return fail(follower);
    for (size_t i = from; fine && i < to; i++) {
        const struct changed_day *day = &follower->changed.at[i];
        int64_t key = changed_day_key(day);
        fine = day->print ? keep_print(keeper, STR(USER_DAYS), key, day->print)
                          : seen_forget(keeper, STR(USER_DAYS), key);
    }
    if (!fine)
        keeper->failed = true;
    return keep_end(keeper) || fail(follower);
}

static bool note_days(struct follower *follower) {
    size_t count = follower->changed.count;
    bool fine = true;

    for (size_t from = 0; fine && from < count; from += DAYS_AT_ONCE)
        fine = note_some_days(follower, from,
                              from + DAYS_AT_ONCE < count ? from + DAYS_AT_ONCE : count);
    return fine;
}

static bool note_round(struct follower *follower) {
    struct keeper *keeper = follower->fetcher->keeper;

    if (!note_days(follower))
        return false;
    if (!keep_begin(keeper))
        return fail(follower);
    bool fine = true;
    for (size_t i = 0; fine && i < follower->options->count; i++)
        fine = follower->is_refused[i] || age_set(keeper, plan_at(follower, i), &follower->ages[i]);
    if (!fine)
        keeper->failed = true;
    return keep_end(keeper) || fail(follower);
}

static void say_round(const struct follower *follower, int64_t stored) {
    int64_t now = instant_now();
    struct buffer line;

    buffer_init(&line, LINE_MOST);
    instant_put(&line, now);
    buffer_format(&line, ": %" PRId64 " new or changed, %" PRId64 " gone", stored,
                  follower->deleted);
    if (follower->waiting > 0)
        buffer_format(&line, ", %" PRId64 " to go when nothing refers to them", follower->waiting);
    buffer_put_z(&line, "; age in seconds:");
    for (size_t i = 0; i < follower->options->count; i++) {
        const char *plural = follower->options->order[i]->plural;
        if (follower->is_refused[i])
            buffer_format(&line, "%s %s unknown, for the application may not see them",
                          i ? "," : "", plural);
        else
            buffer_format(&line, "%s %s %" PRId64, i ? "," : "", plural,
                          now - follower->ages[i].read_at);
    }
    printf("%.*s\n", (int)line.len, line.at);
    fflush(stdout);
    buffer_done(&line);
}

/* ---- rounds ---- */

static void clear(struct follower *follower) {
    for (size_t i = 0; i < follower->options->count; i++)
        follower->gone[i] = (struct gone){.rows = {.count = 0}};
    follower->changed = (struct changed_days){.count = 0};
    follower->deleted = follower->waiting = 0;
    arena_reset(follower->fetcher->of_round);
}

static bool go_round(struct follower *follower) {
    int64_t before = follower->fetcher->keeper->stored;
    bool fine = fetch_all_days(follower);

    for (size_t i = 0; fine && i < follower->options->count; i++)
        fine = fetch_resource(follower, i);
    fine = fine && remove_gone(follower) && note_round(follower);
    if (fine)
        say_round(follower, follower->fetcher->keeper->stored - before);
    clear(follower);
    return fine;
}

static void pause_until(const struct follower *follower, int64_t at) {
    const struct timespec look = {.tv_nsec = LOOK_EVERY * 1000000L};

    while (!is_stopped(follower) && monotonic_milliseconds() < at)
        nanosleep(&look, NULL);
}

/* Between rounds nobody waits for what comes, so nothing is said of single pages. */
static void say_nothing(void *context, const struct plan *plan, int64_t come, int64_t there) {
    (void)context;
    (void)plan;
    (void)come;
    (void)there;
}

bool follow_run(struct fetcher *fetcher, const struct follow_options *options) {
    struct follower *follower = NEW(fetcher->arena, struct follower);
    bool fine = true;

    ALWAYS(options->count <= RESOURCES_MOST);
    follower->fetcher = fetcher;
    follower->options = options;
    fetcher->progress = say_nothing;
    fetcher->of_round = arena_open();
    while (fine && !is_stopped(follower)) {
        int64_t next = monotonic_milliseconds() + options->every * 1000;
        fine = go_round(follower);
        if (!options->every)
            break;
        pause_until(follower, fine ? next : 0);
    }
    arena_close(fetcher->of_round);
    fetcher->of_round = NULL;
    return fine || is_stopped(follower);
}
