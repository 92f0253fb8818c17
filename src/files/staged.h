/* staged.h - fetched files that are kept in unnamed ones for who asks again. From any thread. */
#ifndef GLIMT_FILES_STAGED_H
#define GLIMT_FILES_STAGED_H

#include "files/file_store.h"

struct staged;

struct staged *staged_open(void);
void staged_close(struct staged *staged); /* NULL is allowed */

/* Keeps a file that was found whole; the descriptor stays the caller's. What was used longest ago
 * makes room. */
void staged_keep(struct staged *staged, int64_t account_id, const char *hash, int descriptor,
                 int64_t size);

/* A descriptor for the caller to close; -1: it is not here. */
int staged_take(struct staged *staged, int64_t account_id, const char *hash, int64_t *ret_size);

void staged_forget(struct staged *staged, int64_t account_id, const char *hash);

#endif
