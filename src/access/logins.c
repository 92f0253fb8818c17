/* logins.c - who may sign in, and signing in. */
#include "access/people_parts.h"
#include "base/clock.h"

#include <sodium.h>

/* ---- finding ---- */

#define LOGIN_COLUMNS                                                                              \
    "SELECT l.account_id, l.user_id, a.name, coalesce(l.password_hash, ''), "                      \
    "CASE WHEN l.totp_secret IS NULL THEN 0 ELSE 1 END, u.name FROM logins l "                     \
    "JOIN accounts a ON a.id = l.account_id "                                                      \
    "JOIN users u ON u.account_id = l.account_id AND u.id = l.user_id "

static struct login read_login(struct arena *arena, struct statement *row) {
    return (struct login){.account_id = column_integer(row, 0),
                          .user_id = column_integer(row, 1),
                          .account_name = arena_copy(arena, column_text(row, 2)),
                          .password_hash = arena_copy(arena, column_text(row, 3)),
                          .has_totp = column_integer(row, 4) == 1,
                          .name = arena_copy(arena, column_text(row, 5))};
}

bool logins_by_email(struct arena *arena, struct db *db, struct str email, int64_t account_id,
                     int64_t now, struct login **ret, size_t *ret_count) {
    struct statement *row =
        db_statement(db, STR(LOGIN_COLUMNS "WHERE l.email_folded = ?1 "
                                           "AND (l.account_id = ?2 OR ?2 = 0) "
                                           "AND l.password_hash IS NOT NULL "
                                           "AND (u.end_date IS NULL OR u.end_date >= ?3) "
                                           "ORDER BY l.account_id"));
    struct login *logins = NEW_ARRAY(arena, struct login, LOGINS_MAX);
    enum db_step step = DB_END;
    size_t count = 0;

    if (!row)
        return false;
    statement_bind_text(row, 1, email_key(arena, email));
    statement_bind_integer(row, 2, account_id);
    statement_bind_integer(row, 3, day_today(now));
    while (count < LOGINS_MAX && (step = statement_step(row)) == DB_ROW)
        logins[count++] = read_login(arena, row);
    statement_reset(row);
    *ret = logins;
    *ret_count = count;
    return step != DB_FAILED;
}

enum access_answer login_by_user(struct arena *arena, struct db *db, int64_t account_id,
                                 int64_t user_id, int64_t now, struct login *ret) {
    struct statement *row =
        db_statement(db, STR(LOGIN_COLUMNS "WHERE l.account_id = ?1 AND l.user_id = ?2 "
                                           "AND (u.end_date IS NULL OR u.end_date >= ?3)"));

    if (!row)
        return ACCESS_FAILED;
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, user_id);
    statement_bind_integer(row, 3, day_today(now));
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        *ret = read_login(arena, row);
    statement_reset(row);
    if (step == DB_FAILED)
        return ACCESS_FAILED;
    return step == DB_ROW ? ACCESS_GRANTED : ACCESS_DENIED;
}

/* ---- signing in ---- */

/* What the codes of a login are checked with; `secret.len` is 0 when none are asked for. */
struct second_step {
    struct str secret; /* sealed */
    int64_t used;
};

static bool read_second_step(struct arena *arena, struct db *db, const struct login *login,
                             struct second_step *ret) {
    struct statement *row = db_statement(db, STR("SELECT totp_secret, totp_step FROM logins "
                                                 "WHERE account_id = ?1 AND user_id = ?2"));

    *ret = (struct second_step){{NULL, 0}, 0};
    if (!row)
        return false;
    statement_bind_integer(row, 1, login->account_id);
    statement_bind_integer(row, 2, login->user_id);
    enum db_step step = statement_step(row);
    if (step == DB_ROW && !column_is_null(row, 0))
        *ret = (struct second_step){arena_copy(arena, column_text(row, 0)), column_integer(row, 1)};
    statement_reset(row);
    return step != DB_FAILED;
}

/* No code counts twice, so that nobody who saw one can use it. */
static bool use_up(struct db *db, const struct login *login, int64_t step) {
    struct statement *statement = db_statement(db, STR("UPDATE logins SET totp_step = ?3 "
                                                       "WHERE account_id = ?1 AND user_id = ?2"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, login->account_id);
    statement_bind_integer(statement, 2, login->user_id);
    statement_bind_integer(statement, 3, step);
    return statement_run(statement);
}

static enum sign_in use_totp(struct db *db, const struct secret_key *key, const struct login *login,
                             const struct second_step *second, const struct code *code,
                             int64_t now) {
    unsigned char secret[TOTP_SECRET_LEN];

    if (!totp_open(key, second->secret, secret))
        return SIGN_IN_CODE_WRONG;
    int64_t step = totp_find_step(secret, code->text, now, second->used);
    sodium_memzero(secret, sizeof(secret));
    if (step == 0)
        return SIGN_IN_CODE_WRONG;
    return use_up(db, login, step) ? SIGN_IN_DONE : SIGN_IN_FAILED;
}

static enum sign_in use_code(struct arena *arena, struct db *db, const struct secret_key *key,
                             const struct login *login, struct str typed, int64_t now) {
    struct code code = code_read(typed);
    struct second_step second;
    bool found = false;

    if (!read_second_step(arena, db, login, &second))
        return SIGN_IN_FAILED;
    if (second.secret.len == 0)
        return SIGN_IN_DONE;
    if (str_is_blank(typed))
        return SIGN_IN_CODE_NEEDED;
    if (code.kind == CODE_TOTP)
        return use_totp(db, key, login, &second, &code, now);
    if (code.kind == CODE_RECOVERY &&
        !recovery_use(db, login->account_id, login->user_id, &code, &found))
        return SIGN_IN_FAILED;
    return found ? SIGN_IN_DONE : SIGN_IN_CODE_WRONG;
}

static bool note_sign_in(struct db *db, const struct login *login, int64_t now) {
    struct statement *statement = db_statement(db, STR("UPDATE logins SET last_sign_in_at = ?3 "
                                                       "WHERE account_id = ?1 AND user_id = ?2"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, login->account_id);
    statement_bind_integer(statement, 2, login->user_id);
    statement_bind_integer(statement, 3, now);
    return statement_run(statement);
}

/* The password was compared with a hash that was read some time ago. */
enum sign_in login_sign_in(struct arena *arena, struct db *db, const struct secret_key *key,
                           const struct login *login, struct str code,
                           const struct visitor *visitor, struct str *ret_token) {
    struct login present;
    enum access_answer answer =
        login_by_user(arena, db, login->account_id, login->user_id, visitor->now, &present);

    if (answer == ACCESS_FAILED)
        return SIGN_IN_FAILED;
    if (answer == ACCESS_DENIED || present.password_hash.len == 0 ||
        !str_equal(present.password_hash, login->password_hash))
        return SIGN_IN_STALE;
    enum sign_in status = use_code(arena, db, key, login, code, visitor->now);
    if (status != SIGN_IN_DONE)
        return status;
    if (!note_sign_in(db, login, visitor->now) ||
        !session_create(arena, db, login->account_id, login->user_id, visitor, ret_token))
        return SIGN_IN_FAILED;
    return SIGN_IN_DONE;
}

/* ---- setting ---- */

static bool is_taken(struct db *db, int64_t account_id, int64_t user_id, struct str key,
                     bool *ret) {
    struct statement *row =
        db_statement(db, STR("SELECT 1 FROM logins WHERE email_folded = ?1 AND account_id = ?2 "
                             "AND user_id <> ?3"));

    if (!row)
        return false;
    statement_bind_text(row, 1, key);
    statement_bind_integer(row, 2, account_id);
    statement_bind_integer(row, 3, user_id);
    enum db_step step = statement_find(row);
    *ret = step == DB_ROW;
    return step != DB_FAILED;
}

enum login_answer login_set(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                            struct str email, struct str password_hash, int64_t now) {
    struct str key = email_key(arena, email);
    bool taken;

    if (!is_taken(db, account_id, user_id, key, &taken))
        return LOGIN_FAILED;
    if (taken)
        return LOGIN_EMAIL_TAKEN;
    struct statement *statement = db_statement(
        db, STR("INSERT INTO logins (account_id, user_id, email, email_folded, password_hash, "
                "totp_step, created_at) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6) "
                "ON CONFLICT (account_id, user_id) DO UPDATE SET email = excluded.email, "
                "email_folded = excluded.email_folded, password_hash = excluded.password_hash"));
    if (!statement)
        return LOGIN_FAILED;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, user_id);
    statement_bind_text(statement, 3, str_trim(email));
    statement_bind_text(statement, 4, key);
    statement_bind_text(statement, 5, password_hash);
    statement_bind_integer(statement, 6, now);
    return statement_run(statement) ? LOGIN_DONE : LOGIN_FAILED;
}

bool login_set_password(struct db *db, int64_t account_id, int64_t user_id,
                        struct str password_hash) {
    struct statement *statement = db_statement(db, STR("UPDATE logins SET password_hash = ?3 "
                                                       "WHERE account_id = ?1 AND user_id = ?2"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, user_id);
    statement_bind_text(statement, 3, password_hash);
    return statement_run(statement) && invitation_void(db, account_id, user_id);
}

bool login_remove(struct db *db, int64_t account_id, int64_t user_id) {
    return invitation_void(db, account_id, user_id) &&
           run_for_user(db, STR("DELETE FROM logins WHERE account_id = ?1 AND user_id = ?2"),
                        account_id, user_id);
}
