/* demo.c - makes the demo company in one transaction. */
#include "demo/demo.h"

#include "base/instant.h"
#include "db/versions.h"
#include "demo/company.h"

#include <inttypes.h>
#include <stdio.h>

bool company_set_last_id(struct company *company, const char *table, int64_t last) {
    struct statement *statement =
        db_statement(company->db, STR("INSERT INTO sequences (account_id, name, last)"
                                      " VALUES (?1, ?2, ?3) ON CONFLICT (account_id, name)"
                                      " DO UPDATE SET last = excluded.last"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, company->options->account_id);
    statement_bind_text(statement, 2, str_of(table));
    statement_bind_integer(statement, 3, last);
    return statement_run(statement);
}

int64_t company_any_user(struct company *company) {
    return company->first_user + random_below(&company->random, USER_COUNT);
}

int64_t company_any_instant(struct company *company, int years) {
    return company->now - random_below(&company->random, (int64_t)years * 365 * SECONDS_PER_DAY);
}

static bool last_user(struct company *company, int64_t *ret) {
    struct statement *statement = db_statement(
        company->db, STR("SELECT coalesce(max(id), 0) FROM users WHERE account_id = ?1"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, company->options->account_id);
    bool fine = statement_step(statement) == DB_ROW;
    *ret = fine ? column_integer(statement, 0) : 0;
    statement_reset(statement);
    return fine;
}

/* Contacts, tags or a second user mean that people have begun to use the account. */
static bool is_untouched(struct company *company) {
    struct statement *statement = db_statement(
        company->db, STR("SELECT 1 FROM contacts WHERE account_id = ?1 UNION ALL"
                         " SELECT 1 FROM activities WHERE account_id = ?1 UNION ALL"
                         " SELECT 1 FROM users WHERE account_id = ?1 AND id > 1 LIMIT 1"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, company->options->account_id);
    bool fine = statement_step(statement) == DB_END;
    statement_reset(statement);
    return fine;
}

/* The account's first user was made by the clock; its stamp would be all that differs between two
 * runs. */
static bool settle_first_user(struct company *company) {
    struct statement *statement = db_statement(
        company->db, STR("UPDATE users SET created_at = ?2 WHERE account_id = ?1 AND id = 1"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, company->options->account_id);
    statement_bind_integer(statement, 2, day_from_civil(2019, 1, 1) * SECONDS_PER_DAY);
    return statement_run(statement);
}

static bool make(struct company *company) {
    int64_t last;

    if (!last_user(company, &last) || !settle_first_user(company))
        return false;
    company->first_user = last + 1;
    return company_make_lookups(company) && company_make_first_registries(company) &&
           company_make_users(company) && company_make_registries(company) && company_make_contacts(company) &&
           versions_raise_registry(company->db, company->options->account_id) &&
           versions_raise_data(company->db, company->options->account_id);
}

static bool refuse(struct company *company, const char **ret_problem) {
    *ret_problem = arena_format(company->arena,
                                "Account %" PRId64 " is in use already; the demo company goes into "
                                "an account of its own (glimt account add).",
                                company->options->account_id)
                       .at;
    db_rollback(company->db);
    return false;
}

bool demo_fill(struct arena *arena, struct db *db, const struct demo_options *options,
               const char **ret_problem) {
    struct company company = {
        .arena = arena,
        .db = db,
        .options = options,
        .random = {options->seed},
        .now = day_from_civil(2026, 1, 1) * SECONDS_PER_DAY,
    };

    if (db_begin_write(db)) {
        if (!is_untouched(&company))
            return refuse(&company, ret_problem);
        if (make(&company) && db_commit(db)) {
            if (!options->quiet)
                fprintf(stderr, "%d users and %" PRId64 " contacts were made.\n", USER_COUNT,
                        options->contacts);
            return true;
        }
        db_rollback(db);
    }
    *ret_problem = db_problem(db);
    return false;
}
