/* verify.h - recomputes what is stored although it follows from something else. */
#ifndef GLIMT_UPKEEP_VERIFY_H
#define GLIMT_UPKEEP_VERIFY_H

#include "db/db.h"
#include "plan/plan.h"

/* What a verification has found so far. */
struct verification {
    struct arena *arena;
    struct db *db;
    void (*tell)(const char *sentence); /* called for each of the first hundred differences */
    int64_t differences;
    /* Each step sees the state of its time, so that none is held for long; inside a transaction
     * that reads. */
    bool in_steps;
};

/* Sort keys and folded texts, keys that are copies of other rows', orders, classes and what else
 * follows from a row, and the blocks of counted lists, of all accounts. False
 * when the database fails. */
bool verify_all(struct verification *verification, const struct plans *plans) MUST_USE;

#endif
