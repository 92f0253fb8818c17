/* note.h - audit entries for what the command line does to people, applications and settings. */
#ifndef GLIMT_CLI_NOTE_H
#define GLIMT_CLI_NOTE_H

#include "manage/management.h"

/* An entry without a user, in the transaction of the change. `changes` is a JSON array, or
 * empty. False with the management's problem. */
bool note_user(struct management *management, int64_t user_id, const char *action,
               struct str changes) MUST_USE;
bool note_settings(struct management *management, const char *action) MUST_USE;
bool note_application(struct management *management, struct str public_id,
                      const char *action) MUST_USE;

#endif
