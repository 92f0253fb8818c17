/* cache.c - rings of bytes, each with a table of where its entries begin. */
#include "base/cache.h"

#include "base/clock.h"
#include "base/log.h"

#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <xxhash.h>

enum {
    SHARDS = 16,       /* so that threads seldom wait for each other */
    WAYS = 4,          /* slots that an entry may have */
    ENTRY_BYTES = 512, /* about, to know how many slots are worth having */
    LARGEST_PART = 8,  /* of a ring is the most that an entry may take */
    IDLE_MILLISECONDS = 30 * 1000,
    PAGE_BYTES = 4096,
};

_Static_assert(DIGEST_BYTES == crypto_shorthash_siphashx24_BYTES, "a digest is a hash");

/* Where an entry begins: a number of bytes since the ring was new, so that it tells as well whether
 * the entry has been written over. */
struct slot {
    uint64_t at;
    uint64_t hash; /* 0: none */
};

struct entry {
    int64_t version;
    size_t key_len, value_len;
    char bytes[]; /* the key, then the value */
};

struct shard {
    pthread_mutex_t lock;
    char *ring;
    uint64_t head; /* where the next entry begins */
    struct slot (*slots)[WAYS];
};

struct cache {
    uint64_t seed; /* so that clients can't aim at one place */
    unsigned char secret[crypto_shorthash_siphashx24_KEYBYTES];
    size_t size, sets;   /* of a shard */
    atomic_bool is_used; /* since the last tick */
    bool is_empty;       /* of the one thread that calls cache_tick() */
    int64_t used_at;     /* likewise */
    struct shard shards[SHARDS];
};

static void *take_pages(size_t bytes) {
    void *pages = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    ALWAYS(pages != MAP_FAILED);
    return pages;
}

static size_t slots_bytes(const struct cache *cache) {
    return cache->sets * sizeof(struct slot[WAYS]);
}

struct cache *cache_open(size_t bytes) {
    struct cache *cache = calloc(1, sizeof(*cache));

    ALWAYS(cache);
    cache->size = bytes / SHARDS / PAGE_BYTES * PAGE_BYTES;
    cache->sets = 1 + cache->size / ENTRY_BYTES / WAYS * 2;
    randombytes_buf(&cache->seed, sizeof(cache->seed));
    randombytes_buf(cache->secret, sizeof(cache->secret));
    for (size_t i = 0; i < SHARDS; i++) {
        pthread_mutex_init(&cache->shards[i].lock, NULL);
        cache->shards[i].ring = take_pages(cache->size);
        cache->shards[i].slots = take_pages(slots_bytes(cache));
    }
    return cache;
}

void cache_close(struct cache *cache) {
    for (size_t i = 0; i < SHARDS; i++) {
        munmap(cache->shards[i].ring, cache->size);
        munmap(cache->shards[i].slots, slots_bytes(cache));
        pthread_mutex_destroy(&cache->shards[i].lock);
    }
    free(cache);
}

static uint64_t hash_of(const struct cache *cache, struct str key) {
    uint64_t hash = XXH3_64bits_withSeed(key.at, key.len, cache->seed);

    return hash ? hash : 1;
}

void cache_digest(const struct cache *cache, struct str key, unsigned char ret[DIGEST_BYTES]) {
    crypto_shorthash_siphashx24(ret, (const unsigned char *)key.at, key.len, cache->secret);
}

static struct shard *lock_shard(struct cache *cache, uint64_t hash) {
    struct shard *shard = &cache->shards[hash % SHARDS];

    if (!atomic_load_explicit(&cache->is_used, memory_order_relaxed))
        atomic_store_explicit(&cache->is_used, true, memory_order_relaxed);
    pthread_mutex_lock(&shard->lock);
    return shard;
}

static struct slot *slots_of(const struct cache *cache, struct shard *shard, uint64_t hash) {
    return shard->slots[hash / SHARDS % cache->sets];
}

static bool stands(const struct cache *cache, const struct shard *shard, const struct slot *slot) {
    return slot->hash && shard->head - slot->at <= cache->size;
}

/* The entry of the key, whatever its version; NULL when there is none. */
static struct slot *find(const struct cache *cache, struct shard *shard, uint64_t hash,
                         struct str key) {
    struct slot *slots = slots_of(cache, shard, hash);

    for (size_t i = 0; i < WAYS; i++) {
        if (slots[i].hash != hash || !stands(cache, shard, &slots[i]))
            continue;
        const struct entry *entry = (const void *)(shard->ring + slots[i].at % cache->size);
        if (entry->key_len == key.len && memcmp(entry->bytes, key.at, key.len) == 0)
            return &slots[i];
    }
    return NULL;
}

bool cache_find(struct cache *cache, struct str key, int64_t version, struct buffer *out) {
    uint64_t hash = hash_of(cache, key);
    struct shard *shard = lock_shard(cache, hash);
    const struct slot *slot = find(cache, shard, hash, key);
    bool found = false;

    if (slot) {
        const struct entry *entry = (const void *)(shard->ring + slot->at % cache->size);
        found = entry->version == version;
        if (found)
            buffer_put(out, entry->bytes + key.len, entry->value_len);
    }
    pthread_mutex_unlock(&shard->lock);
    return found;
}

/* The place that is free, or else that of the oldest entry. */
static struct slot *oldest(const struct cache *cache, struct shard *shard, uint64_t hash) {
    struct slot *slots = slots_of(cache, shard, hash), *oldest = slots;

    for (size_t i = 0; i < WAYS; i++) {
        if (!stands(cache, shard, &slots[i]))
            return &slots[i];
        if (slots[i].at < oldest->at)
            oldest = &slots[i];
    }
    return oldest;
}

/* Entries are whole: one that does not fit before the end of the ring begins at its beginning. */
static uint64_t take_room(const struct cache *cache, struct shard *shard, size_t size) {
    size_t left = cache->size - shard->head % cache->size;

    if (left < size)
        shard->head += left;
    uint64_t at = shard->head;
    shard->head += size;
    return at;
}

void cache_keep(struct cache *cache, struct str key, int64_t version, struct str value) {
    size_t align = _Alignof(struct entry);
    size_t size = (sizeof(struct entry) + key.len + value.len + align - 1) / align * align;
    uint64_t hash = hash_of(cache, key);

    if (size > cache->size / LARGEST_PART)
        return;
    struct shard *shard = lock_shard(cache, hash);
    struct slot *slot = find(cache, shard, hash, key);
    if (!slot)
        slot = oldest(cache, shard, hash);
    *slot = (struct slot){take_room(cache, shard, size), hash};
    struct entry *entry = (void *)(shard->ring + slot->at % cache->size);
    *entry = (struct entry){version, key.len, value.len};
    memcpy(entry->bytes, key.at, key.len);
    if (value.len > 0)
        memcpy(entry->bytes + key.len, value.at, value.len);
    pthread_mutex_unlock(&shard->lock);
}

static void forget(struct cache *cache, struct shard *shard) {
    pthread_mutex_lock(&shard->lock);
    shard->head = 0;
    madvise(shard->ring, cache->size, MADV_DONTNEED);
    madvise(shard->slots, slots_bytes(cache), MADV_DONTNEED);
    pthread_mutex_unlock(&shard->lock);
}

void cache_tick(struct cache *cache) {
    int64_t now = monotonic_milliseconds();

    if (atomic_exchange_explicit(&cache->is_used, false, memory_order_relaxed)) {
        cache->used_at = now;
        cache->is_empty = false;
    }
    if (cache->is_empty || now - cache->used_at < IDLE_MILLISECONDS)
        return;
    cache->is_empty = true;
    for (size_t i = 0; i < SHARDS; i++)
        forget(cache, &cache->shards[i]);
}
