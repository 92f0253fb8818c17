/* looks.c - the last stamp, and its number. */
#include "api/looks.h"

#include <pthread.h>

struct looks {
    pthread_mutex_t lock;
    int64_t last; /* number that was given */
    int64_t number;
    struct db_stamp stamp; /* of `number`, unless that is 0 */
};

struct looks *looks_open(struct arena *arena) {
    struct looks *looks = NEW(arena, struct looks);

    pthread_mutex_init(&looks->lock, NULL);
    return looks;
}

void looks_close(struct looks *looks) {
    if (looks)
        pthread_mutex_destroy(&looks->lock);
}

int64_t looks_new(struct looks *looks) {
    pthread_mutex_lock(&looks->lock);
    int64_t number = ++looks->last;
    pthread_mutex_unlock(&looks->lock);
    return number;
}

/* Of two that ask at once the later one may note its stamp first: then the other gives a number to
 * a stamp that is not found again, and nothing is wrong. */
int64_t looks_ask(struct looks *looks, struct db *db) {
    struct db_stamp stamp;

    if (!db_stamp(db, &stamp))
        return looks_new(looks);
    pthread_mutex_lock(&looks->lock);
    if (looks->number == 0 || memcmp(&stamp, &looks->stamp, sizeof(stamp)) != 0) {
        looks->stamp = stamp;
        looks->number = ++looks->last;
    }
    int64_t number = looks->number;
    pthread_mutex_unlock(&looks->lock);
    return number;
}
