/* ring.c - a ring of entries, and a table of where they begin.
 *
 * Entries are written one after the other, and from the beginning again at the end; `head` counts
 * the bytes ever written. So an entry that began at `at` is whole as long as no more than the
 * ring's size was written since then, and nothing has to be taken out of the table when it is
 * evicted: its slot tells by itself that it is old. The table is set-associative, as the cache of a
 * processor is: a key may be in any of four slots, which share a cache line, and a new one takes
 * that of the oldest. */
#include "base/ring.h"

/* An entry of more than a part of the ring would evict as much for one value that may never be
 * asked for again. */
enum { LARGEST_PART = 8 };

enum { WAYS = 4 }; /* slots of a set */

struct ring_slot {
    uint64_t at;
    uint64_t hash;
};

struct entry {
    uint64_t words[4];
    int64_t version;
    uint32_t text_len, value_len;
    char bytes[]; /* the key's text, then the value */
};

/* Twice as many slots as there are entries, so that few are evicted before the ring comes round. */
struct ring ring_in(void *memory, size_t size, size_t typical) {
    struct ring ring = {.slots = memory};
    size_t whole = size / _Alignof(struct entry) * _Alignof(struct entry);

    ring.sets = whole / (WAYS * (typical / 2 + sizeof(*ring.slots)));
    ring.bytes = (char *)(ring.slots + ring.sets * WAYS);
    ring.size = whole - ring.sets * WAYS * sizeof(*ring.slots);
    return ring;
}

void ring_emptied(struct ring *ring) {
    ring->head = 0;
}

/* The upper half of the hash, as a part of one, of all sets. */
static struct ring_slot *slots_of(const struct ring *ring, uint64_t hash) {
    return ring->slots + ((hash >> 32) * ring->sets >> 32) * WAYS;
}

static struct entry *entry_at(const struct ring *ring, const struct ring_slot *slot) {
    return (struct entry *)(void *)(ring->bytes + slot->at % ring->size);
}

/* Zeroed slots have no hash, and an empty ring has no others. */
static bool is_whole(const struct ring *ring, const struct ring_slot *slot) {
    return slot->hash && ring->head - slot->at <= ring->size;
}

static inline bool is_of(const struct entry *entry, const struct ring_key *key) {
    const uint64_t *a = entry->words, *b = key->words;
    uint64_t differ = (a[0] ^ b[0]) | (a[1] ^ b[1]) | (a[2] ^ b[2]) | (a[3] ^ b[3]);

    return differ == 0 && entry->text_len == key->text.len &&
           (key->text.len == 0 || memcmp(entry->bytes, key->text.at, key->text.len) == 0);
}

/* The slot of the key's entry, whatever its version; NULL when there is none. */
static inline struct ring_slot *find(const struct ring *ring, uint64_t hash,
                                     const struct ring_key *key) {
    if (ring->sets == 0)
        return NULL;
    struct ring_slot *slots = slots_of(ring, hash);
    for (size_t i = 0; i < WAYS; i++)
        if (slots[i].hash == hash && is_whole(ring, &slots[i]) &&
            is_of(entry_at(ring, &slots[i]), key))
            return &slots[i];
    return NULL;
}

struct str ring_find(const struct ring *ring, uint64_t hash, const struct ring_key *key,
                     int64_t version) {
    const struct ring_slot *slot = find(ring, hash, key);
    const struct entry *entry = slot ? entry_at(ring, slot) : NULL;

    if (!entry || entry->version != version)
        return (struct str){NULL, 0};
    return (struct str){entry->bytes + entry->text_len, entry->value_len};
}

static size_t size_of(size_t text_len, size_t value_len) {
    size_t align = _Alignof(struct entry);

    return (sizeof(struct entry) + text_len + value_len + align - 1) / align * align;
}

/* The slot of an entry that is evicted already, or else of the oldest. */
static struct ring_slot *oldest(const struct ring *ring, uint64_t hash) {
    struct ring_slot *slots = slots_of(ring, hash), *oldest = slots;

    for (size_t i = 0; i < WAYS; i++) {
        if (!is_whole(ring, &slots[i]))
            return &slots[i];
        if (slots[i].at < oldest->at)
            oldest = &slots[i];
    }
    return oldest;
}

/* Entries are in one piece: one that does not fit before the end of the ring begins at its
 * beginning. */
static uint64_t take_room(struct ring *ring, size_t size) {
    size_t left = ring->size - ring->head % ring->size;

    if (left < size)
        ring->head += left;
    uint64_t at = ring->head;
    ring->head += size;
    return at;
}

void ring_store(struct ring *ring, uint64_t hash, const struct ring_key *key, int64_t version,
                struct str value) {
    size_t size = size_of(key->text.len, value.len);

    if (size > ring->size / LARGEST_PART || size > UINT32_MAX)
        return;
    struct ring_slot *slot = find(ring, hash, key);
    /* What comes anew with each commit, as long as it was, would evict all else. */
    if (!slot || size_of(key->text.len, entry_at(ring, slot)->value_len) != size) {
        slot = slot ? slot : oldest(ring, hash);
        *slot = (struct ring_slot){take_room(ring, size), hash};
    }
    struct entry *entry = entry_at(ring, slot);
    memcpy(entry->words, key->words, sizeof(entry->words));
    entry->version = version;
    entry->text_len = (uint32_t)key->text.len;
    entry->value_len = (uint32_t)value.len;
    if (key->text.len > 0)
        memcpy(entry->bytes, key->text.at, key->text.len);
    if (value.len > 0)
        memcpy(entry->bytes + key->text.len, value.at, value.len);
}
