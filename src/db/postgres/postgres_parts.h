/* postgres_parts.h - the inside of a connection to PostgreSQL, for the files that face libpq.
 *
 * What is named as in db.h, behind `postgres_`, keeps the contract that stands there; here is what
 * differs. A `struct postgres` is one connection, for one thread at a time, and finds its server
 * again by itself: when that went away, the transaction of then fails with DB_AWAY, and the next
 * one, or the next statement outside of any, connects anew and prepares anew what it needs.
 *
 * When a statement fails within a transaction, PostgreSQL lets nothing but its end, or that of its
 * savepoint, follow; db_trouble() stays that of the first failure. */
#ifndef GLIMT_DB_POSTGRES_POSTGRES_PARTS_H
#define GLIMT_DB_POSTGRES_POSTGRES_PARTS_H

#include "base/buffer.h"
#include "db/db.h"
#include "db/space.h"

#include <libpq-fe.h>
#include <stdatomic.h>
#include <stdio.h>

enum {
    POSTGRES_STATEMENTS_MAX = 512,
    POSTGRES_CHAINS = 256,
    POSTGRES_PARAMETERS_MAX = 1000, /* that a statement really has */
    POSTGRES_PATIENCE = 30 * 1000,
    POSTGRES_VERSION_MIN = 150000,
    POSTGRES_BATCH_BYTES = 256 * 1024, /* a guess: what a connection keeps in memory */
};

/* Types of pg_type, which are the same in every database. */
enum postgres_type {
    TYPE_BOOL = 16,
    TYPE_BYTEA = 17,
    TYPE_INT8 = 20,
    TYPE_INT2 = 21,
    TYPE_INT4 = 23,
    TYPE_OID = 26,
    TYPE_FLOAT4 = 700,
    TYPE_FLOAT8 = 701,
    TYPE_INT8_LIST = 1016,
    TYPE_NUMERIC = 1700,
};

enum postgres_kind { BOUND_NULL, BOUND_INTEGER, BOUND_REAL, BOUND_BYTES, BOUND_LIST };

struct postgres_value {
    enum postgres_kind kind;
    int64_t integer;
    double real;
    struct str bytes; /* the caller's */
};

/* Rows come one by one from the server into a batch of some (stream.c). What another statement
 * needs the connection for is moved to an unnamed file. */
struct postgres_rows {
    struct buffer batch;
    size_t at; /* of the next row */
    FILE *parked;
    bool is_failed; /* after those that came */
};

struct postgres_statement {
    struct postgres *db;
    struct postgres_statement *next; /* in its chain */
    uint64_t hash, used_at;
    unsigned name;                /* s1, s2 ... on the server */
    uint64_t connected;           /* of which connection it is prepared; 0: of none */
    bool is_sent;                 /* since it was last reset */
    bool is_stale;                /* what is prepared there no longer is right */
    bool in_use;                  /* it gave a row, and neither ended nor was reset */
    unsigned most;                /* the highest ?N */
    uint16_t *dense;              /* by N; see dialect.h */
    int parameters, columns;      /* how many */
    Oid *types, *column_types;    /* of them */
    struct postgres_value *bound; /* by dense number - 1 */
    struct str *cells;            /* of the present row; at is NULL: null */
    char (*scratch)[32];          /* by column: numbers as text */
    struct postgres_rows rows;
    size_t len;
    char sql[]; /* as the caller wrote it, terminated */
};

enum postgres_transaction { TRANSACTION_NONE, TRANSACTION_READS, TRANSACTION_WRITES };

struct postgres {
    PGconn *pq; /* NULL: it could not even be begun */
    char *url;  /* with its password: never told */
    char *name; /* for sentences: "glimt at db.example.org" */
    enum db_mode mode;
    enum db_trouble trouble;
    uint64_t connected; /* how often */
    int64_t failed_at;  /* when connecting failed last, monotonic; 0: it did not */
    enum postgres_transaction transaction;
    bool is_lost;    /* the connection of this transaction is */
    char number[24]; /* of the transaction that writes, by which its end is asked for */
    struct postgres_statement *streaming; /* whose rows are on their way */
    struct postgres_statement *chains[POSTGRES_CHAINS];
    size_t statement_count;
    struct postgres_statement **planned; /* by slot */
    size_t planned_count;
    uint64_t lookups;
    unsigned names;
    struct buffer forgotten; /* DEALLOCATEs that are due */
    int64_t changed;
    int patience; /* milliseconds */
    /* wait.c */
    struct postgres *next;
    atomic_bool is_interrupted;
    int64_t pieces_us;
    unsigned pieces_allowed; /* 0: never asked for */
    int64_t looked_at;       /* whether to go on, monotonic milliseconds */
    bool (*goes_on)(void *context);
    void *goes_on_context;
};

/* Opens the database of `url`, which is a URL of libpq (postgresql://), with its service files,
 * environment and settings of TLS. NULL on failure; `ret_problem`, in the arena, is a sentence
 * without the password. DB_CREATE makes the schema, or brings it to the newest; any number of
 * processes may do so at once. DB_READ may be a standby. */
struct postgres *postgres_open(struct arena *arena, const char *url, enum db_mode mode,
                               const char **ret_problem) MUST_USE;
void postgres_close(struct postgres *db);

void postgres_wait_at_most(struct postgres *db, int milliseconds);
void postgres_interrupt_all(void);
void postgres_ask(struct postgres *db, bool (*goes_on)(void *context), void *context);

/* A piece is 10 microseconds that the server takes: it tells no steps. */
void postgres_allow(struct postgres *db, unsigned pieces);
unsigned postgres_pieces(const struct postgres *db);
bool postgres_is_spent(const struct postgres *db); /* it is beyond that: nothing is logged of it */

enum db_trouble postgres_trouble(const struct postgres *db);
const char *postgres_problem(const struct postgres *db);

struct postgres_statement *postgres_prepared(struct postgres *db, const struct sql *sql) MUST_USE;
struct postgres_statement *postgres_statement(struct postgres *db, struct str sql) MUST_USE;
bool postgres_accepts(struct postgres *db, struct str sql, int *ret_columns) MUST_USE;

void postgres_bind_integer(struct postgres_statement *statement, int at, int64_t value);
void postgres_bind_real(struct postgres_statement *statement, int at, double value);
void postgres_bind_text(struct postgres_statement *statement, int at, struct str value);
void postgres_bind_blob(struct postgres_statement *statement, int at, struct str value);
void postgres_bind_null(struct postgres_statement *statement, int at);
void postgres_bind_list(struct postgres_statement *statement, int at, struct arena *arena,
                        const int64_t *values, size_t count);

enum db_step postgres_step(struct postgres_statement *statement) MUST_USE;
void postgres_reset(struct postgres_statement *statement);
enum db_step postgres_find(struct postgres_statement *statement) MUST_USE;
enum db_step postgres_integer(struct postgres_statement *statement, int64_t *ret) MUST_USE;
bool postgres_run(struct postgres_statement *statement) MUST_USE;

bool postgres_column_is_null(struct postgres_statement *statement, int at);
bool postgres_column_is_blob(struct postgres_statement *statement, int at);
int64_t postgres_column_integer(struct postgres_statement *statement, int at);
double postgres_column_real(struct postgres_statement *statement, int at);
struct str postgres_column_text(struct postgres_statement *statement, int at);

/* transaction.c says which isolation they have, and why. After a false postgres_commit() nothing
 * was stored, but when the server went away at that moment and does not come back in time: then
 * nobody knows, and the log says so. */
bool postgres_begin_read(struct postgres *db) MUST_USE;
void postgres_end_read(struct postgres *db);
bool postgres_read_on(struct postgres *db) MUST_USE;
bool postgres_begin_write(struct postgres *db) MUST_USE;
bool postgres_commit(struct postgres *db) MUST_USE;
void postgres_rollback(struct postgres *db);
bool postgres_savepoint(struct postgres *db) MUST_USE;
bool postgres_savepoint_keep(struct postgres *db) MUST_USE;
bool postgres_savepoint_undo(struct postgres *db) MUST_USE;
int64_t postgres_changed_rows(struct postgres *db);
bool postgres_in_transaction(const struct postgres *db);

/* SQL as PostgreSQL has it, of several statements. */
bool postgres_execute(struct postgres *db, const char *sql) MUST_USE;

/* catalog.c. Names of columns in their order, with a blank between; empty without such a table. */
bool postgres_columns(struct arena *arena, struct postgres *db, const char *table,
                      struct str *ret) MUST_USE;
bool postgres_has_index(struct postgres *db, const char *table, const char *owner,
                        const char *column) MUST_USE;

/* Adds statements to both texts, which drop a table's indexes and make them again; not its keys. */
bool postgres_list_indexes(struct postgres *db, const char *table, struct buffer *drop,
                           struct buffer *make) MUST_USE;
bool postgres_verify(struct postgres *db, bool at_once, void (*tell)(const char *sentence),
                     int64_t *ret_faults) MUST_USE;
bool postgres_references_hold(struct postgres *db) MUST_USE;
bool postgres_space(struct postgres *db, struct db_space *ret) MUST_USE; /* nothing is free */

/* connect.c: a connection with its settings, in place of the one that there is. What is wrong
 * otherwise, as the end of a sentence that begins with the name of the database. */
bool postgres_connect(struct arena *arena, struct postgres *db, const char **ret_problem) MUST_USE;

/* Whether there is a connection, made anew if need be and outside of a transaction. */
bool postgres_ready(struct postgres *db) MUST_USE;

/* wait.c: from opening to closing, the connection can be interrupted. */
void postgres_waiting_begin(struct postgres *db);
void postgres_waiting_end(struct postgres *db);

/* The next result of what was sent, or NULL when there is none; the caller's. */
PGresult *postgres_result(struct postgres *db) MUST_USE;

/* Before something is sent: what was interrupted so far is over. */
void postgres_begin_waiting(struct postgres *db);

/* Ends what runs, as for another thread; its results are still to be taken. */
void postgres_cancel(struct postgres *db);

/* stream.c: takes some of the rows that are on their way. */
void postgres_take_rows(struct postgres *db, struct buffer *out);

/* Frees the connection for others; what is left of the rows that are on their way is kept,
 * or forgotten. */
void postgres_park(struct postgres *db);
void postgres_forget_rows(struct postgres *db);

/* Sends statements and takes their results: the last one, or the first that failed, which is noted
 * then. NULL when nothing could be sent. The caller's. */
PGresult *postgres_ask_server(struct postgres *db, const char *sql, const char *doing) MUST_USE;

/* statement.c: prepares on the present connection. */
bool postgres_prepare(struct postgres_statement *statement) MUST_USE;
void postgres_statements_reset(struct postgres *db);
void postgres_statements_close(struct postgres *db);

/* bind.c: sends the statement with what is bound. */
bool postgres_send(struct postgres_statement *statement) MUST_USE;

/* trouble.c: what an SQLSTATE means; classifies and logs a failure. Neither tells values of rows.
 */
enum db_trouble postgres_trouble_of(const char *state);
void postgres_note(struct postgres *db, const PGresult *result, const char *doing);
bool postgres_is_gone(const struct postgres *db);

/* schema.c: see postgres_open(). False with the end of a sentence. */
bool postgres_schema_make(struct arena *arena, struct postgres *db,
                          const char **ret_problem) MUST_USE;
bool postgres_schema_is_current(struct arena *arena, struct postgres *db,
                                const char **ret_problem) MUST_USE;

#endif
