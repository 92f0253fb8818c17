/* log_sizes.c - measures the logs of an account. */
#include "api/log_sizes.h"

#include "api/usage_store.h"
#include "change/audit.h"
#include "change/change_log.h"

bool log_sizes_read(struct db *db, int64_t account_id, struct log_sizes *ret) {
    return log_measure(db, &audit_log, account_id, &ret->audit) &&
           log_measure(db, &change_log, account_id, &ret->changes) &&
           usage_measure(db, account_id, &ret->usage);
}
