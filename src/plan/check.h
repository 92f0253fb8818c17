/* check.h - whether the declarations are sound and fit the database. */
#ifndef GLIMT_PLAN_CHECK_H
#define GLIMT_PLAN_CHECK_H

#include "base/buffer.h"
#include "db/db.h"
#include "plan/plan.h"

/* Looks at every declaration: choices, links, limits, sorts; and prepares every statement that
 * follows from it against the migrated database, with each filter and sort, so that a missing
 * column or table is found at start and not by a request; also that what is cached depends on
 * every table that it is read from (depends.h). `all` are the plans that those in question may
 * refer to. False with one sentence in the arena. */
bool check_plans(struct arena *arena, struct db *db, const struct plans *all,
                 const struct plans *plans, const char **ret_problem) MUST_USE;

/* Every derived statement, a line each: for the golden file. */
void statements_print(struct arena *arena, const struct plans *plans, struct buffer *out);

#endif
