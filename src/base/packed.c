/* packed.c - zstd at its fastest, in one piece. */
#include "base/packed.h"

#include <zstd.h>

enum {
    /* Shorter texts are not worth the time: with them a row of SQLite's stays below the quarter of
     * a page beyond which it takes a whole page more. */
    WORTH = 1536,
    LEVEL = 1,
    RATIO_MAX = 32768, /* a block of zstd has at most 128 KB, and at least four bytes */
};

static bool is_frame(struct str text) {
    return text.len >= 4 && memcmp(text.at, "\x28\xb5\x2f\xfd", 4) == 0;
}

struct str packed_make(struct arena *arena, struct str text) {
    if (text.len < WORTH && !is_frame(text))
        return text;
    size_t room = ZSTD_compressBound(text.len);
    char *frame = arena_take(arena, room, 1);
    size_t len = ZSTD_compress(frame, room, text.at, text.len, LEVEL);
    if (ZSTD_isError(len) || (len >= text.len && !is_frame(text)))
        return text;
    return (struct str){frame, len};
}

bool packed_read(struct arena *arena, struct str packed, struct str *ret) {
    *ret = packed;
    if (!is_frame(packed))
        return true;
    unsigned long long len = ZSTD_getFrameContentSize(packed.at, packed.len);
    /* Both ways to say that there is no length are larger, too. */
    if (len / RATIO_MAX > packed.len)
        return false;
    char *text = arena_take(arena, (size_t)len, 1);
    *ret = (struct str){text, (size_t)len};
    return ZSTD_decompress(text, (size_t)len, packed.at, packed.len) == len;
}
