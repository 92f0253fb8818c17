/* load.c - marks the account, fills it step by step, takes the mark away. */
#include "demo/load.h"

#include "base/clock.h"
#include "change/bulk_steps.h"
#include "db/bulk.h"
#include "db/versions.h"

#include <inttypes.h>
#include <stdio.h>

/* The demo's ids are lower; 2^53, up to which JSON numbers are whole, is far higher. */
#define LAST_OF_DEMO INT64_C(1000000000000)

/* Their rows are there before the demo, come of people and applications, or are computed. */
static const struct resource *const others[] = {
    &countries,           &account_settings,   &logins,        &invitations,
    &applications,        &application_tokens, &usage_entries, &usage_hours,
    &usage_days,          &audit_entries,      &attest_grid,   &user_days,
    &user_day_statistics, &security_events,    &planned_users, &material_report_list,
};

static bool is_of_demo(const struct plan *plan) {
    for (size_t i = 0; i < COUNT(others); i++)
        if (plan->resource == others[i])
            return false;
    return plan->resource->table != NULL;
}

/* ---- the mark ---- */

static bool find_mark(struct company *company, bool *ret_found) {
    int64_t first_user;
    bool fine = company_ask(company, STR("SELECT first_user FROM demo_loads WHERE account_id = ?1"),
                            0, &first_user);

    *ret_found = fine && first_user != 0;
    if (*ret_found)
        company->first_user = first_user;
    return fine;
}

/* Every server drops what it knows of who may ask. */
static bool tell_servers(struct company *company) {
    return versions_raise_changed(company->db, SYSTEM_ACCOUNT, SYSTEM_AREA);
}

static bool put_mark(struct company *company) {
    struct statement *mark =
        db_statement(company->db, STR("INSERT INTO demo_loads (account_id, begun_at, first_user)"
                                      " VALUES (?1, ?2, ?3)"));

    if (!mark)
        return false;
    statement_bind_integer(mark, 1, company->options->account_id);
    statement_bind_integer(mark, 2, instant_now());
    statement_bind_integer(mark, 3, company->first_user);
    return statement_run(mark) && tell_servers(company);
}

static bool remove_mark(struct company *company) {
    return company_run(company, STR("DELETE FROM demo_loads WHERE account_id = ?1")) &&
           tell_servers(company);
}

/* ---- ids ---- */

static bool reserve_ids(struct company *company) {
    for (size_t i = 0; i < company->plans->count; i++) {
        const struct plan *plan = &company->plans->all[i];
        if (is_of_demo(plan) && !sequence_raise(company->db, company->options->account_id,
                                                str_of(plan->resource->table), LAST_OF_DEMO))
            return false;
    }
    return true;
}

/* The next id follows the last of the rows, unless somebody took one meanwhile. */
static bool release_ids_of(struct company *company, const struct plan *plan) {
    struct str table = str_of(plan->resource->table);
    int64_t last = 0;
    struct statement *row = db_statement(
        company->db,
        arena_format(company->arena, "SELECT max(id) FROM %s WHERE account_id = ?1 AND id <= ?2",
                     plan->resource->table));

    if (!row)
        return false;
    statement_bind_integer(row, 1, company->options->account_id);
    statement_bind_integer(row, 2, LAST_OF_DEMO);
    if (statement_integer(row, &last) == DB_FAILED)
        return false;
    struct statement *sequence = db_statement(
        company->db, last > 0 ? STR("UPDATE sequences SET last = ?4 WHERE account_id = ?1 AND"
                                    " name = ?2 AND last = ?3")
                              : STR("DELETE FROM sequences WHERE account_id = ?1 AND name = ?2 AND"
                                    " last = ?3"));
    if (!sequence)
        return false;
    statement_bind_integer(sequence, 1, company->options->account_id);
    statement_bind_text(sequence, 2, table);
    statement_bind_integer(sequence, 3, LAST_OF_DEMO);
    if (last > 0)
        statement_bind_integer(sequence, 4, last);
    return statement_run(sequence);
}

static bool release_ids(struct company *company) {
    for (size_t i = 0; i < company->plans->count; i++)
        if (is_of_demo(&company->plans->all[i]) &&
            !release_ids_of(company, &company->plans->all[i]))
            return false;
    return true;
}

/* ---- in steps ---- */

static bool remove_all(struct company *company, const struct plan *plan,
                       bool (*remove)(struct bulk_steps *steps, const struct plan *plan,
                                      int64_t account_id, int64_t from, int64_t to)) {
    return !is_of_demo(plan) ||
           remove(company->steps, plan, company->options->account_id,
                  plan->resource == &users ? company->first_user : 1, LAST_OF_DEMO);
}

static bool remove_links(struct company *company) {
    bool fine = true;

    for (size_t i = 0; fine && i < company->plans->count; i++)
        fine = remove_all(company, &company->plans->all[i], steps_remove_links);
    return fine;
}

static bool remove_table(struct company *company, struct str table) {
    bool fine = true;

    for (size_t i = 0; fine && i < company->plans->count; i++) {
        const struct plan *plan = &company->plans->all[i];
        if (plan->resource->table && str_equal(str_of(plan->resource->table), table))
            fine = remove_all(company, plan, steps_remove);
    }
    return fine;
}

/* In whatever order, so by the list: the owned come after their owners there, and go first. */
static bool remove_listed(struct company *company) {
    bool fine = true;

    for (size_t i = company->plans->count; fine && i-- > 0;)
        fine = remove_all(company, &company->plans->all[i], steps_remove);
    return fine;
}

static bool remove_rows(struct company *company) {
    struct str *tables;
    size_t count;
    bool fine = company_run(company, STR("DELETE FROM counted_blocks WHERE account_id = ?1")) &&
                remove_links(company) &&
                bulk_removal_order(company->arena, company->db, &tables, &count);

    if (!fine || count == 0)
        return fine && remove_listed(company);
    for (size_t i = 0; fine && i < count; i++)
        fine = remove_table(company, tables[i]);
    return fine;
}

static bool take_back(struct company *company) {
    return remove_rows(company) && release_ids(company) && remove_mark(company);
}

static bool fill(struct company *company) {
    return company_make(company) && company_settle(company) && release_ids(company) &&
           remove_mark(company);
}

static bool in_steps(struct company *company, bool (*work)(struct company *company)) {
    struct bulk_steps steps;

    if (!steps_begin(&steps, company->db, company->plans))
        return false;
    company->steps = &steps;
    bool fine = work(company);
    if (fine)
        fine = steps_end(&steps);
    else
        steps_stop(&steps);
    company->steps = NULL;
    return fine;
}

static bool in_steps_of_removal(struct company *company, bool (*work)(struct company *company)) {
    return bulk_trust_references(company->db, true) && in_steps(company, work);
}

/* ---- the whole ---- */

/* In one transaction; from then on nobody gets in. */
static bool close_account(struct company *company, bool *ret_was_closed, const char **problem) {
    bool used = false;
    int64_t last;

    if (!find_mark(company, ret_was_closed))
        return false;
    if (*ret_was_closed)
        return true;
    if (!company_is_in_use(company, &used) ||
        !company_ask(company, STR("SELECT max(id) FROM users WHERE account_id = ?1"), 0, &last))
        return false;
    if (used)
        *problem = company_in_use(company).at;
    company->first_user = last + 1;
    return !used && put_mark(company) && reserve_ids(company);
}

static bool begin(struct company *company, bool *ret_was_closed, const char **problem) {
    if (!db_begin_write(company->db))
        return false;
    if (close_account(company, ret_was_closed, problem) && db_commit(company->db))
        return true;
    db_rollback(company->db);
    return false;
}

static bool begin_anew(struct company *company) {
    if (!company->options->quiet)
        fprintf(stderr,
                "An earlier glimt demo for account %" PRId64 " was interrupted; what it left is"
                " removed first.\n",
                company->options->account_id);
    return in_steps_of_removal(company, remove_rows);
}

bool load_fill(struct company *company, const char **ret_problem) {
    bool was_closed = false;

    if (!begin(company, &was_closed, ret_problem))
        return false;
    if ((!was_closed || begin_anew(company)) && in_steps(company, fill))
        return true;
    const char *problem = company_is_stopped(company)
                              ? "It was interrupted, and what it had done was taken back."
                              : company_problem(company);
    if (!in_steps_of_removal(company, take_back))
        problem = arena_format(company->arena,
                               "%s Account %" PRId64 " stays closed until glimt demo is run for it"
                               " again.",
                               db_problem(company->db), company->options->account_id)
                      .at;
    *ret_problem = problem;
    return false;
}
