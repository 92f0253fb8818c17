/* parts.h - the inside of a connection, for the files that face SQLite. */
#ifndef GLIMT_DB_SQLITE_PARTS_H
#define GLIMT_DB_SQLITE_PARTS_H

#include "db/engine.h"

#include <sqlite3.h>

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

struct sqlite_db {
    struct db db; /* first, so that the one is the other */
    sqlite3 *sqlite;
    struct whole whole;
    const uint64_t volatile *wal_index; /* NULL: not known */
    int64_t waits_since;
    int64_t log_limit;  /* bytes; 0: none */
    sqlite3_file *file; /* SQLite's own; NULL: in memory */
    struct db_place place;
    struct mark_state marked, marking;
    /* asking.c */
    unsigned pieces, pieces_allowed; /* 0: never asked for */
    bool (*goes_on)(void *context);  /* NULL: nobody is asked */
    void *goes_on_context;
};

static inline struct sqlite_db *inside(const struct db *db) {
    return (struct sqlite_db *)db;
}

/* Finds `wal_index`, for db_stamp(), or forgets it when there is no WAL. */
void stamp_find_index(struct db *db);

/* Waits for others as db_wait_at_most() says. */
void waiting_begin(struct db *db);

/* The size of SQLite's log; one that is longer is of interest to the log keeper. */
enum { LOG_LONG_BYTES = 64 * 1024 * 1024 };
int64_t sqlite_log_size(const struct db *db);

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
bool sqlite_is_spent(const struct db *db);

/* Classifies and logs a failure of `db`. */
void sqlite_note(struct db *db, int code, const char *doing);

/* ---- functions of the table (engine.h) ---- */

extern const char *const sqlite_files[];
struct db *sqlite_open(const struct engine *self, struct arena *arena, struct db_address at,
                       enum db_mode mode, const char **ret_problem);
void sqlite_close(struct db *db);
void sqlite_interrupt(struct db *db);
bool sqlite_files_fit(struct arena *arena, const char *directory, const char **ret_problem);

void *sqlite_prepare(struct db *db, struct str sql);
void sqlite_end_statement(void *prepared);
void sqlite_forget(struct statement *statement);
void sqlite_bind_integer(struct statement *statement, int at, int64_t value);
void sqlite_bind_real(struct statement *statement, int at, double value);
void sqlite_bind_text(struct statement *statement, int at, struct str value);
void sqlite_bind_blob(struct statement *statement, int at, struct str value);
void sqlite_bind_null(struct statement *statement, int at);
void sqlite_bind_list(struct statement *statement, int at, struct arena *arena,
                      const int64_t *values, size_t count);
enum db_step sqlite_step(struct statement *statement);
void sqlite_reset(struct statement *statement);
bool sqlite_column_is_null(struct statement *statement, int at);
bool sqlite_column_is_blob(struct statement *statement, int at);
int64_t sqlite_column_integer(struct statement *statement, int at);
double sqlite_column_real(struct statement *statement, int at);
struct str sqlite_column_text(struct statement *statement, int at);
int64_t sqlite_changed_rows(struct db *db);
bool sqlite_execute(struct db *db, const char *sql);
bool sqlite_accepts(struct db *db, struct str sql, int *ret_columns);
bool sqlite_each_table(struct db *db, struct str sql,
                       void (*visit)(void *context, const char *table), void *context);

bool sqlite_begin_read(struct db *db);
void sqlite_end_read(struct db *db);
bool sqlite_begin_write(struct db *db);
bool sqlite_commit(struct db *db);
void sqlite_rollback(struct db *db);
bool sqlite_savepoint(struct db *db);
bool sqlite_savepoint_keep(struct db *db);
bool sqlite_savepoint_undo(struct db *db);
bool sqlite_in_transaction(const struct db *db);

void sqlite_ask(struct db *db, bool (*goes_on)(void *context), void *context);
void sqlite_allow(struct db *db, unsigned pieces);
unsigned sqlite_pieces(const struct db *db);

bool sqlite_columns(struct arena *arena, struct db *db, const char *table, struct str *ret);
bool sqlite_has_index(struct db *db, const char *table, const char *owner, const char *column);
bool sqlite_tables(struct arena *arena, struct db *db, struct db_table **ret, size_t *ret_count,
                   const char **ret_problem);
bool sqlite_list_indexes(struct db *db, const char *table, struct buffer *drop,
                         struct buffer *make);
bool sqlite_guide(struct db *db);
bool sqlite_adopt(struct arena *arena, struct db *db, const struct made *made,
                  const char **ret_problem);

bool sqlite_verify(struct db *db, bool at_once, void (*tell)(const char *sentence),
                   int64_t *ret_faults);
bool sqlite_references_hold(struct db *db);
bool sqlite_space(struct db *db, struct db_space *ret);
bool sqlite_give_back(struct db *db, int64_t most, int64_t *ret_given);
bool sqlite_compact(struct db *db);
bool sqlite_copy(struct arena *arena, struct db *source, const char *path,
                 bool (*go_on)(void *context, int64_t done, int64_t total), void *context,
                 const char **ret_problem);

bool sqlite_stamp(struct db *db, struct db_stamp *ret);
bool sqlite_look(struct db *db);
void sqlite_rescue(struct db *db);
bool sqlite_is_cut(const struct db *db);
bool sqlite_checkpoint(struct db *db);

void sqlite_limit_log(struct db *db, int64_t bytes);
bool sqlite_log_is_over(const struct db *db);
void sqlite_keep_log(struct db *db, int64_t limit);

bool sqlite_load_begin(struct db *db);
void sqlite_load_end(struct db *db);
bool sqlite_beside_others(struct db *db);
bool sqlite_trust_references(struct db *db, bool trust);
void sqlite_alone_again(struct db *db);

#endif
