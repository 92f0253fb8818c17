/* seal.c - encryption: libsodium's secretstream over chunks of 64 KiB.
 *
 * A sealed backup is 16 bytes by which it is known, the stream's header, an empty chunk by which a
 * key is known to fit, and chunks, each 17 bytes longer than what it holds. Only the last one has
 * the tag FINAL and may be short, and nothing may follow it. So a chunk that was changed, left out,
 * moved or added, and a cut at any place, are all found, in the chunk where they are, before a byte
 * of it is used. */
#include "backup/stream.h"

#include <sodium.h>

enum {
    MAGIC_LENGTH = 16,
    HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    ADDED = crypto_secretstream_xchacha20poly1305_ABYTES,
    FINAL = crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    MESSAGE = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
};

#define MAGIC "glimt sealed 1\r\n"
_Static_assert(sizeof(MAGIC) - 1 == MAGIC_LENGTH, "it is written as it stands");
_Static_assert(KEY_LENGTH == crypto_secretstream_xchacha20poly1305_KEYBYTES, "a key fits");

/* ---- writing ---- */

struct seal {
    struct sink sink;
    struct run *run;
    struct sink *next;
    crypto_secretstream_xchacha20poly1305_state state;
    unsigned char header[HEADER];
    bool begun;
    size_t len;
    unsigned char plain[CHUNK], sealed[CHUNK + ADDED];
};

static bool begin(struct seal *seal) {
    unsigned char empty[ADDED];

    seal->begun = true;
    crypto_secretstream_xchacha20poly1305_push(&seal->state, empty, NULL, NULL, 0, NULL, 0,
                                               MESSAGE);
    return seal->next->put(seal->next, MAGIC, MAGIC_LENGTH) &&
           seal->next->put(seal->next, seal->header, HEADER) &&
           seal->next->put(seal->next, empty, ADDED);
}

static bool send_chunk(struct seal *seal, unsigned char tag) {
    if (!seal->begun && !begin(seal))
        return false;
    crypto_secretstream_xchacha20poly1305_push(&seal->state, seal->sealed, NULL, seal->plain,
                                               seal->len, NULL, 0, tag);
    size_t len = seal->len + ADDED;
    seal->len = 0;
    return seal->next->put(seal->next, seal->sealed, len);
}

static bool seal_put(struct sink *sink, const void *bytes, size_t count) {
    struct seal *seal = (struct seal *)sink;
    const char *at = bytes;

    while (count > 0) {
        if (seal->len == CHUNK && !send_chunk(seal, MESSAGE))
            return false;
        size_t part = CHUNK - seal->len < count ? CHUNK - seal->len : count;
        memcpy(seal->plain + seal->len, at, part);
        seal->len += part;
        at += part;
        count -= part;
    }
    return true;
}

static bool seal_end(struct sink *sink) {
    struct seal *seal = (struct seal *)sink;

    return send_chunk(seal, FINAL) && seal->next->end(seal->next);
}

struct sink *seal_open(struct run *run, struct sink *next, const unsigned char key[KEY_LENGTH]) {
    struct seal *seal = NEW(run->arena, struct seal);

    seal->sink = (struct sink){seal_put, seal_end};
    seal->run = run;
    seal->next = next;
    crypto_secretstream_xchacha20poly1305_init_push(&seal->state, seal->header, key);
    return &seal->sink;
}

/* ---- reading ---- */

struct unseal {
    struct source source;
    struct run *run;
    struct source *from;
    crypto_secretstream_xchacha20poly1305_state state;
    bool ended;
    size_t at, len; /* what is left of `plain` */
    unsigned char plain[CHUNK], chunk[CHUNK + ADDED];
};

static bool open_chunk(struct unseal *unseal) {
    unsigned char tag = MESSAGE, more;
    unsigned long long len = 0;
    size_t count;

    if (!unseal->from->take(unseal->from, unseal->chunk, sizeof(unseal->chunk), &count))
        return false;
    if (count < ADDED ||
        crypto_secretstream_xchacha20poly1305_pull(&unseal->state, unseal->plain, &len, &tag,
                                                   unseal->chunk, count, NULL, 0) != 0)
        return run_fail(unseal->run, "The backup is damaged, or cut off.");
    unseal->at = 0;
    unseal->len = (size_t)len;
    unseal->ended = tag == FINAL;
    if (!unseal->ended && count < sizeof(unseal->chunk))
        return run_fail(unseal->run, "The backup is cut off.");
    if (!unseal->ended)
        return true;
    if (!unseal->from->take(unseal->from, &more, 1, &count))
        return false;
    return count == 0 || run_fail(unseal->run, "There is something behind the backup's end.");
}

static bool unseal_take(struct source *source, void *to, size_t most, size_t *ret_count) {
    struct unseal *unseal = (struct unseal *)source;

    *ret_count = 0;
    while (*ret_count < most) {
        if (unseal->at == unseal->len && unseal->ended)
            return true;
        if (unseal->at == unseal->len && !open_chunk(unseal))
            return false;
        size_t left = unseal->len - unseal->at, wanted = most - *ret_count;
        size_t part = left < wanted ? left : wanted;
        memcpy((char *)to + *ret_count, unseal->plain + unseal->at, part);
        unseal->at += part;
        *ret_count += part;
    }
    return true;
}

/* What is not sealed is given as it is, with what was read to find that out before it. */
static bool plain_take(struct source *source, void *to, size_t most, size_t *ret_count) {
    struct unseal *unseal = (struct unseal *)source;
    size_t left = unseal->len - unseal->at, part = left < most ? left : most, more = 0;

    memcpy(to, unseal->plain + unseal->at, part);
    unseal->at += part;
    *ret_count = part;
    if (part < most && !unseal->from->take(unseal->from, (char *)to + part, most - part, &more))
        return false;
    *ret_count += more;
    return true;
}

static bool read_header(struct unseal *unseal, const unsigned char *key) {
    unsigned char header[HEADER + ADDED], tag;
    unsigned long long len = 0;
    size_t count;

    if (!unseal->from->take(unseal->from, header, sizeof(header), &count))
        return false;
    if (count < sizeof(header))
        return run_fail(unseal->run, "The backup is cut off.");
    unseal->len = 0;
    crypto_secretstream_xchacha20poly1305_init_pull(&unseal->state, header, key);
    return (crypto_secretstream_xchacha20poly1305_pull(&unseal->state, unseal->plain, &len, &tag,
                                                       header + HEADER, ADDED, NULL, 0) == 0 &&
            len == 0 && tag == MESSAGE) ||
           run_fail(unseal->run, "The key does not fit this backup, or its beginning is damaged.");
}

bool unseal_open(struct run *run, struct source **source, const unsigned char *key) {
    struct unseal *unseal = NEW(run->arena, struct unseal);

    unseal->run = run;
    unseal->from = *source;
    if (!unseal->from->take(unseal->from, unseal->plain, MAGIC_LENGTH, &unseal->len))
        return false;
    bool sealed = unseal->len == MAGIC_LENGTH && memcmp(unseal->plain, MAGIC, MAGIC_LENGTH) == 0;
    if (sealed && !key)
        return run_fail(run, "The backup is encrypted; --key-file FILE opens it.");
    if (!sealed && key)
        return run_fail(run, "The backup is not encrypted; leave --key-file out to read it.");
    if (sealed && !read_header(unseal, key))
        return false;
    unseal->source.take = sealed ? unseal_take : plain_take;
    *source = &unseal->source;
    return true;
}
