/* mark.c - has the WAL name the first page of the file that it belongs to; see wal_fit.c for why.
 *
 * The mark is due in the first transaction of a connection, and when the WAL begins anew or pages
 * were copied from it since the last one that was set, by whichever process. The index of the WAL
 * tells: its salts, whether it is empty, how far pages were copied, and how far somebody has begun
 * to copy them. Inside a transaction that writes nobody else begins a WAL.
 *
 * Without an index (a load writes without a WAL) each transaction sets it. */
#include "base/log.h"
#include "db/sqlite/parts.h"
#include "db/sqlite/wal_fit.h"

#include <stdio.h>

static struct mark_state read_state(struct db *db) {
    struct wal_state wal;
    struct mark_state state = {.is_known = false};

    if (!stamp_read_state(db, &wal))
        return state;
    memcpy(state.salts, wal.salts, sizeof(state.salts));
    state.copied = wal.copied;
    state.attempted = wal.attempted;
    state.is_empty = wal.frames == 0;
    state.is_known = true;
    return state;
}

static bool is_due(const struct mark_state *now, const struct mark_state *then) {
    return !now->is_known || !then->is_known || memcmp(now->salts, then->salts, 8) != 0 ||
           now->copied != then->copied || now->attempted != then->attempted ||
           now->is_empty != then->is_empty;
}

bool mark_set(struct db *db) {
    unsigned char header[DATABASE_HEADER];
    char sql[64];

    if (!inside(db)->file)
        return true;
    inside(db)->marking = read_state(db);
    if (!is_due(&inside(db)->marking, &inside(db)->marked))
        return true;
    /* A file that is empty still has nothing that could be mistaken. */
    if (inside(db)->file->pMethods->xRead(inside(db)->file, header, sizeof(header), 0) != SQLITE_OK)
        return true;
    snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", (int)(int32_t)header_mark(header));
    int code = sqlite3_exec(inside(db)->sqlite, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK)
        sqlite_note(db, code, "a mark");
    return code == SQLITE_OK;
}

void mark_committed(struct db *db) {
    inside(db)->marked = inside(db)->marking;
}
