/* token_memory.h - tokens that the database has no room for.
 *
 * An application that only reads can go on while the disk is full, and for that it needs a token.
 * Such a token is kept here, by its hash, with what is known of the application. It ends as others
 * do, with the process, and as soon as anything about applications changes: `version` is that of
 * SYSTEM_ACCOUNT and SYSTEM_AREA (db/versions.h), under which the application was looked up. There
 * are some thousand at most, and of one application some dozen: the oldest makes room. They count
 * among the TOKENS_MAX that an application may have (access.h). Thread-safe.
 */
#ifndef GLIMT_ACCESS_TOKEN_MEMORY_H
#define GLIMT_ACCESS_TOKEN_MEMORY_H

#include "access/access.h"

struct token_memory;

struct token_memory *token_memory_open(void);
void token_memory_close(struct token_memory *memory);

/* Keeps a token; false when there is no place for it. `most`: how many the application may have
 * here, since it has others in the database. Moments are instants. */
bool token_memory_keep(struct token_memory *memory, struct str token,
                       const struct application *application, size_t most, int64_t version,
                       int64_t now, int64_t expires_at) MUST_USE;

/* How many of the application are kept here and count. */
size_t token_memory_count(struct token_memory *memory, const struct caller *application,
                          int64_t version, int64_t now) MUST_USE;

/* Whose token it is, as access_by_token(); costs next to nothing while none is kept. */
bool token_memory_find(struct token_memory *memory, struct arena *arena, struct str token,
                       int64_t version, int64_t now, struct application *ret,
                       int64_t *ret_expires_at) MUST_USE;

#endif
