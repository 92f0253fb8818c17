/* invitations.c - whose link it is. */
#include "access/people_parts.h"
#include "base/clock.h"

enum access_answer invitation_by_token(struct arena *arena, struct db *db, struct str token,
                                       int64_t now, struct invitation *ret) {
    struct hash hash = hash_of(HASH_INVITATION, token);
    struct statement *row = db_statement(
        db, STR("SELECT i.account_id, i.id, i.expires_at, u.name, a.name, "
                "coalesce(l.email, u.email, ''), CASE WHEN EXISTS (SELECT 1 FROM logins o "
                "WHERE o.account_id = i.account_id) THEN 0 ELSE 1 END FROM invitations i "
                "JOIN users u ON u.account_id = i.account_id AND u.id = i.id "
                "JOIN accounts a ON a.id = i.account_id "
                "LEFT JOIN logins l ON l.account_id = i.account_id AND l.id = i.id "
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
