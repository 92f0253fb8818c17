/* fuzz_instant.c - what is accepted can be written, and reads back the same. */
#include "base/instant.h"
#include "base/log.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct moment moment, again;
    struct buffer out;

    if (!moment_read((struct str){(const char *)data, size}, &moment))
        return 0;
    buffer_init(&out, 100);
    instant_put(&out, moment.instant);
    ALWAYS(out.len == 26 && moment_read(buffer_str(&out), &again));
    ALWAYS(again.instant == moment.instant);
    buffer_done(&out);
    return 0;
}
