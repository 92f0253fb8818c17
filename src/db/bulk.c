/* bulk.c - drops indexes before many rows come, and makes them afterwards. */
#include "db/bulk.h"

#include "base/buffer.h"
#include "base/log.h"
#include "db/migrate.h"
#include "db/sqlite/parts.h"

/* Sorting may need more than memory has. What is written once needs no second copy in a WAL, in
 * which every page would have to be looked for; a roll-back journal keeps nothing of new pages. */
static const char quick[] = "PRAGMA foreign_keys = OFF; PRAGMA temp_store = FILE;"
                            " PRAGMA cache_size = -262144; PRAGMA threads = 2";
static const char usual[] =
    "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA threads = 0";

/* Without a statement, since that takes memory, which may be refused. */
static void check_references(struct db *db) {
    sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
}

/* Does nothing while somebody else has the database open. Otherwise the WAL and its index go, or
 * come anew. */
static void set_journal(struct bulk *bulk, const char *pragma) {
    bulk->db->wal_index = NULL;
    sqlite3_exec(bulk->db->sqlite, pragma, NULL, NULL, NULL);
    place_forget_wal(bulk->db);
    stamp_find_index(bulk->db);
}

static bool is_empty(struct bulk *bulk, const char *table, bool *ret) {
    enum db_step step = statement_find(
        db_statement(bulk->db, arena_format(bulk->arena, "SELECT 1 FROM %s LIMIT 1", table)));

    *ret = step == DB_END;
    return step != DB_FAILED;
}

static bool are_empty(struct bulk *bulk, const char *const *tables, size_t count, bool *ret) {
    *ret = true;
    for (size_t i = 0; *ret && i < count; i++)
        if (!is_empty(bulk, tables[i], ret))
            return false;
    return true;
}

/* Adds to both texts. */
static bool list_indexes(struct bulk *bulk, const char *table, struct buffer *drop,
                         struct buffer *make) {
    struct statement *rows =
        db_statement(bulk->db, STR("SELECT name, sql FROM sqlite_schema WHERE type = 'index'"
                                   " AND tbl_name = ?1 AND sql IS NOT NULL ORDER BY rowid"));
    enum db_step step;

    if (!rows)
        return false;
    statement_bind_text(rows, 1, str_of(table));
    while ((step = statement_step(rows)) == DB_ROW) {
        struct str name = column_text(rows, 0), sql = column_text(rows, 1);
        buffer_format(drop, "DROP INDEX %.*s;", (int)name.len, name.at);
        buffer_format(make, "%.*s;", (int)sql.len, sql.at);
    }
    statement_reset(rows);
    return step == DB_END;
}

static bool drop_indexes(struct bulk *bulk, const char *const *tables, size_t count) {
    struct buffer drop, make;
    bool fine = true;

    buffer_init(&drop, SIZE_MAX);
    buffer_init(&make, SIZE_MAX);
    for (size_t i = 0; fine && i < count; i++)
        fine = list_indexes(bulk, tables[i], &drop, &make);
    bulk->make_indexes = arena_format(bulk->arena, "%.*s", (int)make.len, make.at).at;
    fine =
        fine && db_execute(bulk->db, arena_format(bulk->arena, "%.*s", (int)drop.len, drop.at).at);
    buffer_done(&drop);
    buffer_done(&make);
    return fine;
}

/* Somebody may have put rows there before the turn came to write. */
static bool drop_if_empty(struct bulk *bulk, const char *const *tables, size_t count) {
    bool empty;

    return are_empty(bulk, tables, count, &empty) && (!empty || drop_indexes(bulk, tables, count));
}

static void settle_down(struct bulk *bulk) {
    if (!bulk->quick)
        return;
    check_references(bulk->db);
    sqlite3_exec(bulk->db->sqlite, usual, NULL, NULL, NULL); /* it is slower without, no more */
    set_journal(bulk, "PRAGMA journal_mode = WAL");
}

bool bulk_begin(struct arena *arena, struct db *db, const char *const *tables, size_t count,
                struct bulk *ret) {
    *ret = (struct bulk){.arena = arena, .db = db, .make_indexes = ""};
    if (!are_empty(ret, tables, count, &ret->quick))
        return false;
    if (!ret->quick)
        return db_begin_write(db);
    set_journal(ret, "PRAGMA journal_mode = DELETE");
    if (db_execute(db, quick) && db_begin_write(db) && drop_if_empty(ret, tables, count))
        return true;
    bulk_rollback(ret);
    return false;
}

bool bulk_finds_nothing(struct arena *arena, struct db *db, const char *const *tables, size_t count,
                        bool *ret) {
    struct bulk bulk = {.arena = arena, .db = db};

    return are_empty(&bulk, tables, count, ret);
}

bool bulk_commit(struct bulk *bulk) {
    if (bulk->quick && !(db_execute(bulk->db, bulk->make_indexes) && migrate_guide(bulk->db) &&
                         db_references_hold(bulk->db)))
        return false;
    if (!db_commit(bulk->db))
        return false;
    settle_down(bulk);
    return true;
}

void bulk_rollback(struct bulk *bulk) {
    db_rollback(bulk->db);
    settle_down(bulk);
}

/* 256 pages are 2 MB, a few steps' worth. */
bool bulk_beside_others(struct db *db) {
    return db_execute(db, "PRAGMA wal_autocheckpoint = 256");
}

bool bulk_trust_references(struct db *db, bool trust) {
    return db_execute(db, trust ? "PRAGMA foreign_keys = OFF" : "PRAGMA foreign_keys = ON");
}

void bulk_alone_again(struct db *db) {
    check_references(db);
    sqlite3_wal_autocheckpoint(db->sqlite, 4000);
}
