/* company.h - the parts of the demo company, in the order in which they are made. */
#ifndef GLIMT_DEMO_COMPANY_H
#define GLIMT_DEMO_COMPANY_H

#include "demo/demo.h"
#include "demo/random.h"
#include "demo/row.h"

enum { USER_COUNT = 40 };

struct company {
    struct arena *arena;
    struct db *db;
    const struct demo_options *options;
    struct random random;  /* of everything but contacts, which have streams of their own */
    int64_t today;         /* the demo's last day, the same in every run */
    int64_t first_user;    /* users have the ids first_user .. first_user + USER_COUNT - 1 */
    int64_t registry_rows; /* made so far */
    int64_t tag_count;     /* contact tags have the ids 1 .. tag_count */
};

/* Each fills its tables and the sequences behind them; false when the database failed. */
bool company_make_lookups(struct company *company) MUST_USE;
bool company_make_first_registries(struct company *company) MUST_USE; /* users refer to these */
bool company_make_users(struct company *company) MUST_USE;
bool company_make_registries(struct company *company) MUST_USE;
bool company_make_articles(struct company *company) MUST_USE;
bool company_make_cars(struct company *company) MUST_USE;
bool company_make_contacts(struct company *company) MUST_USE;

/* Sets the last id given of a table. */
bool company_set_last_id(struct company *company, const char *table, int64_t last) MUST_USE;

/* Inserts a link between two rows. */
bool company_link(struct company *company, struct str sql, int64_t from, int64_t to) MUST_USE;

/* One of the company's users. */
int64_t company_any_user(const struct company *company, struct random *random);

/* In the hours of work of a working day between the two, both included; a week-end in the
 * beginning counts to the Friday before. */
int64_t company_any_instant(struct random *random, int64_t first_day, int64_t last_day);

/* The four columns created_at created_by_id updated_at updated_by_id of the row with this number,
 * from 0, of a registry. */
void company_put_stamps(struct company *company, struct row *row, int64_t number);

#endif
