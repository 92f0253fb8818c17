/* grammar.h - which bytes may stand where in HTTP (RFC 9110, 5.5 and 5.6.2), and digits. */
#ifndef GLIMT_HTTP_GRAMMAR_H
#define GLIMT_HTTP_GRAMMAR_H

#include "base/str.h"

#include <stdint.h>

/* A set of bytes, a bit for each. */
struct byte_set {
    uint64_t bits[4];
};

/* Of methods and field names; of a host with its port. */
static const struct byte_set token_bytes = {{0x03ff6cfa00000000, 0x57ffffffc7fffffe, 0, 0}};
static const struct byte_set host_bytes = {{0x2fff6ff200000000, 0x47fffffeaffffffe, 0, 0}};

static inline bool byte_is_in(const struct byte_set *set, char c) {
    unsigned char byte = (unsigned char)c;

    return set->bits[byte >> 6] >> (byte & 63) & 1;
}

/* Whether there are bytes, and all are of the set. */
static inline bool is_made_of(struct str text, const struct byte_set *set) {
    for (size_t i = 0; i < text.len; i++)
        if (!byte_is_in(set, text.at[i]))
            return false;
    return text.len > 0;
}

/* What a hexadecimal digit of either case stands for; below 0: it is none. */
static inline int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Whatever may stand within a line: no control characters but tabs. */
static inline bool is_line_byte(char c) {
    return (unsigned char)c >= ' ' ? c != 0x7f : c == '\t';
}

#endif
