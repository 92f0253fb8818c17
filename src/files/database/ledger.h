/* ledger.h - which copies of files there are, and what is to become of each: rows of stored_copies.
 *
 * A copy is added on its way, before its bytes are kept anywhere. The transaction that adds the row
 * which names the file puts it in its place, so both are there or neither. What was in the place
 * before is doomed by that, and so is a copy in the transaction that finds no row to name it. The
 * bytes of doomed copies are deleted afterwards, and then their row (remote.h). So at no time are
 * there bytes without a row here, nor a row of a file without its bytes, whatever ends in between.
 * A copy that has been on its way for a day belongs to a process that is gone, and is doomed.
 *
 *   on its way --link--> in its place --+--> set aside
 *        |                    |     ^---+        |
 *        +--------> doomed <--+------------------+
 *
 * Functions run in the caller's transaction if there is one. They are false when the database
 * fails, which is logged. */
#ifndef GLIMT_FILES_DATABASE_LEDGER_H
#define GLIMT_FILES_DATABASE_LEDGER_H

#include "db/db.h"
#include "files/copy.h"

enum copy_state { COPY_ON_ITS_WAY = 1, COPY_IN_PLACE, COPY_ASIDE, COPY_DOOMED }; /* as rows have */

bool ledger_add(struct db *db, const struct stored_copy *copy) MUST_USE; /* on its way */

/* In the transaction of a writer. False, too, when the copy is not on its way any more.
 * `*ret_replaced`: another one was in the place. */
bool ledger_link(struct db *db, const struct stored_copy *copy, bool *ret_replaced) MUST_USE;

/* Dooms a copy that is on its way; fine when it is not. */
bool ledger_drop(struct db *db, const struct stored_copy *copy) MUST_USE;

/* Moves what an account has under a hash from one state to the other; `*ret`: whether there was
 * any. In the transaction of a writer. */
bool ledger_move(struct db *db, int64_t account_id, const char *hash, enum copy_state from,
                 enum copy_state to, bool *ret) MUST_USE;

/* The copy that is in its place, or else the one that is set aside; `*ret_state` says which, 0:
 * there is none. */
bool ledger_find(struct db *db, int64_t account_id, const char *hash, struct stored_copy *ret,
                 enum copy_state *ret_state, int64_t *ret_since) MUST_USE;

/* Whether rows may name a file that is held there. */
bool ledger_holds(struct db *db, enum held_in where, bool *ret) MUST_USE;

/* Whether the ledger has this copy, in whatever state. */
bool ledger_has(struct db *db, const struct stored_copy *copy, bool *ret) MUST_USE;

/* Up to `most` copies in a state that follow `after` in the order of account and hash; fewer only
 * at the end. */
bool ledger_next(struct db *db, enum copy_state state, const struct stored_copy *after,
                 struct stored_copy *ret, size_t most, size_t *ret_count) MUST_USE;

/* How many are on their way. */
bool ledger_count_coming(struct db *db, int64_t *ret) MUST_USE;

/* Dooms what has been on its way for longer than anybody needs. */
bool ledger_expire(struct db *db) MUST_USE;

/* Up to `most` doomed copies that follow `after` in the order of account, hash and number. */
bool ledger_doomed(struct db *db, const struct stored_copy *after, struct stored_copy *ret,
                   size_t most, size_t *ret_count) MUST_USE;

/* Forgets a doomed copy, whose bytes are gone. */
bool ledger_forget(struct db *db, const struct stored_copy *copy) MUST_USE;

#endif
