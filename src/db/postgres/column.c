/* column.c - values of a row, in the forms that callers ask for. */
#include "base/log.h"
#include "db/postgres/postgres_parts.h"

#include <endian.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

static struct str cell(const struct statement *asked, int at) {
    const struct postgres_statement *statement = asked->prepared;

    ALWAYS(at >= 0 && at < statement->columns);
    return statement->cells[at];
}

static Oid type_of(const struct statement *asked, int at) {
    return ((const struct postgres_statement *)asked->prepared)->column_types[at];
}

static char *scratch_of(const struct statement *asked, int at) {
    return ((const struct postgres_statement *)asked->prepared)->scratch[at];
}

bool postgres_column_is_null(struct statement *statement, int at) {
    return !cell(statement, at).at;
}

/* Behind the number of bits and the kind. */
static struct str any_of(struct str bytes) {
    ALWAYS(bytes.len >= 5);
    return (struct str){bytes.at + 5, bytes.len - 5};
}

static bool is_any_integer(struct str bytes) {
    return any_of(bytes).len == 8 && bytes.at[4] == ANY_INTEGER;
}

bool postgres_column_is_blob(struct statement *statement, int at) {
    struct str bytes = cell(statement, at);

    return bytes.at && (type_of(statement, at) == TYPE_BYTEA ||
                        (type_of(statement, at) == TYPE_VARBIT && !is_any_integer(bytes)));
}

/* The number whose bytes these are, the highest first, with its sign. */
static int64_t number_of(struct str bytes) {
    uint64_t number = bytes.len > 0 && bytes.at[0] & 0x80 ? UINT64_MAX : 0;

    for (size_t i = 0; i < bytes.len; i++)
        number = number << 8 | (unsigned char)bytes.at[i];
    return (int64_t)number;
}

static double real_of(struct str bytes) {
    uint64_t bits = (uint64_t)number_of(bytes);
    uint32_t half = (uint32_t)bits;
    double real;
    float small;

    memcpy(&real, &bits, sizeof(real));
    memcpy(&small, &half, sizeof(small));
    return bytes.len == 4 ? (double)small : real;
}

static int64_t short_at(struct str bytes, size_t at) {
    return number_of((struct str){bytes.at + at, 2});
}

/* A sum of integers is numeric: digits of base 10,000 behind how many there are, the exponent of
 * the first, the sign, and how many decimals are shown. */
static double numeric_of(struct str bytes, int64_t *ret_whole) {
    int64_t count = short_at(bytes, 0), weight = short_at(bytes, 2), sign = short_at(bytes, 4);
    uint64_t whole = 0;
    double real = 0;

    for (int64_t i = 0; i < count || i <= weight; i++) {
        int64_t digit = i < count ? short_at(bytes, (size_t)(8 + 2 * i)) : 0;
        real += (double)digit * pow(10000, (double)(weight - i));
        if (i <= weight)
            whole = whole * 10000 + (uint64_t)digit;
    }
    *ret_whole = (int64_t)(sign == 0x4000 ? 0 - whole : whole);
    return sign == 0x4000 ? -real : real;
}

int64_t postgres_column_integer(struct statement *statement, int at) {
    struct str bytes = cell(statement, at);
    int64_t whole = 0;

    if (!bytes.at)
        return 0;
    switch (type_of(statement, at)) {
    case TYPE_BOOL:
        return bytes.at[0] != 0;
    case TYPE_OID:
        return number_of(bytes) & 0xffffffff;
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
        return number_of(bytes);
    case TYPE_FLOAT4:
    case TYPE_FLOAT8:
        return (int64_t)real_of(bytes);
    case TYPE_NUMERIC:
        numeric_of(bytes, &whole);
        return whole;
    case TYPE_VARBIT:
        return is_any_integer(bytes)
                   ? (int64_t)((uint64_t)number_of(any_of(bytes)) ^ (UINT64_C(1) << 63))
                   : 0;
    default:
        snprintf(scratch_of(statement, at), POSTGRES_SCRATCH, "%.*s",
                 (int)(bytes.len < 31 ? bytes.len : 31), bytes.at);
        return strtoll(scratch_of(statement, at), NULL, 10);
    }
}

double postgres_column_real(struct statement *statement, int at) {
    struct str bytes = cell(statement, at);
    int64_t whole;

    if (!bytes.at)
        return 0;
    switch (type_of(statement, at)) {
    case TYPE_FLOAT4:
    case TYPE_FLOAT8:
        return real_of(bytes);
    case TYPE_NUMERIC:
        return numeric_of(bytes, &whole);
    default:
        return (double)postgres_column_integer(statement, at);
    }
}

struct str postgres_column_text(struct statement *statement, int at) {
    struct str bytes = cell(statement, at);
    char *text = scratch_of(statement, at);

    if (!bytes.at)
        return bytes;
    if (type_of(statement, at) == TYPE_VARBIT && !is_any_integer(bytes))
        return any_of(bytes);
    switch (type_of(statement, at)) {
    case TYPE_VARBIT:
    case TYPE_BOOL:
    case TYPE_OID:
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
    case TYPE_NUMERIC:
        snprintf(text, POSTGRES_SCRATCH, "%" PRId64, postgres_column_integer(statement, at));
        return str_of(text);
    case TYPE_FLOAT4:
    case TYPE_FLOAT8:
        snprintf(text, POSTGRES_SCRATCH, "%.15g", postgres_column_real(statement, at));
        return str_of(text);
    default:
        return bytes;
    }
}
