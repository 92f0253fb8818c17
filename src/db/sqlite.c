/* sqlite.c - one connection to SQLite. */
#include "db/db.h"

#include "base/log.h"
#include "db/migrate.h"
#include "db/sqlite_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MILLISECONDS = 30000 };

static pthread_once_t configured = PTHREAD_ONCE_INIT;

static const char writing[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                              " PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;"
                              " PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY;"
                              " PRAGMA trusted_schema = OFF";
static const char reading[] = "PRAGMA query_only = ON; PRAGMA cache_size = -16384;"
                              " PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY;"
                              " PRAGMA trusted_schema = OFF";

static const struct {
    enum db_trouble trouble;
    const char *sentence;
} sentences[] = {
    {DB_FINE, "Nothing is wrong with the database."},
    {DB_FULL, "The disk is full."},
    {DB_READ_ONLY, "The database cannot be written."},
    {DB_CORRUPT, "The database is damaged."},
    {DB_BUSY, "Another program keeps the database busy."},
    {DB_CONFLICT, "The database refuses what contradicts other rows."},
    {DB_OTHER, "The database failed."},
};

static enum db_trouble classify(int code) {
    switch (code & 0xff) {
    case SQLITE_FULL:
        return DB_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return DB_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return DB_CORRUPT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return DB_BUSY;
    case SQLITE_CONSTRAINT:
        return DB_CONFLICT;
    default:
        return DB_OTHER;
    }
}

void db_note(struct db *db, int code, const char *doing) {
    db->trouble = classify(code);
    if (db->trouble == DB_CONFLICT)
        log_warning("The database refuses %s: %s", doing, sqlite3_errmsg(db->sqlite));
    else
        log_error("The database fails at %s: %s (%d)", doing, sqlite3_errmsg(db->sqlite),
                  sqlite3_extended_errcode(db->sqlite));
}

enum db_trouble db_trouble(const struct db *db) {
    return db->trouble;
}

const char *db_problem(const struct db *db) {
    for (size_t i = 0; i < COUNT(sentences); i++)
        if (sentences[i].trouble == db->trouble)
            return sentences[i].sentence;
    return sentences[COUNT(sentences) - 1].sentence;
}

bool db_execute(struct db *db, const char *sql) {
    int code = sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);

    if (code != SQLITE_OK)
        db_note(db, code, "a set of statements");
    return code == SQLITE_OK;
}

static struct db *fail(struct arena *arena, struct db *db, const char *path, const char *what,
                       const char **ret_problem) {
    *ret_problem = arena_format(arena, "The database %s %s", path, what).at;
    db_close(db);
    return NULL;
}

/* The sentence for an engine that does not accept the file. */
static const char *refusal(struct arena *arena, struct db *db, int code) {
    if ((code & 0xff) == SQLITE_NOTADB)
        return "is not a glimt database.";
    if ((code & 0xff) == SQLITE_CORRUPT)
        return "is damaged.";
    if ((code & 0xff) == SQLITE_BUSY)
        return "is kept busy by another program.";
    if ((code & 0xff) == SQLITE_READONLY)
        return "cannot be written.";
    return arena_format(arena, "cannot be opened: %s.", sqlite3_errmsg(db->sqlite)).at;
}

/* SQLite's own accounting of memory takes a lock for each allocation of every thread. */
static void configure_library(void) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* A new file gets the page size, and is its owner's alone. */
static bool create_file(const char *path) {
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (file >= 0)
        close(file);
    return file >= 0;
}

/* A change of the journal does not wait for its turn as other statements do, so it is tried again.
 */
static int run_pragmas(struct db *db, const char *pragmas) {
    int code = SQLITE_BUSY;

    for (int waited = 0; (code & 0xff) == SQLITE_BUSY && waited < BUSY_MILLISECONDS; waited += 10) {
        code = sqlite3_exec(db->sqlite, pragmas, NULL, NULL, NULL);
        if ((code & 0xff) == SQLITE_BUSY)
            sqlite3_sleep(10);
    }
    return code;
}

/* A file with tables of somebody else is refused before anything in it is changed. */
static int look_whose(struct db *db) {
    static const char sql[] =
        "SELECT count(*) = 0 OR sum(name = 'migrations') > 0 FROM sqlite_schema";
    sqlite3_stmt *statement;
    int code = sqlite3_prepare_v2(db->sqlite, sql, -1, &statement, NULL);

    if (code != SQLITE_OK)
        return code;
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        code = sqlite3_column_int(statement, 0) ? SQLITE_OK : SQLITE_NOTADB;
    sqlite3_finalize(statement);
    return code;
}

static int set_up(struct db *db, enum db_mode mode) {
    sqlite3_busy_timeout(db->sqlite, BUSY_MILLISECONDS);
    sqlite3_extended_result_codes(db->sqlite, 1);
    if (mode == DB_CREATE)
        sqlite3_exec(db->sqlite, "PRAGMA page_size = 8192", NULL, NULL, NULL);
    int code = look_whose(db);
    if (code != SQLITE_OK)
        return code;
    return run_pragmas(db, mode == DB_READ ? reading : writing);
}

/* What a filling (db/bulk.h) that was cut off has left is taken back by whoever opens the database
 * next, if it may write. */
static void take_back(struct arena *arena, const char *path) {
    sqlite3 *sqlite = NULL;

    if (access(arena_format(arena, "%s-journal", path).at, F_OK) != 0)
        return;
    if (sqlite3_open_v2(path, &sqlite, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, NULL) ==
        SQLITE_OK)
        sqlite3_exec(sqlite, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    sqlite3_close(sqlite);
}

struct db *db_open(struct arena *arena, const char *directory, enum db_mode mode,
                   const char **ret_problem) {
    const char *path = arena_format(arena, "%s/glimt.db", directory).at;
    int flags =
        SQLITE_OPEN_NOMUTEX | (mode == DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    struct db *db = calloc(1, sizeof(*db));

    ALWAYS(db);
    pthread_once(&configured, configure_library);
    if (mode == DB_CREATE && access(path, F_OK) != 0 && !create_file(path))
        return fail(arena, db, path, arena_format(arena, "cannot be made: %s.", strerror(errno)).at,
                    ret_problem);
    if (access(path, R_OK) != 0)
        return fail(arena, db, path, arena_format(arena, "cannot be read: %s.", strerror(errno)).at,
                    ret_problem);
    if (mode != DB_READ && access(path, W_OK) != 0)
        return fail(arena, db, path,
                    arena_format(arena, "cannot be written: %s.", strerror(errno)).at, ret_problem);
    if (mode == DB_READ)
        take_back(arena, path);
    int code = sqlite3_open_v2(path, &db->sqlite, flags, NULL);
    if (code == SQLITE_OK)
        code = set_up(db, mode);
    if (code != SQLITE_OK)
        return fail(arena, db, path, refusal(arena, db, code), ret_problem);
    bool ready = mode == DB_CREATE ? migrate(arena, db, ret_problem)
                                   : migrate_is_current(arena, db, ret_problem);
    if (!ready)
        return fail(arena, db, path, *ret_problem, ret_problem);
    stamp_find_index(db);
    return db;
}

void db_close(struct db *db) {
    if (!db)
        return;
    statements_close(db);
    sqlite3_close(db->sqlite);
    free(db);
}

static bool run(struct db *db, const char *sql) {
    struct statement *statement = db_statement(db, str_of(sql));

    return statement && statement_run(statement);
}

bool db_begin_read(struct db *db) {
    return run(db, "BEGIN");
}

void db_end_read(struct db *db) {
    if (!run(db, "COMMIT"))
        db_rollback(db);
}

bool db_begin_write(struct db *db) {
    return run(db, "BEGIN IMMEDIATE");
}

bool db_commit(struct db *db) {
    return run(db, "COMMIT");
}

void db_rollback(struct db *db) {
    statements_reset(db);
    if (!sqlite3_get_autocommit(db->sqlite))
        sqlite3_exec(db->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

bool db_in_transaction(const struct db *db) {
    return !sqlite3_get_autocommit(db->sqlite);
}

bool db_savepoint(struct db *db) {
    return run(db, "SAVEPOINT job");
}

bool db_savepoint_keep(struct db *db) {
    return run(db, "RELEASE job");
}

bool db_savepoint_undo(struct db *db) {
    statements_reset(db);
    return run(db, "ROLLBACK TO job") && run(db, "RELEASE job");
}

int64_t db_changed_rows(struct db *db) {
    return sqlite3_changes64(db->sqlite);
}

bool db_has_index(struct db *db, const char *table, const char *owner, const char *column) {
    struct statement *statement = db_statement(
        db, STR("SELECT count(*) FROM pragma_index_list(?1) l"
                " JOIN pragma_index_info(l.name) a ON a.seqno = 0 AND a.name = 'account_id'"
                " JOIN pragma_index_info(l.name) b ON b.seqno = ?3 AND b.name = ?2"
                " JOIN pragma_index_info(l.name) c ON c.seqno = 1 AND c.name = ?4"));

    if (!statement)
        return false;
    statement_bind_text(statement, 1, str_of(table));
    statement_bind_text(statement, 2, str_of(column));
    statement_bind_integer(statement, 3, owner ? 2 : 1);
    statement_bind_text(statement, 4, str_of(owner ? owner : column));
    bool found = statement_step(statement) == DB_ROW && column_integer(statement, 0) > 0;
    statement_reset(statement);
    return found;
}

bool db_checkpoint(struct db *db) {
    return db_execute(db, "PRAGMA wal_checkpoint(FULL)");
}

static bool verify_pages(struct db *db, void (*tell)(const char *sentence), int64_t *faults) {
    struct statement *statement = db_statement(db, STR("PRAGMA integrity_check(100)"));
    enum db_step step;

    if (!statement)
        return false;
    while ((step = statement_step(statement)) == DB_ROW) {
        if (str_equal(column_text(statement, 0), STR("ok")))
            continue;
        ++*faults;
        tell((const char *)sqlite3_column_text(statement->sqlite, 0));
    }
    statement_reset(statement);
    return step == DB_END;
}

/* Where rows are referred to that are not there, with how many. */
static bool verify_references(struct db *db, void (*tell)(const char *sentence), int64_t *faults) {
    struct statement *statement = db_statement(
        db, STR("SELECT count(*), format('Rows of %s refer to rows of %s that are not there: %d.',"
                " \"table\", parent, count(*)) FROM pragma_foreign_key_check"
                " GROUP BY \"table\", parent"));
    enum db_step step;

    if (!statement)
        return false;
    while ((step = statement_step(statement)) == DB_ROW) {
        *faults += column_integer(statement, 0);
        tell((const char *)sqlite3_column_text(statement->sqlite, 1));
    }
    statement_reset(statement);
    return step == DB_END;
}

bool db_verify(struct db *db, void (*tell)(const char *sentence), int64_t *ret_faults) {
    *ret_faults = 0;
    return verify_pages(db, tell, ret_faults) && verify_references(db, tell, ret_faults);
}

static void log_fault(const char *sentence) {
    log_error("The database contradicts itself: %s", sentence);
}

bool db_references_hold(struct db *db) {
    int64_t faults = 0;

    if (!verify_references(db, log_fault, &faults))
        return false;
    if (faults > 0)
        db->trouble = DB_CONFLICT;
    return faults == 0;
}
