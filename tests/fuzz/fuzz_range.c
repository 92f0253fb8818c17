/* fuzz_range.c - any Range header, next to what a regular expression finds.
 *
 * The first two bytes say how large the file is. */
#include "base/log.h"
#include "fuzz.h"
#include "http/range.h"

#include <regex.h>
#include <stdlib.h>

struct found {
    enum range kind;
    long long first, count;
};

static long long number(const char *text, const regmatch_t *match) {
    return match->rm_so == match->rm_eo ? -1 : strtoll(text + match->rm_so, NULL, 10);
}

static struct found find(const char *text, long long size) {
    static regex_t form;
    static bool is_made;
    regmatch_t parts[3];

    if (!is_made)
        ALWAYS(regcomp(&form, "^bytes=[ \t]*([0-9]*)-([0-9]*)[ \t]*$", REG_EXTENDED | REG_ICASE) ==
               0);
    is_made = true;
    if (regexec(&form, text, 3, parts, 0) != 0)
        return (struct found){.kind = RANGE_NONE};
    long long first = number(text, &parts[1]), last = number(text, &parts[2]);
    if ((first < 0 && last < 0) || (first >= 0 && last >= 0 && last < first))
        return (struct found){.kind = RANGE_NONE};
    if (first < 0) {
        first = size > last ? size - last : 0;
        last = size;
    }
    long long end = last < 0 || last >= size ? size : last + 1;
    if (first >= end)
        return (struct found){.kind = RANGE_OUTSIDE};
    return (struct found){RANGE_FINE, first, end - first};
}

/* Numbers beyond all files may be cut at different places. */
static bool has_long_number(const char *text) {
    size_t digits;

    for (; *text; text += digits + !digits)
        if ((digits = strspn(text, "0123456789")) > 17)
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    int64_t offset = -1, length = -1;
    char text[200];

    if (size < 2 || size - 2 >= sizeof(text) || memchr(data + 2, '\0', size - 2))
        return 0;
    memcpy(text, data + 2, size - 2);
    text[size - 2] = '\0';
    if (has_long_number(text))
        return 0;
    struct str header = {(const char *)data + 2, size - 2};
    int64_t whole = data[0] << 8 | data[1];
    enum range kind = range_read(header, whole, &offset, &length);
    struct found wanted = find(text, whole);
    ALWAYS(kind == wanted.kind);
    if (kind == RANGE_FINE)
        ALWAYS(offset == wanted.first && length == wanted.count && offset + length <= whole);
    return 0;
}
