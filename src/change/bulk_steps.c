/* bulk_steps.c - works, commits, waits for as long, and works again.
 *
 * A writer of the server that finds the database taken asks again every millisecond or two. It is
 * held up for the work of a step and its commit, which on a slow disk takes longer than the work:
 * the pages of some hundred rows with all their indexes are a megabyte or two. So the work of a
 * step is measured by what it led to. It takes 15 ms at most, and when work and commit together
 * held the database for more than 30 ms, the next step works for as much less; 1 ms is the least.
 * Shorter steps spend more of their time on commits, longer ones come near the 100 ms that nobody
 * is to wait.
 *
 * Then this one sleeps for as long as it held the database, 20 ms at least, so that a waiting
 * writer finds a time when it is free; without that, the next step would begin before anybody has
 * asked. */
#include "change/bulk_steps.h"

#include "base/clock.h"
#include "change/counted_merge.h"
#include "db/bulk.h"

#include <time.h>

enum {
    WORK_LEAST = 1000, /* microseconds */
    WORK_MOST = 15 * 1000,
    HELD_MOST = 30 * 1000,
    PAUSE_MICROSECONDS = 20 * 1000, /* at least */
    BUSY_MINUTES = 10,              /* of a server that is too busy to let anybody else write */
    REMOVED_AT_ONCE = 100,
};

static bool begin(struct bulk_steps *steps) {
    int64_t end = monotonic_milliseconds() + (int64_t)BUSY_MINUTES * 60 * 1000;

    counted_forget(&steps->notes, steps->arena);
    while (!(steps->is_open = db_begin_write(steps->db)))
        if (db_trouble(steps->db) != DB_BUSY || monotonic_milliseconds() > end)
            return false;
    steps->begun_at = monotonic_microseconds();
    return true;
}

static bool commit(struct bulk_steps *steps) {
    if (!counted_merge(steps->db, steps->plans, &steps->notes) || !db_commit(steps->db))
        return false;
    steps->is_open = false;
    counted_forget(&steps->notes, steps->arena);
    arena_reset(steps->arena);
    return true;
}

static void learn(struct bulk_steps *steps, int64_t held) {
    int64_t work = held > HELD_MOST ? steps->work * HELD_MOST / held : steps->work * 5 / 4;

    steps->work = work < WORK_LEAST ? WORK_LEAST : work > WORK_MOST ? WORK_MOST : work;
}

static void rest(int64_t held) {
    int64_t left = held > PAUSE_MICROSECONDS ? held : PAUSE_MICROSECONDS;
    struct timespec pause = {left / 1000000, left % 1000000 * 1000};

    while (nanosleep(&pause, &pause) != 0)
        ;
}

bool steps_begin(struct bulk_steps *steps, struct db *db, const struct plans *plans) {
    *steps =
        (struct bulk_steps){.db = db, .plans = plans, .arena = arena_open(), .work = WORK_MOST};
    if (bulk_beside_others(db) && begin(steps))
        return true;
    steps_stop(steps);
    return false;
}

bool steps_go_on(struct bulk_steps *steps) {
    if (monotonic_microseconds() - steps->begun_at < steps->work)
        return true;
    if (!commit(steps))
        return false;
    int64_t held = monotonic_microseconds() - steps->begun_at;
    learn(steps, held);
    rest(held);
    return begin(steps);
}

bool steps_note(struct bulk_steps *steps, const struct plan *plan, int64_t account_id, int64_t id) {
    return !plan->counted ||
           counted_note(&steps->notes, steps->db, plan->counted, account_id, &id, 1, 1);
}

bool steps_end(struct bulk_steps *steps) {
    bool fine = commit(steps);

    steps_stop(steps);
    return fine;
}

void steps_stop(struct bulk_steps *steps) {
    if (steps->is_open)
        db_rollback(steps->db);
    bulk_alone_again(steps->db);
    arena_close(steps->arena);
}

/* ---- removing ---- */

/* The last ones first: who refers to a row of its own table has come after it. */
static bool remove_slices(struct bulk_steps *steps, const char *table, const char *id,
                          int64_t account_id, int64_t from, int64_t to) {
    struct arena *arena = arena_open();
    /* From a bound, which every planner looks up once. */
    struct str sql = arena_format(
        arena,
        "DELETE FROM %s WHERE account_id = ?1 AND %s <= ?3 AND %s >= coalesce((SELECT t.%s FROM"
        " %s t WHERE t.account_id = ?1 AND t.%s >= ?2 AND t.%s <= ?3 ORDER BY t.%s DESC"
        " LIMIT 1 OFFSET %d), ?2)",
        table, id, id, id, table, id, id, id, REMOVED_AT_ONCE);
    bool fine = true, more = true;

    while (fine && more) {
        struct statement *statement = db_statement(steps->db, sql);
        if ((fine = statement != NULL)) {
            statement_bind_integer(statement, 1, account_id);
            statement_bind_integer(statement, 2, from);
            statement_bind_integer(statement, 3, to);
            fine = statement_run(statement);
        }
        more = db_changed_rows(steps->db) > 0;
        fine = fine && steps_go_on(steps);
    }
    arena_close(arena);
    return fine;
}

bool steps_remove_links(struct bulk_steps *steps, const struct plan *plan, int64_t account_id,
                        int64_t from, int64_t to) {
    bool fine = true;

    for (size_t i = 0; fine && i < plan->link_count; i++) {
        const struct link *link = plan->links[i].field->link;
        fine = remove_slices(steps, link->table, link->owner, account_id, from, to);
    }
    return fine;
}

bool steps_remove(struct bulk_steps *steps, const struct plan *plan, int64_t account_id,
                  int64_t from, int64_t to) {
    return remove_slices(steps, plan->resource->table, "id", account_id, from, to);
}
