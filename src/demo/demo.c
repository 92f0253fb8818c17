/* demo.c - makes the demo company in one transaction. */
#include "demo/demo.h"

#include "base/clock.h"
#include "db/bulk.h"
#include "db/versions.h"
#include "demo/company.h"
#include "files/file_store.h"

#include <inttypes.h>
#include <stdio.h>

enum { USERS = 40, REPORTS_PER_USER = 1500 /* that need more users than these */ };

/* Those that get many rows. */
static const char *const filled_tables[] = {
    "contacts",        "contact_tag_links",    "projects",         "tasks",
    "task_tag_links",  "task_member_links",    "task_checklists",  "task_attachments",
    "task_comments",   "task_checklist_items", "time_reports",     "locked_days",
    "travel_reports",  "allowance_reports",    "material_reports", "equipment_reports",
    "addition_reports"};

/* The first number that a SELECT about the account gives; `none` without a row. */
static bool ask(struct company *company, struct str sql, int64_t none, int64_t *ret) {
    struct statement *statement = db_statement(company->db, sql);

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, company->options->account_id);
    *ret = none;
    return statement_integer(statement, ret) != DB_FAILED;
}

/* An id that was given once is never given again, so an account whose contacts were all deleted is
 * in use too. Countries, the first user, and what comes of applications and of people who sign in
 * are there from the beginning. */
static bool is_in_use(struct company *company, int64_t *ret) {
    return ask(company,
               STR("SELECT 1 FROM sequences WHERE account_id = ?1 AND last > 0"
                   " AND name NOT IN ('countries', 'users', 'applications', 'tokens', 'sessions',"
                   " 'audit_entries', 'usage_entries') UNION ALL"
                   " SELECT 1 FROM sequences WHERE account_id = ?1 AND name = 'users' AND last > 1"
                   " UNION ALL SELECT 1 FROM contacts WHERE account_id = ?1 LIMIT 1"),
               0, ret);
}

/* The account's first user was made by the clock; its stamp would be all that differs between two
 * runs. */
static bool settle_first_user(struct company *company) {
    struct statement *statement = db_statement(
        company->db, STR("UPDATE users SET created_at = ?2 WHERE account_id = ?1 AND id = 1"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, company->options->account_id);
    statement_bind_integer(statement, 2, day_from_civil(2014, 1, 2) * SECONDS_PER_DAY);
    return statement_run(statement);
}

/* Moments that lists are ordered by, where they are not null; else the default stands. */
static bool order_moments(struct company *company) {
    static const char *const statements[] = {
        "UPDATE contacts SET updated_order = updated_at"
        " WHERE account_id = ?1 AND updated_at IS NOT NULL",
        "UPDATE projects SET updated_order = updated_at"
        " WHERE account_id = ?1 AND updated_at IS NOT NULL",
        "UPDATE task_boards SET updated_order = updated_at"
        " WHERE account_id = ?1 AND updated_at IS NOT NULL",
        "UPDATE tasks SET start_order = coalesce(start_at, start_order),"
        " end_order = coalesce(end_at, end_order) WHERE account_id = ?1",
    };

    for (size_t i = 0; i < COUNT(statements); i++)
        if (!company_run(company, str_of(statements[i]), NULL, 0))
            return false;
    return true;
}

static bool make(struct company *company) {
    int64_t last;

    if (!ask(company, STR("SELECT max(id) FROM users WHERE account_id = ?1"), 0, &last))
        return false;
    company->first_user = last + 1;
    company->user_count = company->options->time_reports / REPORTS_PER_USER;
    if (company->user_count < USERS)
        company->user_count = USERS;
    return settle_first_user(company) && company_make_lookups(company) &&
           company_make_first_registries(company) && company_make_users(company) &&
           company_make_registries(company) && company_make_articles(company) &&
           company_make_cars(company) && company_set_prices(company) &&
           company_make_contacts(company) && company_make_projects(company) &&
           company_make_tasks(company) && order_moments(company) &&
           company_make_time_reports(company) &&
           versions_raise_all(company->db, company->options->account_id);
}

/* Inside the transaction. False: `problem` says why, or else the database failed. */
static bool fill(struct company *company, const char **problem) {
    int64_t used;

    if (!is_in_use(company, &used))
        return false;
    if (used)
        *problem = arena_format(company->arena,
                                "Account %" PRId64 " has contacts, users or registries of its own "
                                "already; the demo company needs an empty account, such as a new "
                                "one from glimt account add.",
                                company->options->account_id)
                       .at;
    return !used && make(company);
}

static void summarize(const struct company *company) {
    fprintf(stderr,
            "%" PRId64 " users, %" PRId64 " registry rows, %" PRId64 " contacts, %" PRId64
            " projects, %" PRId64 " tasks and %" PRId64 " time reports were added.\n",
            company->user_count, company->registry_rows, company->options->contacts,
            company->options->projects, company->options->tasks, company->options->time_reports);
}

/* Files whose rows did not come to be go, too. */
static void end_uploads(struct company *company, bool filled) {
    const struct demo_options *options = company->options;

    for (size_t i = 0; i < company->upload_count; i++) {
        struct upload *upload = company->uploads[i];
        if (!filled && !file_store_remove(options->files, options->account_id, upload_hash(upload)))
            upload_leave(upload);
        else
            upload_discard(upload);
    }
}

bool demo_fill(struct arena *arena, struct db *db, const struct demo_options *options,
               const char **ret_problem) {
    const char *problem = NULL;
    struct bulk bulk;
    struct company company = {
        .arena = arena,
        .db = db,
        .options = options,
        .random = random_for(options->seed, 0),
        .today = day_from_civil(2026, 1, 1),
    };

    if (options->contacts < 0 || options->projects < 0 || options->tasks < 0 ||
        options->time_reports < 0) {
        *ret_problem =
            "The number of contacts, projects, tasks and time reports must be 0 or more.";
        return false;
    }
    if (bulk_begin(arena, db, filled_tables, COUNT(filled_tables), &bulk)) {
        bool filled = fill(&company, &problem) && bulk_commit(&bulk);
        if (!filled)
            bulk_rollback(&bulk);
        end_uploads(&company, filled);
        if (filled && !options->quiet)
            summarize(&company);
        if (filled)
            return true;
    }
    *ret_problem = problem ? problem : db_problem(db);
    return false;
}
