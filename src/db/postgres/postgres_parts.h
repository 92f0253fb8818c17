/* postgres_parts.h - the inside of a connection to PostgreSQL, for the files that face libpq.
 *
 * A `struct postgres` is one connection, for one thread at a time, and finds its server
 * again by itself: when that went away, the transaction of then fails with DB_AWAY, and the next
 * one, or the next statement outside of any, connects anew and prepares anew what it needs.
 *
 * When a statement fails within a transaction, PostgreSQL lets nothing but its end, or that of its
 * savepoint, follow; db_trouble() stays that of the first failure. */
#ifndef GLIMT_DB_POSTGRES_POSTGRES_PARTS_H
#define GLIMT_DB_POSTGRES_POSTGRES_PARTS_H

#include "db/engine.h"

#include <libpq-fe.h>
#include <stdatomic.h>
#include <stdio.h>

enum {
    POSTGRES_PARAMETERS_MAX = 1000, /* that a statement really has */
    POSTGRES_VERSION_MIN = 150000,
    POSTGRES_BATCH_BYTES = 256 * 1024, /* a guess: what a connection keeps in memory */
    POSTGRES_CHAINS = 512,
    POSTGRES_SCRATCH = 32, /* bytes that a number takes as text, at most */
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
    TYPE_VARBIT = 1562, /* a column that has integers and blobs; bind.c says how */
    TYPE_NUMERIC = 1700,
};

enum postgres_kind { BOUND_NULL, BOUND_INTEGER, BOUND_REAL, BOUND_BYTES, BOUND_LIST };

/* How what a TYPE_VARBIT has begins. Integers come before blobs. */
enum { ANY_INTEGER = 1, ANY_BLOB = 2 };

struct postgres_value {
    enum postgres_kind kind;
    int64_t integer;
    double real;
    struct str bytes; /* the caller's */
};

/* Rows come one by one from the server into a batch of some (rows.c). What stands in the way of
 * another answer is moved to an unnamed file. */
struct postgres_rows {
    struct buffer batch;
    size_t at;    /* of the next row */
    int in_batch; /* rows */
    FILE *parked;
    bool is_coming; /* there may be more of them */
    bool is_failed; /* after those that came */
};

/* What `prepared` of a statement is. */
struct postgres_statement {
    struct postgres *db;
    struct postgres_statement *next;   /* in its chain */
    unsigned name;                     /* s1, s2 ... on the server */
    uint64_t connected;                /* of which connection it is prepared; 0: of none */
    bool is_sent;                      /* to give rows, since it was last reset */
    bool is_stale;                     /* what is prepared there no longer is right */
    unsigned most;                     /* the highest ?N */
    uint16_t *dense;                   /* by N; see dialect.h */
    int parameters, columns;           /* how many */
    Oid *types, *column_types;         /* of them */
    bool has_bits;                     /* a parameter of TYPE_VARBIT */
    struct postgres_value *bound;      /* by dense number - 1 */
    struct str *cells;                 /* of the present row; at is NULL: null */
    char (*scratch)[POSTGRES_SCRATCH]; /* by column: numbers as text */
    struct postgres_rows rows;
    size_t len;
    char sql[]; /* as the caller wrote it, terminated */
};

enum postgres_transaction { TRANSACTION_NONE, TRANSACTION_READS, TRANSACTION_WRITES };

enum postgres_sent_kind {
    SENT_SYNC,     /* up to here, what follows a failure is skipped */
    SENT_WORD,     /* BEGIN and its like */
    SENT_LOCK,     /* the writers', whose answer has the transaction's number */
    SENT_DROP,     /* whose failure is of no interest */
    SENT_PREPARE,  /* of the statement */
    SENT_DESCRIBE, /* likewise */
    SENT_RUN,      /* likewise; it gives no rows */
    SENT_ASK,      /* likewise; it gives rows */
};

/* What was sent, and not answered to its end. */
struct postgres_sent {
    enum postgres_sent_kind kind;
    bool is_begun;                        /* its answer may have been taken in part */
    unsigned part;                        /* of the transaction; see pipeline.c */
    const char *doing;                    /* for the log */
    struct postgres_statement *statement; /* NULL: nobody wants to know */
};

struct postgres {
    struct db db; /* first, so that the one is the other */
    PGconn *pq;   /* NULL: it could not even be begun */
    char *url;    /* with its password: never told */
    char *name;   /* for sentences: "glimt at db.example.org" */
    enum db_mode mode;
    bool is_filled;     /* as of its address */
    uint64_t connected; /* how often */
    int64_t failed_at;  /* when connecting failed last, monotonic; 0: it did not */
    enum postgres_transaction transaction;
    bool is_lost; /* the connection of this transaction is */
    char
        number[24]; /* of the transaction that writes, by which its end is asked for; "": unknown */
    char history[48], history_of_number[48]; /* of what the server stores, and when it was given */
    int64_t commit_until; /* wait.c: it commits, and that may last so long, monotonic; 0: neither */
    bool is_doubtful;     /* the server stored a commit for itself alone */
    /* account.c: whose rows are asked for now, and by default; and for whom the server takes the
     * transaction. */
    int64_t account, stands_for, told;
    /* roles.c: who serves; NULL: the user of the URL does. */
    char *role;
    bool may_migrate, is_served;
    char *full_columns; /* order.c; NULL: not asked for yet */
    unsigned names;
    struct postgres_statement *chains[POSTGRES_CHAINS]; /* all statements, by their texts */
    struct buffer forgotten;                            /* DEALLOCATEs that are due */
    int64_t changed;
    /* pipeline.c */
    struct postgres_sent *sent; /* a ring */
    size_t sent_at, sent_count, sent_room;
    bool is_synced;       /* nothing was sent since the last SENT_SYNC */
    bool is_asked;        /* something was sent since an answer was last waited for */
    int64_t round_trips;  /* how often was */
    unsigned part, begun; /* the present part, and the first one of the transaction */
    bool has_savepoint;   /* the present part can be taken back alone */
    bool is_failed;       /* something of it, or of the whole; nothing more will be done */
    bool is_broken;       /* the whole transaction */
    bool is_committed;    /* the last COMMIT was heard of */
    /* wait.c */
    atomic_bool is_interrupted;
    int64_t pieces_us;
    unsigned pieces_allowed; /* 0: never asked for */
    int64_t looked_at;       /* whether to go on, monotonic milliseconds */
    bool (*goes_on)(void *context);
    void *goes_on_context;
};

static inline struct postgres *inside(const struct db *db) {
    return (struct postgres *)db;
}

/* connect.c: a connection with its settings, in place of the one that there is. What is wrong
 * otherwise, as the end of a sentence that begins with the name of the database. */
bool postgres_connect(struct arena *arena, struct postgres *db, const char **ret_problem) MUST_USE;

/* Whether there is a connection, made anew if need be and outside of a transaction. */
bool postgres_ready(struct postgres *db) MUST_USE;

/* The next result of what was sent, or NULL when there is none; the caller's. */
PGresult *postgres_result(struct postgres *db) MUST_USE;

/* Whether it has done more than db_allow() said: nothing is logged of that. */
bool postgres_is_spent(const struct postgres *db);

/* Before something is sent: what was interrupted so far is over. */
void postgres_begin_waiting(struct postgres *db);

/* Ends what runs, as for another thread; its results are still to be taken. */
void postgres_cancel(struct postgres *db);

/* pipeline.c: notes what was just sent; `done` is whether it could be, which is given back. */
bool postgres_sent(struct postgres *db, enum postgres_sent_kind kind, bool done,
                   struct postgres_statement *statement, const char *doing) MUST_USE;

/* Sends one that needs no values, nor to be prepared. `doing` has to live until it is answered. */
bool postgres_send_word(struct postgres *db, enum postgres_sent_kind kind, const char *sql,
                        const char *doing) MUST_USE;

/* A failure of what is before it does not keep what comes after it from being done. */
void postgres_sync(struct postgres *db);

/* Waits for all answers; false when the transaction, or its part, has failed. */
bool postgres_settle(struct postgres *db);

/* Takes rows of the statement until its batch is full, or they end. */
void postgres_take_rows(struct postgres_statement *statement);

/* Ends the use of its rows; nobody wants the rest of them. */
void postgres_end_rows(struct postgres_statement *statement);

/* Its statement ends. */
void postgres_forget_sent(struct postgres_statement *statement);

/* The present part of the transaction, or all of it, begins or is over. */
void postgres_next_part(struct postgres *db, bool has_savepoint);

/* What was sent on a connection that is gone. */
void postgres_drop_sent(struct postgres *db);

/* Waits for all answers, then sends statements by themselves and takes their results: the last one,
 * or the first that failed, which is noted then. NULL when nothing could be sent. The caller's. */
PGresult *postgres_ask_server(struct postgres *db, const char *sql, const char *doing) MUST_USE;

/* Of what was sent by itself, outside of the queue: notes its failure. */
void postgres_fail(struct postgres *db, const PGresult *result, const char *doing);

/* statement.c: prepares on the present connection, unless that was done. */
bool postgres_prepare_there(struct postgres_statement *statement) MUST_USE;

/* learn.c: types, from the answer that has them; and what a failure of any kind tells. */
void postgres_learn_types(struct postgres_statement *statement, const PGresult *described);
void postgres_note_stale(struct postgres_statement *statement, enum postgres_sent_kind kind,
                         const PGresult *result);

/* bind.c: sends the statement with what is bound. */
bool postgres_send(struct postgres_statement *statement) MUST_USE;

/* stream.c: keeps a row, and what is in the way of other answers in a file; after the last one
 * makes them ready to be read; lets go of them. */
void postgres_keep_row(struct postgres_statement *statement, const PGresult *result, bool parks);
bool postgres_batch_is_full(const struct postgres_rows *rows);
void postgres_rows_came(struct postgres_statement *statement);
void postgres_drop_rows(struct postgres_statement *statement);
/* bind.c: a value of a TYPE_VARBIT, and its length. */
uint32_t postgres_any_length(const struct db_cell *value);
void postgres_put_any(struct buffer *out, const struct db_cell *value);

/* wait.c: sends what libpq has kept; false when the connection is gone, or it is to end. */
bool postgres_flush(struct postgres *db) MUST_USE;

/* trouble.c: what an SQLSTATE means; classifies and logs a failure. Neither tells values of rows.
 */
enum db_trouble postgres_trouble_of(const char *state);
void postgres_note(struct postgres *db, const PGresult *result, const char *doing);
bool postgres_is_gone(const struct postgres *db);

enum { ACCOUNT_UNKNOWN = -3 };

#define POSTGRES_ACCOUNT "glimt.account" /* the setting */

/* account.c: tells the server before a statement whose rows it may see, if it does not know. */
bool postgres_tell_account(struct postgres *db) MUST_USE;

/* policies.c: inside a transaction, as the owner of the tables: gives each that has rows of
 * accounts its wall, and the role that serves its rights. Only what is missing, which at most times
 * is nothing. */
bool postgres_raise_walls(struct db *db) MUST_USE;

/* Whether no table is without one for the role that serves; false with the end of a sentence, or
 * NULL when the database failed. */
bool postgres_walls_hold(struct arena *arena, struct db *db, const char **ret_problem) MUST_USE;

/* order.c: inside a transaction, as the owner of the tables: makes indexes anew that have nulls at
 * the wrong end. */
bool postgres_order_indexes(struct db *db) MUST_USE;

/* A terminated statement as PostgreSQL has it, in an order that indexes serve. */
struct str postgres_order(struct arena *arena, struct postgres *db, struct str text) MUST_USE;

/* roles.c: finds out who is to serve, and, with DB_CREATE, makes that role. False likewise. */
bool postgres_find_roles(struct arena *arena, struct db *db, const char **ret_problem) MUST_USE;

/* become.c: the connection takes the role that serves, or the one that the statement names. */
bool postgres_serve(struct db *asked) MUST_USE;
bool postgres_become(struct postgres *db, const char *sql) MUST_USE;

/* schema.c: whether the database is empty or ours, and the user may use its tables as the mode
 * needs; whether it may make tables. False with the end of a sentence, or NULL when the database
 * failed. */
bool postgres_schema_is_ours(struct arena *arena, struct db *db, const char **ret_problem) MUST_USE;
bool postgres_schema_may_grow(struct arena *arena, struct db *db,
                              const char **ret_problem) MUST_USE;

/* SQL as PostgreSQL has it, of several statements. */
bool postgres_execute_there(struct postgres *db, const char *sql) MUST_USE;

/* ---- functions of the table (engine.h) ---- */

/* A URL of libpq, with its service files, environment and settings of TLS; the sentence is without
 * the password. DB_READ may be a standby. */
struct db *postgres_open(const struct engine *self, struct arena *arena, struct db_address at,
                         enum db_mode mode, const char **ret_problem);
void postgres_close(struct db *asked);
void postgres_interrupt(struct db *db);

void *postgres_prepare(struct db *db, struct str sql);
void postgres_finalize(void *prepared);
void postgres_forget(struct statement *asked);
void postgres_bind_integer(struct statement *statement, int at, int64_t value);
void postgres_bind_real(struct statement *statement, int at, double value);
void postgres_bind_text(struct statement *statement, int at, struct str value);
void postgres_bind_blob(struct statement *statement, int at, struct str value);
void postgres_bind_null(struct statement *statement, int at);
void postgres_bind_list(struct statement *statement, int at, struct arena *arena,
                        const int64_t *values, size_t count);
enum db_step postgres_step(struct statement *asked);
void postgres_ask_ahead(struct statement *asked);
bool postgres_run(struct statement *asked);
bool postgres_hear(struct db *asked);
int64_t postgres_round_trips(const struct db *db);
void postgres_reset(struct statement *statement);
bool postgres_column_is_null(struct statement *statement, int at);
bool postgres_column_is_blob(struct statement *statement, int at);
int64_t postgres_column_integer(struct statement *statement, int at);
double postgres_column_real(struct statement *statement, int at);
struct str postgres_column_text(struct statement *statement, int at);
int64_t postgres_changed_rows(struct db *db);
bool postgres_execute(struct db *db, const char *sql);
bool postgres_accepts(struct db *db, struct str sql, int *ret_columns);
bool postgres_accepted(struct db *db);
bool postgres_each_table(struct db *db, struct str sql,
                         void (*visit)(void *context, const char *table), void *context);

/* transaction.c says which isolation they have, and why. After a false commit nothing was stored,
 * but when the server went away at that moment and does not come back in time: then nobody knows,
 * and the log says so. */
bool postgres_begin_read(struct db *db);
void postgres_end_read(struct db *db);
bool postgres_begin_write(struct db *db);
bool postgres_begin_beside(struct db *db);
bool postgres_commit(struct db *db);
void postgres_rollback(struct db *db);
bool postgres_savepoint(struct db *db);
bool postgres_savepoint_keep(struct db *db);
bool postgres_savepoint_undo(struct db *db);
bool postgres_in_transaction(const struct db *db);
bool postgres_look(struct db *db);
bool postgres_confirm(struct db *db);
bool postgres_stamp(struct db *db,
                    struct db_stamp *ret); /* one question; outside of a transaction */
bool postgres_stamp_at(struct db *db, struct db_stamp *ret,
                       struct db_position *ret_position);                    /* likewise */
int64_t postgres_reached(struct db *db, const struct db_position *position); /* likewise */

/* A piece is 100 microseconds that the server takes: it tells no steps. */
void postgres_ask(struct db *db, bool (*goes_on)(void *context), void *context);
void postgres_allow(struct db *db, unsigned pieces);
unsigned postgres_pieces(const struct db *db);

void postgres_of_account(struct db *db, int64_t account_id);
void postgres_stands_for(struct db *db, int64_t account_id);
bool postgres_load_begin(struct db *db); /* as who made the tables, so without walls */
void postgres_load_end(struct db *asked);
const char *postgres_who_migrates(struct arena *arena, struct db *db);

bool postgres_columns(struct arena *arena, struct db *db, const char *table, struct str *ret);
bool postgres_schema(struct arena *arena, struct db *db, struct str *ret);
bool postgres_has_index(struct db *db, const char *table, const char *owner, const char *column);
bool postgres_list_indexes(struct db *db, const char *table, struct buffer *drop,
                           struct buffer *make); /* not its keys */
bool postgres_tables(struct arena *arena, struct db *db, struct db_table **ret, size_t *ret_count,
                     const char **ret_problem);
extern const char postgres_removal_order[];

bool postgres_list_references(struct db *db, const char *table, struct buffer *drop,
                              struct buffer *make);
void *postgres_rows_begin(struct db *db, const struct db_table *table);
bool postgres_rows_put(void *state, const struct db_cell *values);
bool postgres_rows_end(void *state);
bool postgres_fill_settle(struct db *db);
bool postgres_verify(struct db *db, bool at_once, void (*tell)(const char *sentence),
                     int64_t *ret_faults);
bool postgres_references_hold(struct db *db);
bool postgres_space(struct db *db, struct db_space *ret); /* nothing is free */
bool postgres_run_migration(struct db *db, const struct migration *migration);

#endif
