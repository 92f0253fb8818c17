/* changes.h - what is new of one resource, or changed, or gone. */
#ifndef GLIMT_IMPORT_CHANGES_H
#define GLIMT_IMPORT_CHANGES_H

#include "import/fetch.h"

/* How old what is here of a resource is: moments of this machine, and the latest stamp of the
 * source. 0: never. */
struct age {
    int64_t read_at, compared_at, newest;
};

bool age_find(struct keeper *keeper, const struct plan *plan, struct age *ret) MUST_USE;
bool age_set(struct keeper *keeper, const struct plan *plan,
             const struct age *age) MUST_USE; /* in a transaction */

/* Brings a resource up to date, but for rows that are gone: those, and parts of rows that are, are
 * in `ret_gone` if all ids were compared, by the place of the resource: the rows, then each kind of
 * parts. `age` is what it was, and becomes what it is. */
struct gone {
    struct ids rows, parts[FETCH_PARTS];
};
enum fetched changes_fetch(struct fetcher *fetcher, const struct plan *plan, struct age *age,
                           struct gone *ret_gone) MUST_USE;

/* Brings the reports of the days in fetcher.changed up to date. */
enum fetched changes_fetch_days(struct fetcher *fetcher) MUST_USE;

#endif
