/* cache.h - what all threads remember of the database: rows and whole answers, encoded.
 *
 * A cache takes no more than the bytes that it is opened with; the newest entry takes the place of
 * the oldest. An entry stands while the version under which it was kept stands (db/versions.h).
 * Where memo.h is for small texts that one thread needs all the time, this is for many large ones.
 */
#ifndef GLIMT_BASE_CACHE_H
#define GLIMT_BASE_CACHE_H

#include "base/buffer.h"

struct cache;

struct cache *cache_open(size_t bytes);
void cache_close(struct cache *cache);

/* Puts the value that was kept for these key bytes under this very version; false when there is
 * none. From any thread. */
bool cache_find(struct cache *cache, struct str key, int64_t version, struct buffer *out);

/* From any thread. A value may be left out, above all a large one. */
void cache_keep(struct cache *cache, struct str key, int64_t version, struct str value);

enum { DIGEST_BYTES = 16 };

/* A short name for a long key. No client can find two keys with the same one. */
void cache_digest(const struct cache *cache, struct str key, unsigned char ret[DIGEST_BYTES]);

/* Called now and then: gives the memory back when nobody has asked for a while. */
void cache_tick(struct cache *cache);

#endif
