/* usage_store.h - the tables of the log of use: entries, hours and days.
 *
 * Counts are exact and entries may be a sample of the requests, each of which says of how many it
 * is one. Entries are kept for some days and at most 10,000 of each application; hours as long as
 * entries, days for 400 days, or as long as entries where these are kept longer. */
#ifndef GLIMT_API_USAGE_STORE_H
#define GLIMT_API_USAGE_STORE_H

#include "api/usage_tally.h"
#include "base/str.h"
#include "change/logs.h"
#include "db/db.h"

struct usage_entry {
    int64_t account_id, application_id, at, duration, one_of; /* seconds; microseconds */
    unsigned status;
    struct str method, path, address;
};

/* All inside a transaction that writes; false: the database failed. */

/* Gives numbers to new entries of an account; `*ret` is the last of them. */
bool usage_entries_number(struct db *db, int64_t account_id, size_t count, int64_t *ret) MUST_USE;

bool usage_entry_add(struct db *db, const struct usage_entry *entry, int64_t id) MUST_USE;

/* Removes the oldest entries of an application that has too many, when `added` of them are new. */
bool usage_entries_cut(struct db *db, int64_t account_id, int64_t application_id,
                       size_t added) MUST_USE;

/* Adds the counts of a line to its hour and its day. */
bool usage_counts_add(struct db *db, const struct usage_tally *tally) MUST_USE;

/* For pruning, as log_prune() of change/logs.h: of entries, then of hours and days until nothing is
 * removed. */
bool usage_prune(struct db *db, int64_t account_id, int64_t before, int64_t most,
                 struct log_walk *walk, int64_t *ret_removed) MUST_USE;

/* As log_measure(); the bytes are also those of hours and days. */
bool usage_measure(struct db *db, int64_t account_id, struct log_size *ret) MUST_USE;

#endif
