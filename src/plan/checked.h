/* checked.h - the check of all declarations, once for each program and schema. */
#ifndef GLIMT_PLAN_CHECKED_H
#define GLIMT_PLAN_CHECKED_H

#include "plan/check.h"

/* check_plans() for `plans` themselves and for `managed`, whose plans refer to both. */
bool check_all(struct arena *arena, struct db *db, const struct plans *plans,
               const struct plans *managed, const char **ret_problem) MUST_USE;

/* The same, but where asking takes long (db_schema()) it is asked once: a fact says for which
 * program, statements and schema all was found right. Of servers that begin at the same time each
 * may ask; whether the fact can be written changes nothing for this one. Outside of a
 * transaction. */
bool check_once(struct arena *arena, struct db *db, const struct plans *plans,
                const struct plans *managed, const char **ret_problem) MUST_USE;

#endif
