/* stamp.c - the header of SQLite's index of the WAL, which each commit writes anew.
 *
 * Its form is part of SQLite's documented file format; the memory is what SQLite itself has mapped.
 */
#include "db/sqlite/parts.h"

#include <stdatomic.h>

enum {
    INDEX_VERSION = 3007000,
    REGION_BYTES = 32768, /* in which SQLite maps the index */
    IS_INITIALIZED = 12,  /* the byte of the header that says so */
    PAGE_SIZE_AT = 14,    /* 16 bits; 1 stands for 65,536 */
    FRAMES_AT = 16,
    PAGES_AT = 20,
    SALTS_AT = 32,
    HEADERS = 96, /* both copies; then what is known of checkpoints */
    ATTEMPTED = HEADERS + 32,
};

/* A load that was cut off leaves a database without a WAL (bulk.h). */
static bool has_wal(struct db *db) {
    sqlite3_stmt *statement;
    bool has = false;

    if (sqlite3_prepare_v2(inside(db)->sqlite, "PRAGMA journal_mode", -1, &statement, NULL) !=
        SQLITE_OK)
        return false;
    if (sqlite3_step(statement) == SQLITE_ROW)
        has = strcmp((const char *)sqlite3_column_text(statement, 0), "wal") == 0;
    sqlite3_finalize(statement);
    return has;
}

void stamp_find_index(struct db *db) {
    sqlite3_file *file = inside(db)->file;
    void volatile *index = NULL;

    inside(db)->wal_index = NULL;
    if (!has_wal(db) || !file || file->pMethods->iVersion < 2)
        return;
    if (file->pMethods->xShmMap(file, 0, REGION_BYTES, 0, &index) == SQLITE_OK)
        inside(db)->wal_index = index;
}

static void copy(struct db_stamp *to, const void volatile *from) {
    const uint64_t volatile *words = from;

    for (size_t i = 0; i < COUNT(to->words); i++)
        to->words[i] = words[i];
}

/* There are two copies of the header: a writer writes the second one first, so that a reader who
 * finds them alike knows both to be whole. */
bool sqlite_stamp(struct db *db, struct db_stamp *ret) {
    struct db_stamp second;

    if (!inside(db)->wal_index)
        return false;
    copy(ret, inside(db)->wal_index);
    atomic_thread_fence(memory_order_seq_cst);
    copy(&second, inside(db)->wal_index + COUNT(ret->words));
    const unsigned char *bytes = (const unsigned char *)ret->words;
    return memcmp(ret, &second, sizeof(second)) == 0 && (uint32_t)ret->words[0] == INDEX_VERSION &&
           bytes[IS_INITIALIZED];
}

static uint32_t word_at(const void volatile *bytes, size_t at) {
    return *(const uint32_t volatile *)((const char volatile *)bytes + at);
}

/* The index of a new WAL comes with its first transaction. */
bool stamp_read_state(struct db *db, struct wal_state *ret) {
    struct db_stamp stamp;

    if (!inside(db)->wal_index)
        stamp_find_index(db);
    if (!db_stamp(db, &stamp))
        return false;
    uint32_t size = (uint32_t)((const uint16_t *)stamp.words)[PAGE_SIZE_AT / 2];
    ret->page_size = size == 1 ? 65536 : size;
    ret->frames = word_at(stamp.words, FRAMES_AT);
    ret->pages = word_at(stamp.words, PAGES_AT);
    memcpy(ret->salts, (const char *)stamp.words + SALTS_AT, sizeof(ret->salts));
    ret->copied = word_at(inside(db)->wal_index, HEADERS);
    ret->attempted = word_at(inside(db)->wal_index, ATTEMPTED);
    return true;
}
