/* tokens.c - bearer tokens: made, found by their hash, and swept away. */
#include "access/access_parts.h"
#include "base/clock.h"
#include "db/versions.h"

enum { SWEEP = 20 }; /* expired tokens deleted for each new one */

enum access_answer access_by_token(struct arena *arena, struct db *db, const char *const *names,
                                   struct str token, int64_t now, struct application *ret,
                                   int64_t *ret_expires_at) {
    struct hash hash = hash_of(HASH_TOKEN, token);
    struct statement *row = db_statement(
        db, STR("SELECT a.account_id, a.id, a.responsible_id, a.permissions, a.rate, a.allow, "
                "t.expires_at FROM tokens t JOIN applications a "
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
        if (ret_expires_at)
            *ret_expires_at = column_is_null(row, 6) ? INT64_MAX : column_integer(row, 6);
    }
    statement_reset(row);
    if (step == DB_FAILED)
        return ACCESS_FAILED;
    return step == DB_ROW ? ACCESS_GRANTED : ACCESS_DENIED;
}

/* A few at a time: a burst of tokens pays for the sweep of another burst. */
static bool sweep(struct db *db, int64_t now) {
    struct statement *statement =
        db_statement(db, STR("DELETE FROM tokens WHERE hash IN (SELECT hash FROM tokens "
                             "WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, now);
    statement_bind_integer(statement, 2, SWEEP);
    return statement_run(statement);
}

static bool note_use(struct db *db, const struct caller *application, int64_t now) {
    struct statement *statement = db_statement(db, STR("UPDATE applications SET last_used_at = ?3 "
                                                       "WHERE account_id = ?1 AND id = ?2"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, application->account_id);
    statement_bind_integer(statement, 2, application->application_id);
    statement_bind_integer(statement, 3, now);
    return statement_run(statement);
}

/* `expires_at` INT64_MAX: never. */
static bool insert(struct arena *arena, struct db *db, const struct caller *application,
                   int64_t now, int64_t expires_at, struct str *ret_token) {
    struct str first = uuid_with_prefix(arena, "pk_"), second = uuid_with_prefix(arena, "pa_");
    struct str token = arena_format(arena, "%s.%s", first.at, second.at);
    struct hash hash = hash_of(HASH_TOKEN, token);
    struct statement *statement =
        db_statement(db, STR("INSERT INTO tokens (hash, account_id, application_id, created_at, "
                             "expires_at, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));

    int64_t id;

    if (!statement || !sequence_next(db, application->account_id, STR("tokens"), &id))
        return false;
    statement_bind_integer(statement, 6, id);
    statement_bind_blob(statement, 1, hash_str(&hash));
    statement_bind_integer(statement, 2, application->account_id);
    statement_bind_integer(statement, 3, application->application_id);
    statement_bind_integer(statement, 4, now);
    if (expires_at == INT64_MAX)
        statement_bind_null(statement, 5);
    else
        statement_bind_integer(statement, 5, expires_at);
    if (!statement_run(statement))
        return false;
    *ret_token = token;
    return true;
}

bool token_create(struct arena *arena, struct db *db, const struct caller *application,
                  int64_t expires_at, struct str *ret_token) {
    int64_t now = instant_now();

    return sweep(db, now) && note_use(db, application, now) &&
           insert(arena, db, application, now, expires_at, ret_token);
}

bool token_remove_static(struct db *db, int64_t account_id, int64_t application_id) {
    struct statement *statement =
        db_statement(db, STR("DELETE FROM tokens WHERE account_id = ?1 AND application_id = ?2 "
                             "AND expires_at IS NULL"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, application_id);
    return statement_run(statement) && access_changed(db);
}

bool token_create_static(struct arena *arena, struct db *db, int64_t account_id,
                         struct str public_id, struct str *ret_token, const char **ret_problem) {
    struct caller of = {.account_id = account_id};

    if (!application_find_active(arena, db, account_id, public_id, &of.application_id, ret_problem))
        return false;
    if (!token_remove_static(db, account_id, of.application_id) ||
        !insert(arena, db, &of, instant_now(), INT64_MAX, ret_token))
        return fail_with(db, ret_problem);
    return true;
}
