/* words.h - what the demo company is made of: names, streets, towns, trades. */
#ifndef GLIMT_DEMO_WORDS_H
#define GLIMT_DEMO_WORDS_H

#include "base/str.h"
#include "demo/random.h"

struct words {
    const char *const *at;
    size_t count;
};

extern const struct words first_names, last_names, streets, trades, company_endings;

struct town {
    const char *name, *state;
    const char *postal_code; /* the first three digits of its codes; the whole code abroad */
    const char *phone;       /* all but the last two digits of a series kept free for fiction */
    int64_t country_id;
};

extern const struct town towns_at_home[], towns_abroad[];
extern const size_t towns_at_home_count, towns_abroad_count;

const char *words_any(const struct words *words, struct random *random);

#endif
