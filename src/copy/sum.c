/* sum.c - a checksum of many rows. */
#include "copy/sum.h"

#include "base/log.h"

#include <xxhash.h>

bool sum_equal(const struct sum *a, const struct sum *b) {
    return a->rows == b->rows && a->low == b->low && a->high == b->high;
}

static void put_eight(struct buffer *room, const void *bytes) {
    buffer_put(room, bytes, 8);
}

static void put(struct buffer *room, const struct db_cell *value) {
    uint64_t len = value->bytes.len;

    buffer_put_char(room, (char)value->kind);
    switch (value->kind) {
    case CELL_NULL:
        return;
    case CELL_INTEGER:
        put_eight(room, &value->integer);
        return;
    case CELL_REAL:
        put_eight(room, &value->real);
        return;
    case CELL_TEXT:
    case CELL_BLOB:
        put_eight(room, &len);
        buffer_put_str(room, value->bytes);
        return;
    }
}

void sum_add(struct sum *sum, struct buffer *room, const struct db_cell *values, size_t count) {
    buffer_reset(room);
    for (size_t i = 0; i < count; i++)
        put(room, &values[i]);
    NEEDED(!buffer_failed(room));
    XXH128_hash_t hash = XXH3_128bits(room->at, room->len);
    sum->low += hash.low64;
    sum->high += hash.high64;
    sum->rows++;
}
