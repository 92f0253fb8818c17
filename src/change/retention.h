/* retention.h - how long the server keeps what it notes of requests and changes.
 *
 * The server has a time for each log (options of `glimt serve`), and a company may have chosen
 * shorter ones. api/pruning.h removes what is older, log by log and company by company, in steps
 * that each log offers (logs.h; usage_prune() of api/usage.h). */
#ifndef GLIMT_CHANGE_RETENTION_H
#define GLIMT_CHANGE_RETENTION_H

#include "db/db.h"

/* Days; at least 1 each. Of what a company has chosen 0: nothing. */
struct retention {
    int64_t audit_days;    /* who changed what: change/audit.h */
    int64_t changes_days;  /* which rows changed, for programs: change/change_log.h */
    int64_t usage_days;    /* what applications asked for: api/usage.h */
    int64_t security_days; /* who was let in, and who was not: change/security_log.h */

    /* Answers that are kept for repeated writes, of applications and of people: api/idempotency.h.
     * The server's times alone: a client relies on them. */
    int64_t answers_days, page_answers_days;
};

/* What the account has chosen; from above, where it is known which row says so. */
typedef bool retention_chosen(struct db *db, int64_t account_id, struct retention *ret);

#endif
