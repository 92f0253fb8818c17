/* change_log.h - which rows came, changed and went, in the order of their commits.
 *
 * Each account numbers its entries from 1. One transaction writes at a time, and numbers are given
 * in the transaction that commits them, so a reader who goes on from the last number that it saw
 * never misses an entry. Entries are written by the ledger alone (ledger.h) and removed by age.
 * All functions belong to the thread of their connection; false: the database failed. */
#ifndef GLIMT_CHANGE_CHANGE_LOG_H
#define GLIMT_CHANGE_CHANGE_LOG_H

#include "access/caller.h"
#include "change/logs.h"

/* Their numbers stand in the log. */
enum entry_kind { ENTRY_CREATED = 1, ENTRY_UPDATED, ENTRY_DELETED };

/* Made by change_note(), on the thread of the change; the ledger keeps a copy. */
struct change_entry {
    int64_t account_id, at, row_id; /* `at`: the moment of the job, in seconds */
    const char *resource;           /* its name; lives as long as the process */
    enum entry_kind kind;
    enum caller_kind caller_kind;
    int64_t caller_id; /* the application or the user; 0: neither */
};

/* The last number that the account has given; 0 before the first. */
bool change_log_last(struct db *db, int64_t account_id, int64_t *ret) MUST_USE;

/* Writes an entry; inside a write transaction. */
bool change_log_write(struct db *db, const struct change_entry *entry, int64_t number) MUST_USE;

/* The same with the next number, which nobody waits for. */
bool change_log_append(struct db *db, const struct change_entry *entry) MUST_USE;

/* For pruning; see logs.h. */
extern const struct log change_log;

#endif
