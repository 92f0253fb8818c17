/* fingerprint.c - a hash of hashes, one for each text. */
#include "api/fingerprint.h"

#include <sodium.h>

struct fingerprint {
    crypto_generichash_state all, text;
};

struct fingerprint *fingerprint_new(struct arena *arena, const struct secret_key *key) {
    struct fingerprint *fingerprint = NEW(arena, struct fingerprint);

    crypto_generichash_init(&fingerprint->all, key->bytes, sizeof(key->bytes), HASH_LEN);
    fingerprint_put(fingerprint, STR("glimt fingerprint"));
    return fingerprint;
}

void fingerprint_begin_text(struct fingerprint *fingerprint) {
    crypto_generichash_init(&fingerprint->text, NULL, 0, HASH_LEN);
}

void fingerprint_add(struct fingerprint *fingerprint, const char *bytes, size_t count) {
    if (count > 0)
        crypto_generichash_update(&fingerprint->text, (const unsigned char *)bytes, count);
}

void fingerprint_end_text(struct fingerprint *fingerprint) {
    unsigned char hash[HASH_LEN];

    crypto_generichash_final(&fingerprint->text, hash, sizeof(hash));
    crypto_generichash_update(&fingerprint->all, hash, sizeof(hash));
}

void fingerprint_put(struct fingerprint *fingerprint, struct str text) {
    fingerprint_begin_text(fingerprint);
    fingerprint_add(fingerprint, text.at, text.len);
    fingerprint_end_text(fingerprint);
}

struct hash fingerprint_end(struct fingerprint *fingerprint) {
    struct hash hash;

    crypto_generichash_final(&fingerprint->all, hash.bytes, sizeof(hash.bytes));
    return hash;
}
