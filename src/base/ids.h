/* ids.h - lists of row numbers. */
#ifndef GLIMT_BASE_IDS_H
#define GLIMT_BASE_IDS_H

#include <stddef.h>
#include <stdint.h>

/* Sorts ascending and drops repeated ids; returns how many are left. */
size_t ids_sort(int64_t *ids, size_t count);

#endif
