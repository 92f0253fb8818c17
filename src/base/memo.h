/* memo.h - what one thread remembers of the database: encoded names, totals, tokens.
 *
 * An entry stands while the version under which it was kept stands (db/versions.h). The table has
 * a fixed number of places; a new entry takes the place of the one before it. Not thread-safe. */
#ifndef GLIMT_BASE_MEMO_H
#define GLIMT_BASE_MEMO_H

#include "base/str.h"

#include <stdint.h>

struct memo;

struct memo *memo_open(void);
void memo_close(struct memo *memo); /* NULL is allowed */

/* The value kept for these key bytes under this very version; `at` is NULL when there is none.
 * It stays until the next memo_keep(). */
struct str memo_find(struct memo *memo, struct str key, int64_t version);

/* Values longer than a few kilobytes are not kept. */
void memo_keep(struct memo *memo, struct str key, int64_t version, struct str value);

#endif
