/* people.c - users as those who manage logins see them. */
#include "access/people_parts.h"
#include "base/clock.h"
#include "base/collation.h"
#include "db/versions.h"

#include <inttypes.h>

struct caller person_caller(int64_t account_id, int64_t user_id) {
    return (struct caller){.kind = CALLER_PERSON,
                           .account_id = account_id,
                           .user_id = user_id,
                           .permissions = ALL_PERMISSIONS};
}

/* ---- reading ---- */

#define PERSON_COLUMNS                                                                             \
    "SELECT u.id, u.name, coalesce(l.email, u.email, ''), u.permissions, l.user_id, "              \
    "CASE WHEN l.totp_secret IS NULL THEN 0 ELSE 1 END, coalesce(l.last_sign_in_at, 0), "          \
    "coalesce(i.expires_at, 0), CASE WHEN u.end_date < ?2 THEN 1 ELSE 0 END FROM users u "         \
    "LEFT JOIN logins l ON l.account_id = u.account_id AND l.user_id = u.id "                      \
    "LEFT JOIN invitations i ON i.account_id = u.account_id AND i.user_id = u.id "                 \
    "AND i.expires_at > ?3 WHERE u.account_id = ?1 "

static struct person_row read_person(struct arena *arena, struct statement *row) {
    return (struct person_row){.user_id = column_integer(row, 0),
                               .name = arena_copy(arena, column_text(row, 1)),
                               .email = arena_copy(arena, column_text(row, 2)),
                               .is_administrator =
                                   permissions_have_administrator(column_text(row, 3)),
                               .has_login = !column_is_null(row, 4),
                               .has_totp = column_integer(row, 5) == 1,
                               .last_sign_in_at = column_integer(row, 6),
                               .invited_until = column_integer(row, 7),
                               .has_left = column_integer(row, 8) == 1};
}

static struct statement *ask_people(struct db *db, struct str sql, int64_t account_id,
                                    int64_t now) {
    struct statement *row = db_statement(db, sql);

    if (!row)
        return NULL;
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, day_today(now));
    statement_bind_integer(row, 3, now);
    return row;
}

static bool count(struct db *db, int64_t account_id, size_t *ret) {
    struct statement *row =
        db_statement(db, STR("SELECT count(*) FROM users WHERE account_id = ?1"));
    int64_t rows = 0;

    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    bool fine = statement_integer(row, &rows) == DB_ROW;
    *ret = (size_t)rows;
    return fine;
}

bool person_list(struct arena *arena, struct db *db, int64_t account_id, int64_t now,
                 struct person_row **ret_rows, size_t *ret_count) {
    struct statement *row =
        ask_people(db, STR(PERSON_COLUMNS "ORDER BY u.name_key, u.id"), account_id, now);
    enum db_step step = DB_END;
    size_t total, used = 0;

    if (!row || !count(db, account_id, &total))
        return false;
    struct person_row *rows = NEW_ARRAY(arena, struct person_row, total + 1);
    while (used < total && (step = statement_step(row)) == DB_ROW)
        rows[used++] = read_person(arena, row);
    statement_reset(row);
    *ret_rows = rows;
    *ret_count = used;
    return step != DB_FAILED;
}

enum access_answer person_by_id(struct arena *arena, struct db *db, int64_t account_id,
                                int64_t user_id, int64_t now, struct person_row *ret) {
    struct statement *row = ask_people(db, STR(PERSON_COLUMNS "AND u.id = ?4"), account_id, now);

    if (!row)
        return ACCESS_FAILED;
    statement_bind_integer(row, 4, user_id);
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        *ret = read_person(arena, row);
    statement_reset(row);
    if (step == DB_FAILED)
        return ACCESS_FAILED;
    return step == DB_ROW ? ACCESS_GRANTED : ACCESS_DENIED;
}

/* Permissions are words in a text, so the rows are looked through here. */
enum access_answer administrator_first(struct arena *arena, struct db *db, int64_t account_id,
                                       bool with_email, int64_t now, struct person_row *ret) {
    struct statement *row = ask_people(
        db,
        STR(PERSON_COLUMNS "AND (u.end_date IS NULL OR u.end_date >= ?2) "
                           "AND (?4 = 0 OR u.email IS NOT NULL) "
                           "ORDER BY CASE WHEN l.user_id IS NULL THEN 1 ELSE 0 END, u.id"),
        account_id, now);
    enum db_step step = DB_FAILED;
    bool found = false;

    if (!row)
        return ACCESS_FAILED;
    statement_bind_integer(row, 4, with_email);
    while (!found && (step = statement_step(row)) == DB_ROW)
        if (permissions_have_administrator(column_text(row, 3))) {
            *ret = read_person(arena, row);
            found = true;
        }
    statement_reset(row);
    if (step == DB_FAILED)
        return ACCESS_FAILED;
    return found ? ACCESS_GRANTED : ACCESS_DENIED;
}

/* ---- finding by address ---- */

static bool refuse(const char **ret_problem, struct str problem) {
    *ret_problem = problem.at;
    return false;
}

/* How many rows `sql` gives for the address, at most two, and the last one's id. */
static bool find(struct arena *arena, struct db *db, struct str sql, int64_t account_id,
                 struct str email, size_t *ret_count, int64_t *ret_id) {
    struct statement *row = db_statement(db, sql);
    enum db_step step = DB_END;

    *ret_count = 0;
    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    statement_bind_text(row, 2, email_key(arena, email));
    while (*ret_count < 2 && (step = statement_step(row)) == DB_ROW) {
        *ret_id = column_integer(row, 0);
        ++*ret_count;
    }
    statement_reset(row);
    return step != DB_FAILED;
}

/* `ret_user_id` is 0 when nobody has the address. */
static bool find_user(struct arena *arena, struct db *db, int64_t account_id, struct str email,
                      int64_t *ret_user_id, bool *ret_has_login, const char **ret_problem) {
    size_t logins, users;

    *ret_user_id = 0;
    if (!account_exists(db, account_id))
        return refuse(ret_problem,
                      arena_format(arena, "There is no account %" PRId64 ".", account_id));
    if (!find(arena, db,
              STR("SELECT user_id FROM logins WHERE account_id = ?1 AND email_folded = ?2"),
              account_id, email, &logins, ret_user_id))
        return fail_with(db, ret_problem);
    *ret_has_login = logins > 0;
    if (logins > 0)
        return true;
    if (!find(arena, db,
              STR("SELECT id FROM users WHERE account_id = ?1 AND email_folded = ?2 LIMIT 2"),
              account_id, email, &users, ret_user_id))
        return fail_with(db, ret_problem);
    if (users < 2)
        return true;
    return refuse(ret_problem, arena_format(arena, "Several users have the address %.*s.",
                                            (int)email.len, email.at));
}

bool person_find(struct arena *arena, struct db *db, int64_t account_id, struct str email,
                 int64_t *ret_user_id, const char **ret_problem) {
    bool has_login;

    if (!find_user(arena, db, account_id, email, ret_user_id, &has_login, ret_problem))
        return false;
    if (*ret_user_id > 0)
        return true;
    return refuse(ret_problem,
                  arena_format(arena, "Account %" PRId64 " has no user with the address %.*s.",
                               account_id, (int)email.len, email.at));
}

/* ---- making ---- */

static bool check_names(struct arena *arena, const struct new_person *wanted,
                        const char **ret_problem) {
    if (!wanted->first_name.at || !wanted->last_name.at)
        return refuse(ret_problem,
                      arena_format(arena,
                                   "Account %" PRId64 " has no user with the address %.*s yet; to "
                                   "add one, give --first-name and --last-name.",
                                   wanted->account_id, (int)wanted->email.len, wanted->email.at));
    const char *problem = name_problem(arena, "user", wanted->first_name);
    if (!problem)
        problem = name_problem(arena, "user", wanted->last_name);
    return !problem || refuse(ret_problem, str_of(problem));
}

static bool insert_user(struct arena *arena, struct db *db, const struct new_person *wanted,
                        int64_t *ret_id) {
    struct str first = wanted->first_name, last = wanted->last_name;
    struct str name =
        arena_format(arena, "%.*s %.*s", (int)first.len, first.at, (int)last.len, last.at);
    struct statement *statement = db_statement(
        db, STR("INSERT INTO users (account_id, id, name, name_key, name_folded, first_name, "
                "first_name_folded, last_name, last_name_folded, license, permissions, email, "
                "email_folded, salary_type, time_bank_enabled, created_at) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'total', ?10, ?11, ?12, 'none', 0, "
                "?13)"));

    if (!statement || !sequence_next(db, wanted->account_id, STR("users"), ret_id))
        return false;
    statement_bind_integer(statement, 1, wanted->account_id);
    statement_bind_integer(statement, 2, *ret_id);
    statement_bind_text(statement, 3, name);
    statement_bind_blob(statement, 4, collation_key(arena, COLLATE_TEXT, name));
    statement_bind_text(statement, 5, collation_fold(arena, name));
    statement_bind_text(statement, 6, first);
    statement_bind_text(statement, 7, collation_fold(arena, first));
    statement_bind_text(statement, 8, last);
    statement_bind_text(statement, 9, collation_fold(arena, last));
    statement_bind_text(statement, 10, wanted->administrator ? STR("administrator") : STR(""));
    statement_bind_text(statement, 11, wanted->email);
    statement_bind_text(statement, 12, collation_fold(arena, wanted->email));
    statement_bind_integer(statement, 13, instant_now());
    return statement_run(statement);
}

static bool make_administrator(struct db *db, int64_t account_id, int64_t user_id) {
    return run_for_user(db,
                        STR("UPDATE users SET permissions = CASE WHEN permissions = '' "
                            "THEN 'administrator' ELSE permissions || ' administrator' END "
                            "WHERE account_id = ?1 AND id = ?2"),
                        account_id, user_id);
}

/* A user that is there already; sets what `wanted` has more. */
static bool use_user(struct arena *arena, struct db *db, const struct new_person *wanted,
                     int64_t user_id, const char **ret_problem) {
    struct person_row person;

    if (person_by_id(arena, db, wanted->account_id, user_id, instant_now(), &person) !=
        ACCESS_GRANTED)
        return fail_with(db, ret_problem);
    if (person.has_login)
        return refuse(ret_problem, arena_format(arena, "%.*s already has a login, with %.*s.",
                                                (int)person.name.len, person.name.at,
                                                (int)person.email.len, person.email.at));
    if (person.has_left)
        return refuse(ret_problem,
                      arena_format(arena, "%.*s has left the company: the end date has passed.",
                                   (int)person.name.len, person.name.at));
    if (!wanted->administrator || person.is_administrator)
        return true;
    return make_administrator(db, wanted->account_id, user_id) || fail_with(db, ret_problem);
}

bool person_add(struct arena *arena, struct db *db, const struct new_person *wanted,
                int64_t *ret_user_id, const char **ret_problem) {
    const char *problem = email_problem(wanted->email);
    bool has_login;

    if (problem)
        return refuse(ret_problem, str_of(problem));
    if (!find_user(arena, db, wanted->account_id, wanted->email, ret_user_id, &has_login,
                   ret_problem))
        return false;
    if (*ret_user_id > 0) {
        if (!use_user(arena, db, wanted, *ret_user_id, ret_problem))
            return false;
    } else if (!check_names(arena, wanted, ret_problem))
        return false;
    else if (!insert_user(arena, db, wanted, ret_user_id))
        return fail_with(db, ret_problem);
    return versions_raise_all(db, wanted->account_id) || /* of whatever area users are */
           fail_with(db, ret_problem);
}

bool person_reset(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                  bool without_totp, int64_t now, struct str *ret_token, int64_t *ret_expires_at) {
    return run_for_user(db,
                        STR("UPDATE logins SET password_hash = NULL "
                            "WHERE account_id = ?1 AND user_id = ?2"),
                        account_id, user_id) &&
           sessions_end(db, account_id, user_id, 0) &&
           (!without_totp || totp_remove(db, account_id, user_id)) &&
           invitation_create(arena, db, account_id, user_id, now, ret_token, ret_expires_at);
}
