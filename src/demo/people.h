/* people.h - names, addresses and numbers that look right and belong to nobody.
 *
 * Texts are in the arena or constant. */
#ifndef GLIMT_DEMO_PEOPLE_H
#define GLIMT_DEMO_PEOPLE_H

#include "change/bulk_row.h"
#include "demo/random.h"

#include <stdint.h>

/* An address in a real town; `additional` is seldom there. */
struct place {
    struct str street, additional, postal_code, city, state;
    struct str phone; /* a land line there */
    int64_t country_id;
};
struct place people_place(struct random *random, struct arena *arena);

/* The paths of an address's fields, in a group of the row. */
struct address_paths {
    const char *street, *additional, *postal_code, *city, *state, *country;
};
#define ADDRESS_PATHS(group)                                                                       \
    {                                                                                              \
        group ".streetAddress", group ".additionalAddress", group ".postalCode", group ".city",    \
            group ".state", group ".countryId"                                                     \
    }

void people_put_place(struct bulk_row *row, const struct address_paths *paths,
                      const struct place *place);

/* "First Last"; one in fifty persons has more names than fit on a line. */
struct str people_name(struct random *random, struct arena *arena);

/* A mobile number out of the series that is kept free for fiction. */
struct str people_mobile(struct random *random, struct arena *arena);

/* YYMMDD-NNNC of somebody born between 1950 and 1999, with one of the serial numbers that are kept
 * for tests. */
struct str people_personal_number(struct random *random, struct arena *arena);

/* NNNNNN-NNNC, different for each id up to 80 million; it begins with 4, which no form of company
 * does. */
struct str people_organisation_number(uint64_t seed, int64_t id, struct arena *arena);

/* The last digit of an official number of nine digits (Luhn). */
char people_check_digit(const char *nine);

/* `text` as part of an e-mail address: a-z, digits, and `gap` between words. */
struct str people_plain(struct arena *arena, struct str text, char gap);

#endif
