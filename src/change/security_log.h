/* security_log.h - the table of the security log: what was done with logins, tokens and rights.
 *
 * What is changed is written in the transaction of the change, as is the audit log. What anybody
 * can bring about, such as a wrong password, is collected and counted in memory (api/security.h),
 * and written here from time to time: equal events of an hour are one row, with how many there
 * were. Of these an account keeps 100,000; all else is bounded by age alone.
 *
 * All functions belong to the thread of their connection; false: the database failed. */
#ifndef GLIMT_CHANGE_SECURITY_LOG_H
#define GLIMT_CHANGE_SECURITY_LOG_H

#include "access/security.h"
#include "change/door.h"
#include "change/logs.h"

/* Notes what the door's caller does; inside the transaction of the change. What it is done to may
 * be 0. Rows that an import brings are no events; with the door's `sum` it is counted there alone.
 */
bool security_write(const struct door *door, enum security_kind kind, int64_t about_user_id,
                    int64_t about_application_id) MUST_USE;

/* The same of what is done so many times at once; 0: nothing. */
bool security_write_times(const struct door *door, enum security_kind kind, int64_t about_user_id,
                          int64_t about_application_id, int64_t times) MUST_USE;

/* Equal events: the first and last moment, and how many. */
struct security_count {
    struct security_event event;
    int64_t at, last_at, count;
};

/* Both inside a write transaction. Adds a row, with `*ret_id`; or `more` to a row that is there. A
 * row that has gone since is not found. */
bool security_log_add(struct db *db, const struct security_count *count, int64_t *ret_id) MUST_USE;
bool security_log_raise(struct db *db, int64_t account_id, int64_t id, int64_t last_at,
                        int64_t more, bool *ret_found) MUST_USE;

/* Calls `visit` for the rows behind the place `*after`, in the order in which they came, at most
 * `most` of them, and moves the place there. What is asked for may be less. */
struct security_reading {
    int64_t account_id;   /* SECURITY_OF_ALL: of every account, and what is nobody's */
    bool without_counted; /* those alone that were written with a change */
    int64_t most;
};
enum { SECURITY_OF_ALL = -1 };
bool security_log_read(struct db *db, const struct security_reading *reading, int64_t *after,
                       void (*visit)(void *context, const struct security_count *row),
                       void *context) MUST_USE;

/* The place behind the last row. */
bool security_log_end(struct db *db, int64_t *ret) MUST_USE;

/* For pruning, as log_prune(): by age, and then what is more than an account keeps. */
bool security_prune(struct db *db, int64_t account_id, int64_t before, int64_t most,
                    struct log_walk *walk, int64_t *ret_removed) MUST_USE;

extern const struct log security_log; /* for log_measure() */

#endif
