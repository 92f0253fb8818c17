/* stored_files.h - keeps the file store and the rows that name its files together.
 *
 * All of this runs on the writer's thread, or before it begins: so no file is removed while a row
 * that needs it is on its way. */
#ifndef GLIMT_API_STORED_FILES_H
#define GLIMT_API_STORED_FILES_H

#include "api/api.h"

/* Ends what a crash left unfinished; before the server listens. False with one sentence. */
bool stored_files_recover(struct arena *arena, struct api *api, struct db *db,
                          const char **ret_problem) MUST_USE;

/* Whether any row of the account names the file. */
bool stored_file_is_needed(struct db *db, const struct plans *plans, int64_t account_id,
                           struct str hash, bool *ret) MUST_USE;

/* Whether rows that are gone have left files to look after. */
bool stored_files_wait(struct db *db, bool *ret) MUST_USE;

/* Removes the files that rows have left, soon; after a commit. */
void stored_files_sweep_later(struct api *api);

#endif
