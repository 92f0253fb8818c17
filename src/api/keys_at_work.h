/* keys_at_work.h - which keys of writes have a request at work now, in this process.
 *
 * A key is claimed before any work is begun for it and released when the answer is made, behind the
 * commit: so of many requests with one key one is at work, and whoever claims the key afterwards
 * finds in the database what came of it. From any thread. */
#ifndef GLIMT_API_KEYS_AT_WORK_H
#define GLIMT_API_KEYS_AT_WORK_H

#include "access/secrets.h"

/* At once; a guess that is far above what a writer does in the seconds that a request waits. */
enum { KEYS_AT_WORK_MAX = 4096 };

struct keys_at_work;

struct keys_at_work *keys_at_work_new(struct arena *arena);
void keys_at_work_done(struct keys_at_work *keys);

enum key_claim { KEY_CLAIMED, KEY_AT_WORK, KEYS_FULL };

enum key_claim keys_at_work_claim(struct keys_at_work *keys, const struct hash *key) MUST_USE;

/* Of a key that was claimed. */
void keys_at_work_release(struct keys_at_work *keys, const struct hash *key);

#endif
