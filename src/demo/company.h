/* company.h - the parts of the demo company, in the order in which they are made. */
#ifndef GLIMT_DEMO_COMPANY_H
#define GLIMT_DEMO_COMPANY_H

#include "demo/demo.h"
#include "demo/random.h"

enum { USER_COUNT = 40 };

struct company {
    struct arena *arena;
    struct db *db;
    const struct demo_options *options;
    struct random random;
    int64_t now;         /* instant: the demo's today, the same in every run */
    int64_t first_user;  /* ids of users: first_user .. first_user + USER_COUNT - 1 */
    int64_t tag_count;   /* contact tags have the ids 1 .. tag_count */
};

/* Each fills its tables and the sequences behind them; false when the database failed. */
bool company_make_lookups(struct company *company) MUST_USE;
bool company_make_first_registries(struct company *company) MUST_USE;
bool company_make_users(struct company *company) MUST_USE;
bool company_make_registries(struct company *company) MUST_USE;
bool company_make_contacts(struct company *company) MUST_USE;

/* Sets the last id given of a table. */
bool company_set_last_id(struct company *company, const char *table, int64_t last) MUST_USE;

/* One of the company's users. */
int64_t company_any_user(struct company *company);

/* An instant within the last `years` years. */
int64_t company_any_instant(struct company *company, int years);

/* A street address in a real town, as texts: street, second line, postal code, town, state.
 * In the arena; the second line is seldom there. */
struct place {
    struct str street, additional, postal_code, city, state;
};
struct place company_any_place(struct company *company, struct arena *arena);

/* "First Last" in the arena; `ret_first` and `ret_last` may be NULL. */
struct str company_any_name(struct company *company, struct arena *arena, const char **ret_first,
                            const char **ret_last);

/* Ten digits with a hyphen: a personal number of somebody born between 1950 and 2000, with a
 * serial number that is never given to anybody; or an organisation number. */
struct str company_any_personal_number(struct company *company, struct arena *arena);
struct str company_any_organisation_number(struct company *company, struct arena *arena);

/* A mobile number out of the series that is kept free for fiction. */
struct str company_any_mobile(struct company *company, struct arena *arena);

/* `text` as the local part of an e-mail address or a host name: a-z, digits and points. */
struct str company_plain(struct arena *arena, struct str text);

/* The last digit of an official number of nine digits (Luhn). */
char company_check_digit(const char *nine);

#endif
