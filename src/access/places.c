/* places.c - where people have signed in from. */
#include "access/people_parts.h"

static void mark(struct login *logins, size_t count, int64_t account_id) {
    for (size_t i = 0; i < count; i++)
        if (logins[i].account_id == account_id)
            logins[i].knows_place = true;
}

bool places_mark(struct arena *arena, struct db *db, struct str email, struct str place,
                 int64_t now, struct login *logins, size_t count) {
    struct hash hash = hash_of(HASH_PLACE, place);
    struct statement *row =
        db_statement(db, STR("SELECT l.account_id FROM logins l JOIN places p "
                             "ON p.account_id = l.account_id AND p.user_id = l.id "
                             "WHERE l.email_folded = ?1 AND p.hash = ?2 AND p.used_at > ?3"));
    enum db_step step;

    if (!row)
        return false;
    statement_bind_text(row, 1, email_key(arena, email));
    statement_bind_blob(row, 2, hash_str(&hash));
    statement_bind_integer(row, 3, now - PLACE_SECONDS);
    while ((step = statement_step(row)) == DB_ROW)
        mark(logins, count, column_integer(row, 0));
    statement_reset(row);
    return step != DB_FAILED;
}

static bool keep_newest(struct db *db, int64_t account_id, int64_t user_id) {
    struct statement *statement =
        db_statement(db, STR("DELETE FROM places WHERE account_id = ?1 AND user_id = ?2 "
                             "AND hash NOT IN (SELECT hash FROM places WHERE account_id = ?1 "
                             "AND user_id = ?2 ORDER BY used_at DESC, hash LIMIT ?3)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, user_id);
    statement_bind_integer(statement, 3, PLACES_MAX);
    return statement_run(statement);
}

bool place_note(struct db *db, int64_t account_id, int64_t user_id, struct str place, int64_t now) {
    struct hash hash = hash_of(HASH_PLACE, place);
    struct statement *statement =
        db_statement(db, STR("INSERT INTO places (account_id, user_id, hash, used_at) "
                             "VALUES (?1, ?2, ?3, ?4) ON CONFLICT (account_id, user_id, hash) "
                             "DO UPDATE SET used_at = ?4"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, user_id);
    statement_bind_blob(statement, 3, hash_str(&hash));
    statement_bind_integer(statement, 4, now);
    return statement_run(statement) && keep_newest(db, account_id, user_id);
}

bool places_forget(struct db *db, int64_t account_id, int64_t user_id) {
    return run_for_user(db, STR("DELETE FROM places WHERE account_id = ?1 AND user_id = ?2"),
                        account_id, user_id);
}
