/* log_sizes.h - how large the logs of an account are. */
#ifndef GLIMT_API_LOG_SIZES_H
#define GLIMT_API_LOG_SIZES_H

#include "change/logs.h"

struct log_sizes {
    struct log_size audit, changes, usage, security, answers, page_answers;
};

/* In some milliseconds, however much they hold. */
bool log_sizes_read(struct db *db, int64_t account_id, struct log_sizes *ret) MUST_USE;

#endif
