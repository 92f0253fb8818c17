/* import.c - what comes when, and from where it may come. */
#include "import/import.h"

#include "base/clock.h"
#include "import/follow.h"
#include "import/report.h"
#include "resources/resources.h"

#include <inttypes.h>
#include <stdio.h>

/* What others refer to comes before them, as far as that can be: whoever made a registry row is a
 * user, who has a standard activity, so that some are only named for a while. */
static const struct resource *const order[] = {
    &countries,        &contact_tags,      &time_codes, &time_articles, &activities, &users,
    &absence_projects, &internal_projects, &allowances, &articles,      &equipments, &company_cars,
    &time_additions,   &contacts,          &projects,   &task_boards,   &tasks,      &time_reports,
};

enum { PAGE_ROWS = 100 };

struct import {
    struct arena *arena;
    const struct import_options *options;
    struct keeper keeper;
    struct fetcher fetcher;
    struct reporter reporter;
    bool was_whole, follows;
    const char *problem;
};

static bool refuse(struct import *import, struct str problem) {
    import->problem = problem.at;
    return false;
}

static bool fail(struct import *import) {
    import->problem = db_problem(import->keeper.db);
    return false;
}

/* ---- where it may come from ---- */

/* What is known of an account that comes from elsewhere. */
struct known {
    struct str source; /* NULL: it does not */
    bool is_whole, follows;
    bool has_come; /* all that the application may see, which need not be the whole */
};

static bool read_known(struct arena *arena, struct db *db, int64_t account_id, struct known *ret) {
    struct statement *row =
        db_statement(db, STR("SELECT source, whole_at IS NOT NULL, follows, came_at IS NOT NULL"
                             " FROM imports WHERE account_id = ?1"));

    *ret = (struct known){.follows = false};
    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        *ret = (struct known){arena_copy(arena, column_text(row, 0)), column_integer(row, 1) != 0,
                              column_integer(row, 2) != 0, column_integer(row, 3) != 0};
    statement_reset(row);
    return step != DB_FAILED;
}

/* An id that was given once is never given again, so an account whose rows were all deleted is in
 * use, too. What a new account has is there from the beginning. */
static bool is_in_use(struct import *import, bool *ret) {
    int64_t used = 0;
    bool fine = keep_count(
        &import->keeper,
        STR("SELECT 1 FROM sequences WHERE account_id = ?1 AND last > 0"
            " AND name NOT IN ('countries', 'users', 'applications', 'tokens', 'sessions',"
            " 'audit_entries', 'usage_entries') UNION ALL"
            " SELECT 1 FROM sequences WHERE account_id = ?1 AND name = 'users' AND last > 1 LIMIT "
            "1"),
        STR(""), &used);

    *ret = used != 0;
    return fine || fail(import);
}

static bool claim_new(struct import *import, struct str from) {
    int64_t account_id = import->options->account_id;
    bool used = false;

    if (!is_in_use(import, &used))
        return false;
    if (used)
        return refuse(import, arena_format(import->arena,
                                           "Account %" PRId64 " has rows of its own already; an"
                                           " import needs an empty account, such as a new one from"
                                           " glimt account add.",
                                           account_id));
    return keep_run(&import->keeper,
                    STR("INSERT INTO imports (account_id, source, begun_at, follows)"
                        " VALUES (?1, ?2, ?3, ?4)"),
                    from, instant_now(), import->options->follows, 0) ||
           fail(import);
}

/* An original is left alone: people may have changed it. */
static bool claim_again(struct import *import, const struct known *known, struct str from) {
    int64_t account_id = import->options->account_id;

    import->follows = known->follows || import->options->follows;
    if (!str_equal_any_case(known->source, from))
        return refuse(import,
                      arena_format(import->arena,
                                   "Account %" PRId64 " comes from %.*s, and not from %.*s.",
                                   account_id, (int)known->source.len, known->source.at,
                                   (int)from.len, from.at));
    if (known->is_whole && !known->follows && import->options->follows)
        return refuse(import, arena_format(import->arena,
                                           "Account %" PRId64 " is an original: to follow its"
                                           " source would undo what was changed here since.",
                                           account_id));
    if (import->follows == known->follows)
        return true;
    return keep_run(&import->keeper,
                    STR("UPDATE imports SET follows = 1 WHERE account_id = ?1 AND source = ?2"),
                    known->source, 0, 0, 0) ||
           fail(import);
}

/* In one transaction, so that two imports do not begin at once. */
static bool claim(struct import *import) {
    struct str from = wire_source(import->fetcher.wire);
    struct known known;

    import->follows = import->options->follows;
    if (!read_known(import->arena, import->keeper.db, import->options->account_id, &known))
        return fail(import);
    import->was_whole = known.is_whole;
    return known.source.at ? claim_again(import, &known, from) : claim_new(import, from);
}

static bool begin(struct import *import) {
    if (!keep_begin(&import->keeper))
        return fail(import);
    bool fine = claim(import);
    if (!fine)
        import->keeper.failed = true;
    return keep_end(&import->keeper) ? fine : fine ? fail(import) : false;
}

/* ---- the work ---- */

static const struct plan *plan_at(const struct import *import, size_t i) {
    return plan_of(import->keeper.plans, order[i]);
}

static bool take(struct import *import, enum fetched fetched, const struct plan *plan) {
    struct reporter *reporter = &import->reporter;

    if (fetched == FETCH_FAILED)
        return refuse(import, str_of(import->fetcher.problem));
    if (fetched == FETCH_REFUSED && reporter->refused < COUNT(reporter->refused_plans))
        reporter->refused_plans[reporter->refused++] = plan;
    return true;
}

/* Said before anything is fetched: pages of lists, and a request for each row that is got alone. */
static bool look_ahead(struct import *import) {
    int64_t requests = 0;

    for (size_t i = 0; i < COUNT(order); i++) {
        const struct plan *plan = plan_at(import, i);
        struct step_state state;
        int64_t total;
        if (!keep_step(&import->keeper, str_of(plan->resource->plural), &state))
            return fail(import);
        if (state.is_done)
            continue;
        if (fetch_total(&import->fetcher, plan, &total) == FETCH_FAILED)
            return refuse(import, str_of(import->fetcher.problem));
        int64_t left = total - (state.page - 1) * PAGE_ROWS;
        if (left > 0)
            requests += (left + PAGE_ROWS - 1) / PAGE_ROWS + (fetch_gets(plan) ? left : 0);
    }
    report_beforehand(&import->reporter, requests);
    return true;
}

static bool fetch_resources(struct import *import) {
    bool fine = true;

    for (size_t i = 0; fine && i < COUNT(order); i++)
        fine = take(import, fetch_all(&import->fetcher, plan_at(import, i)), plan_at(import, i));
    return fine && take(import, fetch_days(&import->fetcher),
                        plan_of(import->keeper.plans, &user_day_statistics));
}

/* What the application may not see may come later, so without it the account is not whole. */
static bool note_come(struct import *import) {
    if (!keep_begin(&import->keeper))
        return fail(import);
    bool fine = keep_run(&import->keeper,
                         STR("UPDATE imports SET came_at = ?3, whole_at = CASE WHEN ?4 = 0 THEN"
                             " coalesce(whole_at, ?3) ELSE whole_at END WHERE account_id = ?1"
                             " AND source = ?2"),
                         wire_source(import->fetcher.wire), instant_now(),
                         (int64_t)import->reporter.refused, 0);
    return (keep_end(&import->keeper) && fine) || fail(import);
}

/* What the application may not see would look like rows that are gone. */
static bool follow(struct import *import) {
    const struct follow_options options = {order, COUNT(order),
                                           import->options->follows ? import->options->every : 0,
                                           import->options->wire.stop};

    if (import->reporter.refused > 0)
        return refuse(import, STR("A source of which the application may not see all can't be"
                                  " followed."));
    return follow_run(&import->fetcher, &options) ||
           refuse(import, str_of(import->fetcher.problem));
}

static bool bring_all(struct import *import) {
    return look_ahead(import) && fetch_resources(import) && note_come(import) &&
           (report_end(&import->reporter, &import->keeper) || fail(import)) && fflush(stdout) == 0;
}

static bool run(struct import *import) {
    return begin(import) && ((import->was_whole && import->follows) || bring_all(import)) &&
           (!import->follows || follow(import));
}

bool import_run(struct arena *arena, struct db *db, struct file_store *files,
                const struct import_options *options, const char **ret_problem) {
    struct import *import = NEW(arena, struct import);
    struct wire *wire = wire_open(arena, &options->wire, ret_problem);

    if (!wire)
        return false;
    import->arena = arena;
    import->options = options;
    import->reporter = (struct reporter){.quiet = options->quiet, .rate = options->wire.rate};
    keep_open(&import->keeper, arena, db, plan_all(arena, all_resources), options->account_id);
    import->fetcher.arena = arena;
    import->fetcher.wire = wire;
    import->fetcher.keeper = &import->keeper;
    import->fetcher.progress = report_progress;
    import->fetcher.context = &import->reporter;
    batch_open(&import->fetcher.batch, &import->keeper, files);
    bool fine = run(import);
    if (!fine)
        *ret_problem = arena_copy(arena, str_of(import->problem)).at;
    batch_close(&import->fetcher.batch);
    keep_close(&import->keeper);
    wire_close(wire);
    return fine;
}

/* ---- the move ---- */

static const char *why_not_finish(struct arena *arena, const struct known *known,
                                  int64_t account_id) {
    if (!known->source.at)
        return arena_format(arena, "Account %" PRId64 " does not come from another server.",
                            account_id)
            .at;
    if (!known->has_come)
        return arena_format(arena,
                            "Account %" PRId64 " is not whole yet: glimt import goes on with the"
                            " rest.",
                            account_id)
            .at;
    return known->follows || !known->is_whole
               ? NULL
               : arena_format(arena, "Account %" PRId64 " is an original already.", account_id).at;
}

/* Prints are of no use any more: nothing is compared with the source again. */
static bool make_original(struct db *db, int64_t account_id) {
    static const char *const steps[] = {
        ("UPDATE imports SET follows = 0, whole_at = coalesce(whole_at, came_at)"
         " WHERE account_id = ?1"),
        "DELETE FROM import_seen WHERE account_id = ?1",
        "DELETE FROM import_reads WHERE account_id = ?1",
    };
    bool fine = true;

    for (size_t i = 0; fine && i < COUNT(steps); i++) {
        struct statement *step = db_statement(db, str_of(steps[i]));
        fine = step != NULL;
        if (fine) {
            statement_bind_integer(step, 1, account_id);
            fine = statement_run(step);
        }
    }
    return fine;
}

bool import_finish(struct arena *arena, struct db *db, int64_t account_id,
                   const char **ret_problem) {
    struct known known;

    *ret_problem = NULL;
    if (db_begin_write(db)) {
        bool fine = read_known(arena, db, account_id, &known);
        if (fine)
            *ret_problem = why_not_finish(arena, &known, account_id);
        if (fine && !*ret_problem && make_original(db, account_id) && db_commit(db))
            return true;
        db_rollback(db);
    }
    if (!*ret_problem)
        *ret_problem = db_problem(db);
    return false;
}
