/* connection.c - one connection to SQLite. */
#include "base/log.h"
#include "db/sqlite/parts.h"

#include <stdlib.h>

enum { SHORT_PATIENCE = 100 /* milliseconds */ };

bool sqlite_execute(struct db *db, const char *sql) {
    int code = sqlite3_exec(inside(db)->sqlite, sql, NULL, NULL, NULL);

    if (code != SQLITE_OK)
        sqlite_note(db, code, "a set of statements");
    return code == SQLITE_OK;
}

/* Whoever closes a database last moves its log into it, and cannot be held back from that. So at
 * the end of the process it is tried before, where it can be interrupted, and left when there is no
 * time: the next start finds the log. */
static void keep_log_at_end(struct db *db) {
    if (!db_is_ending() || sqlite3_db_readonly(inside(db)->sqlite, "main") != 0)
        return;
    if (db_is_over() ||
        sqlite3_wal_checkpoint_v2(inside(db)->sqlite, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL,
                                  NULL) != SQLITE_OK)
        sqlite3_db_config(inside(db)->sqlite, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

/* Nothing is copied at the end whose contents were not looked at, as whoever closes a database last
 * would do. If somebody else has it meanwhile, the log stays for the next start. */
static bool look_at_end(struct db *db) {
    if (!inside(db)->place.names[PLACE_DATABASE])
        return true;
    inside(db)->place.is_quiet = true;
    if (inside(db)->place.fault == PLACE_FOREIGN)
        return false;
    if (sqlite3_db_readonly(inside(db)->sqlite, "main") != 0)
        return place_is_fine(db, false);
    db_rollback(db);
    db_wait_at_most(db, SHORT_PATIENCE);
    return db_look(db);
}

void sqlite_close(struct db *db) {
    bool in_place = inside(db)->sqlite && look_at_end(db);
    if (inside(db)->sqlite && !in_place)
        place_leave(db);
    statements_close(db);
    if (in_place)
        keep_log_at_end(db);
    connection_end(db);
    sqlite3_close(inside(db)->sqlite);
    place_end(db);
    free(inside(db));
}

bool sqlite_begin_read(struct db *db) {
    place_learn(db);
    return db_run(db, STR("BEGIN"));
}

void sqlite_end_read(struct db *db) {
    if (db_in_transaction(db) && !db_run(db, STR("COMMIT")))
        db_rollback(db);
}

bool sqlite_begin_write(struct db *db) {
    if (!db_run(db, STR("BEGIN IMMEDIATE")))
        return false;
    if (place_is_fine(db, true) && mark_set(db))
        return true;
    db_rollback(db);
    return false;
}

bool sqlite_look(struct db *db) {
    if (place_is_unchanged(db))
        return true;
    bool good = db_run(db, STR("BEGIN IMMEDIATE")) && place_is_fine(db, true);

    db_rollback(db);
    return good;
}

bool sqlite_commit(struct db *db) {
    if (!db_run(db, STR("COMMIT")))
        return false;
    mark_committed(db);
    return place_is_fine(db, false);
}

void sqlite_rollback(struct db *db) {
    if (!sqlite3_get_autocommit(inside(db)->sqlite))
        sqlite3_exec(inside(db)->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

bool sqlite_in_transaction(const struct db *db) {
    return !sqlite3_get_autocommit(inside(db)->sqlite);
}

bool sqlite_savepoint(struct db *db) {
    return db_run(db, STR("SAVEPOINT job"));
}

bool sqlite_savepoint_keep(struct db *db) {
    return db_run(db, STR("RELEASE job"));
}

bool sqlite_savepoint_undo(struct db *db) {
    return db_run(db, STR("ROLLBACK TO job")) && db_run(db, STR("RELEASE job"));
}

int64_t sqlite_changed_rows(struct db *db) {
    return sqlite3_changes64(inside(db)->sqlite);
}

/* Who reads an old state may do so for hours. What is moved until then is durable, and the rest is
 * committed. */
bool sqlite_checkpoint(struct db *db) {
    int patience = db->patience;

    db_wait_at_most(db, SHORT_PATIENCE);
    bool done = db_execute(db, "PRAGMA wal_checkpoint(FULL)");
    db_wait_at_most(db, patience);
    return done;
}
