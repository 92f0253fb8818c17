/* users.h - a new user, as commands make them: the pages give more, and do it themselves. */
#ifndef GLIMT_MANAGE_USERS_H
#define GLIMT_MANAGE_USERS_H

#include "manage/management.h"

struct new_user {
    struct str first_name, last_name; /* without a last name, the first is the whole */
    struct str email;                 /* may be empty */
    bool administrator;
};

bool user_create(struct management *management, const struct new_user *wanted,
                 int64_t *ret_id) MUST_USE;

/* A user gets the rights of an administrator beside those that it has. */
bool user_make_administrator(struct management *management, int64_t id) MUST_USE;

#endif
