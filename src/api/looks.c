/* looks.c - the last stamp, and its number; and where the database stood before.
 *
 * A replica may lag behind by some milliseconds: then it is enough that it has what the database
 * had so long ago, which is known of moments in which somebody looked. */
#include "api/looks.h"

#include "base/clock.h"

#include <pthread.h>

enum { PAST = 16 };

struct looks {
    pthread_mutex_t lock;
    int64_t last;     /* number that was given */
    struct look look; /* the last one that was told; its `enough` is not used */
    struct db_stamp stamp;
    int64_t lag; /* milliseconds; -1: nobody wants to know of positions */
    struct past {
        int64_t at, log; /* monotonic milliseconds, before it was asked for */
    } past[PAST];
    size_t next;
};

struct looks *looks_open(struct arena *arena, int64_t lag) {
    struct looks *looks = NEW(arena, struct looks);

    looks->lag = lag;
    pthread_mutex_init(&looks->lock, NULL);
    return looks;
}

void looks_close(struct looks *looks) {
    if (looks)
        pthread_mutex_destroy(&looks->lock);
}

struct look looks_new(struct looks *looks) {
    pthread_mutex_lock(&looks->lock);
    int64_t number = ++looks->last;
    pthread_mutex_unlock(&looks->lock);
    return (struct look){.number = number};
}

/* With the lock. The oldest of those that are young enough is the lowest. */
static int64_t find_enough(struct looks *looks, int64_t begun, int64_t log) {
    struct past *last = &looks->past[(looks->next + PAST - 1) % PAST];
    int64_t enough = log;

    for (size_t i = 0; i < PAST; i++) {
        const struct past *past = &looks->past[i];
        if (past->log > 0 && past->log < enough && begun - past->at <= looks->lag)
            enough = past->log;
    }
    if (looks->lag > 0 && begun - last->at > looks->lag / PAST)
        looks->past[looks->next++ % PAST] = (struct past){begun, log};
    return enough;
}

/* With the lock. Between two that find the same stamp nothing was committed, so whoever has come to
 * where the first one was has all. */
static struct look note(struct looks *looks, int64_t begun, const struct db_stamp *stamp,
                        const struct db_position *at) {
    if (looks->look.number == 0 || memcmp(stamp, &looks->stamp, sizeof(*stamp)) != 0) {
        looks->stamp = *stamp;
        looks->look = (struct look){.number = ++looks->last, .at = *at};
    }
    struct look look = looks->look;
    if (look.at.log > 0)
        look.enough = find_enough(looks, begun, look.at.log);
    return look;
}

int64_t looks_last(struct looks *looks) {
    pthread_mutex_lock(&looks->lock);
    int64_t number = looks->look.number;
    pthread_mutex_unlock(&looks->lock);
    return number;
}

/* Of two that ask at once the later one may note its stamp first: then the other gives a number to
 * a stamp that is not found again, and nothing is wrong. */
struct look looks_ask(struct looks *looks, struct db *db) {
    int64_t begun = looks->lag > 0 ? monotonic_milliseconds() : 0;
    struct db_stamp stamp;
    struct db_position at = {.log = 0};

    if (looks->lag < 0 ? !db_stamp(db, &stamp) : !db_stamp_at(db, &stamp, &at))
        return looks_new(looks);
    pthread_mutex_lock(&looks->lock);
    struct look look = note(looks, begun, &stamp, &at);
    pthread_mutex_unlock(&looks->lock);
    return look;
}
