/* fuzz_chunked.c - a chunked body has the same data however it is cut, and what its grammar says.
 */
#include "base/buffer.h"
#include "base/log.h"
#include "fuzz.h"
#include "http/chunked.h"
#include "http_oracle.h"

/* What came of one way to cut the bytes. */
struct result {
    enum chunked_state state;
    struct buffer data;
    size_t left; /* bytes behind the body */
};

static void take(struct chunked *chunked, struct str *piece, struct result *result) {
    struct str data;

    while ((result->state = chunked_take(chunked, piece, &data)) == CHUNKED_DATA) {
        ALWAYS(data.len > 0 && data.at + data.len == piece->at);
        buffer_put_str(&result->data, data);
    }
}

/* In pieces whose lengths are the bytes of `cuts`, again and again; whole without cuts. */
static void feed(struct str bytes, struct str cuts, struct result *ret) {
    struct chunked chunked;
    size_t at = 0;

    chunked_begin(&chunked);
    oracle_hide(bytes);
    ret->state = CHUNKED_MORE;
    for (size_t i = 0; ret->state == CHUNKED_MORE && at < bytes.len; i++) {
        size_t left = bytes.len - at;
        size_t count = cuts.len > 0 ? (unsigned char)cuts.at[i % cuts.len] + 1u : left;
        struct str piece = {bytes.at + at, count < left ? count : left};
        oracle_show(piece);
        take(&chunked, &piece, ret);
        ALWAYS(ret->state != CHUNKED_MORE || piece.len == 0);
        at = (size_t)(piece.at - bytes.at);
    }
    oracle_show_all(bytes);
    ret->left = bytes.len - at;
}

static enum told_chunks told_by(enum chunked_state state) {
    if (state == CHUNKED_MORE)
        return CHUNKS_SHORT;
    return state == CHUNKED_END ? CHUNKS_WHOLE : CHUNKS_ODD;
}

/* The input: the cuts, a line end, the bytes. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_open();
    struct str input = {(const char *)data, size}, cuts = str_cut(&input, '\n');
    struct str bytes = oracle_grow(arena, input), rest = bytes, told_data;
    const struct str each_byte = {"", 1};
    const struct str ways[] = {{NULL, 0}, cuts, each_byte};
    enum told_chunks told = oracle_chunks(arena, &rest, &told_data);

    for (size_t i = 0; i < COUNT(ways); i++) {
        struct result result = {.state = CHUNKED_MORE};
        buffer_init(&result.data, bytes.len);
        feed(bytes, ways[i], &result);
        ALWAYS(told_by(result.state) == told);
        ALWAYS(told != CHUNKS_WHOLE || result.left == rest.len);
        ALWAYS(str_equal(buffer_str(&result.data), told_data));
        buffer_done(&result.data);
    }
    arena_close(arena);
    return 0;
}
