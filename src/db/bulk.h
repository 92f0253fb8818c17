/* bulk.h - fills empty tables with many rows in one transaction.
 *
 * A row that comes alone is put into every index of its table, each time at another place, and each
 * of its references is looked up. Into tables that were empty, rows come without either: their
 * indexes are made when all rows are there, each in one sorted pass, and then references are looked
 * up table by table. What comes of it is the same. Unless a server has the database open, nobody
 * else can read it meanwhile. */
#ifndef GLIMT_DB_BULK_H
#define GLIMT_DB_BULK_H

#include "db/db.h"

struct bulk {
    struct arena *arena;
    struct db *db;
    bool quick; /* the tables were empty */
    const char *make_indexes;
};

/* Begins a transaction that writes, mostly to these tables. When one of them has rows already, of
 * whatever account, it is a transaction like any other. After false nothing is open. */
bool bulk_begin(struct arena *arena, struct db *db, const char *const *tables, size_t count,
                struct bulk *ret) MUST_USE;

/* Whether all of the tables are empty. */
bool bulk_finds_nothing(struct arena *arena, struct db *db, const char *const *tables, size_t count,
                        bool *ret) MUST_USE;

/* Makes what is missing and commits. After false, bulk_rollback() is due. */
bool bulk_commit(struct bulk *bulk) MUST_USE;
void bulk_rollback(struct bulk *bulk);

/* For a connection that writes many rows in short transactions beside others (change/bulk_steps.h).
 * It copies the log into the database more often than others, and so in its own time: they would
 * wait for it. */
bool bulk_beside_others(struct db *db) MUST_USE;

/* Where it can be done, references are not looked up meanwhile; outside of a transaction. */
bool bulk_trust_references(struct db *db, bool trust) MUST_USE;

/* The tables in an order in which rows can be removed while references are trusted: those that
 * refer to others before them. None: in whatever order. */
bool bulk_removal_order(struct arena *arena, struct db *db, struct str **ret,
                        size_t *ret_count) MUST_USE;
void bulk_alone_again(struct db *db);

#endif
