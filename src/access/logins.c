/* logins.c - who may sign in, and with what. */
#include "access/people_parts.h"
#include "base/clock.h"

#define LOGIN_COLUMNS                                                                              \
    "SELECT l.account_id, l.id, a.name, coalesce(l.password_hash, ''), "                           \
    "CASE WHEN l.totp_secret IS NULL THEN 0 ELSE 1 END, u.name, " ACCOUNT_IS_CLOSED(               \
        "l") " FROM logins l "                                                                     \
             "JOIN accounts a ON a.id = l.account_id "                                             \
             "JOIN users u ON u.account_id = l.account_id AND u.id = l.id "

static struct login read_login(struct arena *arena, struct statement *row) {
    return (struct login){.account_id = column_integer(row, 0),
                          .user_id = column_integer(row, 1),
                          .account_name = arena_copy(arena, column_text(row, 2)),
                          .password_hash = arena_copy(arena, column_text(row, 3)),
                          .has_totp = column_integer(row, 4) == 1,
                          .name = arena_copy(arena, column_text(row, 5)),
                          .is_closed = column_integer(row, 6) == 1};
}

bool logins_have_secrets(struct db *db, bool *ret) {
    enum db_step step = statement_find(
        db_statement(db, STR("SELECT 1 FROM logins WHERE totp_secret IS NOT NULL LIMIT 1")));

    *ret = step == DB_ROW;
    return step != DB_FAILED;
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

bool login_hash_beside(struct arena *arena, struct db *db, struct str email, int64_t account_id,
                       int64_t user_id, struct str *ret) {
    struct statement *row =
        db_statement(db, STR("SELECT password_hash FROM logins WHERE email_folded = ?1 "
                             "AND password_hash IS NOT NULL "
                             "AND (account_id <> ?2 OR id <> ?3) ORDER BY account_id"));

    if (!row)
        return false;
    statement_bind_text(row, 1, email_key(arena, email));
    statement_bind_integer(row, 2, account_id);
    statement_bind_integer(row, 3, user_id);
    enum db_step step = statement_step(row);
    *ret = step == DB_ROW ? arena_copy(arena, column_text(row, 0)) : STR("");
    statement_reset(row);
    return step != DB_FAILED;
}

/* Users are not found by their addresses without a walk through all of them; those who have a link
 * and no login yet are few. */
bool logins_closed_by_email(struct arena *arena, struct db *db, struct str email,
                            int64_t account_id, int64_t now, struct closed_login **ret,
                            size_t *ret_count) {
    struct statement *row = db_statement(
        db,
        STR("SELECT u.account_id, u.id, CASE WHEN u.end_date < ?3 THEN 1 ELSE 0 END FROM users u"
            " JOIN logins l ON l.account_id = u.account_id AND l.id = u.id"
            " WHERE l.email_folded = ?1 AND (u.account_id = ?2 OR ?2 = 0)"
            " AND (l.password_hash IS NULL OR u.end_date < ?3)"
            " UNION SELECT i.account_id, i.id, 0 FROM invitations i"
            " WHERE (i.account_id = ?2 OR ?2 = 0) AND EXISTS (SELECT 1 FROM users u"
            " WHERE u.account_id = i.account_id AND u.id = i.id AND u.email_folded = ?1)"
            " AND NOT EXISTS (SELECT 1 FROM logins l WHERE l.account_id = i.account_id"
            " AND l.id = i.id)"));
    struct closed_login *closed = NEW_ARRAY(arena, struct closed_login, LOGINS_MAX);
    enum db_step step = DB_END;
    size_t count = 0;

    if (!row)
        return false;
    statement_bind_text(row, 1, email_key(arena, email));
    statement_bind_integer(row, 2, account_id);
    statement_bind_integer(row, 3, day_today(now));
    while (count < LOGINS_MAX && (step = statement_step(row)) == DB_ROW)
        closed[count++] = (struct closed_login){column_integer(row, 0), column_integer(row, 1),
                                                column_integer(row, 2) == 1};
    statement_reset(row);
    *ret = closed;
    *ret_count = count;
    return step != DB_FAILED;
}

enum access_answer login_by_user(struct arena *arena, struct db *db, int64_t account_id,
                                 int64_t user_id, int64_t now, struct login *ret) {
    struct statement *row =
        db_statement(db, STR(LOGIN_COLUMNS "WHERE l.account_id = ?1 AND l.id = ?2 "
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

bool login_codes_are_demanded(struct db *db, int64_t account_id, bool *ret) {
    struct statement *row =
        db_statement(db, STR("SELECT 1 FROM settings WHERE account_id = ?1 AND demands_codes = 1"));

    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    enum db_step step = statement_find(row);
    *ret = step == DB_ROW;
    return step != DB_FAILED;
}

bool login_codes(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                 struct login_codes *ret) {
    struct statement *row =
        db_statement(db, STR("SELECT coalesce(totp_secret, ''), coalesce(totp_pending, ''), "
                             "totp_step FROM logins WHERE account_id = ?1 AND id = ?2"));

    *ret = (struct login_codes){.used = 0};
    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, user_id);
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        *ret = (struct login_codes){arena_copy(arena, column_text(row, 0)),
                                    arena_copy(arena, column_text(row, 1)), column_integer(row, 2)};
    statement_reset(row);
    return step != DB_FAILED;
}
