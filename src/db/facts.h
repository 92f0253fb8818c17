/* facts.h - single values that are of the whole database, by name. */
#ifndef GLIMT_DB_FACTS_H
#define GLIMT_DB_FACTS_H

#include "db/db.h"

/* The value, in the arena; `at` is NULL when there is none. */
bool fact_read(struct arena *arena, struct db *db, struct str name, struct str *ret) MUST_USE;

/* Inside a write transaction. */
bool fact_write(struct db *db, struct str name, struct str value) MUST_USE;

/* Inside a write transaction, for work that comes again and again and one of all servers is to do:
 * whether that is `owner`, for so many seconds from `now` on. Who has it keeps it by asking again;
 * else it is had by whoever asks first when that time is over. Clocks of servers may differ by less
 * than that time. Two at the same work do no harm, and none for long would. */
bool fact_claim(struct db *db, struct str name, struct str owner, int64_t now, int64_t seconds,
                bool *ret_is_mine) MUST_USE;

#endif
