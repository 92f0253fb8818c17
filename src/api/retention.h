/* retention.h - how long the server keeps what it notes of requests and changes.
 *
 * The server has a time for each log (options of `glimt serve`), and a company may have chosen
 * shorter ones. api/pruning.h removes what is older, log by log and company by company, in steps
 * that each log offers:
 *
 *   bool LOG_prune(struct db *db, int64_t account_id, int64_t before, int64_t most,
 *                  int64_t *ret_removed)
 *
 * removes entries of one account from before the instant `before`, the oldest first, at most `most`
 * of them, inside a write transaction; so a log has to find its oldest entries of an account by an
 * index. False: the database failed. `ret_removed` less than `most`: there are no more. */
#ifndef GLIMT_API_RETENTION_H
#define GLIMT_API_RETENTION_H

#include "db/db.h"

/* Days; at least 1 each. */
struct retention {
    int64_t audit_days;   /* who changed what: change/audit.h */
    int64_t changes_days; /* which rows changed, for programs: change/change_log.h */
    int64_t usage_days;   /* what applications asked for: api/usage.h */
};

/* One step of a log; see above. */
typedef bool log_prune(struct db *db, int64_t account_id, int64_t before, int64_t most,
                       int64_t *ret_removed);

#endif
