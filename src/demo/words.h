/* words.h - what the demo company is made of: names, streets, towns, trades. */
#ifndef GLIMT_DEMO_WORDS_H
#define GLIMT_DEMO_WORDS_H

#include "base/str.h"

struct town {
    const char *name, *state, *postal_code; /* the first three digits of its codes */
};

/* Each list ends where its count says. */
extern const char *const first_names[], *const last_names[], *const streets[], *const trades[],
    *const company_endings[];
extern const struct town towns[];
extern const size_t first_name_count, last_name_count, street_count, trade_count,
    company_ending_count, town_count;

#endif
