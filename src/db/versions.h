/* versions.h - how often the data of an account has changed.
 *
 * Whatever a thread remembers about an account (names of registry rows, totals, encoded items)
 * stands exactly as long as the account's version does. The versions live in the database, are
 * raised in the transaction of each write and read in the snapshot of each read, so they are
 * right for every thread and process. */
#ifndef GLIMT_DB_VERSIONS_H
#define GLIMT_DB_VERSIONS_H

#include "db/db.h"

/* The account number under which accounts, applications and tokens are versioned. */
enum { SYSTEM_ACCOUNT = 0 };

struct versions {
    int64_t registry; /* users, countries, tags, activities ...: what seldom changes */
    int64_t data;     /* everything else */
};

/* Both are 0 for an account without a row. */
bool versions_read(struct db *db, int64_t account_id, struct versions *ret) MUST_USE;

bool versions_raise_registry(struct db *db, int64_t account_id) MUST_USE;
bool versions_raise_data(struct db *db, int64_t account_id) MUST_USE;

/* The next id of a resource in an account, ascending from 1 and never given twice. */
bool sequence_next(struct db *db, int64_t account_id, struct str name, int64_t *ret) MUST_USE;

/* Gives `count` ids at once; `ret` is the last of them. */
bool sequence_take(struct db *db, int64_t account_id, struct str name, int64_t count,
                   int64_t *ret) MUST_USE;

#endif
