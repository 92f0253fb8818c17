/* versions.h - how often the data of an account has changed.
 *
 * Whatever is cached of an account (read/cached.h) is valid exactly as long as the versions of the
 * areas that it depends on stay the same. The versions live in the
 * database, are raised in the transaction of each write and read in the snapshot of each read, so
 * they are right for every thread and process. */
#ifndef GLIMT_DB_VERSIONS_H
#define GLIMT_DB_VERSIONS_H

#include "db/db.h"

/* The account and the area under which accounts, applications and tokens are versioned. */
enum { SYSTEM_ACCOUNT = 0, SYSTEM_AREA = 1 };

/* Areas are tables that are versioned together. Here they are only the numbers that they have in
 * the database, from 1 to AREAS_MAX; which tables make one up is declared with the resources. What
 * is of NO_AREA comes and changes without a version, so nothing of it is cached. */
enum { NO_AREA = 0, AREAS_MAX = 15 };

/* By area. */
struct versions {
    int64_t changed[AREAS_MAX + 1]; /* rows that were there are not what they were, or are gone */
    int64_t added[AREAS_MAX + 1];   /* there are more rows; those from before are what they were */
};

/* All are the same for an account that nothing was ever raised for: 0, or where a standby may take
 * the place of a database, a number of the history that what is read is of. What was committed on a
 * machine that is lost may be lost with it, and its versions are given again to other changes. */
bool versions_read(struct db *db, int64_t account_id, struct versions *ret) MUST_USE;

/* The same in two steps: what was sent (statement_ask_ahead()) is to be taken before the
 * transaction ends. NULL is taken as a failure. */
struct statement *versions_ask(struct db *db, int64_t account_id) MUST_USE;
bool versions_take(struct statement *asked, struct versions *ret) MUST_USE;

/* What `copy` has follows that database (db_reached()), and has its versions. */
void versions_follow(struct db *copy, const struct db *database);

bool versions_raise_changed(struct db *db, int64_t account_id, int area) MUST_USE;
bool versions_raise_added(struct db *db, int64_t account_id, int area) MUST_USE;

/* All of these areas have changed, a bit for each. One that nothing is in is not to be raised: each
 * that ever was is read with every request that is not answered from the cache. */
bool versions_raise_all(struct db *db, int64_t account_id, unsigned areas) MUST_USE;

/* The next id of a resource in an account, ascending from 1 and never given twice. */
bool sequence_next(struct db *db, int64_t account_id, struct str name, int64_t *ret) MUST_USE;

/* Gives `count` ids at once; `ret` is the last of them. In a transaction that writes, as is
 * sequence_next(): another connection may take ids between its statements otherwise. */
bool sequence_take(struct db *db, int64_t account_id, struct str name, int64_t count,
                   int64_t *ret) MUST_USE;

/* The same in two steps, where db_asks_ahead(): what was sent is to be taken in the transaction, or
 * that is to be taken back. NULL is taken as a failure. */
struct statement *sequence_ask(struct db *db, int64_t account_id, struct str name,
                               int64_t count) MUST_USE;
bool sequence_asked(struct db *db, int64_t account_id, struct str name, int64_t count,
                    struct statement *asked, int64_t *ret) MUST_USE;

/* The next id is higher than `least`, as it may be already. In a transaction that writes. */
bool sequence_raise(struct db *db, int64_t account_id, struct str name, int64_t least) MUST_USE;

#endif
