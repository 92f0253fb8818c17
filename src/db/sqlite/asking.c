/* asking.c - statements that can be ended while they run. */
#include "db/sqlite/parts.h"

enum {
    STEPS = 1000,         /* of SQLite's machine, in a piece */
    PIECES_BETWEEN = 100, /* questions: some milliseconds */
};

static int stops(void *context) {
    struct db *db = context;

    if (++inside(db)->pieces > inside(db)->pieces_allowed)
        return 1;
    return inside(db)->goes_on && inside(db)->pieces % PIECES_BETWEEN == 0 &&
           !inside(db)->goes_on(inside(db)->goes_on_context);
}

static void watch(struct db *db) {
    sqlite3_progress_handler(inside(db)->sqlite, STEPS, stops, db);
}

void sqlite_ask(struct db *db, bool (*goes_on)(void *context), void *context) {
    inside(db)->goes_on = goes_on;
    inside(db)->goes_on_context = context;
    if (inside(db)->pieces_allowed == 0)
        inside(db)->pieces_allowed = DB_UNBOUNDED;
    watch(db);
}

void sqlite_allow(struct db *db, unsigned pieces) {
    inside(db)->pieces = 0;
    inside(db)->pieces_allowed = pieces;
    watch(db);
}

unsigned sqlite_pieces(const struct db *db) {
    return inside(db)->pieces;
}

bool sqlite_is_spent(const struct db *db) {
    return inside(db)->pieces > inside(db)->pieces_allowed;
}
