/* ending.c - the end of the process: of all waiting, and of what connections do.
 *
 * All connections of the process are in a list, so that the end can interrupt them. */
#include "base/clock.h"
#include "db/engine.h"

#include <pthread.h>
#include <stdatomic.h>

enum { PATIENCE_MILLISECONDS = 30 * 1000 };

static struct {
    pthread_mutex_t lock;
    struct db *first;
    _Atomic int64_t end;
} process = {.lock = PTHREAD_MUTEX_INITIALIZER, .end = INT64_MAX};

void db_ending(int64_t at) {
    int64_t known = atomic_load(&process.end);

    if (known == INT64_MAX || known < at)
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
        db->engine->interrupt(db);
    pthread_mutex_unlock(&process.lock);
}

void db_wait_at_most(struct db *db, int milliseconds) {
    db->patience = milliseconds;
}

void connection_begin(struct db *db) {
    db->patience = PATIENCE_MILLISECONDS;
    pthread_mutex_lock(&process.lock);
    db->next = process.first;
    process.first = db;
    pthread_mutex_unlock(&process.lock);
}

void connection_end(struct db *db) {
    pthread_mutex_lock(&process.lock);
    for (struct db **at = &process.first; *at; at = &(*at)->next)
        if (*at == db) {
            *at = db->next;
            break;
        }
    pthread_mutex_unlock(&process.lock);
}
