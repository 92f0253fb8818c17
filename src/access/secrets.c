/* secrets.c - randomness, and hashes. */
#include "access/secrets.h"

#include "base/log.h"

#include <sodium.h>

static const char *const hash_domains[] = {
    [HASH_TOKEN] = "glimt token:",           [HASH_SECRET] = "glimt secret:",
    [HASH_SESSION] = "glimt session:",       [HASH_CSRF] = "glimt csrf:",
    [HASH_INVITATION] = "glimt invitation:", [HASH_RECOVERY] = "glimt recovery code:",
    [HASH_PLACE] = "glimt place:",           [HASH_WRITE_KEY] = "glimt write key:",
};

struct hash hash_of(enum hash_kind kind, struct str text) {
    struct str domain = str_of(hash_domains[kind]);
    crypto_generichash_state state;
    struct hash hash;

    crypto_generichash_init(&state, NULL, 0, HASH_LEN);
    crypto_generichash_update(&state, (const unsigned char *)domain.at, domain.len);
    if (text.len > 0)
        crypto_generichash_update(&state, (const unsigned char *)text.at, text.len);
    crypto_generichash_final(&state, hash.bytes, HASH_LEN);
    return hash;
}

struct str uuid_with_prefix(struct arena *arena, const char *prefix) {
    unsigned char b[16];

    ALWAYS(sodium_init() >= 0);
    randombytes_buf(b, sizeof(b));
    b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
    b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
    return arena_format(arena,
                        "%s%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                        prefix, b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10],
                        b[11], b[12], b[13], b[14], b[15]);
}

struct str secret_new(struct arena *arena) {
    static const char letters[] = "23456789abcdefghijkmnpqrstuvwxyz";
    _Static_assert(sizeof(letters) == 32 + 1, "five bits for each letter");
    enum { LETTERS = 52 };
    char *at = arena_take(arena, LETTERS + 1, 1);

    ALWAYS(sodium_init() >= 0);
    randombytes_buf(at, LETTERS);
    for (size_t i = 0; i < LETTERS; i++)
        at[i] = letters[at[i] & 31];
    return (struct str){at, LETTERS};
}
