/* range.c - reads one range of bytes. */
#include "http/range.h"

/* Larger than any file, and still fit for sums. */
#define NUMBER_MAX (INT64_MAX / 16)

/* Digits at the beginning of `text`, which are taken off; false when there are none. */
static bool take_number(struct str *text, int64_t *ret) {
    size_t count = 0;
    int64_t value = 0;

    for (; count < text->len && text->at[count] >= '0' && text->at[count] <= '9'; count++)
        if (value < NUMBER_MAX)
            value = value * 10 + (text->at[count] - '0');
    *text = (struct str){text->at + count, text->len - count};
    *ret = value;
    return count > 0;
}

enum range range_read(struct str header, int64_t size, int64_t *ret_offset, int64_t *ret_length) {
    static const struct str unit = {"bytes=", 6};
    int64_t first, last;

    if (!str_starts_any_case(header, unit))
        return RANGE_NONE;
    struct str text = str_trim((struct str){header.at + unit.len, header.len - unit.len});
    bool has_first = take_number(&text, &first);
    if (text.len == 0 || text.at[0] != '-')
        return RANGE_NONE;
    text = (struct str){text.at + 1, text.len - 1};
    bool has_last = take_number(&text, &last);
    if (text.len > 0 || (!has_first && !has_last) || (has_first && has_last && last < first))
        return RANGE_NONE;
    if (!has_first)
        first = last > size ? 0 : size - last;
    if (!has_first || !has_last || last >= size)
        last = size - 1;
    *ret_offset = first;
    *ret_length = last - first + 1;
    return first<size && * ret_length> 0 ? RANGE_FINE : RANGE_OUTSIDE;
}
