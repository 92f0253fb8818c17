/* fuzz_basic.c - credentials from any header. */
#include "api/authenticate.h"
#include "base/log.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_open();
    struct str id, secret;

    if (basic_read(arena, (struct str){(const char *)data, size}, &id, &secret))
        ALWAYS(str_is_text(id) && str_is_text(secret) && id.len + secret.len < size);
    arena_close(arena);
    return 0;
}
