/* note.h - audit entries for what the command line does to people and applications. */
#ifndef GLIMT_CLI_NOTE_H
#define GLIMT_CLI_NOTE_H

#include "cli/options.h"
#include "db/db.h"

/* An entry without a user, in the transaction of the change. `changes` is a JSON array, or
 * empty. False with a sentence. */
bool note_user(const struct options *options, struct db *db, int64_t user_id, const char *action,
               struct str changes, const char **ret_problem) MUST_USE;
bool note_application(const struct options *options, struct db *db, struct str public_id,
                      const char *action, const char **ret_problem) MUST_USE;

#endif
