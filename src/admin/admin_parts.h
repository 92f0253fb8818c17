/* admin_parts.h - what the pages' pipeline and its actions share. */
#ifndef GLIMT_ADMIN_ADMIN_PARTS_H
#define GLIMT_ADMIN_ADMIN_PARTS_H

#include "access/security.h"
#include "api/act.h"
#include "api/api.h"
#include "manage/management.h"
#include "plan/action.h"

/* Notes in the audit log what an action did; inside a write transaction. `title` may be empty,
 * `changes` is a JSON array or empty. */
bool admin_audit(struct request *request, struct db *db, const char *action, const char *subject,
                 int64_t subject_id, struct str title, struct str changes) MUST_USE;

/* For what an action does to people and applications, on behalf of whoever asks, or of somebody
 * whom the action has come to know; inside a write transaction, which ends with the request. */
struct management *admin_management(struct request *request);
struct management *admin_management_of(struct request *request, struct caller caller);

/* A status other than 403 with one sentence: ANSWERED. */
enum outcome admin_refuse(struct request *request, unsigned status, const char *sentence);

/* 403 with one sentence, which the security log is told of: ANSWERED. */
enum outcome admin_forbid(struct request *request, enum security_kind kind, const char *sentence);

/* 429 with a sentence: there were too many wrong secrets (access/guesses.h). */
enum outcome admin_refuse_guess(struct request *request, unsigned seconds);

#endif
