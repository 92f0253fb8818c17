/* invitations.c - links with which a password is chosen, once. */
#include "access/people_parts.h"
#include "base/clock.h"

bool invitation_create(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                       int64_t now, struct str *ret_token, int64_t *ret_expires_at) {
    struct str token = secret_new(arena);
    struct hash hash = hash_of(HASH_INVITATION, token);
    struct statement *statement = db_statement(
        db, STR("INSERT INTO invitations (account_id, user_id, hash, expires_at) "
                "VALUES (?1, ?2, ?3, ?4) ON CONFLICT (account_id, user_id) "
                "DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, user_id);
    statement_bind_blob(statement, 3, hash_str(&hash));
    statement_bind_integer(statement, 4, now + INVITATION_SECONDS);
    if (!statement_run(statement))
        return false;
    *ret_token = token;
    *ret_expires_at = now + INVITATION_SECONDS;
    return true;
}

enum access_answer invitation_by_token(struct arena *arena, struct db *db, struct str token,
                                       int64_t now, struct invitation *ret) {
    struct hash hash = hash_of(HASH_INVITATION, token);
    struct statement *row = db_statement(
        db, STR("SELECT i.account_id, i.user_id, i.expires_at, u.name, a.name, "
                "coalesce(l.email, u.email, ''), CASE WHEN EXISTS (SELECT 1 FROM logins o "
                "WHERE o.account_id = i.account_id) THEN 0 ELSE 1 END FROM invitations i "
                "JOIN users u ON u.account_id = i.account_id AND u.id = i.user_id "
                "JOIN accounts a ON a.id = i.account_id "
                "LEFT JOIN logins l ON l.account_id = i.account_id AND l.user_id = i.user_id "
                "WHERE i.hash = ?1 AND i.expires_at > ?2 "
                "AND (u.end_date IS NULL OR u.end_date >= ?3)"));

    if (!row)
        return ACCESS_FAILED;
    statement_bind_blob(row, 1, hash_str(&hash));
    statement_bind_integer(row, 2, now);
    statement_bind_integer(row, 3, day_today(now));
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        *ret = (struct invitation){.account_id = column_integer(row, 0),
                                   .user_id = column_integer(row, 1),
                                   .expires_at = column_integer(row, 2),
                                   .name = arena_copy(arena, column_text(row, 3)),
                                   .account_name = arena_copy(arena, column_text(row, 4)),
                                   .email = arena_copy(arena, column_text(row, 5)),
                                   .is_first = column_integer(row, 6) == 1};
    statement_reset(row);
    if (step == DB_FAILED)
        return ACCESS_FAILED;
    return step == DB_ROW ? ACCESS_GRANTED : ACCESS_DENIED;
}

enum accept_answer invitation_accept(struct arena *arena, struct db *db, struct str token,
                                     struct str email, struct str password_hash, int64_t now,
                                     struct invitation *ret) {
    enum access_answer answer = invitation_by_token(arena, db, token, now, ret);

    if (answer != ACCESS_GRANTED)
        return answer == ACCESS_DENIED ? ACCEPT_GONE : ACCEPT_FAILED;
    int64_t account_id = ret->account_id, user_id = ret->user_id;
    enum login_answer set = login_set(arena, db, account_id, user_id, email, password_hash, now);
    if (set != LOGIN_DONE)
        return set == LOGIN_EMAIL_TAKEN ? ACCEPT_EMAIL_TAKEN : ACCEPT_FAILED;
    if (!invitation_void(db, account_id, user_id) || !sessions_end(db, account_id, user_id, 0))
        return ACCEPT_FAILED;
    return ACCEPT_DONE;
}
