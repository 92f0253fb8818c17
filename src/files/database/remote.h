/* remote.h - files that are kept in the database, or in a bucket, and not in the directory.
 *
 * The ledger (ledger.h) says which there are; holders (copy.h) have their bytes. Each copy says who
 * holds it, so files of before stay where they are when the setting changes. From any thread; what
 * takes a `db` runs in the transaction of a writer on it, and the rest on connections of its own,
 * without a transaction of a writer. */
#ifndef GLIMT_FILES_DATABASE_REMOTE_H
#define GLIMT_FILES_DATABASE_REMOTE_H

#include "files/database/ledger.h"

struct remote;

/* `bucket`, which may be NULL, is where new files go, and closed with the rest. */
struct remote *remote_open(struct arena *arena, struct db_address at, struct holder *bucket);
void remote_close(struct remote *remote);

/* Keeps what the descriptor has, of which account, hash and size are given, as a copy that is on
 * its way. False with errno, of copy.h. */
bool remote_put(struct remote *remote, struct stored_copy *copy, int descriptor) MUST_USE;

/* Gives up a copy that nothing has linked. */
void remote_drop(struct remote *remote, const struct stored_copy *copy);

/* ledger_find(), on a connection of its own. */
bool remote_find(struct remote *remote, int64_t account_id, const char *hash,
                 struct stored_copy *ret, enum copy_state *ret_state, int64_t *ret_since) MUST_USE;

/* As holder->read(). */
ssize_t remote_read(struct remote *remote, const struct stored_copy *copy, int64_t at, void *to,
                    size_t room);

/* Deletes the bytes of what is doomed, until `goes_on` is false. What can't be is tried again by
 * the next call. */
void remote_clean(struct remote *remote, bool (*goes_on)(void *context), void *context);

/* Calls `visit` for each copy in a state, until it returns false. False when it did, or the
 * database fails. */
bool remote_walk(struct remote *remote, enum copy_state state,
                 bool (*visit)(void *context, const struct stored_copy *copy),
                 void *context) MUST_USE;

/* Calls `visit` for bytes that the ledger does not know. */
bool remote_walk_strange(struct remote *remote,
                         bool (*visit)(void *context, const struct stored_copy *copy),
                         void *context) MUST_USE;

/* How many copies are on their way. */
bool remote_count_coming(struct remote *remote, int64_t *ret) MUST_USE;

#endif
