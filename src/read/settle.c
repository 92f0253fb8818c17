/* settle.c - counts what has come and cuts what has grown, until nothing is left to do. */
#include "read/settle.h"

#include "read/arrivals.h"
#include "read/counting.h"

bool counting_settle(struct db *db, const struct plan *plan) {
    struct arena *arena = arena_open();
    bool fine = arrivals_count(arena, db, plan), more = true;

    while (fine && more) {
        arena_reset(arena);
        fine = counting_cut(arena, db, plan, &more);
    }
    arena_close(arena);
    return fine;
}

bool counting_settle_each(struct db *db, const struct plans *plans) {
    for (size_t i = 0; i < plans->count; i++)
        if (plans->all[i].resource->counting && !counting_settle(db, &plans->all[i]))
            return false;
    return true;
}

bool counting_settle_all(struct db *db, const struct plans *plans, const char **ret_problem) {
    if (db_begin_write(db) && counting_settle_each(db, plans) && db_commit(db))
        return true;
    *ret_problem = db_problem(db);
    db_rollback(db);
    return false;
}
