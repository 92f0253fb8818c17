/* people.h - users as those who manage logins see them.
 *
 * Times are instants (seconds, UTC). */
#ifndef GLIMT_MANAGE_PEOPLE_H
#define GLIMT_MANAGE_PEOPLE_H

#include "access/people.h"
#include "manage/users.h"

/* The user with this address, or a new one with it, for whom names are needed. The user has no
 * login yet. `administrator` adds that permission; without it a user keeps what it had. */
bool person_add(struct management *management, const struct new_user *wanted,
                int64_t *ret_user_id) MUST_USE;

/* The user who signs in with the address or, when nobody does, has it in the registry. */
bool person_find(struct management *management, struct str email, int64_t *ret_user_id) MUST_USE;

struct person_row {
    int64_t user_id, last_sign_in_at; /* 0: never */
    int64_t invited_until;            /* 0: no link that works */
    struct str name, email;           /* the login's or else the user's; may be empty */
    bool is_administrator, has_login, has_totp;
    bool has_left;
};

/* All users of an account by name. */
bool person_list(struct arena *arena, struct db *db, int64_t account_id, int64_t now,
                 struct person_row **ret_rows, size_t *ret_count) MUST_USE;

/* One of them; ACCESS_DENIED when there is no such user. */
enum access_answer person_by_id(struct arena *arena, struct db *db, int64_t account_id,
                                int64_t user_id, int64_t now, struct person_row *ret) MUST_USE;

/* The first administrator of the account, by id, who is employed; one with a login goes before all
 * others. `with_email`: only those with an address count. ACCESS_DENIED when there is none. */
enum access_answer administrator_first(struct arena *arena, struct db *db, int64_t account_id,
                                       bool with_email, int64_t now,
                                       struct person_row *ret) MUST_USE;

#endif
