/* company.h - the parts of the demo company, in the order in which they are made. */
#ifndef GLIMT_DEMO_COMPANY_H
#define GLIMT_DEMO_COMPANY_H

#include "change/bulk_row.h"
#include "demo/demo.h"
#include "demo/random.h"
#include "resources/resources.h"

struct bulk_steps;

enum { FILES_MAX = 4, PLANNED_INVOICES = 20 /* with the first ids */ };

/* What time reports take from a user, and from a project. */
struct worker {
    int64_t id, start, end, cost, cost_center, manager; /* start and end are days; 0: none */
};
struct work {
    int64_t customer, cost_center, rate, discount; /* 0: none */
};

struct company {
    struct arena *arena;
    struct db *db;
    const struct plans *plans; /* of all resources */
    const struct demo_options *options;
    struct bulk_steps *steps; /* NULL: all in one transaction */
    struct random random;     /* of everything but contacts, which have streams of their own */
    int64_t today;            /* the demo's last day, the same in every run */
    int64_t first_user;       /* users have the ids first_user .. first_user + user_count - 1 */
    int64_t user_count;
    struct worker *workers;            /* by number, from 0 */
    struct work *works;                /* by the project's id */
    struct upload *uploads[FILES_MAX]; /* to be discarded when all is done */
    size_t upload_count;
    const char *problem;   /* a sentence about what failed; NULL: the database's */
    int64_t registry_rows; /* made so far */
    int64_t tag_count;     /* contact tags have the ids 1 .. tag_count */
    bool *has_primary;     /* by the company's id: one of its persons is whom to turn to first */
};

/* All of it, but for what changes rows that were there before; and that, which comes last. */
bool company_make(struct company *company) MUST_USE;
bool company_settle(struct company *company) MUST_USE;

/* Each makes its rows; false when the database failed. */
bool company_make_lookups(struct company *company) MUST_USE;
bool company_make_first_registries(struct company *company) MUST_USE; /* users refer to these */
bool company_make_cost_centers(struct company *company) MUST_USE;
bool company_make_users(struct company *company) MUST_USE;
bool company_make_registries(struct company *company) MUST_USE;
bool company_make_articles(struct company *company) MUST_USE;
bool company_make_cars(struct company *company) MUST_USE;
bool company_make_contacts(struct company *company) MUST_USE;
bool company_make_project_registries(struct company *company) MUST_USE;
bool company_make_opportunities(struct company *company) MUST_USE;
bool company_make_projects(struct company *company) MUST_USE;
bool company_make_tasks(struct company *company) MUST_USE;
bool company_make_time_reports(struct company *company) MUST_USE;
bool company_make_invoices(struct company *company) MUST_USE;
bool company_make_plans(struct company *company) MUST_USE;
bool company_make_offers(struct company *company) MUST_USE;
bool company_settle_opportunities(struct company *company) MUST_USE;

/* Begins to make rows of a resource; row_done() is due. */
void company_rows(struct company *company, const struct resource *of, struct bulk_row *ret);

/* Between what belongs together: lets others write. False, too, when it is to stop. */
bool company_step(struct company *company) MUST_USE;
bool company_is_stopped(const struct company *company);

/* What has failed, as a sentence. */
const char *company_problem(const struct company *company);

/* Makes rows that have a name and nothing else. */
bool company_make_names(struct company *company, const struct resource *of,
                        const char *const *names, size_t count) MUST_USE;

/* Whether the account has rows that a new one has not, or had some. */
bool company_is_in_use(struct company *company, bool *ret) MUST_USE;
struct str company_in_use(struct company *company); /* in a sentence */

/* The first number that a SELECT about the account, ?1, gives; `none` without a row. */
bool company_ask(struct company *company, struct str sql, int64_t none, int64_t *ret) MUST_USE;

/* Runs a statement about the account, ?1. */
bool company_run(struct company *company, struct str sql) MUST_USE;

/* One of the company's users. */
int64_t company_any_user(const struct company *company, struct random *random);

/* In the hours of work of a working day between the two, both included; a week-end in the
 * beginning counts to the Friday before. */
int64_t company_any_instant(struct random *random, int64_t first_day, int64_t last_day);

/* Who made and last changed the row with this number, from 0, of a registry, and when. */
void company_put_stamps(struct company *company, struct bulk_row *row, int64_t number);

/* Made in working hours from `day` on; each third one was changed since. */
void company_put_stamps_from(const struct company *company, struct bulk_row *row,
                             struct random *random, int64_t day);

#endif
