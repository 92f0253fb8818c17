/* sessions.c - who is signed in, and with what their pages prove it. */
#include "access/people_parts.h"
#include "base/clock.h"
#include "db/versions.h"

#include <sodium.h>

enum { SWEEP = 20, AGENT_MAX = 255 }; /* ended sessions deleted for each new one */

/* ---- making and ending ---- */

bool sessions_sweep(struct db *db, int64_t now, int64_t most, int64_t *ret_removed) {
    struct statement *statement =
        db_statement(db, STR("DELETE FROM sessions WHERE hash IN (SELECT hash FROM sessions "
                             "WHERE last_seen_at <= ?1 ORDER BY last_seen_at LIMIT ?2)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, now - SESSION_IDLE_SECONDS);
    statement_bind_integer(statement, 2, most);
    if (!statement_run(statement))
        return false;
    *ret_removed = db_changed_rows(db);
    return true;
}

/* Nobody looks through thousands of sessions, nor keeps so many by mistake. */
static bool end_oldest(struct db *db, int64_t account_id, int64_t user_id) {
    struct statement *statement =
        db_statement(db, STR("DELETE FROM sessions WHERE account_id = ?1 AND user_id = ?2 "
                             "AND id <= (SELECT id FROM sessions WHERE account_id = ?1 "
                             "AND user_id = ?2 ORDER BY id DESC LIMIT 1 OFFSET ?3)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, user_id);
    statement_bind_integer(statement, 3, SESSIONS_MAX);
    return statement_run(statement);
}

/* A header may have any bytes; what is kept has to be text. */
static struct str cut_agent(struct str agent) {
    return str_is_text(agent) ? str_shorten(agent, AGENT_MAX) : STR("");
}

bool session_create(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                    const struct visitor *visitor, struct str *ret_token) {
    struct str token = secret_new(arena);
    struct hash hash = hash_of(HASH_SESSION, token);
    struct statement *statement =
        db_statement(db, STR("INSERT INTO sessions (account_id, id, user_id, hash, created_at, "
                             "last_seen_at, address, agent) "
                             "VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7)"));
    int64_t id;

    _Static_assert(PERSON_TOKEN_LEN == 52, "as secret_new() makes them");
    if (!statement || !sessions_sweep(db, visitor->now, SWEEP, &(int64_t){0}) ||
        !sequence_next(db, account_id, STR("sessions"), &id))
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, id);
    statement_bind_integer(statement, 3, user_id);
    statement_bind_blob(statement, 4, hash_str(&hash));
    statement_bind_integer(statement, 5, visitor->now);
    statement_bind_text(statement, 6, visitor->address);
    statement_bind_text(statement, 7, cut_agent(visitor->agent));
    if (!statement_run(statement) || !end_oldest(db, account_id, user_id))
        return false;
    *ret_token = token;
    return true;
}

bool session_renew(struct arena *arena, struct db *db, const struct person *person,
                   struct str *ret_token) {
    struct str token = secret_new(arena);
    struct hash hash = hash_of(HASH_SESSION, token);
    struct statement *statement =
        db_statement(db, STR("UPDATE sessions SET hash = ?3 WHERE account_id = ?1 AND id = ?2"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, person->account_id);
    statement_bind_integer(statement, 2, person->session_id);
    statement_bind_blob(statement, 3, hash_str(&hash));
    if (!statement_run(statement))
        return false;
    *ret_token = token;
    return true;
}

bool session_wants_touch(const struct person *person, int64_t now) {
    return now - person->last_seen_at >= SESSION_TOUCH_SECONDS;
}

bool session_touch(struct db *db, int64_t account_id, int64_t session_id, int64_t now) {
    struct statement *statement =
        db_statement(db, STR("UPDATE sessions SET last_seen_at = ?3 "
                             "WHERE account_id = ?1 AND id = ?2 AND last_seen_at < ?3"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, session_id);
    statement_bind_integer(statement, 3, now);
    return statement_run(statement);
}

bool session_end(struct db *db, int64_t account_id, int64_t user_id, int64_t session_id,
                 bool *ret_found) {
    struct statement *statement =
        db_statement(db, STR("DELETE FROM sessions "
                             "WHERE account_id = ?1 AND user_id = ?2 AND id = ?3"));
    int64_t ended;

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, user_id);
    statement_bind_integer(statement, 3, session_id);
    if (!statement_change(statement, &ended))
        return false;
    *ret_found = ended == 1;
    return true;
}

bool sessions_end(struct db *db, int64_t account_id, int64_t user_id, int64_t kept) {
    struct statement *statement =
        db_statement(db, STR("DELETE FROM sessions "
                             "WHERE account_id = ?1 AND user_id = ?2 AND id <> ?3"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, user_id);
    statement_bind_integer(statement, 3, kept);
    return statement_run(statement);
}

/* ---- finding ---- */

static struct person read_person(struct arena *arena, struct statement *row) {
    return (struct person){.account_id = column_integer(row, 0),
                           .user_id = column_integer(row, 1),
                           .session_id = column_integer(row, 2),
                           .last_seen_at = column_integer(row, 3),
                           .name = arena_copy(arena, column_text(row, 4)),
                           .email = arena_copy(arena, column_text(row, 5)),
                           .account_name = arena_copy(arena, column_text(row, 6)),
                           .is_administrator = permissions_have_administrator(column_text(row, 7)),
                           .has_totp = column_integer(row, 8) == 1,
                           .is_manager = column_integer(row, 9) > 0,
                           .is_closed = column_integer(row, 10) == 1,
                           .is_to_have_totp = column_integer(row, 11) == 1};
}

enum access_answer session_by_token(struct arena *arena, struct db *db, struct str token,
                                    int64_t now, struct person *ret) {
    struct hash hash = hash_of(HASH_SESSION, token);
    struct statement *row = db_statement(
        db,
        STR("SELECT s.account_id, s.user_id, s.id, s.last_seen_at, u.name, l.email, a.name, "
            "u.permissions, CASE WHEN l.totp_secret IS NULL THEN 0 ELSE 1 END, "
            "CASE WHEN EXISTS (SELECT 1 FROM users m WHERE m.account_id = u.account_id "
            "AND m.manager_id = u.id AND m.id <> u.id) THEN 1 ELSE 0 END, " ACCOUNT_IS_CLOSED(
                "s") ", CASE WHEN EXISTS (SELECT 1 FROM settings c "
                     "WHERE c.account_id = s.account_id AND c.demands_codes = 1) THEN 1 ELSE 0 END "
                     "FROM sessions s "
                     "JOIN logins l ON l.account_id = s.account_id AND l.id = s.user_id "
                     "JOIN users u ON u.account_id = s.account_id AND u.id = s.user_id "
                     "JOIN accounts a ON a.id = s.account_id WHERE s.hash = ?1 "
                     "AND s.last_seen_at > ?2 AND s.created_at > ?3 "
                     "AND (u.end_date IS NULL OR u.end_date >= ?4)"));

    if (!row)
        return ACCESS_FAILED;
    statement_bind_blob(row, 1, hash_str(&hash));
    statement_bind_integer(row, 2, now - SESSION_IDLE_SECONDS);
    statement_bind_integer(row, 3, now - SESSION_SECONDS);
    statement_bind_integer(row, 4, day_today(now));
    enum db_step step = statement_step(row);
    if (step == DB_ROW) {
        *ret = read_person(arena, row);
        ret->token = token;
    }
    statement_reset(row);
    if (step == DB_FAILED)
        return ACCESS_FAILED;
    return step == DB_ROW ? ACCESS_GRANTED : ACCESS_DENIED;
}

/* Binds the question that `sql` asks about a user's live sessions. */
static struct statement *ask_live(struct db *db, struct str sql, int64_t account_id,
                                  int64_t user_id, int64_t now) {
    struct statement *row = db_statement(db, sql);

    if (!row)
        return NULL;
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, user_id);
    statement_bind_integer(row, 3, now - SESSION_IDLE_SECONDS);
    statement_bind_integer(row, 4, now - SESSION_SECONDS);
    return row;
}

#define LIVE                                                                                       \
    " FROM sessions WHERE account_id = ?1 AND user_id = ?2 AND last_seen_at > ?3 "                 \
    "AND created_at > ?4"

bool session_list(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                  int64_t now, struct session_row **ret_rows, size_t *ret_count) {
    struct statement *row = ask_live(db, STR("SELECT count(*)" LIVE), account_id, user_id, now);
    size_t used = 0;
    int64_t total = 0;

    if (statement_integer(row, &total) != DB_ROW)
        return false;
    struct session_row *rows = NEW_ARRAY(arena, struct session_row, (size_t)total + 1);
    row = ask_live(
        db, STR("SELECT id, created_at, last_seen_at, address, agent" LIVE " ORDER BY id DESC"),
        account_id, user_id, now);
    enum db_step step = row ? DB_END : DB_FAILED;
    while (row && used < (size_t)total && (step = statement_step(row)) == DB_ROW)
        rows[used++] = (struct session_row){
            column_integer(row, 0), column_integer(row, 1), column_integer(row, 2),
            arena_copy(arena, column_text(row, 3)), arena_copy(arena, column_text(row, 4))};
    if (row)
        statement_reset(row);
    *ret_rows = rows;
    *ret_count = used;
    return step != DB_FAILED;
}

/* ---- cookie and CSRF token ---- */

static bool is_token(struct str text) {
    if (text.len != PERSON_TOKEN_LEN)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '2' && c <= '9'))
            return false;
    }
    return true;
}

struct str session_cookie_read(struct str header) {
    struct str found = {NULL, 0};
    bool seen = false;

    while (header.len > 0) {
        struct str value = str_trim(str_cut(&header, ';'));
        struct str name = str_cut(&value, '=');
        if (!str_equal(name, STR(SESSION_COOKIE)))
            continue;
        found = !seen && is_token(value) ? value : (struct str){NULL, 0};
        seen = true;
    }
    return found;
}

struct str session_csrf(struct arena *arena, struct str token) {
    struct hash hash = hash_of(HASH_CSRF, token);
    char *text = arena_take(arena, HASH_LEN * 2 + 1, 1);

    sodium_bin2hex(text, HASH_LEN * 2 + 1, hash.bytes, HASH_LEN);
    return (struct str){text, HASH_LEN * 2};
}

bool session_csrf_is_right(struct str token, struct str given) {
    struct hash hash = hash_of(HASH_CSRF, token);
    char wanted[HASH_LEN * 2 + 1];

    sodium_bin2hex(wanted, sizeof(wanted), hash.bytes, HASH_LEN);
    return given.len == sizeof(wanted) - 1 && sodium_memcmp(wanted, given.at, given.len) == 0;
}
