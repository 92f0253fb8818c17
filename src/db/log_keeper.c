/* log_keeper.c - a thread that has the engine look at its log. */
#include "db/log_keeper.h"

#include "base/clock.h"
#include "base/condition.h"
#include "base/log.h"
#include "db/engine.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    LOOK_MILLISECONDS = 250,
    CUT_PATIENCE = 100, /* milliseconds that the writer may wait for a cut */
};

struct log_keeper {
    struct db *db;
    int64_t limit;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool closing;
};

/* False when it is to end. */
static bool wait(struct log_keeper *keeper) {
    int64_t end = monotonic_milliseconds() + LOOK_MILLISECONDS;
    bool has_time = true;

    pthread_mutex_lock(&keeper->lock);
    while (!keeper->closing && has_time)
        has_time = condition_wait_until(&keeper->changed, &keeper->lock, end);
    bool closing = keeper->closing;
    pthread_mutex_unlock(&keeper->lock);
    return !closing;
}

static void *work(void *context) {
    struct log_keeper *keeper = context;

    while (wait(keeper))
        keeper->db->engine->keep_log(keeper->db, keeper->limit);
    return NULL;
}

struct log_keeper *log_keeper_open(struct db *db, int64_t limit) {
    if (!db->engine->keep_log) {
        db_close(db);
        return NULL;
    }
    struct log_keeper *keeper = calloc(1, sizeof(*keeper));
    NEEDED(keeper);
    keeper->db = db;
    keeper->limit = limit;
    db_wait_at_most(db, CUT_PATIENCE);
    pthread_mutex_init(&keeper->lock, NULL);
    condition_init(&keeper->changed);
    NEEDED(pthread_create(&keeper->thread, NULL, work, keeper) == 0);
    return keeper;
}

void log_keeper_close(struct log_keeper *keeper) {
    if (!keeper)
        return;
    pthread_mutex_lock(&keeper->lock);
    keeper->closing = true;
    pthread_cond_signal(&keeper->changed);
    pthread_mutex_unlock(&keeper->lock);
    pthread_join(keeper->thread, NULL);
    pthread_cond_destroy(&keeper->changed);
    pthread_mutex_destroy(&keeper->lock);
    db_close(keeper->db);
    free(keeper);
}
