/* accounts.h - companies: each begins with what it needs before its first request.
 *
 * The table of accounts is no resource's, since an account is what rows belong to; all that an
 * account begins with are rows that pass the door. */
#ifndef GLIMT_MANAGE_ACCOUNTS_H
#define GLIMT_MANAGE_ACCOUNTS_H

#include "change/retention.h"
#include "manage/management.h"

/* A company with its settings, its first user, "Administrator", and the usual countries. From then
 * on the management is of this account: its caller has the number. */
bool account_create(struct management *management, struct str name) MUST_USE;

enum { ONLY_SETTINGS = 1 }; /* the id of a company's one row of settings */

/* Whether everybody in the company has to use two-step sign-in from now on. Nobody's session ends;
 * who has no codes sets them up before anything else. */
bool account_demand_codes(struct management *management, bool demanded) MUST_USE;

/* What the audit log calls that. */
const char *demand_word(bool demanded);

/* How long the company has chosen to keep its logs; it is what struct api asks for that. */
bool account_retention(struct db *db, int64_t id, struct retention *ret) MUST_USE;

bool account_exists(struct db *db, int64_t id);

/* Empty when there is none. */
bool account_name(struct arena *arena, struct db *db, int64_t id, struct str *ret) MUST_USE;

/* Makes account 1, "My company", when there is no account; in a transaction of its own. False with
 * a sentence. */
bool account_ensure_first(struct arena *arena, struct db *db, const struct plans *plans,
                          const char **ret_problem) MUST_USE;

struct account_row {
    int64_t id, created_at, applications; /* those that are active */
    struct str name;
    bool demands_codes;
    bool is_closed; /* glimt demo is filling it, or was when it was interrupted */
};

/* All accounts by id, in the arena. */
bool account_list(struct arena *arena, struct db *db, struct account_row **ret_rows,
                  size_t *ret_count) MUST_USE;

#endif
