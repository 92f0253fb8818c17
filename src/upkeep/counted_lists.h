/* counted_lists.h - lists of counted resources that have no blocks yet, or no right ones. */
#ifndef GLIMT_UPKEEP_COUNTED_LISTS_H
#define GLIMT_UPKEEP_COUNTED_LISTS_H

#include "db/db.h"
#include "plan/plan.h"

/* Builds the lists without blocks of accounts that have rows: of a resource that is newly counted,
 * of accounts that were filled at once. Costs two look-ups for each account and list when there is
 * nothing to do. In a transaction of its own; false with a sentence. */
bool counted_lists_begin(struct db *db, const struct plans *plans,
                         const char **ret_problem) MUST_USE;

/* The same inside a transaction that writes. */
bool counted_lists_build(struct db *db, const struct plans *plans) MUST_USE;

/* Builds all lists of all accounts anew, inside a transaction that writes. */
bool counted_lists_rebuild(struct db *db, const struct plans *plans) MUST_USE;

#endif
