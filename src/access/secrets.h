/* secrets.h - randomness that is given away, and the hashes by which it is known again.
 *
 * Secrets and tokens are 128 bits or more of randomness and are kept only as BLAKE2b hashes, so a
 * slow password hash would add nothing. Texts live in the arena. Thread-safe. */
#ifndef GLIMT_ACCESS_SECRETS_H
#define GLIMT_ACCESS_SECRETS_H

#include "base/arena.h"

enum { HASH_LEN = 32 };

/* Each has a domain of its own, so that no two kinds ever give the same hash. */
enum hash_kind {
    HASH_TOKEN,
    HASH_SECRET,
    HASH_SESSION,
    HASH_CSRF,
    HASH_INVITATION,
    HASH_RECOVERY,
    HASH_PLACE,
    HASH_WRITE_KEY,
};

struct hash {
    unsigned char bytes[HASH_LEN];
};

struct hash hash_of(enum hash_kind kind, struct str text);

static inline struct str hash_str(const struct hash *hash) {
    return (struct str){(const char *)hash->bytes, HASH_LEN};
}

/* `prefix` and a random UUID (version 4). */
struct str uuid_with_prefix(struct arena *arena, const char *prefix);

/* 260 random bits as 52 letters and digits that are hard to mix up. */
struct str secret_new(struct arena *arena);

#endif
