/* open.c - opens a database: the file, the connection, its settings, its schema. */
#include "base/log.h"
#include "base/owner.h"
#include "db/migrate.h"
#include "db/reserve.h"
#include "db/sqlite/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_once_t configured = PTHREAD_ONCE_INIT;

const char *const sqlite_files[] = {"glimt.db", "glimt.db-wal", "glimt.db-shm", NULL};

static const char writing[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
    " PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;"
    " PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;"
    " PRAGMA temp_store = MEMORY;"
    " PRAGMA trusted_schema = OFF";
static const char reading[] = "PRAGMA query_only = ON; PRAGMA cache_size = -16384;"
                              " PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"
                              " PRAGMA trusted_schema = OFF";

static struct db *fail(struct arena *arena, struct db *db, const char *path, const char *what,
                       const char **ret_problem) {
    *ret_problem = arena_format(arena, "The database %s %s", path, what).at;
    sqlite_close(db);
    return NULL;
}

/* The sentence for an engine that does not accept the file. */
static const char *refusal(struct arena *arena, struct db *db, int code) {
    if (trouble_of(code, errno) == DB_FULL)
        return "has no room: the disk is full.";
    if ((code & 0xff) == SQLITE_NOTADB)
        return "is not a glimt database.";
    if ((code & 0xff) == SQLITE_CORRUPT)
        return "is damaged.";
    if ((code & 0xff) == SQLITE_BUSY)
        return "is kept busy by another program.";
    if ((code & 0xff) == SQLITE_READONLY)
        return "cannot be written.";
    return arena_format(arena, "cannot be opened: %s.", sqlite3_errmsg(inside(db)->sqlite)).at;
}

/* SQLite's own accounting of memory takes a lock for each allocation of every thread. */
static void configure_library(void) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* A new file gets the page size, and is its owner's alone. */
static bool create_file(const char *directory, const char *path) {
    int file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (file >= 0) {
        give_to_owner_of(AT_FDCWD, directory, file);
        close(file);
    }
    return file >= 0;
}

/* A change of the journal does not wait for its turn as other statements do, so it is tried again.
 */
static int run_pragmas(struct db *db, const char *pragmas) {
    int code = SQLITE_BUSY;

    for (int waited = 0; (code & 0xff) == SQLITE_BUSY && waited < db->patience && !db_is_over();
         waited += 10) {
        code = sqlite3_exec(inside(db)->sqlite, pragmas, NULL, NULL, NULL);
        if ((code & 0xff) == SQLITE_BUSY)
            sqlite3_sleep(10);
    }
    return code;
}

/* The only value that the statement gives first; NULL when it fails. Until `ret` is finalized. */
static const char *first_of(struct db *db, const char *sql, sqlite3_stmt **ret) {
    *ret = NULL;
    if (sqlite3_prepare_v2(inside(db)->sqlite, sql, -1, ret, NULL) != SQLITE_OK ||
        sqlite3_step(*ret) != SQLITE_ROW)
        return NULL;
    return (const char *)sqlite3_column_text(*ret, 0);
}

static bool says(struct db *db, const char *sql, const char *value) {
    sqlite3_stmt *statement;
    const char *said = first_of(db, sql, &statement);
    bool same = said && strcmp(said, value) == 0;

    sqlite3_finalize(statement);
    return same;
}

static bool is_empty(struct db *db) {
    sqlite3_int64 size = 0;

    return inside(db)->file->pMethods->xFileSize(inside(db)->file, &size) == SQLITE_OK && size == 0;
}

/* A new database has pages of its size, gives back what becomes free (space.c), and has a number of
 * its own in its first page, so that its marks (wal_fit.c) are not those of another one. In an old
 * one these would be writes, before anybody knows whether it may be touched. Of many who make it at
 * once, the one who may write first does it: then it has a number. */
static void begin_new(struct db *db) {
    char sql[64];
    int number;

    if (!inside(db)->file || !is_empty(db))
        return;
    sqlite3_randomness(sizeof(number), &number);
    snprintf(sql, sizeof(sql), "PRAGMA user_version = %d; COMMIT", number | 1);
    if (sqlite3_exec(inside(db)->sqlite,
                     "PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL; BEGIN IMMEDIATE",
                     NULL, NULL, NULL) == SQLITE_OK &&
        says(db, "PRAGMA user_version", "0"))
        sqlite3_exec(inside(db)->sqlite, sql, NULL, NULL, NULL);
    if (!sqlite3_get_autocommit(inside(db)->sqlite))
        sqlite3_exec(inside(db)->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

/* A file with tables of somebody else is refused before anything in it is changed. */
static int look_whose(struct db *db) {
    static const char sql[] =
        "SELECT count(*) = 0 OR sum(name = 'migrations') > 0 FROM sqlite_schema";
    sqlite3_stmt *statement;
    int code = sqlite3_prepare_v2(inside(db)->sqlite, sql, -1, &statement, NULL);

    if (code != SQLITE_OK)
        return code;
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        code = sqlite3_column_int(statement, 0) ? SQLITE_OK : SQLITE_NOTADB;
    sqlite3_finalize(statement);
    return code;
}

static int set_up(struct db *db, enum db_mode mode) {
    connection_begin(db);
    waiting_begin(db);
    sqlite3_extended_result_codes(inside(db)->sqlite, 1);
    sqlite3_file_control(inside(db)->sqlite, "main", SQLITE_FCNTL_FILE_POINTER, &inside(db)->file);
    if (mode_makes(mode))
        begin_new(db);
    whole_reads(db);
    int code = look_whose(db);
    if (code != SQLITE_OK)
        return code;
    return run_pragmas(db, mode == DB_READ ? reading : writing);
}

/* An interrupted bulk load (db/bulk.h) has left a journal, by which it is rolled back here, before
 * the database is opened; a connection that only reads could not do it. */
static void roll_back(struct arena *arena, const char *path) {
    sqlite3 *sqlite = NULL;

    if (access(arena_format(arena, "%s-journal", path).at, F_OK) != 0)
        return;
    if (sqlite3_open_v2(path, &sqlite, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, NULL) ==
        SQLITE_OK)
        sqlite3_exec(sqlite, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    sqlite3_close(sqlite);
}

/* Of a WAL that an earlier version has left nobody knows whether it belongs to the file (wal_fit.c
 * has marks since), so both are read through once. If they do not fit, nothing is copied. */
static bool unmarked_fits(struct db *db) {
    if (sqlite_log_size(db) == 0 || !says(db, "PRAGMA user_version", "0") ||
        says(db, "PRAGMA integrity_check(1)", "ok"))
        return true;
    sqlite3_db_config(inside(db)->sqlite, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    return false;
}

static struct db *open_once(const struct engine *self, struct arena *arena, const char *directory,
                            enum db_mode mode, const char **ret_problem) {
    const char *path = arena_format(arena, "%s/glimt.db", directory).at;
    int flags =
        SQLITE_OPEN_NOMUTEX | (mode == DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    struct sqlite_db *made = calloc(1, sizeof(*made));

    NEEDED(made);
    struct db *db = &made->db;
    db->engine = self;
    pthread_once(&configured, configure_library);
    if (mode_makes(mode) && access(path, F_OK) != 0 && !create_file(directory, path))
        return fail(arena, db, path, arena_format(arena, "cannot be made: %s.", strerror(errno)).at,
                    ret_problem);
    if (access(path, R_OK) != 0)
        return fail(arena, db, path, arena_format(arena, "cannot be read: %s.", strerror(errno)).at,
                    ret_problem);
    if (mode != DB_READ && access(path, W_OK) != 0)
        return fail(arena, db, path,
                    arena_format(arena, "cannot be written: %s.", strerror(errno)).at, ret_problem);
    if (mode == DB_READ)
        roll_back(arena, path);
    int code = sqlite3_open_v2(path, &inside(db)->sqlite, flags, NULL);
    if (code == SQLITE_OK)
        code = set_up(db, mode);
    if (code != SQLITE_OK)
        return fail(arena, db, path, refusal(arena, db, code), ret_problem);
    if (mode_makes(mode) && !unmarked_fits(db))
        return fail(arena, db, path,
                    "and the file glimt.db-wal beside it do not fit together, or one of them is "
                    "damaged. If the database was put over another one, move glimt.db-wal and "
                    "glimt.db-shm to another place, or put the old one back; else restore a "
                    "backup.",
                    ret_problem);
    place_begin(db, path);
    bool ready = mode == DB_CREATE ? migrate(arena, db, ret_problem)
                 : mode == DB_FILL ? migrate_to_fill(arena, db, ret_problem)
                                   : migrate_is_current(arena, db, ret_problem);
    if (!ready)
        return fail(arena, db, path, *ret_problem, ret_problem);
    stamp_find_index(db);
    return db;
}

struct db *sqlite_open(const struct engine *self, struct arena *arena, struct db_address at,
                       enum db_mode mode, const char **ret_problem) {
    const char *directory = at.directory;
    struct db *db = open_once(self, arena, directory, mode, ret_problem);

    if (db || !reserve_give_up(directory))
        return db;
    log_notice("The disk is full: the reserve in %s is used to open the database.", directory);
    db = open_once(self, arena, directory, mode, ret_problem);
    reserve_keep(directory, true);
    return db;
}
