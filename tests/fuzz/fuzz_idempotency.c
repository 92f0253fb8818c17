/* fuzz_idempotency.c - keys of writes from any header. */
#include "api/idempotency.h"
#include "base/log.h"
#include "fuzz.h"

#include <ctype.h>

/* By the words of C for it: a visible character of ASCII is one that is printed and no blank. */
static bool is_right(const uint8_t *data, size_t size) {
    size_t visible = 0;

    while (visible < size && data[visible] < 0x80 && isgraph(data[visible]))
        visible++;
    return visible == size && size - 1 < 255;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ALWAYS(idempotency_key_is_valid((struct str){(const char *)data, size}) ==
           is_right(data, size));
    return 0;
}
