/* sign_in.c - from a login whose password was right to a session. */
#include "manage/logins.h"
#include "manage/management_parts.h"

/* No code counts twice, so that nobody who saw one can use it. */
static enum sign_in use_totp(struct management *management, const struct secret_key *key,
                             const struct login_codes *codes, const struct code *code) {
    int64_t step = totp_step_of(key, codes->secret, code, management->door.now, codes->used);

    if (step == 0)
        return SIGN_IN_CODE_WRONG;
    struct change *login =
        management_patch(management, &logins, "use a code", management->caller.user_id);
    change_set_integer(login, "totpStep", step);
    return management_pass(management, login) ? SIGN_IN_DONE : SIGN_IN_FAILED;
}

static enum sign_in use_code(struct management *management, const struct secret_key *key,
                             struct str typed) {
    const struct caller *person = &management->caller;
    struct db *db = management->door.db;
    struct code code = code_read(typed);
    struct login_codes codes;
    bool found = false;

    if (!login_codes(management->door.arena, db, person->account_id, person->user_id, &codes))
        return SIGN_IN_FAILED;
    if (codes.secret.len == 0)
        return SIGN_IN_DONE;
    if (str_is_blank(typed))
        return SIGN_IN_CODE_NEEDED;
    if (code.kind == CODE_TOTP)
        return use_totp(management, key, &codes, &code);
    if (code.kind == CODE_RECOVERY &&
        !recovery_use(db, person->account_id, person->user_id, &code, &found))
        return SIGN_IN_FAILED;
    return found ? SIGN_IN_DONE : SIGN_IN_CODE_WRONG;
}

static bool note_sign_in(struct management *management) {
    return management_pass(
        management, management_patch(management, &logins, "sign in", management->caller.user_id));
}

/* The password was compared with a hash that was read some time ago. */
enum sign_in login_sign_in(struct management *management, const struct secret_key *key,
                           const struct login *login, struct str code,
                           const struct visitor *visitor, struct str *ret_token) {
    struct arena *arena = management->door.arena;
    struct db *db = management->door.db;
    int64_t account_id = login->account_id, user_id = login->user_id;
    struct login present;
    enum access_answer answer =
        login_by_user(arena, db, account_id, user_id, management->door.now, &present);

    if (answer == ACCESS_FAILED)
        return SIGN_IN_FAILED;
    if (answer == ACCESS_DENIED || present.password_hash.len == 0 ||
        !str_equal(present.password_hash, login->password_hash))
        return SIGN_IN_STALE;
    if (present.is_closed)
        return SIGN_IN_CLOSED;
    enum sign_in status = use_code(management, key, code);
    if (status != SIGN_IN_DONE)
        return status;
    if (!note_sign_in(management) ||
        !session_create(arena, db, account_id, user_id, visitor, ret_token))
        return SIGN_IN_FAILED;
    return SIGN_IN_DONE;
}
