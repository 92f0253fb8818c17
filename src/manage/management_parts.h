/* management_parts.h - what the files of this folder share: single rows, problems, names. */
#ifndef GLIMT_MANAGE_MANAGEMENT_PARTS_H
#define GLIMT_MANAGE_MANAGEMENT_PARTS_H

#include "change/read_value.h"
#include "change/security_log.h"
#include "manage/management.h"
#include "resources/resources.h"

/* Begin a change: of a new row, whose `id` is 0 or given (see change_begin()); and the patch of
 * that name. */
struct change *management_create(struct management *management, const struct resource *resource,
                                 int64_t id);
struct change *management_patch(struct management *management, const struct resource *resource,
                                const char *patch, int64_t id);

/* Lets it pass the door. */
bool management_pass(struct management *management, struct change *change) MUST_USE;

/* Deletes a row; `owner_id` 0: it belongs to none. */
bool management_remove(struct management *management, const struct resource *resource, int64_t id,
                       int64_t owner_id) MUST_USE;

/* Whether there is such a row. */
bool management_has(struct management *management, const struct resource *resource, int64_t id,
                    bool *ret) MUST_USE;

/* A question with ?1 the account and ?2 an id, bound; NULL when the database fails. */
struct statement *management_ask(struct management *management, struct str sql,
                                 int64_t id) MUST_USE;

/* What `sql` counts, with ?1 the account; false: the database failed. */
bool management_count(struct db *db, struct str sql, int64_t account_id, size_t *ret) MUST_USE;

/* Notes in the security log what is done, and to whom; 0: nobody. */
bool management_note(struct management *management, enum security_kind kind, int64_t user_id,
                     int64_t application_id) MUST_USE;

/* Both return false: with a sentence, which lives as long as the arena; and because the database
 * failed. */
bool management_refuse(struct management *management, struct str problem);
bool management_fail(struct management *management);

/* What is wrong with `name` as the name of `what` ("account"), in one sentence in the arena;
 * NULL when it is fine. */
const char *name_problem(struct arena *arena, const char *what, struct str name);

#endif
