/* log_sizes.c - measures the logs of an account. */
#include "api/log_sizes.h"

#include "api/kept_answers.h"
#include "api/usage_store.h"
#include "change/audit.h"
#include "change/change_log.h"
#include "change/security_log.h"

bool log_sizes_read(struct db *db, int64_t account_id, struct log_sizes *ret) {
    return log_measure(db, &audit_log, account_id, &ret->audit) &&
           log_measure(db, &change_log, account_id, &ret->changes) &&
           log_measure(db, &security_log, account_id, &ret->security) &&
           usage_measure(db, account_id, &ret->usage) &&
           log_measure(db, &application_answers, account_id, &ret->answers) &&
           log_measure(db, &person_answers, account_id, &ret->page_answers);
}
