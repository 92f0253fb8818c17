/* bulk.c - large loads: settings for whoever fills empty tables, or writes much beside others. */
#include "base/buffer.h"
#include "db/sqlite/parts.h"

/* Sorting may need more than memory has. What is written once needs no second copy in a WAL, in
 * which every page would have to be looked for; a roll-back journal keeps nothing of new pages. */
static const char quick[] = "PRAGMA foreign_keys = OFF; PRAGMA temp_store = FILE;"
                            " PRAGMA cache_size = -262144; PRAGMA threads = 2";
static const char usual[] =
    "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA threads = 0";

/* Without a statement, since that takes memory, which may be refused. */
static void check_references(struct db *db) {
    sqlite3_db_config(inside(db)->sqlite, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
}

/* Does nothing while somebody else has the database open. Otherwise the WAL and its index go, or
 * come anew. */
static void set_journal(struct db *db, const char *pragma) {
    inside(db)->wal_index = NULL;
    sqlite3_exec(inside(db)->sqlite, pragma, NULL, NULL, NULL);
    place_forget_wal(db);
    stamp_find_index(db);
}

bool sqlite_load_begin(struct db *db) {
    set_journal(db, "PRAGMA journal_mode = DELETE");
    return db_execute(db, quick);
}

void sqlite_load_end(struct db *db) {
    check_references(db);
    sqlite3_exec(inside(db)->sqlite, usual, NULL, NULL, NULL); /* it is slower without, no more */
    set_journal(db, "PRAGMA journal_mode = WAL");
}

bool sqlite_list_indexes(struct db *db, const char *table, struct buffer *drop,
                         struct buffer *make) {
    struct statement *rows =
        db_statement(db, STR("SELECT name, sql FROM sqlite_schema WHERE type = 'index'"
                             " AND tbl_name = ?1 AND sql IS NOT NULL ORDER BY rowid"));
    enum db_step step;

    if (!rows)
        return false;
    statement_bind_text(rows, 1, str_of(table));
    while ((step = statement_step(rows)) == DB_ROW) {
        struct str name = column_text(rows, 0), sql = column_text(rows, 1);
        buffer_format(drop, "DROP INDEX %.*s;\n", (int)name.len, name.at);
        buffer_format(make, "%.*s;\n", (int)sql.len, sql.at);
    }
    statement_reset(rows);
    return step == DB_END;
}

/* 256 pages are 2 MB, a few steps' worth. */
bool sqlite_beside_others(struct db *db) {
    return db_execute(db, "PRAGMA wal_autocheckpoint = 256");
}

bool sqlite_trust_references(struct db *db, bool trust) {
    return db_execute(db, trust ? "PRAGMA foreign_keys = OFF" : "PRAGMA foreign_keys = ON");
}

void sqlite_alone_again(struct db *db) {
    check_references(db);
    sqlite3_wal_autocheckpoint(inside(db)->sqlite, 4000);
}
