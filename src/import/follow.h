/* follow.h - keeps an account that came whole as its source is.
 *
 * Goes round and round. What a filter or an order of the source tells to have changed is read by
 * that: contacts, and time reports, which are read whole once a day, and whenever the source has
 * another number of them. All else is read whole each round. A row that looks as it did is not
 * stored again; one that is listed no more goes, once nothing refers to it. Days tell by their
 * sums and stamps which reports were attested. */
#ifndef GLIMT_IMPORT_FOLLOW_H
#define GLIMT_IMPORT_FOLLOW_H

#include "import/fetch.h"

#include <signal.h>

struct follow_options {
    const struct resource *const *order; /* what is referred to comes before what refers to it */
    size_t count;
    int64_t every; /* seconds from one round to the next; 0: there is only one */
    const volatile sig_atomic_t *stop; /* once it is set, it ends; may be NULL */
};

/* The fetcher is one that has brought all, or has yet to. False when it could not go on: the
 * fetcher has the problem. After a stop it is true. */
bool follow_run(struct fetcher *fetcher, const struct follow_options *options) MUST_USE;

#endif
