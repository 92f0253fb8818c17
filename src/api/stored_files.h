/* stored_files.h - keeps the file store and the rows that name its files together.
 *
 * A row that goes through the door (change/remove.c) leaves a note in file_removals, in the same
 * transaction, and the note stays until the file is gone, too. All of this runs on the
 * writer's thread, or before it begins, and files are removed between transactions only: see
 * files/file_store.h. */
#ifndef GLIMT_API_STORED_FILES_H
#define GLIMT_API_STORED_FILES_H

#include "api/api.h"
#include "upkeep/tidy_files.h"

/* Ends what a crash left unfinished; before the server listens. False with one sentence. */
bool stored_files_recover(struct arena *arena, struct api *api, struct db *db,
                          const char **ret_problem) MUST_USE;

/* Removes a file that no row of the account names. False when it is not known, or can't be. While
 * the files are pinned it stays, and is tidied up later. */
bool stored_file_drop(const struct api *api, struct db *db, int64_t account_id,
                      const char *hash) MUST_USE;

/* Whether rows that are gone have left files to look after. */
bool stored_files_wait(struct db *db, bool *ret) MUST_USE;

/* What is in the way of an upload that has failed, in the words of the database. */
enum db_trouble upload_trouble(const struct upload *upload);

/* Removes the files that rows have left, soon; after a commit. */
void stored_files_sweep_later(struct api *api);

/* Has the writer's thread move or remove a file, if the rows and uploads are as `what` says, and
 * waits for that; whether it was done. From any other thread. */
bool stored_file_tidy(const struct api *api, enum file_tidy what, int64_t account_id,
                      const char *hash);

/* Whether this server, of all that write to the database, is to look after the files for so many
 * seconds from now on; it waits for the writer's thread. False, too, when that is not known. From
 * any other thread. */
bool stored_files_claim(const struct api *api, int64_t seconds);

/* Called often, by one thread: sweeps what was put off while the files were pinned. */
void stored_files_tick(struct api *api);

#endif
