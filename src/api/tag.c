/* tag.c - entity tags are hashes of what is shown. */
#include "api/tag.h"

#include <sodium.h>

struct str tag_of(struct arena *arena, struct str bytes) {
    unsigned char hash[crypto_generichash_BYTES_MIN];
    enum { DIGITS = 2 * sizeof(hash) };
    char text[DIGITS + 1];

    crypto_generichash(hash, sizeof(hash), (const unsigned char *)bytes.at, bytes.len, NULL, 0);
    sodium_bin2hex(text, sizeof(text), hash, sizeof(hash));
    return arena_format(arena, "\"%s\"", text);
}

void tag_answer(struct request *request) {
    exchange_add_header(request->exchange, "ETag",
                        tag_of(request->arena, buffer_str(&request->exchange->body_out)));
}
