/* logins.c - gives logins to users, and takes them away. */
#include "manage/logins.h"

#include "manage/management_parts.h"

static bool is_taken(struct management *management, int64_t user_id, struct str email, bool *ret) {
    struct statement *row = management_ask(
        management,
        STR("SELECT 1 FROM logins WHERE email_folded = ?3 AND account_id = ?1 AND id <> ?2"),
        user_id);

    if (!row)
        return management_fail(management);
    statement_bind_text(row, 3, email_key(management->door.arena, email));
    enum db_step step = statement_step(row);
    *ret = step == DB_ROW;
    statement_reset(row);
    return step != DB_FAILED || management_fail(management);
}

static bool forget_places(struct management *management, int64_t user_id) {
    return places_forget(management->door.db, management->caller.account_id, user_id) ||
           management_fail(management);
}

/* Another address than the login has so far, which it may not have. */
static bool note_address(struct management *management, int64_t user_id, struct str email) {
    struct statement *row = management_ask(
        management, STR("SELECT 1 FROM logins WHERE account_id = ?1 AND id = ?2 AND email <> ?3"),
        user_id);

    if (!row)
        return management_fail(management);
    statement_bind_text(row, 3, str_trim(email));
    enum db_step step = statement_find(row);
    if (step == DB_FAILED)
        return management_fail(management);
    return step == DB_END || management_note(management, SECURITY_EMAIL_CHANGED, user_id, 0);
}

static struct change *begin(struct management *management, int64_t user_id, bool has_login) {
    if (has_login)
        return management_patch(management, &logins, "set", user_id);
    struct change *login = management_create(management, &logins, user_id);
    change_set_integer(login, "totpStep", 0);
    return login;
}

enum login_answer login_set(struct management *management, int64_t user_id, struct str email,
                            struct str password_hash) {
    bool taken = false, has_login = false;

    if (!is_taken(management, user_id, email, &taken))
        return LOGIN_FAILED;
    if (taken)
        return LOGIN_EMAIL_TAKEN;
    if (!note_address(management, user_id, email) ||
        !management_has(management, &logins, user_id, &has_login))
        return LOGIN_FAILED;
    struct change *login = begin(management, user_id, has_login);
    change_set_text(login, "email", str_trim(email));
    change_set_text(login, "passwordHash", password_hash);
    return management_pass(management, login) && forget_places(management, user_id) &&
                   management_note(management, SECURITY_PASSWORD_CHANGED, user_id, 0)
               ? LOGIN_DONE
               : LOGIN_FAILED;
}

bool login_set_password(struct management *management, int64_t user_id, struct str password_hash) {
    struct change *login = management_patch(management, &logins, "password", user_id);

    change_set_text(login, "passwordHash", password_hash);
    return management_pass(management, login) && forget_places(management, user_id) &&
           invitation_void(management, user_id) &&
           management_note(management, SECURITY_PASSWORD_CHANGED, user_id, 0);
}

static bool void_password(struct management *management, int64_t user_id) {
    struct change *login = management_patch(management, &logins, "password", user_id);
    bool has_login;

    change_set_null(login, "passwordHash");
    return management_has(management, &logins, user_id, &has_login) &&
           (!has_login || management_pass(management, login));
}

bool login_end_sessions(struct management *management, int64_t user_id, int64_t kept) {
    struct db *db = management->door.db;

    if (!sessions_end(db, management->caller.account_id, user_id, kept))
        return management_fail(management);
    return db_changed_rows(db) == 0 ||
           management_note(management, SECURITY_SESSIONS_ENDED, user_id, 0);
}

bool login_reset(struct management *management, int64_t user_id, bool without_codes,
                 struct str *ret_token, int64_t *ret_expires_at) {
    return void_password(management, user_id) && forget_places(management, user_id) &&
           management_note(management, SECURITY_PASSWORD_RESET, user_id, 0) &&
           login_end_sessions(management, user_id, 0) &&
           (!without_codes || totp_remove(management, user_id)) &&
           invitation_create(management, user_id, ret_token, ret_expires_at);
}

/* Its codes and sessions go with it. */
bool login_remove(struct management *management, int64_t user_id) {
    bool has_login;

    return invitation_void(management, user_id) &&
           management_has(management, &logins, user_id, &has_login) &&
           (!has_login || management_remove(management, &logins, user_id, 0)) &&
           management_note(management, SECURITY_LOGIN_REMOVED, user_id, 0);
}
