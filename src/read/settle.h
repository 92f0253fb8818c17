/* settle.h - what a transaction that adds rows to counted lists ends with. */
#ifndef GLIMT_READ_SETTLE_H
#define GLIMT_READ_SETTLE_H

#include "db/db.h"
#include "plan/plan.h"

/* Counts the new rows of the resource, which is counted, and cuts the blocks that have grown too
 * large, in all accounts. Every transaction that adds rows ends with it; costs next to nothing when
 * there is nothing to do. */
bool counting_settle(struct db *db, const struct plan *plan) MUST_USE;

/* The same for all resources that are counted. */
bool counting_settle_each(struct db *db, const struct plans *plans) MUST_USE;

/* The same in a transaction of its own. False with a sentence. */
bool counting_settle_all(struct db *db, const struct plans *plans,
                         const char **ret_problem) MUST_USE;

#endif
