/* cache.c - rings in one piece of memory: one for each thread, then those that all share.
 *
 * The limit is cut up once, at the start, and never again: at most a quarter of it goes to the
 * threads in equal shares, the rest into SHARDS rings of the same size. A key's hash says which of
 * them it is in, so that threads seldom wait for each other. A quarter of the rings is for large
 * entries, whole answers, which would evict the rows that they were made of.
 *
 * Nobody wakes a thread that has no requests, so the memory of its first level is given back by
 * cache_tick(), which must not do so while the thread is in it: `is_busy` belongs to whoever has
 * set it. The thread sets it once for each request, at the price of one atomic exchange;
 * cache_tick() passes over a level that is busy.
 *
 * The shares are guesses that no measurement compared with others. More shards mean fewer threads
 * that wait, but smaller rings: an entry may take an eighth of one (base/ring.h), which is some 480
 * KB with the default of 128 MB, and 48 KB with 16 MB, too little for a page of a hundred rows.
 * More for the threads spares locks, but each keeps the same names again. Half a minute of silence
 * is longer than people pause between two clicks; giving back too early costs one request that
 * reads anew. */
#include "base/cache.h"

#include "base/log.h"

#include <pthread.h>
#include <sched.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

enum {
    SHARDS = 32,
    LARGE_SHARDS = 8,       /* the last of them */
    THREADS_PART = 4,       /* one byte in so many is for the threads, at most */
    THREAD_BYTES = 2 << 20, /* what a thread has use for: some ten thousand names and totals */
    THREAD_TYPICAL = 128,   /* bytes of an entry: a name with its key */
    SHARED_TYPICAL = 512,   /* a row, a name, or a cursor */
    IDLE_MILLISECONDS = 30 * 1000,
    LINE_BYTES = 64, /* that processors hand to each other */
    SHARED = CACHE_SECOND | CACHE_LARGE,
};

_Static_assert(DIGEST_BYTES == crypto_shorthash_siphashx24_BYTES, "a digest is a hash");

struct level {
    struct ring ring;
    void *memory;
    size_t size;
};

struct shard {
    _Alignas(LINE_BYTES) pthread_mutex_t lock;
    struct level level;
};

struct thread_cache {
    _Alignas(LINE_BYTES) struct cache *cache;
    struct level level;
    atomic_bool is_busy; /* its thread, or cache_tick(), is in the level */
};

struct cache {
    uint64_t seed; /* so that clients can't aim at one place */
    unsigned char secret[crypto_shorthash_siphashx24_KEYBYTES];
    char *memory;
    size_t size;
    struct thread_cache *threads;
    unsigned thread_count;
    atomic_uint joined;  /* how many of them have a thread */
    atomic_bool is_used; /* since the last tick */
    bool is_empty;       /* of the one thread that calls cache_tick() */
    int64_t used_at;     /* likewise */
    struct shard shards[SHARDS];
};

static struct level level_in(char *memory, size_t size, size_t typical) {
    return (struct level){ring_in(memory, size, typical), memory, size};
}

/* Each level has pages of its own, so that it can be given back alone. */
static void cut_up(struct cache *cache, size_t page) {
    size_t each = cache->size / THREADS_PART / cache->thread_count;
    char *at = cache->memory;

    each = (each < THREAD_BYTES ? each : THREAD_BYTES) / page * page;
    for (unsigned i = 0; i < cache->thread_count; i++, at += each)
        cache->threads[i] =
            (struct thread_cache){.cache = cache, .level = level_in(at, each, THREAD_TYPICAL)};
    each = (cache->size - each * cache->thread_count) / SHARDS / page * page;
    for (size_t i = 0; i < SHARDS; i++, at += each) {
        cache->shards[i].level = level_in(at, each, SHARED_TYPICAL);
        pthread_mutex_init(&cache->shards[i].lock, NULL);
    }
}

static void *take_lines(size_t size) {
    void *memory = aligned_alloc(LINE_BYTES, size);

    NEEDED(memory);
    memset(memory, 0, size);
    return memory;
}

struct cache *cache_open(size_t limit, unsigned threads) {
    struct cache *cache = take_lines(sizeof(*cache));
    size_t page = (size_t)sysconf(_SC_PAGESIZE);

    cache->size = limit / page * page;
    cache->thread_count = threads;
    cache->threads = take_lines(threads * sizeof(*cache->threads));
    cache->memory = mmap(NULL, cache->size, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    NEEDED(cache->memory != MAP_FAILED);
    randombytes_buf(&cache->seed, sizeof(cache->seed));
    randombytes_buf(cache->secret, sizeof(cache->secret));
    cut_up(cache, page);
    return cache;
}

void cache_close(struct cache *cache) {
    for (size_t i = 0; i < SHARDS; i++)
        pthread_mutex_destroy(&cache->shards[i].lock);
    munmap(cache->memory, cache->size);
    free(cache->threads);
    free(cache);
}

struct thread_cache *cache_join(struct cache *cache) {
    unsigned at = atomic_fetch_add(&cache->joined, 1);

    ALWAYS(at < cache->thread_count);
    return &cache->threads[at];
}

void cache_enter(struct thread_cache *own) {
    struct cache *cache = own->cache;

    if (!atomic_load_explicit(&cache->is_used, memory_order_relaxed))
        atomic_store_explicit(&cache->is_used, true, memory_order_relaxed);
    while (atomic_exchange_explicit(&own->is_busy, true, memory_order_acquire))
        sched_yield(); /* cache_tick() is about to be done with it */
}

void cache_leave(struct thread_cache *own) {
    atomic_store_explicit(&own->is_busy, false, memory_order_release);
}

static uint64_t hash_of(const struct cache *cache, const struct ring_key *key) {
    uint64_t hash = XXH3_64bits_withSeed(key->words, sizeof(key->words), cache->seed);

    return key->text.len > 0 ? XXH3_64bits_withSeed(key->text.at, key->text.len, hash) : hash;
}

void cache_digest(const struct thread_cache *own, struct str key, unsigned char ret[DIGEST_BYTES]) {
    crypto_shorthash_siphashx24(ret, (const unsigned char *)key.at, key.len, own->cache->secret);
}

static struct shard *lock_shard(struct cache *cache, unsigned levels, uint64_t hash) {
    const size_t small = SHARDS - LARGE_SHARDS;
    struct shard *shard =
        &cache->shards[levels & CACHE_LARGE ? small + hash % LARGE_SHARDS : hash % small];

    pthread_mutex_lock(&shard->lock);
    return shard;
}

bool cache_find(struct thread_cache *own, unsigned levels, const struct ring_key *key,
                int64_t version, struct buffer *out) {
    uint64_t hash = hash_of(own->cache, key);
    struct str value = {NULL, 0};
    size_t start = out->len;

    if (levels & CACHE_FIRST)
        value = ring_find(&own->level.ring, hash, key, version);
    if (value.at) {
        buffer_put_str(out, value);
        return true;
    }
    if (!(levels & SHARED))
        return false;
    struct shard *shard = lock_shard(own->cache, levels, hash);
    value = ring_find(&shard->level.ring, hash, key, version);
    buffer_put_str(out, value);
    pthread_mutex_unlock(&shard->lock);
    if (value.at && levels & CACHE_FIRST && !buffer_failed(out))
        ring_store(&own->level.ring, hash, key, version,
                   (struct str){out->at + start, out->len - start});
    return value.at;
}

struct str cache_read(struct arena *arena, struct thread_cache *own, unsigned levels,
                      const struct ring_key *key, int64_t version) {
    uint64_t hash = hash_of(own->cache, key);
    struct str value = {NULL, 0};

    if (levels & CACHE_FIRST)
        value = ring_find(&own->level.ring, hash, key, version);
    if (value.at || !(levels & SHARED))
        return value;
    struct shard *shard = lock_shard(own->cache, levels, hash);
    value = ring_find(&shard->level.ring, hash, key, version);
    if (value.at)
        value = arena_copy(arena, value);
    pthread_mutex_unlock(&shard->lock);
    if (value.at && levels & CACHE_FIRST)
        ring_store(&own->level.ring, hash, key, version, value);
    return value;
}

void cache_store(struct thread_cache *own, unsigned levels, const struct ring_key *key,
                 int64_t version, struct str value) {
    uint64_t hash = hash_of(own->cache, key);

    if (levels & CACHE_FIRST)
        ring_store(&own->level.ring, hash, key, version, value);
    if (!(levels & SHARED))
        return;
    struct shard *shard = lock_shard(own->cache, levels, hash);
    ring_store(&shard->level.ring, hash, key, version, value);
    pthread_mutex_unlock(&shard->lock);
}

/* The kernel gives zeroed pages when they are touched again. */
static void give_back(struct level *level) {
    if (level->size > 0)
        ALWAYS(madvise(level->memory, level->size, MADV_DONTNEED) == 0);
    ring_emptied(&level->ring);
}

static void give_all_back(struct cache *cache) {
    for (unsigned i = 0; i < cache->thread_count; i++) {
        struct thread_cache *one = &cache->threads[i];
        if (atomic_exchange_explicit(&one->is_busy, true, memory_order_acquire))
            continue;
        give_back(&one->level);
        cache_leave(one);
    }
    for (size_t i = 0; i < SHARDS; i++) {
        pthread_mutex_lock(&cache->shards[i].lock);
        give_back(&cache->shards[i].level);
        pthread_mutex_unlock(&cache->shards[i].lock);
    }
}

void cache_tick(struct cache *cache, int64_t now) {
    if (atomic_exchange_explicit(&cache->is_used, false, memory_order_relaxed)) {
        cache->used_at = now;
        cache->is_empty = false;
    }
    if (cache->is_empty || now - cache->used_at < IDLE_MILLISECONDS)
        return;
    cache->is_empty = true;
    give_all_back(cache);
}
