/* cache.h - what is kept of the database, in two levels, under one limit.
 *
 * The first level is a ring of each thread's own, for small entries that are needed all the time;
 * no other thread waits for it. The second is shared by all threads: rings with a lock each. Both
 * lie in one piece of memory that is as large as the limit, so that no more can be kept. An entry
 * is valid while its version is the current one (db/versions.h); what is no longer asked for is
 * evicted by what comes after it (base/ring.h).
 *
 * read/cached.h says what is kept, under which keys and versions. */
#ifndef GLIMT_BASE_CACHE_H
#define GLIMT_BASE_CACHE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/ring.h"

struct cache;        /* all of it */
struct thread_cache; /* as one thread sees it: its first level, then the second */

/* Takes at most `limit` bytes, for `threads` threads. They are taken as they are written to. */
struct cache *cache_open(size_t limit, unsigned threads);
void cache_close(struct cache *cache);

/* For one more thread; the cache owns it. More than `threads` can't be had. From any thread. */
struct thread_cache *cache_join(struct cache *cache);

/* A thread uses its thread_cache between these two alone, around its work on a request. Meanwhile
 * cache_tick() leaves the first level as it is. */
void cache_enter(struct thread_cache *own);
void cache_leave(struct thread_cache *own);

/* Where entries are kept; none: nowhere. */
enum {
    CACHE_FIRST = 1,  /* in the first level */
    CACHE_SECOND = 2, /* in the second; what is found there is put into the first, if it is named */
    CACHE_LARGE = 4, /* in rings of the second that are for large entries, so that these don't evict
                        many small ones */
};

/* Puts the value that was stored for the key under this very version; false when there is none. */
bool cache_find(struct thread_cache *own, unsigned levels, const struct ring_key *key,
                int64_t version, struct buffer *out);

/* The same without a buffer, for small values: as it lies in the first level, where it stays until
 * the next call, or else a copy in the arena. `at` is NULL when there is none. */
struct str cache_read(struct arena *arena, struct thread_cache *own, unsigned levels,
                      const struct ring_key *key, int64_t version);

/* A value may be left out, above all a large one. */
void cache_store(struct thread_cache *own, unsigned levels, const struct ring_key *key,
                 int64_t version, struct str value);

enum { DIGEST_BYTES = 16 };

/* A short name for a long key. No client can find two keys with the same one. */
void cache_digest(const struct thread_cache *own, struct str key, unsigned char ret[DIGEST_BYTES]);

/* Called now and then, by one thread, with monotonic milliseconds: gives the memory of both levels
 * back when no thread has entered for half a minute. */
void cache_tick(struct cache *cache, int64_t now);

#endif
