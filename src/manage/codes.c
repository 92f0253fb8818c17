/* codes.c - turns codes of an app on and off. */
#include "manage/logins.h"

#include "manage/management_parts.h"

bool totp_begin(struct management *management, const struct secret_key *key, int64_t user_id,
                struct str email, struct totp_offer *ret) {
    struct change *login = management_patch(management, &logins, "offer codes", user_id);

    *ret = totp_new(management->door.arena, key, email);
    change_set_text(login, "totpPending", ret->sealed);
    return management_pass(management, login);
}

static bool put_in_force(struct management *management, int64_t user_id, struct str sealed,
                         int64_t step) {
    struct change *login = management_patch(management, &logins, "want codes", user_id);

    change_set_text(login, "totpSecret", sealed);
    change_set_null(login, "totpPending");
    change_set_integer(login, "totpStep", step);
    return management_pass(management, login);
}

enum totp_answer totp_confirm(struct management *management, const struct secret_key *key,
                              int64_t user_id, struct str code,
                              struct str ret_codes[RECOVERY_CODES]) {
    struct arena *arena = management->door.arena;
    struct db *db = management->door.db;
    int64_t account_id = management->caller.account_id;
    struct code typed = code_read(code);
    struct login_codes codes;

    if (!login_codes(arena, db, account_id, user_id, &codes))
        return TOTP_FAILED;
    if (codes.pending.len == 0)
        return TOTP_NOT_BEGUN;
    int64_t step = totp_step_of(key, codes.pending, &typed, management->door.now, 0);
    if (step == 0)
        return TOTP_WRONG;
    if (!put_in_force(management, user_id, codes.pending, step) ||
        !management_note(management, SECURITY_CODES_ADDED, user_id, 0) ||
        !recovery_make(arena, db, account_id, user_id, ret_codes))
        return TOTP_FAILED;
    return TOTP_DONE;
}

bool totp_remove(struct management *management, int64_t user_id) {
    struct change *login = management_patch(management, &logins, "forget codes", user_id);
    bool has_login;

    if (!management_has(management, &logins, user_id, &has_login))
        return false;
    if (!has_login)
        return true;
    change_set_null(login, "totpSecret");
    change_set_null(login, "totpPending");
    return management_pass(management, login) &&
           management_note(management, SECURITY_CODES_REMOVED, user_id, 0) &&
           (recovery_remove(management->door.db, management->caller.account_id, user_id) ||
            management_fail(management));
}
