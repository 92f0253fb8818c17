/* waiting.c - how a connection waits for another one.
 *
 * SQLite's own way of waiting looks again after 1, 2, 5 and so on up to 100 ms. Whoever looks that
 * seldom stays behind others that commit every few milliseconds, so here it is every 1 or 2 ms: a
 * look is a system call of a microsecond. */
#include "base/clock.h"
#include "db/sqlite/parts.h"

#include <time.h>

enum { SHORT_LOOKS = 10 /* as many look after 1 ms, since most wait for one commit */ };

static int look_again(void *context, int times) {
    struct db *db = context;
    int64_t now = monotonic_milliseconds();
    const struct timespec pause = {0, times < SHORT_LOOKS ? 1000000 : 2000000};

    if (times == 0)
        inside(db)->waits_since = now;
    if (now - inside(db)->waits_since >= db->patience || db_is_over())
        return 0;
    nanosleep(&pause, NULL);
    return 1;
}

void waiting_begin(struct db *db) {
    sqlite3_busy_handler(inside(db)->sqlite, look_again, db);
}

void sqlite_interrupt(struct db *db) {
    sqlite3_interrupt(inside(db)->sqlite);
}
