/* tokens.c - bearer tokens, found by their hash. */
#include "access/access_parts.h"

struct str token_new(struct arena *arena) {
    const struct str parts[] = {uuid_with_prefix(arena, "pk_"), STR("."),
                                uuid_with_prefix(arena, "pa_")};

    return arena_join(arena, parts, COUNT(parts));
}

bool tokens_count(struct db *db, const struct caller *application, int64_t now, int64_t *ret) {
    struct statement *row = db_statement(
        db, STR("SELECT count(*) FROM tokens WHERE account_id = ?1 AND application_id = ?2 "
                "AND (expires_at IS NULL OR expires_at > ?3)"));

    if (!row)
        return false;
    statement_bind_integer(row, 1, application->account_id);
    statement_bind_integer(row, 2, application->application_id);
    statement_bind_integer(row, 3, now);
    return statement_integer(row, ret) == DB_ROW;
}

enum access_answer access_by_token(struct arena *arena, struct db *db, const char *const *names,
                                   struct str token, int64_t now, struct application *ret,
                                   int64_t *ret_expires_at) {
    struct hash hash = hash_of(HASH_TOKEN, token);
    struct statement *row = db_statement(
        db, STR("SELECT a.account_id, a.id, a.responsible_id, a.permissions, a.rate, a.allow, "
                "a.extended_answers, a.origins, t.expires_at, " ACCOUNT_IS_CLOSED(
                    "a") " FROM tokens t JOIN applications a "
                         "ON a.account_id = t.account_id AND a.id = t.application_id "
                         "WHERE t.hash = ?1 AND (t.expires_at IS NULL OR t.expires_at > ?2) "
                         "AND a.is_active = 1"));

    if (!row)
        return ACCESS_FAILED;
    statement_bind_blob(row, 1, hash_str(&hash));
    statement_bind_integer(row, 2, now);
    enum db_step step = statement_step(row);
    if (step == DB_ROW) {
        *ret = application_read(arena, names, row);
        ret->is_closed = column_integer(row, 9) == 1;
        if (ret_expires_at)
            *ret_expires_at = column_is_null(row, 8) ? INT64_MAX : column_integer(row, 8);
    }
    statement_reset(row);
    if (step == DB_FAILED)
        return ACCESS_FAILED;
    return step == DB_ROW ? ACCESS_GRANTED : ACCESS_DENIED;
}
