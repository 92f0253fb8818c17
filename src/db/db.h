/* db.h - the one face of a storage engine, whichever it is (engine.h). Only this folder knows that.
 *
 * A `struct db` is one connection, for one thread at a time. SQL is the subset that SQLite and
 * PostgreSQL share: placeholders are ?1, ?2 ...; {list ?1} stands for the rows of an array of
 * integers bound with statement_bind_list(): `id IN {list ?1}`.
 *
 * Failures of the world (disk, locks, corruption) are logged once, here, with what the engine
 * said; callers only pass on `false`, DB_FAILED or NULL, and db_problem() has one sentence for a
 * person. */
#ifndef GLIMT_DB_DB_H
#define GLIMT_DB_DB_H

#include "base/arena.h"

#include <stdint.h>

struct db;
struct statement;

/* Where a database is. Nobody but this folder looks into it. */
struct db_address {
    const char *directory; /* of the data; it has stored files and keys in any case */
    const char *url;       /* of the database; NULL: it is in the directory */
    bool is_filled;        /* by this process: its rows need not all be there (tables.h) */
    /* A server's, whose first connection is of DB_CREATE: others are opened, too, when a newer one
     * has migrated the database meanwhile, as what migrations add there is in nobody's way. */
    bool is_served;
    /* A copy that follows the database (db_position): it is only read, and whoever opens it tells
     * the log what becomes of it. */
    bool is_replica;
};

static inline struct db_address db_in(const char *directory) {
    return (struct db_address){.directory = directory};
}

/* Whether a network may lie between: then whoever must not wait asks nothing of it. */
bool db_is_remote(struct db_address at);

/* What it consists of, in its directory, while it is open: names, then NULL. */
const char *const *db_file_names(struct db_address at);

/* Looks at these files as they lie there, and whether they belong together; what is missing or is
 * no database fits. It opens and closes them, by which a process would lose its locks: so only
 * before it has its first connection. A server may run meanwhile. False with a sentence that says
 * what to do. */
bool db_fits(struct arena *arena, struct db_address at, const char **ret_problem) MUST_USE;

enum db_mode {
    DB_CREATE, /* read and write, made when missing, migrated to the newest schema */
    DB_WRITE,  /* read and write an existing, current database */
    DB_READ,   /* read only, of an existing, current database */
    DB_FILL,   /* as DB_CREATE, and also one whose rows are not all there (tables.h) */
};

enum db_step { DB_ROW, DB_END, DB_FAILED };

enum db_trouble {
    DB_FINE,
    DB_FULL, /* the disk, a quota, a limit of the process or of the engine */
    DB_READ_ONLY,
    DB_CORRUPT,
    DB_LOST,
    DB_BUSY,
    DB_ENDING, /* the process is */
    DB_HELD,   /* a reader keeps the log from being begun anew, and it is over its limit */
    DB_CONFLICT,
    DB_AWAY,    /* the database's server cannot be reached */
    DB_POOLED,  /* a pooler before it does not keep a connection for a session */
    DB_UNKNOWN, /* it went away while it committed, and whether it did is not known */
    DB_SHORT,   /* of descriptors, for what is read */
    DB_OTHER,
};

/* Opens a connection; the texts of the address have to live as long as it. NULL on failure;
 * `ret_problem`, in the arena, then says what is wrong in one sentence: not a database, corrupt,
 * made by a newer glimt, not readable, ... */
struct db *db_open(struct arena *arena, struct db_address at, enum db_mode mode,
                   const char **ret_problem) MUST_USE;
void db_close(struct db *db); /* NULL is allowed */

/* How long a statement waits for another connection that stands in its way, in this process or
 * another one; 30 s otherwise. */
void db_wait_at_most(struct db *db, int milliseconds);

/* For the writer of a server with a log keeper (db/log_keeper.h), which begins no transaction while
 * the engine's log has more bytes. */
void db_limit_log(struct db *db, int64_t bytes);

/* The process ends. From the moment `at` (monotonic milliseconds) on nobody waits for others any
 * longer, the writer begins no transaction, and what is in the log is left there for the next start
 * to find. Another call can only put the moment off. From any thread, one at a time. */
void db_ending(int64_t at);
bool db_is_over(void); /* whether the moment has come */

/* What connections of this process do now fails, as DB_ENDING. From any thread. */
void db_interrupt_all(void);

/* The last failure of this connection, and its sentence. */
enum db_trouble db_trouble(const struct db *db);
const char *db_problem(const struct db *db);
const char *db_sentence(enum db_trouble trouble);

/* A statement that was planned at start. `slot` is its number among all that were, from 1, the same
 * for every connection: what plans hold is shared by threads, and each has its own connection. */
struct sql {
    struct str text; /* empty: there is no such statement */
    unsigned slot;   /* 0: it was given none, and can't be run */
};

/* The statement with this text, ready to bind; prepared at its first use and kept. Planned ones are
 * found by their slot and kept for good, so the slots of all plans that a connection is used with
 * must differ. Others are found by their text, and the oldest of more than some hundred make room.
 * NULL on failure.
 *
 * A statement is in use from its first row on until it gives no more, or is reset, or the
 * transaction ends. Meanwhile it is neither dropped nor handed out: who asks for the same again, as
 * in a recursion, gets another one, which is prepared for that. Otherwise a statement may be left
 * anywhere; it is handed out without the values of its last use. */
struct statement *db_prepared(struct db *db, const struct sql *sql) MUST_USE;
struct statement *db_statement(struct db *db, struct str sql) MUST_USE;

/* Parameters count from 1. A bound text must stay until the statement is handed out the next time,
 * or its last step. A str whose `at` is NULL binds the empty text. */
void statement_bind_integer(struct statement *statement, int at, int64_t value);
void statement_bind_real(struct statement *statement, int at, double value);
void statement_bind_text(struct statement *statement, int at, struct str value);
void statement_bind_blob(struct statement *statement, int at, struct str value);
void statement_bind_null(struct statement *statement, int at);
void statement_bind_list(struct statement *statement, int at, struct arena *arena,
                         const int64_t *values, size_t count);

enum db_step statement_step(struct statement *statement) MUST_USE;

/* Columns count from 0; texts stay until the next step or reset of the statement. */
bool column_is_null(struct statement *statement, int at);
bool column_is_blob(struct statement *statement, int at);
int64_t column_integer(struct statement *statement, int at);
double column_real(struct statement *statement, int at);
struct str column_text(struct statement *statement, int at); /* also of blobs */

/* Ends the use of a statement early, so that it holds no snapshot. */
void statement_reset(struct statement *statement);

/* For what one row is asked: takes the first step and resets. Of a statement that could not be
 * prepared, NULL, it is DB_FAILED. statement_integer() gives the row's first column; without a row
 * `*ret` stays as it is. */
enum db_step statement_find(struct statement *statement) MUST_USE;
enum db_step statement_integer(struct statement *statement, int64_t *ret) MUST_USE;

/* Steps a statement that gives no rows to its end, and resets it. Within a transaction that writes,
 * true may only mean that it is on its way to a server: that it failed there is found out by what
 * waits next, by db_hear(), and at the latest by db_commit(). */
bool statement_run(struct statement *statement) MUST_USE;

/* Likewise, and waits to know how many rows an INSERT, UPDATE or DELETE has touched. Whoever went
 * by db_changed_rows() alone would take a failure for rows that are gone. */
bool statement_change(struct statement *statement, int64_t *ret_rows) MUST_USE;

/* Sends a statement with what is bound to it and waits for nothing, so that several that need no
 * answer of each other cost one way to the server; then they are stepped through as usual. From
 * here on it is in use. Where nothing is sent, and of NULL, it does nothing. */
void statement_ask_ahead(struct statement *statement);
bool db_asks_ahead(const struct db *db); /* whether it does anything */

/* Waits for what was sent ahead; false when some of it failed. */
bool db_hear(struct db *db) MUST_USE;

/* How often the connection has waited for a server to answer, since it was opened. */
int64_t db_round_trips(const struct db *db);

/* All reads between these two see one state of the database. */
bool db_begin_read(struct db *db) MUST_USE;
void db_end_read(struct db *db);

/* Both: goes on with the state of now. Long jobs do it between their steps, since what is read
 * keeps the engine from using the room of what is older. */
bool db_read_on(struct db *db) MUST_USE;

/* Which commit the database is at, known without a lock or a system call: while a connection finds
 * the same stamp, nothing was committed, by any process. A snapshot that is opened after its stamp
 * was taken is of that commit or a later one. False when it can't be told, as in the middle of a
 * commit. */
struct db_stamp {
    uint64_t words[6];
};
bool db_stamp(struct db *db, struct db_stamp *ret) MUST_USE;

/* Where a database stands that others follow: whatever was committed before it was asked for, lies
 * before `log`. */
struct db_position {
    int64_t log;     /* bytes of its server's log since the beginning; 0: it can't be told */
    int64_t cluster; /* the same of a database and all that follow it */
    int64_t server;  /* of this one, since its last start */
};

/* The stamp, and where the database stood then or a moment later. The position can't be told where
 * nothing can follow the database, and of what follows another. */
bool db_stamp_at(struct db *db, struct db_stamp *ret, struct db_position *ret_position) MUST_USE;

/* How far a copy has come that follows the database which stood at `position`, or the database
 * itself: a snapshot that is opened afterwards has all that lies before. 0: it is not of that
 * database, or it can't be told. Outside of transactions. */
int64_t db_reached(struct db *db, const struct db_position *position) MUST_USE;

/* A transaction that writes; others wait (as db_wait_at_most() says). After false nothing is open.
 * db_commit() returns only when the data is durable, where others will find it: both are false with
 * DB_LOST when the connection is gone, or when the database's files were moved, replaced, cut or
 * overwritten (sqlite/place.c says how that is known, and what becomes of what is in them). */
bool db_begin_write(struct db *db) MUST_USE;
bool db_commit(struct db *db) MUST_USE;
void db_rollback(struct db *db);

/* A transaction that writes, but waits for no other, nor another for it, where the engine can have
 * that. For rows that nobody else writes; whoever reads may find them before or after what a writer
 * commits at the same time. */
bool db_begin_beside(struct db *db) MUST_USE;

/* A part of a transaction that can be taken back alone. They do not nest. */
bool db_savepoint(struct db *db) MUST_USE;
bool db_savepoint_keep(struct db *db) MUST_USE;
bool db_savepoint_undo(struct db *db) MUST_USE;

/* Whose rows the open transaction, or else the next one or the next statements outside of any, see
 * and write; what ends a transaction ends this, too. It is a second wall behind the conditions of
 * statements, where the engine has one: rows of others are as if they were not there, and to write
 * one fails. Whoever was not named has none. EVERY_ACCOUNT is for what is not of one account, such
 * as finding out whose a token is. The same again costs next to nothing; and where there is no such
 * wall, nothing at all happens. */
enum { NO_ACCOUNT = -1, EVERY_ACCOUNT = -2 };
void db_of_account(struct db *db, int64_t account_id);

/* From here on that is what transactions begin with; NO_ACCOUNT, when a connection is opened. For
 * commands of the host, and for a server before it has clients: EVERY_ACCOUNT. Not within a
 * transaction. */
void db_stands_for(struct db *db, int64_t account_id);

/* Whether db_begin_write() would find all in its place; nothing is written. */
bool db_look(struct db *db) MUST_USE;

/* Whether all that have to have what is committed have what was read here, such as the standbys of
 * a server: who read it may say of it that it is stored. Outside a snapshot. In a transaction that
 * writes, its commit tells. */
bool db_confirm(struct db *db) MUST_USE;

/* After DB_LOST, outside a transaction: saves what can be. What is in SQLite's WAL alone comes into
 * the database file, which may have its name still, or have been moved to where it is looked for.
 */
void db_rescue(struct db *db);

/* After DB_LOST: whether only an end was cut off. What is left is as right to read as ever, and
 * what is not fails. */
bool db_is_cut(const struct db *db);

/* Whatever is committed is on the disk afterwards, also what another process committed last. */
bool db_checkpoint(struct db *db) MUST_USE;

/* Copies the state that the transaction of `source` sees into the new file `path`, for its owner
 * alone: one file without a WAL, not synced. Others commit meanwhile, and the copy knows nothing of
 * them; but the WAL cannot begin anew until the transaction ends. `go_on` is asked every few
 * megabytes whether to. False leaves what was copied so far; `ret_problem` is a sentence, or NULL
 * when `go_on` said no. */
bool db_copy(struct arena *arena, struct db *source, const char *path,
             bool (*go_on)(void *context, int64_t done, int64_t total), void *context,
             const char **ret_problem) MUST_USE;

/* Runs SQL of several statements, for migrations and set-up. */
bool db_execute(struct db *db, const char *sql) MUST_USE;

/* While a statement of this connection runs, `goes_on` is asked every few milliseconds whether to;
 * when it says no, the statement fails. The context has to live as long as the connection. */
void db_ask(struct db *db, bool (*goes_on)(void *context), void *context);

/* What the connection may do from here on, in pieces of 1,000 steps of the engine; the same work
 * takes the same number, give or take one for each statement. Statements that go beyond it fail,
 * and nothing is logged of that. */
enum { DB_UNBOUNDED = 1u << 30 }; /* hours */
void db_allow(struct db *db, unsigned pieces);
unsigned db_pieces(const struct db *db); /* that it did since */

/* Whether tables and indexes fit together, page by page, and every row that is referred to is
 * there; tells a sentence for each fault, and counts them. False when the database fails. Inside a
 * transaction that reads; unless `at_once`, each table is looked at in one of its own, so that no
 * old state is held for long, but pages that belong to no table are not looked at. */
bool db_verify(struct db *db, bool at_once, void (*tell)(const char *sentence),
               int64_t *ret_faults) MUST_USE;

/* Whether every row that is referred to is there; false, too, when the database fails. */
bool db_references_hold(struct db *db) MUST_USE;

/* Whether `table` has an index that begins with account_id, `owner` (unless NULL) and `column`. */
bool db_has_index(struct db *db, const char *table, const char *owner, const char *column) MUST_USE;

/* Whether the database takes a statement, and how many columns its rows have; it is not kept. With
 * `ret_columns` NULL it may be one of those before, asked likewise, that it does not take:
 * db_accepted() says whether it takes all of them. */
bool db_accepts(struct db *db, struct str sql, int *ret_columns) MUST_USE;
bool db_accepted(struct db *db) MUST_USE;

/* What says of the engine's version and of all columns, indexes and checks of tables whether they
 * are as they were, whoever changed them; in the arena. Empty where asking db_accepts() and
 * db_each_table() of thousands of statements takes no longer than a start may. */
bool db_schema(struct arena *arena, struct db *db, struct str *ret) MUST_USE;

/* Calls `visit` for every table that a statement would read, some of them more than once. */
bool db_each_table(struct db *db, struct str sql, void (*visit)(void *context, const char *table),
                   void *context) MUST_USE;

/* Gives at most `most` free pages back to the file system, when there are many; inside a write
 * transaction, in some milliseconds. `ret_given` 0: that is all for now. The file is
 * shorter after the next checkpoint, which the log keeper makes as soon as readers let it. */
bool db_give_back(struct db *db, int64_t most, int64_t *ret_given) MUST_USE;

/* Rows that the last INSERT, UPDATE or DELETE touched; 0 when it failed. Waits for it. */
int64_t db_changed_rows(struct db *db);

#endif
