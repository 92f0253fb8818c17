/* ring.h - entries in a ring of bytes, where new ones evict the oldest.
 *
 * A ring lives in memory that its owner gives it, and takes no more: a table of slots, then the
 * bytes. An entry has a key and a version, and is found under both alone. Not thread-safe: a ring
 * is one thread's own, or its owner holds a lock. */
#ifndef GLIMT_BASE_RING_H
#define GLIMT_BASE_RING_H

#include "base/str.h"

#include <stdint.h>

/* What an entry is kept under: a few numbers, and a text that may be empty. */
struct ring_key {
    uint64_t words[4];
    struct str text;
};

struct ring {
    struct ring_slot *slots;
    char *bytes;
    uint64_t sets; /* of slots, a key may be in one; 0: the ring keeps nothing */
    uint64_t size; /* of the bytes */
    uint64_t head; /* where the next entry begins, counted since the ring was empty */
};

/* An empty ring in zeroed `memory` of `size` bytes, any number of them, aligned as words are. An
 * entry takes `typical` bytes, about. */
struct ring ring_in(void *memory, size_t size, size_t typical);

/* After the memory was zeroed again. */
void ring_emptied(struct ring *ring);

/* Any hash of the key will do, as long as clients can't aim at one place with it. The value stays
 * until the next ring_store(); `at` is NULL when there is none of this very version. */
struct str ring_find(const struct ring *ring, uint64_t hash, const struct ring_key *key,
                     int64_t version);

/* Keeps the value in place of the one that the key had before. One that is longer than an eighth of
 * the ring is left out, since it would evict too much. */
void ring_store(struct ring *ring, uint64_t hash, const struct ring_key *key, int64_t version,
                struct str value);

#endif
