/* log_sizes.c - measures the logs of an account. */
#include "api/log_sizes.h"

#include "change/audit.h"
#include "change/change_log.h"

/* The log of use is bounded for each application, so its entries can be counted; their numbers have
 * gaps. */
/* clang-format off */
static const struct log usage_log = {
    .measure = LOG_SQL(
        "SELECT 1, (SELECT count(*) FROM usage_entries a WHERE a.account_id = ?1),"
        " (SELECT c.at FROM usage_entries c WHERE c.account_id = ?1 ORDER BY c.id LIMIT 1),"
        " sum(length(l.path) + 80), count(*) FROM (SELECT d.path FROM usage_entries d"
        " WHERE d.account_id = ?1 ORDER BY d.id DESC LIMIT 100) l"),
};
/* clang-format on */

bool log_sizes_read(struct db *db, int64_t account_id, struct log_sizes *ret) {
    return log_measure(db, &audit_log, account_id, &ret->audit) &&
           log_measure(db, &change_log, account_id, &ret->changes) &&
           log_measure(db, &usage_log, account_id, &ret->usage);
}
