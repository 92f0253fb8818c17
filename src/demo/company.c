/* company.c - what the parts of the demo company share: rows, users, moments. */
#include "demo/company.h"

#include "base/instant.h"
#include "change/bulk_steps.h"

enum { REGISTRY_YEARS = 5, DAYS_PER_YEAR = 365, FIRST_HOUR = 6, HOURS_OF_WORK = 11 };

void company_rows(struct company *company, const struct resource *of, struct bulk_row *ret) {
    row_init(ret, company->arena, company->db, plan_of(company->plans, of),
             company->options->account_id);
    ret->steps = company->steps;
}

bool company_step(struct company *company) {
    return !company->steps || (!company_is_stopped(company) && steps_go_on(company->steps));
}

bool company_is_stopped(const struct company *company) {
    return company->options->stop && *company->options->stop;
}

const char *company_problem(const struct company *company) {
    return company->problem ? company->problem : db_problem(company->db);
}

bool company_make_names(struct company *company, const struct resource *of,
                        const char *const *names, size_t count) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, of, &row);
    for (size_t i = 0; fine && i < count; i++) {
        row_next(&row);
        row_title(&row, str_of(names[i]));
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

bool company_run(struct company *company, struct str sql) {
    struct statement *statement = db_statement(company->db, sql);

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, company->options->account_id);
    return statement_run(statement);
}

bool company_ask(struct company *company, struct str sql, int64_t none, int64_t *ret) {
    struct statement *statement = db_statement(company->db, sql);

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, company->options->account_id);
    *ret = none;
    return statement_integer(statement, ret) != DB_FAILED;
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

void company_put_stamps(struct company *company, struct bulk_row *row, int64_t number) {
    struct random *random = &company->random;
    int64_t first = company->today - (int64_t)REGISTRY_YEARS * DAYS_PER_YEAR;
    int64_t last = company->today - DAYS_PER_YEAR;
    int64_t created = company_any_instant(random, first, last);

    row_created(row, created, company_any_user(company, random));
    if (number % 3 != 0)
        return;
    int64_t updated = company_any_instant(random, last + 3, company->today - 1);
    row_updated(row, updated, company_any_user(company, random));
}

void company_put_stamps_from(const struct company *company, struct bulk_row *row,
                             struct random *random, int64_t day) {
    int64_t created = company_any_instant(random, day, day + 2);

    row_created(row, created, company_any_user(company, random));
    if (row->id % 3)
        return;
    int64_t updated = company_any_instant(random, day + 5, day + 20);
    row_updated(row, updated, company_any_user(company, random));
}
