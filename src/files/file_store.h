/* file_store.h - the bytes of uploaded files, each under the hash of what it holds.
 *
 * They lie in one of three places: the directory, the database, or a bucket. Of the first:
 *
 * DIRECTORY/files/<account>/<2 hex>/<62 hex> is a file of one account, named by its BLAKE2b-256.
 * What an account uploads twice is stored once; accounts share nothing. The rows that refer to
 * the bytes are the caller's: nothing here knows the database. After a crash anywhere and the
 * recovery at the next start there are no bytes without a row, and never a row without bytes.
 * Below DIRECTORY/files/removed, at the same path, is what was set aside because no row names it.
 *
 * An upload goes through these hands:
 *
 *   event thread   upload_open(), upload_write()... into DIRECTORY/files/incoming, upload_sync()
 *   sync thread    makes the bytes durable under a name with account and hash, the *marker*,
 *                  and calls `done`, which submits a job to the writer of the database
 *   writer         in the job, before it adds the row: file_store_link(); after the commit:
 *                  - it is durable: upload_discard() removes the marker, the bytes have their row;
 *                  - the job refused, or the link failed: file_store_remove() when no row refers
 *                    to the bytes, then upload_discard(), or upload_leave() if that fails;
 *                  - the transaction failed: upload_leave(). Nobody knows before the next start
 *                    whether the row is on the disk, so that is when it is decided.
 *
 * While there is a marker, the next start asks for the row and keeps or removes the bytes.
 *
 * Linking and removing belong to the writer's thread, and removing to a time without a transaction,
 * when the rows that it has asked for are the committed ones: otherwise bytes go that another job
 * of the same commit has come to need, or whose row comes back with a rollback. A reader with an
 * older snapshot may look for bytes that are gone.
 *
 * Where the store is in the database or in a bucket, its state is in rows, and what is done to it
 * here is done by the transaction that is open on `db`, with the rows of the caller: it comes and
 * goes with them (database/ledger.h). Then the markers are rows; an upload is collected in
 * DIRECTORY/files/incoming all the same, and the sync thread copies it on; and removing belongs
 * into the transaction that finds no row, since another process may add one right after it. Who
 * calls asks file_store_is_remote() for no more than that. In the directory `db` may be NULL.
 *
 * A store in the directory belongs to one process. Account ids are positive and hashes 64
 * lower-case hexadecimal digits; anything else is a fault of the program and stops it. Failures of
 * the disk are logged here, once, and told as false, NULL or -1. */
#ifndef GLIMT_FILES_FILE_STORE_H
#define GLIMT_FILES_FILE_STORE_H

#include "base/arena.h"

#include <stdint.h>

enum { FILE_HASH_LENGTH = 64 };

struct db;
struct db_address;
struct file_store;
struct holder;
struct upload;

/* Where files are. */
struct file_place {
    const char *directory;             /* of the data: of the files, or of what is on its way */
    const struct db_address *database; /* where they are; NULL: in the directory */
    struct holder *bucket;             /* where they are; NULL: in the database, if it was given */
};

/* The tables where a database has files, and what becomes of each; ends with NULL. */
extern const char *const file_store_tables[];

bool file_hash_is_one(struct str text);

/* Makes DIRECTORY/files and what belongs in it, for the owner alone, and starts its threads.
 * The store lives in the arena. NULL: `ret_problem` is a sentence for a person. */
struct file_store *file_store_open(struct arena *arena, const char *directory,
                                   const char **ret_problem);

/* The same for wherever they are; the address and the bucket have to live as long as the store,
 * which closes the latter. */
struct file_store *file_store_open_at(struct arena *arena, const struct file_place *place,
                                      const char **ret_problem);

/* Whether they are elsewhere than in the directory. */
bool file_store_is_remote(const struct file_store *store);

/* Tidies up what a crash left in incoming; before the first upload. `is_referenced` says in `ret`
 * whether a row refers to the bytes, and returns false when it cannot know; the rows that it sees
 * have to be durable, which after a crash they are only with the first commit or checkpoint. What
 * does not look like a leftover stays. False when something is left that should not be: it is safe
 * to go on, and the next start tries again. */
bool file_store_recover(struct file_store *store,
                        bool (*is_referenced)(void *context, int64_t account_id, const char *hash,
                                              bool *ret),
                        void *context) MUST_USE;

/* Finishes every sync that was asked for and ends the thread; nothing may be synced afterwards.
 * To be called before the writer is closed, which gets its jobs from there. */
void file_store_stop(struct file_store *store);

/* Stops the store, if that was not done, and closes it. No upload may be left. */
void file_store_close(struct file_store *store); /* NULL is allowed */

/* An empty upload, which lives until upload_discard() or upload_leave(). Where no file can be made,
 * it is one that has failed already, as by upload_write(). */
struct upload *upload_open(struct file_store *store, int64_t account_id) MUST_USE;

/* Adds bytes to the end. A failure is sticky: later writes do nothing and are false too. */
bool upload_write(struct upload *upload, const void *bytes, size_t count) MUST_USE;

int64_t upload_size(const struct upload *upload);

/* Whether what failed did so for want of room: the disk, a quota or a limit is full. */
bool upload_is_full(const struct upload *upload);

/* Whether it did so because what keeps the files could not be reached. */
bool upload_is_away(const struct upload *upload);

/* Makes the bytes durable, in the background. `done` runs on the sync thread; until it is called
 * the upload may not be touched, and from then on it is the caller's again. When it is not
 * `durable`, all that is left to do is upload_discard(). */
void upload_sync(struct upload *upload, void (*done)(void *context, bool durable), void *context);

/* The same at once, for callers that may wait; whether they are durable. */
bool upload_finish(struct upload *upload) MUST_USE;

/* The hash of the bytes, terminated; only after a durable sync. It lives as long as the upload. */
const char *upload_hash(const struct upload *upload);

/* Removes the temporary file or the marker, and frees the upload; at any time but in a sync. */
void upload_discard(struct upload *upload); /* NULL is allowed */

/* Its row did not come to be, or nobody knows: upload_discard() then drops the bytes in a remote
 * store that are not in their place. */
void upload_unlinked(struct upload *upload);

/* Frees the upload and leaves its marker for the next start to decide. */
void upload_leave(struct upload *upload);

/* Puts the bytes of a synced upload in their place, durably, instead of any that are there. */
bool file_store_link(struct file_store *store, struct db *db, struct upload *upload) MUST_USE;

/* Whether the bytes are where everybody looks for them, under DIRECTORY: that may have been moved
 * or replaced since the store was opened. To be asked after the commit of their row. */
bool file_store_is_in_place(struct file_store *store, const struct upload *upload) MUST_USE;

/* Removes the bytes, durably; fine when there are none. */
bool file_store_remove(struct file_store *store, struct db *db, int64_t account_id,
                       const char *hash) MUST_USE;

/* Moves the bytes to files/removed, durably, instead of any that are there; fine when there are
 * none. Whoever opens them finds them there, too. False with errno. */
bool file_store_set_aside(struct file_store *store, struct db *db, int64_t account_id,
                          const char *hash) MUST_USE;

/* Moves bytes that were set aside to their place, durably; false, too, when there are none or
 * something is in the place, which is not logged. */
bool file_store_put_back(struct file_store *store, struct db *db, int64_t account_id,
                         const char *hash) MUST_USE;

/* Removes bytes that were set aside, durably; fine when there are none. */
bool file_store_remove_aside(struct file_store *store, struct db *db, int64_t account_id,
                             const char *hash) MUST_USE;

/* Has the bytes of what was removed deleted, in the background; after the commit. In the directory
 * they are gone already. */
void file_store_clean_later(struct file_store *store);

/* From here on no process removes a file of DIRECTORY, until the descriptor that is returned is
 * closed. Take it before the snapshot whose rows name the files that are needed. -1: `ret_problem`
 * is a sentence for a person. */
int files_pin(struct arena *arena, const char *directory, const char **ret_problem) MUST_USE;

/* Whether somebody has pinned the files: then nothing may be removed now. */
bool file_store_is_pinned(struct file_store *store) MUST_USE;

/* A descriptor to read the bytes from, in their place or where they were set aside, for the caller
 * to close; -1 on failure. That there are none
 * is not logged, because only the caller knows whether there should be: errno is ENOENT. Whether
 * they are what they should be, verify.h finds out. */
int file_store_open_file(struct file_store *store, int64_t account_id, const char *hash,
                         int64_t *ret_size) MUST_USE;

#endif
