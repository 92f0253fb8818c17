/* account.c - the account that the demo company comes into, and all parts in their order. */
#include "base/clock.h"
#include "db/versions.h"
#include "demo/company.h"
#include "demo/prices.h"

#include <inttypes.h>

#define COMPANY_NAME "Norrsken Bygg AB"

enum { USERS = 40, REPORTS_PER_USER = 1500 /* that need more users than these */ };

/* An id that was given once is never given again, so an account whose contacts were all deleted is
 * in use too. Countries, the first user, and what comes of applications and of people who sign in
 * are there from the beginning. */
bool company_is_in_use(struct company *company, bool *ret) {
    int64_t used;

    if (!company_ask(
            company,
            STR("SELECT 1 FROM sequences WHERE account_id = ?1 AND last > 0"
                " AND name NOT IN ('countries', 'users', 'applications', 'tokens', 'sessions',"
                " 'audit_entries', 'usage_entries') UNION ALL"
                " SELECT 1 FROM sequences WHERE account_id = ?1 AND name = 'users' AND last > 1"
                " UNION ALL SELECT 1 FROM contacts WHERE account_id = ?1"
                " UNION ALL SELECT 1 FROM imports WHERE account_id = ?1 LIMIT 1"),
            0, &used))
        return false;
    *ret = used != 0;
    return true;
}

struct str company_in_use(struct company *company) {
    return arena_format(company->arena,
                        "Account %" PRId64 " has contacts, users or registries of its own already; "
                        "the demo company needs an empty account, such as a new one from glimt "
                        "account add.",
                        company->options->account_id);
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

static bool settle_settings(struct company *company) {
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

bool company_make(struct company *company) {
    company->user_count = company->options->time_reports / REPORTS_PER_USER;
    if (company->user_count < USERS)
        company->user_count = USERS;
    return company_make_lookups(company) && company_make_first_registries(company) &&
           company_make_users(company) && company_make_registries(company) &&
           company_make_articles(company) && company_make_cars(company) &&
           company_make_contacts(company) && company_make_projects(company) &&
           company_make_tasks(company) && company_make_time_reports(company) &&
           company_make_invoices(company) && company_make_plans(company) &&
           company_make_offers(company) && company_settle_opportunities(company);
}

bool company_settle(struct company *company) {
    return settle_first_user(company) && settle_settings(company) &&
           versions_raise_all(company->db, company->options->account_id,
                              depends_all(company->plans));
}
