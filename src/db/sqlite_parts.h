/* sqlite_parts.h - the inside of a connection, for the files that face SQLite. */
#ifndef GLIMT_DB_SQLITE_PARTS_H
#define GLIMT_DB_SQLITE_PARTS_H

#include "db/db.h"

#include <sqlite3.h>

enum { STATEMENTS_MAX = 512, STATEMENT_CHAINS = 256, STATEMENT_GUESSES = 512 };

struct statement {
    struct db *db;
    sqlite3_stmt *sqlite;
    struct statement *next; /* in its chain */
    uint64_t hash, used_at; /* `used_at` counts look-ups */
    bool bound;             /* handed out before, so that it may have values */
    bool stepped;           /* since it was last reset */
    bool in_use;            /* it gave a row, and neither ended nor was reset */
    size_t len;
    char sql[]; /* as the caller wrote it */
};

struct db {
    sqlite3 *sqlite;
    enum db_trouble trouble;
    struct statement *chains[STATEMENT_CHAINS];
    struct statement *guesses[STATEMENT_GUESSES]; /* by where a text stands */
    size_t statement_count;                       /* in the chains */
    struct statement **planned;                   /* by slot; NULL: not prepared yet */
    size_t planned_count;
    size_t in_use; /* how many statements are */
    uint64_t lookups;
    const uint64_t volatile *wal_index; /* NULL: not known */
    struct db *next;                    /* waiting.c: of the process */
    int64_t waits_since;
    int patience; /* milliseconds */
};

/* Finds `wal_index`, for db_stamp(). */
void stamp_find_index(struct db *db);

/* Waits for others as db_wait_at_most() says, and can be interrupted; until its end. */
void waiting_begin(struct db *db);
void waiting_end(struct db *db);

/* Whether db_ending() was called. */
bool db_is_ending(void);

/* What a code of SQLite means, with the system's `error` at that moment. */
enum db_trouble trouble_of(int code, int error);

/* Classifies and logs a failure of `db`. */
void db_note(struct db *db, int code, const char *doing);

/* Resets the statements that are in use: none outlasts its transaction, whose snapshot it would
 * hold. */
void statements_reset(struct db *db);
void statements_close(struct db *db);

/* Whether a transaction is open; SQLite itself takes one back after some failures. */
bool db_in_transaction(const struct db *db);

#endif
