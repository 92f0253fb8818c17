/* file_store.h - uploaded files, kept in the data directory under a hash of their bytes.
 *
 * A file lies at files/ACCOUNT/HH/REST, where HHREST are the 64 digits of its BLAKE2b hash; each
 * account has a place of its own, so nothing of one ever touches another's. The database says which
 * files exist: a row names the hash. The way of an upload keeps the two together through a crash at
 * any moment:
 *
 * 1. Its bytes arrive in files/incoming/ under a random name.
 * 2. upload_sync(), on the store's own thread: the bytes reach the disk, and the file is renamed
 *    to ACCOUNT-HASH-RANDOM, which is from then on the marker of unfinished work.
 * 3. file_store_link(), inside the transaction that adds the row: the marker is linked to its
 * place.
 * 4. After the commit upload_discard() removes the marker. If the transaction failed,
 *    file_store_remove() goes before, unless another row needs the file.
 *
 * After a crash file_store_recover() finds the markers and removes each file that no row needs.
 * Rows lead to bytes always, since the link is on disk before the commit begins. Failures are
 * logged here, once. */
#ifndef GLIMT_FILES_FILE_STORE_H
#define GLIMT_FILES_FILE_STORE_H

#include "base/arena.h"

#include <stdint.h>

enum { HASH_LEN = 64 };

struct file_store;
struct upload;

/* Makes the directories in `directory` and starts the thread. NULL on failure, with one sentence
 * in the arena. */
struct file_store *file_store_open(struct arena *arena, const char *directory,
                                   const char **ret_problem) MUST_USE;

/* Ends the thread once nothing waits. NULL is allowed. */
void file_store_close(struct file_store *store);

/* Begins an upload; NULL on failure. */
struct upload *upload_open(struct file_store *store, int64_t account_id) MUST_USE;

/* Adds bytes. False when the disk refuses them, now or before. */
bool upload_write(struct upload *upload, const char *bytes, size_t count) MUST_USE;
int64_t upload_size(const struct upload *upload);

/* Brings the bytes to the disk; then `done` is called on the store's thread. The upload may be
 * discarded in it or later, not before. */
void upload_sync(struct upload *upload, void (*done)(void *context, bool durable), void *context);

/* The same at once, for callers that may wait. */
bool upload_finish(struct upload *upload) MUST_USE;

/* Once it is synced: 64 digits, as long as the upload lives; empty before. */
struct str upload_hash(const struct upload *upload);

/* Puts a synced upload in its place; the same bytes may be there already. */
bool file_store_link(struct file_store *store, const struct upload *upload) MUST_USE;

/* Removes what is left in files/incoming/, and frees the upload. NULL is allowed. */
void upload_discard(struct upload *upload);

/* Removes a file; it may be missing. `hash` has 64 lower-case hexadecimal digits. */
bool file_store_remove(struct file_store *store, int64_t account_id, struct str hash) MUST_USE;

/* Opens a file for reading; -1 on failure. */
int file_store_read(struct file_store *store, int64_t account_id, struct str hash,
                    int64_t *ret_size) MUST_USE;

/* Ends what a crash left unfinished. `is_needed` says in `ret` whether a row names the file; false
 * when it cannot tell, which ends the recovery with false. */
bool file_store_recover(struct file_store *store,
                        bool (*is_needed)(void *context, int64_t account_id, struct str hash,
                                          bool *ret),
                        void *context) MUST_USE;

#endif
