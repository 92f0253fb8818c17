/* part.c - names of parts and their headers, written one way and read by comparing.
 *
 * To read a header, name, size and time are taken from their places, without a look at anything
 * else, and the header that these make is held against it. What is not canonical differs there. */
#include "backup/part.h"

#include "base/log.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const names[] = {
    [PART_ABOUT] = "backup.json",
    [PART_DATABASE] = "glimt.db",
    [PART_SECRET_KEY] = "secret.key",
    [PART_CERTIFICATE] = "tls/cert.pem",
    [PART_CERTIFICATE_KEY] = "tls/key.pem",
    [PART_AUTHORITY] = "tls/ca.pem",
    [PART_AUTHORITY_KEY] = "tls/ca-key.pem",
    [PART_FILE] = NULL,
    [PART_MANIFEST] = "manifest",
};

void part_name(struct part *part, enum part_kind kind) {
    part->kind = kind;
    if (kind == PART_FILE)
        snprintf(part->name, sizeof(part->name), "files/%" PRId64 "/%.2s/%s", part->account_id,
                 part->hash, part->hash + 2);
    else
        snprintf(part->name, sizeof(part->name), "%s", names[kind]);
}

/* ---- names ---- */

static bool is_hash(struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if ((text.at[i] < '0' || text.at[i] > '9') && (text.at[i] < 'a' || text.at[i] > 'f'))
            return false;
    return true;
}

/* Without signs, blanks and leading zeros, so that each number has one way to be written. */
static bool read_number(struct str text, int64_t *ret) {
    int64_t value = 0;

    if (text.len == 0 || text.at[0] == '0')
        return false;
    for (size_t i = 0; i < text.len; i++) {
        int digit = text.at[i] - '0';
        if (digit < 0 || digit > 9 || value > (INT64_MAX - digit) / 10)
            return false;
        value = 10 * value + digit;
    }
    *ret = value;
    return true;
}

static bool read_file_name(struct str name, struct part *ret) {
    struct str folder = str_cut(&name, '/'), account = str_cut(&name, '/');
    struct str first = str_cut(&name, '/');

    if (!str_equal(folder, STR("files")) || first.len != 2 || name.len != PART_HASH_LENGTH - 2 ||
        !is_hash(first) || !is_hash(name) || !read_number(account, &ret->account_id))
        return false;
    snprintf(ret->hash, sizeof(ret->hash), "%.2s%.*s", first.at, (int)name.len, name.at);
    part_name(ret, PART_FILE);
    return true;
}

bool part_read_name(struct str name, struct part *ret) {
    *ret = (struct part){.size = 0};
    if (name.len >= sizeof(ret->name))
        return false;
    for (size_t i = 0; i < COUNT(names); i++)
        if (names[i] && str_equal(name, str_of(names[i]))) {
            part_name(ret, (enum part_kind)i);
            return true;
        }
    return read_file_name(name, ret);
}

static bool follows_file(const struct part *part, const struct part *next) {
    if (part->account_id != next->account_id)
        return part->account_id < next->account_id;
    return strcmp(part->hash, next->hash) < 0;
}

/* A certificate comes with its key, and an authority after both. */
static bool keeps_pairs(enum part_kind kind, enum part_kind next) {
    return (kind == PART_CERTIFICATE) == (next == PART_CERTIFICATE_KEY) &&
           (kind == PART_AUTHORITY) == (next == PART_AUTHORITY_KEY) &&
           (next != PART_AUTHORITY || kind == PART_CERTIFICATE_KEY);
}

bool part_may_follow(const struct part *part, const struct part *next) {
    if (!part)
        return next->kind == PART_ABOUT;
    if (part->kind == PART_ABOUT)
        return next->kind == PART_DATABASE;
    if (!keeps_pairs(part->kind, next->kind))
        return false;
    if (part->kind == PART_FILE && next->kind == PART_FILE)
        return follows_file(part, next);
    return part->kind < next->kind;
}

/* ---- headers ---- */

enum {
    NAME_LENGTH = 100,
    MODE = 100,
    UID = 108,
    GID = 116,
    SIZE = 124,
    TIME = 136,
    CHECKSUM = 148,
    TYPE = 156,
    MAGIC = 257,
    LONG = 12, /* the length of the fields for size and time */
    SHORT = 8, /* of the others */
};

#define SIZE_MOST ((int64_t)1 << 50) /* a million gigabytes: sums of sizes stay numbers */
#define OCTAL_END ((int64_t)1 << 33) /* eleven octal digits end here */

/* Octal digits and a NUL, which fill the field. */
static void put_octal(unsigned char *to, size_t len, int64_t value) {
    char digits[24];

    snprintf(digits, sizeof(digits), "%0*" PRIo64, (int)len - 1, (uint64_t)value);
    memcpy(to, digits, len);
}

static void put_size(unsigned char *to, int64_t value) {
    if (value < OCTAL_END) {
        put_octal(to, LONG, value);
        return;
    }
    to[0] = 0x80;
    for (size_t i = LONG - 1; i > LONG - 1 - sizeof(value); i--, value >>= 8)
        to[i] = (unsigned char)(value & 0xff);
}

/* The sum of all bytes, in which the checksum itself counts as blanks. */
static void put_checksum(unsigned char block[TAR_BLOCK]) {
    int64_t sum = 0;

    memset(block + CHECKSUM, ' ', SHORT);
    for (size_t i = 0; i < TAR_BLOCK; i++)
        sum += block[i];
    put_octal(block + CHECKSUM, SHORT - 1, sum);
}

void part_write_header(const struct part *part, int64_t moment, unsigned char ret[TAR_BLOCK]) {
    ALWAYS(part->size >= 0 && moment >= 0 && moment < OCTAL_END);
    memset(ret, 0, TAR_BLOCK);
    memcpy(ret, part->name, strlen(part->name));
    put_octal(ret + MODE, SHORT, 0600);
    put_octal(ret + UID, SHORT, 0);
    put_octal(ret + GID, SHORT, 0);
    put_size(ret + SIZE, part->size);
    put_octal(ret + TIME, LONG, moment);
    ret[TYPE] = '0';
    memcpy(ret + MAGIC, "ustar\00000", 8);
    put_checksum(ret);
}

static int64_t read_octal(const unsigned char *at, size_t len) {
    int64_t value = 0;

    for (size_t i = 0; i + 1 < len; i++)
        value = value << 3 | (at[i] & 7);
    return value;
}

static int64_t read_size(const unsigned char *at) {
    int64_t value = 0;

    if (at[0] != 0x80)
        return read_octal(at, LONG);
    if (at[LONG - sizeof(value)] & 0x80)
        return 0;
    for (size_t i = LONG - sizeof(value); i < LONG; i++)
        value = value << 8 | at[i];
    return value;
}

bool part_read_header(const unsigned char block[TAR_BLOCK], struct part *ret, int64_t *ret_moment) {
    unsigned char expected[TAR_BLOCK];
    struct str name = {(const char *)block, strnlen((const char *)block, NAME_LENGTH)};

    if (!part_read_name(name, ret))
        return false;
    ret->size = read_size(block + SIZE);
    if (ret->size > SIZE_MOST)
        return false;
    *ret_moment = read_octal(block + TIME, LONG);
    part_write_header(ret, *ret_moment, expected);
    return memcmp(block, expected, TAR_BLOCK) == 0;
}
