/* company.c - what the parts of the demo company share: statements, users, moments. */
#include "demo/company.h"

#include "base/instant.h"

enum { REGISTRY_YEARS = 5, DAYS_PER_YEAR = 365, FIRST_HOUR = 6, HOURS_OF_WORK = 11 };

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

bool company_run(struct company *company, struct str sql, const int64_t *values, size_t count) {
    struct statement *statement = db_statement(company->db, sql);

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, company->options->account_id);
    for (size_t i = 0; i < count; i++)
        statement_bind_integer(statement, (int)i + 2, values[i]);
    return statement_run(statement);
}

bool company_link(struct company *company, struct str sql, int64_t from, int64_t to) {
    const int64_t values[] = {from, to};

    return company_run(company, sql, values, COUNT(values));
}

int64_t company_any_user(const struct company *company, struct random *random) {
    return company->first_user + random_below(random, company->user_count);
}

int64_t company_any_instant(struct random *random, int64_t first_day, int64_t last_day) {
    int64_t day = random_between(random, first_day, last_day);
    int64_t weekday = (day + 3) % 7; /* 0 is Monday; day 0 was a Thursday */

    if (weekday > 4)
        day -= weekday - 4;
    return day * SECONDS_PER_DAY + FIRST_HOUR * 3600 + random_below(random, HOURS_OF_WORK * 3600);
}

void company_put_stamps(struct company *company, struct row *row, int64_t number) {
    struct random *random = &company->random;
    int64_t first = company->today - (int64_t)REGISTRY_YEARS * DAYS_PER_YEAR;

    row_integer(row, company_any_instant(random, first, company->today - DAYS_PER_YEAR));
    row_integer(row, company_any_user(company, random));
    if (number % 3 != 0) {
        row_nulls(row, 2);
        return;
    }
    row_integer(
        row, company_any_instant(random, company->today - DAYS_PER_YEAR + 3, company->today - 1));
    row_integer(row, company_any_user(company, random));
}
