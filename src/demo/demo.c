/* demo.c - makes the demo company in one transaction. */
#include "demo/demo.h"

#include "base/clock.h"
#include "db/bulk.h"
#include "db/versions.h"
#include "demo/company.h"
#include "demo/load.h"
#include "demo/prices.h"
#include "files/file_store.h"

#include <inttypes.h>
#include <stdio.h>

/* Those of which there are many; with the tables that link them to others. */
static const struct resource *const many[] = {
    &contacts,         &projects,          &project_comments, &tasks,
    &task_checklists,  &task_attachments,  &task_comments,    &task_checklist_items,
    &time_reports,     &locked_days,       &travel_reports,   &allowance_reports,
    &material_reports, &equipment_reports, &addition_reports,
};

/* The tables with the most rows, their links included. */
static const char **list_tables(struct company *company, size_t *ret_count) {
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
    *ret_count = count;
    return tables;
}

static bool begin(struct company *company, struct bulk *ret) {
    size_t count;
    const char **tables = list_tables(company, &count);

    return bulk_begin(company->arena, company->db, tables, count, ret);
}

bool demo_finds_nothing(struct arena *arena, struct db *db, bool *ret) {
    struct company company = {.arena = arena, .plans = plan_all(arena, all_resources)};
    size_t count;
    const char **tables = list_tables(&company, &count);

    return bulk_finds_nothing(arena, db, tables, count, ret);
}

/* Inside the transaction. False: `problem` says why, or else the database failed. */
static bool fill(struct company *company, const char **problem) {
    int64_t last;
    bool used;

    if (!company_is_in_use(company, &used) ||
        !company_ask(company, STR("SELECT max(id) FROM users WHERE account_id = ?1"), 0, &last))
        return false;
    if (used)
        *problem = company_in_use(company).at;
    company->first_user = last + 1;
    return !used && company_make(company) && company_settle(company);
}

static bool fill_at_once(struct company *company, const char **problem) {
    struct bulk bulk;

    if (!begin(company, &bulk))
        return false;
    bool filled = fill(company, problem) && bulk_commit(&bulk);
    if (!filled)
        bulk_rollback(&bulk);
    return filled;
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
        if (!filled && !file_store_is_remote(options->files) &&
            !file_store_remove(options->files, NULL, options->account_id, upload_hash(upload)))
            upload_leave(upload);
        else
            upload_discard(upload);
    }
}

bool demo_fill(struct arena *arena, struct db *db, const struct demo_options *options,
               const char **ret_problem) {
    const char *problem = NULL;
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
    bool filled =
        options->in_steps ? load_fill(&company, &problem) : fill_at_once(&company, &problem);
    if (!filled)
        *ret_problem = problem ? problem : company_problem(&company);
    end_uploads(&company, filled);
    if (filled && !options->quiet)
        summarize(&company);
    return filled;
}
