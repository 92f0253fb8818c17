/* fuzz_date.c - any text as a date of HTTP: what is read is of the calendar, and only ASCII. */
#include "base/clock.h"
#include "base/log.h"
#include "fuzz.h"
#include "http/date.h"

enum { NOW = 1796000000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str text = {(const char *)data, size};
    int year, month, day;
    int64_t moment;

    if (!http_date_read(text, NOW, &moment))
        return 0;
    day_to_civil((moment - (moment % SECONDS_PER_DAY + SECONDS_PER_DAY) % SECONDS_PER_DAY) /
                     SECONDS_PER_DAY,
                 &year, &month, &day);
    ALWAYS(year >= 0 && year <= 10000 && month >= 1 && month <= 12 && day >= 1 && day <= 31);
    ALWAYS(size >= 24 && size <= 33);
    for (size_t i = 0; i < size; i++)
        ALWAYS(data[i] >= ' ' && data[i] < 0x7f);
    return 0;
}
