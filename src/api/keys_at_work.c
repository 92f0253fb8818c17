/* keys_at_work.c - a table of fixed size, chained by the first bytes of a key's hash. */
#include "api/keys_at_work.h"

#include "base/log.h"

#include <pthread.h>
#include <stdint.h>

enum { CHAINS = 1024, NONE = KEYS_AT_WORK_MAX };

struct place {
    struct hash key;
    uint16_t next; /* in its chain, or among those that are free */
};

struct keys_at_work {
    pthread_mutex_t lock;
    uint16_t chains[CHAINS];
    uint16_t free;
    struct place places[KEYS_AT_WORK_MAX + 1]; /* no key has that of NONE */
};

struct keys_at_work *keys_at_work_new(struct arena *arena) {
    struct keys_at_work *keys = NEW(arena, struct keys_at_work);

    pthread_mutex_init(&keys->lock, NULL);
    for (size_t i = 0; i < CHAINS; i++)
        keys->chains[i] = NONE;
    for (size_t i = 0; i < KEYS_AT_WORK_MAX; i++)
        keys->places[i].next = (uint16_t)(i + 1);
    return keys;
}

void keys_at_work_done(struct keys_at_work *keys) {
    pthread_mutex_destroy(&keys->lock);
}

/* Where the number of the key's place stands, or the end of its chain. */
static uint16_t *find(struct keys_at_work *keys, const struct hash *key) {
    uint16_t *at = &keys->chains[(key->bytes[0] << 8 | key->bytes[1]) % CHAINS];

    while (*at != NONE && memcmp(&keys->places[*at].key, key, sizeof(*key)) != 0)
        at = &keys->places[*at].next;
    return at;
}

static enum key_claim claim(struct keys_at_work *keys, const struct hash *key) {
    uint16_t *end = find(keys, key), place = keys->free;

    if (*end != NONE)
        return KEY_AT_WORK;
    if (place == NONE)
        return KEYS_FULL;
    keys->free = keys->places[place].next;
    keys->places[place] = (struct place){*key, NONE};
    *end = place;
    return KEY_CLAIMED;
}

enum key_claim keys_at_work_claim(struct keys_at_work *keys, const struct hash *key) {
    pthread_mutex_lock(&keys->lock);
    enum key_claim how = claim(keys, key);
    pthread_mutex_unlock(&keys->lock);
    return how;
}

void keys_at_work_release(struct keys_at_work *keys, const struct hash *key) {
    pthread_mutex_lock(&keys->lock);
    uint16_t *at = find(keys, key), place = *at;
    ALWAYS(place != NONE);
    *at = keys->places[place].next;
    keys->places[place].next = keys->free;
    keys->free = place;
    pthread_mutex_unlock(&keys->lock);
}
