/* allow_list.c - addresses and CIDR blocks, of both kinds, as 128 bits. */
#include "access/access.h"

#include <arpa/inet.h>

enum { ADDRESS_BYTES = 16, ADDRESS_BITS = 128, FOUR_PREFIX = 96 };

/* IPv4 is ::ffff:a.b.c.d, so both kinds compare alike. */
struct block {
    unsigned char bytes[ADDRESS_BYTES];
    unsigned bits;
};

static bool read_address(struct str text, struct block *ret, bool *ret_four) {
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    char z[INET6_ADDRSTRLEN + 1];

    if (text.len == 0 || text.len >= sizeof(z) || memchr(text.at, 0, text.len))
        return false;
    memcpy(z, text.at, text.len);
    z[text.len] = 0;
    ret->bits = ADDRESS_BITS;
    *ret_four = inet_pton(AF_INET, z, ret->bytes + sizeof(mapped)) == 1;
    if (*ret_four)
        memcpy(ret->bytes, mapped, sizeof(mapped));
    return *ret_four || inet_pton(AF_INET6, z, ret->bytes) == 1;
}

static bool read_bits(struct str text, unsigned most, unsigned *ret) {
    unsigned bits = 0;

    if (text.len == 0 || text.len > 3 || (text.len > 1 && text.at[0] == '0'))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        bits = bits * 10 + (unsigned)(text.at[i] - '0');
    }
    if (bits > most)
        return false;
    *ret = bits;
    return true;
}

static bool read_block(struct str text, struct block *ret) {
    struct str address = str_cut(&text, '/');
    unsigned bits;
    bool four;

    if (!read_address(address, ret, &four))
        return false;
    if (!text.at)
        return true;
    if (!read_bits(text, four ? ADDRESS_BITS - FOUR_PREFIX : ADDRESS_BITS, &bits))
        return false;
    ret->bits = four ? FOUR_PREFIX + bits : bits;
    return true;
}

static bool same_start(const unsigned char *a, const unsigned char *b, unsigned bits) {
    unsigned whole = bits / 8, rest = bits % 8;
    unsigned mask = 0xffu << (8 - rest) & 0xffu;

    if (memcmp(a, b, whole) != 0)
        return false;
    return rest == 0 || ((a[whole] ^ b[whole]) & mask) == 0;
}

static bool is_four(const unsigned char *bytes) {
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};

    return memcmp(bytes, mapped, sizeof(mapped)) == 0;
}

/* A wide IPv6 block such as ::/0 means no IPv4 address, although the bits would say so. */
static bool block_has(const struct block *block, const struct block *address) {
    if (is_four(address->bytes) && block->bits < FOUR_PREFIX)
        return false;
    return same_start(block->bytes, address->bytes, block->bits);
}

bool allow_list_has(struct str allow, struct str address) {
    struct block block, peer;
    bool four;

    allow = str_trim(allow);
    if (allow.len == 0)
        return true;
    if (!read_address(address, &peer, &four))
        return false;
    while (allow.len > 0) {
        struct str entry = str_cut(&allow, ' ');
        if (entry.len > 0 && read_block(entry, &block) && block_has(&block, &peer))
            return true;
    }
    return false;
}

bool allow_entry_is_valid(struct str entry) {
    struct block block;

    return read_block(entry, &block);
}
