/* looks.c - counts questions: who comes during one is served by the next. */
#include "api/looks.h"

#include <pthread.h>

struct looks {
    pthread_mutex_t lock;
    pthread_cond_t ended;
    uint64_t begun, done; /* questions; equal when none is on its way */
    bool is_known;        /* what the last one that is done has found */
    struct db_stamp stamp;
};

struct looks *looks_open(struct arena *arena) {
    struct looks *looks = NEW(arena, struct looks);

    pthread_mutex_init(&looks->lock, NULL);
    pthread_cond_init(&looks->ended, NULL);
    return looks;
}

void looks_close(struct looks *looks) {
    if (!looks)
        return;
    pthread_cond_destroy(&looks->ended);
    pthread_mutex_destroy(&looks->lock);
}

/* With the lock, which is let go meanwhile. */
static void ask(struct looks *looks, struct db *db) {
    struct db_stamp stamp;

    looks->begun++;
    pthread_mutex_unlock(&looks->lock);
    bool is_known = db_stamp(db, &stamp);
    pthread_mutex_lock(&looks->lock);
    looks->done = looks->begun;
    looks->is_known = is_known;
    if (is_known)
        looks->stamp = stamp;
    pthread_cond_broadcast(&looks->ended);
}

bool looks_ask(struct looks *looks, struct db *db, struct db_stamp *ret) {
    pthread_mutex_lock(&looks->lock);
    uint64_t wanted = looks->begun + 1;
    while (looks->done < wanted)
        if (looks->begun == looks->done)
            ask(looks, db);
        else
            pthread_cond_wait(&looks->ended, &looks->lock);
    bool is_known = looks->is_known;
    *ret = looks->stamp;
    pthread_mutex_unlock(&looks->lock);
    return is_known;
}
