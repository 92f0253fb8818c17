/* refresh.h - sort keys and folded texts follow the collation library. */
#ifndef GLIMT_UPKEEP_REFRESH_H
#define GLIMT_UPKEEP_REFRESH_H

#include "db/db.h"
#include "plan/plan.h"

/* Makes all derived columns of the database again when they were made under another
 * collation_version(); in one transaction. False on failure, with one sentence in the arena. */
bool refresh_derived(struct arena *arena, struct db *db, const struct plans *plans,
                     const char **ret_problem) MUST_USE;

/* Whether they were made under this one. Beside a server they are not to be made again: it has the
 * library that it was started with. */
bool refresh_is_due(struct arena *arena, struct db *db, bool *ret) MUST_USE;

#endif
