/* fuzz_decimal.c - what is accepted can be written, and reads back the same. */
#include "base/decimal.h"
#include "base/log.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str text = {(const char *)data, size};
    int64_t value, again, whole;
    struct buffer out;

    bool is_whole = integer_read(text, &whole) == NUMBER_FINE;
    if (decimal_read(text, &value) != NUMBER_FINE)
        return 0;
    buffer_init(&out, 100);
    decimal_put(&out, value);
    ALWAYS(decimal_read(buffer_str(&out), &again) == NUMBER_FINE && again == value);
    ALWAYS(!is_whole || whole * DECIMAL_ONE == value);
    buffer_done(&out);
    return 0;
}
