/* pack.c - compression with zstd, and one checksum over all of it.
 *
 * A packed backup is one zstd frame, with its own checksum, and a skippable frame with the
 * BLAKE2b-256 of every byte before: programs that unpack zstd pass over it. The frame's own
 * checksum is 32 bits of the content and says nothing of the frame's header, some bits of which may
 * change without a consequence; behind the hash none may. */
#include "backup/stream.h"

#include "base/log.h"

#include <sodium.h>
#include <zstd.h>

enum {
    LEVEL = 3, /* zstd's own default; higher ones take several times as long for some per cent */
    PROOF_HASH = 32,
    PROOF = 8 + PROOF_HASH,
};

/* The beginning of a skippable frame: its magic number, one of sixteen, and its length. */
static const unsigned char proof_head[8] = {0x5b, 0x2a, 0x4d, 0x18, PROOF_HASH, 0, 0, 0};

/* ---- writing ---- */

struct pack {
    struct sink sink;
    struct run *run;
    struct sink *next;
    ZSTD_CCtx *context;
    crypto_generichash_state hash;
    unsigned char out[CHUNK];
};

static bool compress(struct pack *pack, ZSTD_inBuffer *in, ZSTD_EndDirective how) {
    size_t left;

    do {
        ZSTD_outBuffer out = {pack->out, sizeof(pack->out), 0};
        left = ZSTD_compressStream2(pack->context, &out, in, how);
        if (ZSTD_isError(left))
            return run_fail(pack->run, "The backup cannot be compressed: %s.",
                            ZSTD_getErrorName(left));
        crypto_generichash_update(&pack->hash, pack->out, out.pos);
        if (!pack->next->put(pack->next, pack->out, out.pos))
            return false;
    } while (how == ZSTD_e_end ? left > 0 : in->pos < in->size);
    return true;
}

static bool pack_put(struct sink *sink, const void *bytes, size_t count) {
    struct pack *pack = (struct pack *)sink;
    ZSTD_inBuffer in = {bytes, count, 0};

    return compress(pack, &in, ZSTD_e_continue);
}

static bool pack_end(struct sink *sink) {
    struct pack *pack = (struct pack *)sink;
    ZSTD_inBuffer nothing = {NULL, 0, 0};
    unsigned char proof[PROOF];

    if (!compress(pack, &nothing, ZSTD_e_end))
        return false;
    memcpy(proof, proof_head, sizeof(proof_head));
    crypto_generichash_final(&pack->hash, proof + sizeof(proof_head), PROOF_HASH);
    return pack->next->put(pack->next, proof, sizeof(proof)) && pack->next->end(pack->next);
}

struct sink *pack_open(struct run *run, struct sink *next) {
    struct pack *pack = NEW(run->arena, struct pack);

    pack->sink = (struct sink){pack_put, pack_end};
    pack->run = run;
    pack->next = next;
    pack->context = ZSTD_createCCtx();
    ALWAYS(pack->context);
    ZSTD_CCtx_setParameter(pack->context, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(pack->context, ZSTD_c_checksumFlag, 1);
    crypto_generichash_init(&pack->hash, NULL, 0, PROOF_HASH);
    return &pack->sink;
}

void pack_close(struct sink *sink) {
    if (sink)
        ZSTD_freeCCtx(((struct pack *)sink)->context);
}

/* ---- reading ---- */

struct unpack {
    struct source source;
    struct run *run;
    struct source *from;
    ZSTD_DCtx *context;
    crypto_generichash_state hash;
    bool ended; /* the frame */
    ZSTD_inBuffer in;
    unsigned char bytes[CHUNK];
};

static bool refill(struct unpack *unpack) {
    size_t count;

    if (!unpack->from->take(unpack->from, unpack->bytes, sizeof(unpack->bytes), &count))
        return false;
    unpack->in = (ZSTD_inBuffer){unpack->bytes, count, 0};
    return count > 0 || run_fail(unpack->run, "The backup is cut off.");
}

static bool unpack_some(struct unpack *unpack, ZSTD_outBuffer *out) {
    size_t before = unpack->in.pos;
    size_t left = ZSTD_decompressStream(unpack->context, out, &unpack->in);

    if (ZSTD_isError(left))
        return run_fail(unpack->run, "This is no backup of glimt, or it is damaged.");
    crypto_generichash_update(&unpack->hash, unpack->bytes + before, unpack->in.pos - before);
    unpack->ended = left == 0;
    return true;
}

/* A decoder may have taken all bytes and still hold some that it could give; so it is asked for
 * them before more is read. */
static bool unpack_take(struct source *source, void *to, size_t most, size_t *ret_count) {
    struct unpack *unpack = (struct unpack *)source;
    ZSTD_outBuffer out = {to, most, 0};

    while (out.pos < most && !unpack->ended) {
        size_t before = out.pos;
        bool dry = unpack->in.pos == unpack->in.size;
        if (!unpack_some(unpack, &out))
            return false;
        if (dry && out.pos == before && !unpack->ended && !refill(unpack))
            return false;
    }
    *ret_count = out.pos;
    return true;
}

struct source *unpack_open(struct run *run, struct source *from) {
    struct unpack *unpack = NEW(run->arena, struct unpack);

    unpack->source.take = unpack_take;
    unpack->run = run;
    unpack->from = from;
    unpack->context = ZSTD_createDCtx();
    ALWAYS(unpack->context);
    crypto_generichash_init(&unpack->hash, NULL, 0, PROOF_HASH);
    return &unpack->source;
}

void unpack_close(struct source *source) {
    if (source)
        ZSTD_freeDCtx(((struct unpack *)source)->context);
}

/* The frame has to end here, although a byte more is asked for. */
static bool end_frame(struct unpack *unpack) {
    size_t count;
    char more = 0;

    if (!unpack_take(&unpack->source, &more, 1, &count))
        return false;
    return count == 0 || run_fail(unpack->run, "There is something behind the backup's end.");
}

bool unpack_prove(struct source *source) {
    struct unpack *unpack = (struct unpack *)source;
    unsigned char proof[PROOF + 1], hash[PROOF_HASH];
    size_t more = 0;

    if (!end_frame(unpack))
        return false;
    size_t left = unpack->in.size - unpack->in.pos;
    size_t count = left < sizeof(proof) ? left : sizeof(proof);
    memcpy(proof, unpack->bytes + unpack->in.pos, count);
    if (count < sizeof(proof) &&
        !unpack->from->take(unpack->from, proof + count, sizeof(proof) - count, &more))
        return false;
    count += more;
    if (count < PROOF)
        return run_fail(unpack->run, "The backup is cut off.");
    crypto_generichash_final(&unpack->hash, hash, PROOF_HASH);
    if (memcmp(proof, proof_head, sizeof(proof_head)) != 0 ||
        memcmp(proof + sizeof(proof_head), hash, PROOF_HASH) != 0)
        return run_fail(unpack->run, "The backup is damaged: its checksum does not fit.");
    return count == PROOF || run_fail(unpack->run, "There is something behind the backup's end.");
}
