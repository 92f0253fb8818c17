/* asking.c - statements that can be ended while they run. */
#include "db/sqlite/parts.h"

enum {
    STEPS = 1000,         /* of SQLite's machine, in a piece */
    PIECES_BETWEEN = 100, /* questions: some milliseconds */
};

static int stops(void *context) {
    struct db *db = context;

    if (++db->pieces > db->pieces_allowed)
        return 1;
    return db->goes_on && db->pieces % PIECES_BETWEEN == 0 && !db->goes_on(db->goes_on_context);
}

static void watch(struct db *db) {
    sqlite3_progress_handler(db->sqlite, STEPS, stops, db);
}

void db_ask(struct db *db, bool (*goes_on)(void *context), void *context) {
    db->goes_on = goes_on;
    db->goes_on_context = context;
    if (db->pieces_allowed == 0)
        db->pieces_allowed = DB_UNBOUNDED;
    watch(db);
}

void db_allow(struct db *db, unsigned pieces) {
    db->pieces = 0;
    db->pieces_allowed = pieces;
    watch(db);
}

unsigned db_pieces(const struct db *db) {
    return db->pieces;
}

bool db_is_spent(const struct db *db) {
    return db->pieces > db->pieces_allowed;
}
