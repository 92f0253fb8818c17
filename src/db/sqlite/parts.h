/* parts.h - the inside of a connection, for the files that face SQLite. */
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

/* Files of a database that other connections find by their names; see place.c. */
enum place_file { PLACE_DATABASE, PLACE_WAL, PLACE_INDEX, PLACE_FILES };

enum place_fault { PLACE_FINE, PLACE_LOST, PLACE_CUT, PLACE_FOREIGN };

struct db_place {
    char *names[PLACE_FILES]; /* NULL: not watched, as in memory */
    struct place_inode {
        uint64_t device, number;
        bool is_known;
    } inodes[PLACE_FILES];
    enum place_fault fault;    /* found last */
    enum place_fault told;     /* in the log */
    bool is_quiet;             /* nothing is told */
    int read_fault;            /* SQLite's code for what could not be read in the last look */
    uint64_t least_size;       /* of the database, which copying the WAL into it has made */
    unsigned char header[100]; /* of its first page, when it was found to belong here */
};

/* What has to change before the next transaction sets a mark; see mark.c. */
struct mark_state {
    uint32_t salts[2], copied, attempted;
    bool is_empty, is_known;
};

/* How the database file is read; see whole.c. */
struct whole {
    sqlite3_io_methods methods; /* first, so that the one is the other */
    const sqlite3_io_methods *original;
    const struct db_place *place;
};

enum { WHOLE_FROM = 512 }; /* what stands before may be asked for of an empty file */

struct db {
    sqlite3 *sqlite;
    struct whole whole;
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
    int patience;       /* milliseconds */
    int64_t log_limit;  /* bytes; 0: none */
    sqlite3_file *file; /* SQLite's own; NULL: in memory */
    struct db_place place;
    struct mark_state marked, marking;
    /* asking.c */
    unsigned pieces, pieces_allowed; /* 0: never asked for */
    bool (*goes_on)(void *context);  /* NULL: nobody is asked */
    void *goes_on_context;
};

/* Finds `wal_index`, for db_stamp(), or forgets it when there is no WAL. */
void stamp_find_index(struct db *db);

/* Waits for others as db_wait_at_most() says, and can be interrupted; until its end. */
void waiting_begin(struct db *db);
void waiting_end(struct db *db);

/* Whether db_ending() was called. */
bool db_is_ending(void);

/* The size of SQLite's log; one that is longer is of interest to the log keeper. */
enum { LOG_LONG_BYTES = 64 * 1024 * 1024 };
int64_t db_log_size(const struct db *db);
bool db_log_is_over(const struct db *db); /* the limit of db_limit_log() */

/* Whether pages were given back that the file still has. */
bool space_is_left(struct db *db);

/* What a code of SQLite means, with the system's `error` at that moment. */
enum db_trouble trouble_of(int code, int error);
/* What the index of the WAL says, when nobody is about to change it. */
struct wal_state {
    uint32_t frames, pages, page_size, copied, attempted;
    unsigned char salts[8];
};
bool stamp_read_state(struct db *db, struct wal_state *ret);

/* Has SQLite fail where a page is not whole in the file, instead of taking it for zeros. */
void whole_reads(struct db *db);

/* Watches the files of `path` from now on; and anew, when SQLite has made another WAL. */
void place_begin(struct db *db, const char *path);
void place_forget_wal(struct db *db);
void place_leave(struct db *db); /* before it is closed, when it is not fine */
void place_end(struct db *db);

/* Before a snapshot: how long the database has to be. */
void place_learn(struct db *db);

/* Whether the files of the database are there under their names and as long as they have to be;
 * else the trouble is DB_LOST. `is_locked`: inside a transaction that writes. */
bool place_is_fine(struct db *db, bool is_locked);

/* Whether nothing at all has happened to them since they were found fine: no need for a look inside
 * a transaction. */
bool place_is_unchanged(struct db *db);

/* Sets the mark of the database's first page when it is due, inside a transaction that writes; what
 * was set is valid once that is committed. */
bool mark_set(struct db *db);
void mark_committed(struct db *db);

/* Whether it has done more than db_allow() said. */
bool db_is_spent(const struct db *db);

/* Classifies and logs a failure of `db`. */
void db_note(struct db *db, int code, const char *doing);

/* Resets the statements that are in use: none outlasts its transaction, whose snapshot it would
 * hold. */
void statements_reset(struct db *db);
void statements_close(struct db *db);

/* Whether a transaction is open; SQLite itself takes one back after some failures. */
bool db_in_transaction(const struct db *db);

#endif
