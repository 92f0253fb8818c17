/* demo.c - makes the demo company in one transaction. */
#include "demo/demo.h"

#include "base/clock.h"
#include "db/bulk.h"
#include "db/versions.h"
#include "demo/company.h"
#include "demo/prices.h"
#include "files/file_store.h"

#include <inttypes.h>
#include <stdio.h>

#define COMPANY_NAME "Norrsken Bygg AB"

enum { USERS = 40, REPORTS_PER_USER = 1500 /* that need more users than these */ };

/* Those of which there are many; with the tables that link them to others. */
static const struct resource *const many[] = {
    &contacts,
    &projects,
    &tasks,
    &task_checklists,
    &task_attachments,
    &task_comments,
    &task_checklist_items,
    &time_reports,
    &locked_days,
    &travel_reports,
    &allowance_reports,
    &material_reports,
    &equipment_reports,
    &addition_reports,
};

static bool begin(struct company *company, struct bulk *ret) {
    size_t count = 0, most = 0;

    for (size_t i = 0; i < COUNT(many); i++)
        most += 1 + plan_of(company->plans, many[i])->link_count;
    const char **tables = NEW_ARRAY(company->arena, const char *, most);
    for (size_t i = 0; i < COUNT(many); i++) {
        const struct plan *plan = plan_of(company->plans, many[i]);
        tables[count++] = plan->resource->table;
        for (size_t j = 0; j < plan->link_count; j++)
            tables[count++] = plan->links[j].field->link->table;
    }
    return bulk_begin(company->arena, company->db, tables, count, ret);
}

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
    struct bulk_row row;

    company_rows(company, &users, &row);
    bool fine = row_find(&row, 1);
    if (fine) {
        row_integer(&row, "createdDate", day_from_civil(2014, 1, 2) * SECONDS_PER_DAY);
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

/* A company that has a name of its own keeps it. */
static bool name_account(struct company *company, bool *ret_named) {
    if (!company_run(company, STR("UPDATE accounts SET name = '" COMPANY_NAME "'"
                                  " WHERE id = ?1 AND name = 'My company'")))
        return false;
    *ret_named = db_changed_rows(company->db) > 0;
    return true;
}

static bool settle_company(struct company *company) {
    struct bulk_row row;
    bool named;

    if (!name_account(company, &named))
        return false;
    company_rows(company, &account_settings, &row);
    bool fine = row_find(&row, 1);
    if (fine) {
        if (named)
            row_text(&row, "companyName", STR(COMPANY_NAME));
        row_integer(&row, "taxPercent", TAX_PERCENT);
        row_integer(&row, "travelCost", TRAVEL_COST);
        row_integer(&row, "travelRate", TRAVEL_RATE);
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

static bool make(struct company *company) {
    int64_t last;

    if (!ask(company, STR("SELECT max(id) FROM users WHERE account_id = ?1"), 0, &last))
        return false;
    company->first_user = last + 1;
    company->user_count = company->options->time_reports / REPORTS_PER_USER;
    if (company->user_count < USERS)
        company->user_count = USERS;
    return settle_first_user(company) && settle_company(company) && company_make_lookups(company) &&
           company_make_first_registries(company) && company_make_users(company) &&
           company_make_registries(company) && company_make_articles(company) &&
           company_make_cars(company) && company_make_contacts(company) &&
           company_make_projects(company) && company_make_tasks(company) &&
           company_make_time_reports(company) &&
           versions_raise_all(company->db, company->options->account_id,
                              depends_all(company->plans));
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
        .plans = plan_all(arena, all_resources),
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
    if (begin(&company, &bulk)) {
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
