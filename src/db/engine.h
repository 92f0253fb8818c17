/* engine.h - what a storage engine is, for src/db alone.
 *
 * It is a table of functions, and what every connection and statement begins with. db.h says what
 * callers may rely on; db.c and statement.c do what is the same for all engines and ask the engine
 * for the rest. An engine is a folder beside this file, and promises:
 *
 *   order      Transactions that write come one after the other, of all processes on the database:
 *              from begin_write() on nobody else's is open, and it sees whatever was committed
 *              before. Who has to wait does so for `patience` at most, and until db_is_over(); then
 *              it is DB_BUSY or DB_ENDING. What the engine itself would refuse for the sake of
 *              order is never left to the caller to try again.
 *   snapshot   Between begin_read() and end_read() all statements see one state, which is that of
 *              the first of them or of begin_read(). It has everything whose commit() was true
 *              before begin_read(), whoever committed it. Outside of both, each statement sees one.
 *              Readers never wait for a writer, nor a writer for them.
 *   durable    After commit() is true, what was committed outlasts a loss of power of the machine
 *              that has the data. After false nobody knows: it is there as a whole or not at all,
 *              and nothing is open.
 *   failure    A function that fails sets `trouble`, by db_note() which logs it once. After a
 *              failed statement the caller takes back its savepoint or its transaction, and does
 *              nothing else on the connection before that. When the connection to a server is gone
 *              the trouble is DB_AWAY until it is back; the engine brings it back by itself at the
 *              next begin_read() or begin_write(), and prepares statements anew then. DB_LOST is of
 *              files: an engine without them never has it.
 *   values     64-bit integers, doubles, UTF-8 texts without NUL, blobs and NULL, as they were
 *              bound. Texts compare and sort by their bytes. A column gives the kind that it has:
 *              column_integer() of a boolean of SQL is 0 or 1.
 *   ahead      Between begin_write() and commit() an engine may send statements that give no rows,
 *              savepoints and its own beginning without waiting for what becomes of them. A failure
 *              of one that was sent ahead is one of the next function that waits: of a step, of
 *              changed_rows(), of hear(), at last of commit(). One of a part whose savepoint is
 *              kept already takes the transaction with it, and in_transaction() is false.
 *   SQL        The shared subset, by whatever the engine has to change in it once, when a statement
 *              is prepared or executed; never for each use.
 *   threads    A connection is one thread's at a time, but for interrupt().
 *
 * What is bound is the caller's until the statement is handed out again; what a column gives is the
 * engine's until the next step or reset. Everything else that a function gives is in the arena. */
#ifndef GLIMT_DB_ENGINE_H
#define GLIMT_DB_ENGINE_H

#include "base/buffer.h"
#include "db/db.h"
#include "db/space.h"
#include "db/tables.h"

enum { STATEMENTS_MAX = 512, STATEMENT_CHAINS = 256, STATEMENT_GUESSES = 512 };

struct engine;
struct made;
struct migration;

struct statement {
    const struct engine *engine; /* its database's; here to save a step */
    void *prepared;              /* the engine's */
    struct db *db;
    struct statement *next; /* in its chain */
    uint64_t hash, used_at; /* `used_at` counts look-ups */
    bool bound;             /* handed out before, so that it may have values */
    bool stepped;           /* since it was last reset */
    bool in_use;            /* it gave a row, and neither ended nor was reset */
    size_t len;
    char sql[]; /* as the caller wrote it */
};

/* Those of a connection; see statement.c. */
struct statements {
    struct statement *chains[STATEMENT_CHAINS];
    struct statement *guesses[STATEMENT_GUESSES]; /* by where a text stands */
    size_t count;                                 /* in the chains */
    struct statement **planned;                   /* by slot; NULL: not prepared yet */
    size_t planned_count;
    size_t in_use; /* how many statements are */
    uint64_t lookups;
};

/* How an engine's own begins. */
struct db {
    const struct engine *engine;
    enum db_trouble trouble;
    bool is_quiet;    /* nobody depends on it: that it is away, or busy, is not logged here */
    bool passes;      /* the trouble is of what others do: what was taken back may be run again */
    int patience;     /* milliseconds */
    int row_patience; /* the same for a row that others have locked; 0: like the others */
    int64_t history;  /* where what was stored may be lost with a machine; see versions.h */
    struct db *next;  /* ending.c: of the process */
    struct statements statements;
};

/* Functions do what db.h says of those with the same names, and of those that it names otherwise
 * here is said more. Those of the second part may be NULL: then the engine has nothing like it, and
 * what is said there of NULL holds for the caller. */
struct engine {
    /* ---- connections ---- */
    const char *scheme;       /* of its URLs; NULL: its database is in the directory */
    const char *other_scheme; /* another word for it; NULL: none */
    struct db *(*open)(const struct engine *self, struct arena *arena, struct db_address at,
                       enum db_mode mode, const char **ret_problem);
    void (*close)(struct db *db); /* with connection_end() and statements_close() */
    void (*interrupt)(struct db *db);

    /* ---- statements ---- */
    void *(*prepare)(struct db *db, struct str sql); /* NULL: noted */
    void (*finalize)(void *prepared);
    void (*forget)(struct statement *statement); /* the values that are bound */
    void (*bind_integer)(struct statement *statement, int at, int64_t value);
    void (*bind_real)(struct statement *statement, int at, double value);
    void (*bind_text)(struct statement *statement, int at, struct str value); /* `at` is not NULL */
    void (*bind_blob)(struct statement *statement, int at, struct str value); /* likewise */
    void (*bind_null)(struct statement *statement, int at);
    void (*bind_list)(struct statement *statement, int at, struct arena *arena,
                      const int64_t *values, size_t count);
    enum db_step (*step)(struct statement *statement);
    void (*reset)(struct statement *statement);
    bool (*column_is_null)(struct statement *statement, int at);
    bool (*column_is_blob)(struct statement *statement, int at);
    int64_t (*column_integer)(struct statement *statement, int at);
    double (*column_real)(struct statement *statement, int at);
    struct str (*column_text)(struct statement *statement, int at);
    int64_t (*changed_rows)(struct db *db);
    bool (*execute)(struct db *db, const char *sql);
    bool (*accepts)(struct db *db, struct str sql, int *ret_columns);
    bool (*accepted)(struct db *db); /* NULL: accepts() tells at once */
    bool (*each_table)(struct db *db, struct str sql,
                       void (*visit)(void *context, const char *table), void *context);

    /* ---- transactions; whatever ends one finds its statements reset ---- */
    bool (*begin_read)(struct db *db);
    void (*end_read)(struct db *db);
    bool (*begin_write)(struct db *db);
    bool (*begin_beside)(struct db *db); /* NULL: it is begin_write() */
    bool (*commit)(struct db *db);
    void (*rollback)(struct db *db); /* also when nothing is open */
    bool (*savepoint)(struct db *db);
    bool (*savepoint_keep)(struct db *db);
    bool (*savepoint_undo)(struct db *db);
    /* Whether one is open: an engine may have taken it back by itself after a failure. */
    bool (*in_transaction)(const struct db *db);

    /* ---- limits of work ---- */
    /* One that can't count its steps counts time, a piece for each 100 microseconds; then the same
     * work does not always take the same number. */
    void (*ask)(struct db *db, bool (*goes_on)(void *context), void *context);
    void (*allow)(struct db *db, unsigned pieces);
    unsigned (*pieces)(const struct db *db);

    /* ---- the schema ---- */
    /* Names of columns in their order, with a blank between; empty when there is no such table. */
    bool (*columns)(struct arena *arena, struct db *db, const char *table, struct str *ret);
    bool (*has_index)(struct db *db, const char *table, const char *owner, const char *column);
    /* tables.h; NULL in `ret_problem` when the database failed. */
    bool (*tables)(struct arena *arena, struct db *db, struct db_table **ret, size_t *ret_count,
                   const char **ret_problem);
    /* Adds statements to both texts, each with a line's end behind its semicolon: those that drop
     * the indexes of a table which were made by CREATE INDEX, and those that make them again. */
    bool (*list_indexes)(struct db *db, const char *table, struct buffer *drop,
                         struct buffer *make);

    /* ---- the whole ---- */
    bool (*verify)(struct db *db, bool at_once, void (*tell)(const char *sentence),
                   int64_t *ret_faults);
    bool (*references_hold)(struct db *db);
    bool (*space)(struct db *db, struct db_space *ret);
    /* For backups, so the copy is of the engine that keeps a database in a directory. */
    bool (*copy)(struct arena *arena, struct db *source, const char *path,
                 bool (*go_on)(void *context, int64_t done, int64_t total), void *context,
                 const char **ret_problem);

    /* ==== what not every engine has ==== */

    const char *const *files; /* by name, in the directory; ends with NULL. NULL: none */
    /* Before the first connection: whether these files belong together. */
    bool (*files_fit)(struct arena *arena, const char *directory, const char **ret_problem);

    /* NULL, both: every statement sees all rows. */
    void (*of_account)(struct db *db, int64_t account_id);
    void (*stands_for)(struct db *db, int64_t account_id);

    bool (*stamp)(struct db *db, struct db_stamp *ret); /* NULL: it can never be told */
    bool (*stamp_at)(struct db *db, struct db_stamp *ret,
                     struct db_position *ret_position); /* NULL: no other follows it */
    int64_t (*reached)(struct db *db, const struct db_position *position); /* likewise */
    bool (*look)(struct db *db);                                           /* NULL: they are */
    bool (*confirm)(struct db *db); /* NULL: none but this machine has it */

    /* Of an engine at the other end of a wire. NULL, all: nothing is sent ahead. run() is a
     * statement_run() that need not wait. */
    void (*ask_ahead)(struct statement *statement);
    bool (*run)(struct statement *statement);
    bool (*hear)(struct db *db);
    int64_t (*round_trips)(const struct db *db);

    void (*rescue)(struct db *db);       /* NULL: nothing is to be rescued */
    bool (*is_cut)(const struct db *db); /* NULL: it is not */
    bool (*checkpoint)(struct db *db);   /* NULL: a commit is on the disk */

    /* A log that readers may keep from being begun anew, and log_keeper.c, whose thread calls
     * keep_log() on its own connection four times a second. NULL, all three: there is none. */
    void (*limit_log)(struct db *db, int64_t bytes);
    bool (*log_is_over)(const struct db *db);
    void (*keep_log)(struct db *db, int64_t limit);

    bool (*schema)(struct arena *arena, struct db *db, struct str *ret); /* NULL: it is empty */

    bool (*give_back)(struct db *db, int64_t most, int64_t *ret_given); /* NULL: it does so alone */
    bool (*compact)(struct db *db);                                     /* likewise */

    /* Tells the planner what tables look like, after migrations and new indexes. */
    bool (*guide)(struct db *db); /* NULL: it looks by itself */
    /* Runs the statements of one. NULL: execute() takes them as they are. */
    bool (*run_migration)(struct db *db, const struct migration *migration);
    /* Who migrates a database that lacks a migration, as the end of a sentence. NULL: who starts
     * the server. */
    const char *(*who_migrates)(struct arena *arena, struct db *db);
    /* Gives checksums to a database from before they were kept; NULL: the engine came later. */
    bool (*adopt)(struct arena *arena, struct db *db, const struct made *made,
                  const char **ret_problem);

    /* bulk.h. NULL: large loads are like small ones. */
    bool (*load_begin)(struct db *db); /* before its transaction, of whoever fills empty tables */
    void (*load_end)(struct db *db);   /* after it, or after load_begin() was false */
    bool (*beside_others)(struct db *db);
    bool (*trust_references)(struct db *db, bool trust);
    /* Gives the names of tables, those that refer to others before them. NULL: references can be
     * trusted, so that any order will do. */
    const char *removal_order;
    void (*alone_again)(struct db *db);

    /* tables.h. The three of rows: what the first gives, which is not NULL unless it failed, is the
     * others', and gone after the last. NULL: rows come by INSERT. */
    void *(*rows_begin)(struct db *db, const struct db_table *table);
    bool (*rows_put)(void *state, const struct db_cell *values);
    bool (*rows_end)(void *state);
    /* As list_indexes(); NULL: load_begin() is enough for references. */
    bool (*list_references)(struct db *db, const char *table, struct buffer *drop,
                            struct buffer *make);
    bool (*fill_settle)(struct db *db); /* NULL: numbers follow the rows, and so do plans */
};

/* What an engine calls a type. A list of them ends with NULL. */
struct kind_word {
    const char *type;
    enum column_kind kind;
};

/* For `tables`: of rows by table and in the order of columns, with the names of both, the type, the
 * place in the primary key, and the number of the table's columns. */
bool tables_read(struct arena *arena, struct statement *rows, const struct kind_word *words,
                 struct db_table **ret, size_t *ret_count, const char **ret_problem) MUST_USE;

extern const struct engine sqlite_engine, postgres_engine;

/* For engines: from here on the connection can be interrupted, until the end. */
void connection_begin(struct db *db);
void connection_end(struct db *db);

/* Resets the statements that are in use: none outlasts its transaction, whose snapshot it would
 * hold. */
void statements_reset(struct db *db);
void statements_close(struct db *db);

/* Whether it makes and migrates what is missing. */
static inline bool mode_makes(enum db_mode mode) {
    return mode == DB_CREATE || mode == DB_FILL;
}

/* Notes and logs a failure: what was being done, and what the engine said; `code`, which may be
 * NULL, is how its manual names it. */
void db_note(struct db *db, enum db_trouble trouble, const char *doing, const char *said,
             const char *code);

/* Prepares and steps one without values and rows. */
bool db_run(struct db *db, struct str sql) MUST_USE;

bool db_in_transaction(const struct db *db);
bool db_log_is_over(const struct db *db); /* the limit of db_limit_log() */

/* Whether db_ending() was called. */
bool db_is_ending(void);

#endif
