/* space.c - gives free pages back to the file system.
 *
 * Rows that go leave free pages, which later rows take first: a database that loses as much as it
 * gains stays as large as it is. What is free beyond that is given back: KEPT_BYTES, or the share
 * KEPT_SHARE of the file, stay for what comes, so that the file is not cut only to grow again.
 *
 * New databases have auto_vacuum=INCREMENTAL, which notes of each page who points at it, so that
 * the last ones can move to the front; the file itself becomes shorter with the next checkpoint of
 * the whole WAL, which the log keeper sees to. It can't be turned on later without writing all
 * anew: older databases give nothing back by themselves, and `glimt compact` writes them so. */
#include "db/space.h"
#include "db/sqlite/parts.h"

#include <stdio.h>

enum { KEPT_BYTES = 2 * 1024 * 1024, KEPT_SHARE = 16, INCREMENTAL = 2 };

static bool ask(struct db *db, struct str pragma, int64_t *ret) {
    *ret = 0;
    return statement_integer(db_statement(db, pragma), ret) == DB_ROW;
}

bool sqlite_space(struct db *db, struct db_space *ret) {
    int64_t pages, free, size;

    if (!ask(db, STR("PRAGMA page_count"), &pages) ||
        !ask(db, STR("PRAGMA freelist_count"), &free) || !ask(db, STR("PRAGMA page_size"), &size))
        return false;
    *ret = (struct db_space){pages * size, free * size};
    return true;
}

bool sqlite_give_back(struct db *db, int64_t most, int64_t *ret_given) {
    struct db_space space, after;
    int64_t mode, page;
    char sql[64];

    *ret_given = 0;
    if (!db_space(db, &space) || !ask(db, STR("PRAGMA page_size"), &page) ||
        !ask(db, STR("PRAGMA auto_vacuum"), &mode))
        return false;
    if (mode != INCREMENTAL || space.free < KEPT_BYTES + most * page ||
        space.free < space.size / KEPT_SHARE)
        return true;
    snprintf(sql, sizeof(sql), "PRAGMA incremental_vacuum(%lld)", (long long)most);
    if (!db_execute(db, sql) || !db_space(db, &after))
        return false;
    *ret_given = (space.size - after.size) / page;
    return true;
}

/* Until a checkpoint has copied the whole WAL, the file keeps its length. */
bool space_is_left(struct db *db) {
    struct wal_state wal;
    sqlite3_int64 size = 0;

    return inside(db)->file && stamp_read_state(db, &wal) && wal.pages > 0 &&
           wal.copied < wal.frames &&
           inside(db)->file->pMethods->xFileSize(inside(db)->file, &size) == SQLITE_OK &&
           size > (sqlite3_int64)wal.pages * wal.page_size;
}

/* What begins a WAL has to mark it (mark.c), which VACUUM by itself does not. */
bool sqlite_compact(struct db *db) {
    return db_begin_write(db) && db_commit(db) &&
           db_execute(db, "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA temp_store = FILE; VACUUM") &&
           db_execute(db, "PRAGMA wal_checkpoint(TRUNCATE)");
}
