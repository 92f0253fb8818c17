/* connection.c - one connection to SQLite. */
#include "base/log.h"
#include "db/sqlite/parts.h"

#include <stdlib.h>

enum { SHORT_PATIENCE = 100 /* milliseconds */ };

bool db_execute(struct db *db, const char *sql) {
    int code = sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);

    if (code != SQLITE_OK)
        db_note(db, code, "a set of statements");
    return code == SQLITE_OK;
}

/* Whoever closes a database last moves its log into it, and cannot be held back from that. So at
 * the end of the process it is tried before, where it can be interrupted, and left when there is no
 * time: the next start finds the log. */
static void keep_log_at_end(struct db *db) {
    if (!db_is_ending() || sqlite3_db_readonly(db->sqlite, "main") != 0)
        return;
    if (db_is_over() || sqlite3_wal_checkpoint_v2(db->sqlite, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL,
                                                  NULL) != SQLITE_OK)
        sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

/* Nothing is copied at the end whose contents were not looked at, as whoever closes a database last
 * would do. If somebody else has it meanwhile, the log stays for the next start. */
static bool look_at_end(struct db *db) {
    if (!db->place.names[PLACE_DATABASE])
        return true;
    db->place.is_quiet = true;
    if (db->place.fault == PLACE_FOREIGN)
        return false;
    if (sqlite3_db_readonly(db->sqlite, "main") != 0)
        return place_is_fine(db, false);
    db_rollback(db);
    db_wait_at_most(db, SHORT_PATIENCE);
    return db_look(db);
}

void db_close(struct db *db) {
    if (!db)
        return;
    bool in_place = db->sqlite && look_at_end(db);
    if (db->sqlite && !in_place)
        place_leave(db);
    statements_close(db);
    if (in_place)
        keep_log_at_end(db);
    waiting_end(db);
    sqlite3_close(db->sqlite);
    place_end(db);
    free(db);
}

static bool run(struct db *db, const char *sql) {
    struct statement *statement = db_statement(db, str_of(sql));

    return statement && statement_run(statement);
}

bool db_begin_read(struct db *db) {
    place_learn(db);
    return run(db, "BEGIN");
}

void db_end_read(struct db *db) {
    statements_reset(db);
    if (db_in_transaction(db) && !run(db, "COMMIT"))
        db_rollback(db);
}

bool db_read_on(struct db *db) {
    db_end_read(db);
    return db_begin_read(db);
}

bool db_begin_write(struct db *db) {
    if (!run(db, "BEGIN IMMEDIATE"))
        return false;
    if (place_is_fine(db, true) && mark_set(db))
        return true;
    db_rollback(db);
    return false;
}

bool db_look(struct db *db) {
    if (place_is_unchanged(db))
        return true;
    bool good = run(db, "BEGIN IMMEDIATE") && place_is_fine(db, true);

    db_rollback(db);
    return good;
}

bool db_commit(struct db *db) {
    statements_reset(db);
    if (!run(db, "COMMIT"))
        return false;
    mark_committed(db);
    return place_is_fine(db, false);
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
    int64_t count = 0;
    return statement_integer(statement, &count) == DB_ROW && count > 0;
}

/* Who reads an old state may do so for hours. What is moved until then is durable, and the rest is
 * committed. */
bool db_checkpoint(struct db *db) {
    int patience = db->patience;

    db_wait_at_most(db, SHORT_PATIENCE);
    bool done = db_execute(db, "PRAGMA wal_checkpoint(FULL)");
    db_wait_at_most(db, patience);
    return done;
}
