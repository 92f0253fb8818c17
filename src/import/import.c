/* import.c - what comes when, and from where it may come. */
#include "import/import.h"

#include "base/clock.h"
#include "import/report.h"
#include "resources/resources.h"

#include <inttypes.h>

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

static bool ask_source(struct import *import, struct str *ret) {
    struct statement *row =
        db_statement(import->keeper.db, STR("SELECT source FROM imports WHERE account_id = ?1"));

    *ret = (struct str){NULL, 0};
    if (!row)
        return fail(import);
    statement_bind_integer(row, 1, import->options->account_id);
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        *ret = arena_copy(import->arena, column_text(row, 0));
    statement_reset(row);
    return step != DB_FAILED || fail(import);
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

/* In one transaction, so that two imports do not begin at once. */
static bool claim(struct import *import) {
    struct str source, from = wire_source(import->fetcher.wire);
    bool used = false;

    if (!ask_source(import, &source))
        return false;
    if (source.at && str_equal_any_case(source, from))
        return true;
    if (source.at)
        return refuse(import,
                      arena_format(import->arena,
                                   "Account %" PRId64 " comes from %.*s, and not from %.*s.",
                                   import->options->account_id, (int)source.len, source.at,
                                   (int)from.len, from.at));
    if (!is_in_use(import, &used))
        return false;
    if (used)
        return refuse(import, arena_format(import->arena,
                                           "Account %" PRId64 " has rows of its own already; an"
                                           " import needs an empty account, such as a new one from"
                                           " glimt account add.",
                                           import->options->account_id));
    return keep_run(&import->keeper,
                    STR("INSERT INTO imports (account_id, source, begun_at) VALUES (?1, ?2, ?3)"),
                    from, instant_now(), 0, 0) ||
           fail(import);
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

static bool note_whole(struct import *import) {
    if (!keep_begin(&import->keeper))
        return fail(import);
    bool fine =
        keep_run(&import->keeper,
                 STR("UPDATE imports SET whole_at = ?3 WHERE account_id = ?1 AND whole_at IS NULL"
                     " AND source = ?2"),
                 wire_source(import->fetcher.wire), instant_now(), 0, 0);
    return (keep_end(&import->keeper) && fine) || fail(import);
}

static bool run(struct import *import) {
    return begin(import) && look_ahead(import) && fetch_resources(import) &&
           (import->reporter.refused > 0 || note_whole(import)) &&
           (report_end(&import->reporter, &import->keeper) || fail(import));
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
