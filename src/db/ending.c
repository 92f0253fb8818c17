/* waiting.c - how long a connection waits for another one, and the end of all waiting.
 *
 * SQLite's own way of waiting looks again after 1, 2, 5 and so on up to 100 ms. Whoever looks that
 * seldom stays behind others that commit every few milliseconds, so here it is every 1 or 2 ms: a
 * look is a system call of a microsecond.
 *
 * All connections of the process are in a list, so that the end can interrupt what they do. */
#include "base/clock.h"
#include "db/sqlite/parts.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

enum {
    PATIENCE_MILLISECONDS = 30 * 1000,
    SHORT_LOOKS = 10, /* as many look after 1 ms, since most wait for one commit */
};

static struct {
    pthread_mutex_t lock;
    struct db *first;
    _Atomic int64_t end;
} process = {.lock = PTHREAD_MUTEX_INITIALIZER, .end = INT64_MAX};

void db_ending(int64_t at) {
    atomic_store(&process.end, at);
}

bool db_is_ending(void) {
    return atomic_load(&process.end) != INT64_MAX;
}

bool db_is_over(void) {
    int64_t end = atomic_load_explicit(&process.end, memory_order_relaxed);

    return end != INT64_MAX && monotonic_milliseconds() >= end;
}

void db_interrupt_all(void) {
    pthread_mutex_lock(&process.lock);
    for (struct db *db = process.first; db; db = db->next)
        sqlite3_interrupt(db->sqlite);
    pthread_mutex_unlock(&process.lock);
}

static int look_again(void *context, int times) {
    struct db *db = context;
    int64_t now = monotonic_milliseconds();
    const struct timespec pause = {0, times < SHORT_LOOKS ? 1000000 : 2000000};

    if (times == 0)
        db->waits_since = now;
    if (now - db->waits_since >= db->patience || db_is_over())
        return 0;
    nanosleep(&pause, NULL);
    return 1;
}

void db_wait_at_most(struct db *db, int milliseconds) {
    db->patience = milliseconds;
}

void waiting_begin(struct db *db) {
    db->patience = PATIENCE_MILLISECONDS;
    sqlite3_busy_handler(db->sqlite, look_again, db);
    pthread_mutex_lock(&process.lock);
    db->next = process.first;
    process.first = db;
    pthread_mutex_unlock(&process.lock);
}

void waiting_end(struct db *db) {
    pthread_mutex_lock(&process.lock);
    for (struct db **at = &process.first; *at; at = &(*at)->next)
        if (*at == db) {
            *at = db->next;
            break;
        }
    pthread_mutex_unlock(&process.lock);
}
