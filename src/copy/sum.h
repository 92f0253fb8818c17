/* sum.h - a checksum of many rows, in whatever order they come.
 *
 * Each row has a hash of 128 bits over the kinds, lengths and bytes of its values; they are added.
 * It finds what goes wrong by accident; nobody who wants two tables to look alike is kept from it.
 */
#ifndef GLIMT_COPY_SUM_H
#define GLIMT_COPY_SUM_H

#include "base/buffer.h"
#include "db/tables.h"

struct sum {
    int64_t rows;
    uint64_t low, high;
};

bool sum_equal(const struct sum *a, const struct sum *b);

/* `room` is the caller's, for any number of rows. */
void sum_add(struct sum *sum, struct buffer *room, const struct db_cell *values, size_t count);

#endif
