/* users.c - makes users, and administrators of them. */
#include "manage/users.h"

#include "manage/management_parts.h"

#define ADMINISTRATOR "administrator"

bool user_create(struct management *management, const struct new_user *wanted, int64_t *ret_id) {
    struct change *user = management_create(management, &users, 0);

    change_set_text(user, "firstName", wanted->first_name);
    change_set_text(user, "lastName", wanted->last_name);
    change_set_text(user, "license", STR("total"));
    change_set_text(user, "salaryType", STR("none"));
    if (wanted->administrator)
        change_set_text(user, "permissions", STR(ADMINISTRATOR));
    if (wanted->email.len > 0)
        change_set_text(user, "email", wanted->email);
    if (!management_pass(management, user))
        return false;
    *ret_id = change_id(user);
    return true;
}

static bool read_permissions(struct management *management, int64_t id, struct str *ret) {
    struct statement *row = management_ask(
        management, STR("SELECT permissions FROM users WHERE account_id = ?1 AND id = ?2"), id);

    if (!row || statement_step(row) != DB_ROW)
        return management_fail(management);
    *ret = arena_copy(management->door.arena, column_text(row, 0));
    statement_reset(row);
    return true;
}

bool user_make_administrator(struct management *management, int64_t id) {
    struct str words = STR("");

    if (!read_permissions(management, id, &words))
        return false;
    struct change *user = management_patch(management, &users, "give rights", id);
    change_set_text(user, "permissions",
                    arena_format(management->door.arena, "%.*s%s" ADMINISTRATOR, (int)words.len,
                                 words.at, words.len ? " " : ""));
    return management_pass(management, user);
}
