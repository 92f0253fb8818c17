/* refresh.h - sort keys and folded texts follow the collation library. */
#ifndef GLIMT_UPKEEP_REFRESH_H
#define GLIMT_UPKEEP_REFRESH_H

#include "db/db.h"
#include "plan/plan.h"

/* Makes all derived columns of the database again when they were made under another
 * collation_version(); in one transaction. False on failure, with one sentence in the arena. */
bool refresh_derived(struct arena *arena, struct db *db, const struct plans *plans,
                     const char **ret_problem) MUST_USE;

#endif
