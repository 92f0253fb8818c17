/* memo.c - a direct-mapped table of small texts. */
#include "base/memo.h"

#include "base/log.h"

#include <sodium.h>
#include <stdlib.h>
#include <xxhash.h>

enum { PLACES = 8192, LONGEST = 4096 };

struct entry {
    int64_t version;
    char *bytes; /* the key, then the value */
    size_t key_len, value_len, size;
};

struct memo {
    uint64_t seed; /* so that clients can't aim at one place */
    struct entry entries[PLACES];
};

struct memo *memo_open(void) {
    struct memo *memo = calloc(1, sizeof(*memo));

    ALWAYS(memo);
    randombytes_buf(&memo->seed, sizeof(memo->seed));
    return memo;
}

void memo_close(struct memo *memo) {
    if (!memo)
        return;
    for (size_t i = 0; i < PLACES; i++)
        free(memo->entries[i].bytes);
    free(memo);
}

static struct entry *place(struct memo *memo, struct str key) {
    return &memo->entries[XXH3_64bits_withSeed(key.at, key.len, memo->seed) % PLACES];
}

struct str memo_find(struct memo *memo, struct str key, int64_t version) {
    const struct entry *entry = place(memo, key);

    if (entry->version != version || entry->key_len != key.len ||
        memcmp(entry->bytes, key.at, key.len) != 0)
        return (struct str){NULL, 0};
    return (struct str){entry->bytes + entry->key_len, entry->value_len};
}

void memo_keep(struct memo *memo, struct str key, int64_t version, struct str value) {
    struct entry *entry = place(memo, key);
    size_t size = key.len + value.len;

    if (size > LONGEST)
        return;
    if (entry->size < size) {
        free(entry->bytes);
        entry->bytes = malloc(size);
        ALWAYS(entry->bytes);
        entry->size = size;
    }
    memcpy(entry->bytes, key.at, key.len);
    if (value.len > 0)
        memcpy(entry->bytes + key.len, value.at, value.len);
    entry->key_len = key.len;
    entry->value_len = value.len;
    entry->version = version;
}
