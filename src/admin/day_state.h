/* day_state.h - how a user's days and the reports on them stand, and which actions apply to them.
 *
 * Days belong to whoever reads them; nothing here changes one. */
#ifndef GLIMT_ADMIN_DAY_STATE_H
#define GLIMT_ADMIN_DAY_STATE_H

#include "db/db.h"

/* A user's day and how many of its reports are in which state. */
struct day {
    int64_t user_id, date;
    int64_t locked_id, returned_id;     /* rows that say that it is; 0: it is not */
    int64_t reports, waiting, attested; /* waiting: handed in, not attested */
    int64_t invoiced, settled;          /* on an invoice; and attested as well */
};

/* What an action does with a day: `applies` to something of it, `reason` why not to all. */
struct verdict {
    bool applies;
    const char *reason; /* NULL: none */
};

/* Every day of a span (resources/day_span.h), in order; false: the database failed. */
bool days_read(struct db *db, int64_t account_id, int64_t user_id, int64_t from, int64_t to,
               struct day *ret) MUST_USE;

struct verdict day_judge_lock(const struct day *day);
struct verdict day_judge_unlock(const struct day *day); /* to return it, too */
struct verdict day_judge_attest(const struct day *day);
struct verdict day_judge_take_back(const struct day *day);

#endif
