/* asking.c - statements that can be ended while they run. */
#include "db/sqlite_parts.h"

enum { INSTRUCTIONS = 100000 }; /* of SQLite's machine: some milliseconds */

struct asking {
    bool (*goes_on)(void *context);
    void *context;
};

static int stops(void *context) {
    const struct asking *asking = context;

    return !asking->goes_on(asking->context);
}

void db_ask(struct arena *arena, struct db *db, bool (*goes_on)(void *context), void *context) {
    struct asking *asking = NEW(arena, struct asking);

    *asking = (struct asking){goes_on, context};
    sqlite3_progress_handler(db->sqlite, INSTRUCTIONS, stops, asking);
}
