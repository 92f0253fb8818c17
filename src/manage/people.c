/* people.c - users as those who manage logins see them. */
#include "manage/people.h"

#include "base/instant.h"
#include "manage/accounts.h"
#include "manage/management_parts.h"

#include <inttypes.h>

/* ---- reading ---- */

#define PERSON_COLUMNS                                                                             \
    "SELECT u.id, u.name, coalesce(l.email, u.email, ''), u.permissions, l.id, "                   \
    "CASE WHEN l.totp_secret IS NULL THEN 0 ELSE 1 END, coalesce(l.last_sign_in_at, 0), "          \
    "coalesce(i.expires_at, 0), CASE WHEN u.end_date < ?2 THEN 1 ELSE 0 END FROM users u "         \
    "LEFT JOIN logins l ON l.account_id = u.account_id AND l.id = u.id "                           \
    "LEFT JOIN invitations i ON i.account_id = u.account_id AND i.id = u.id "                      \
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

bool person_list(struct arena *arena, struct db *db, int64_t account_id, int64_t now,
                 struct person_row **ret_rows, size_t *ret_count) {
    struct statement *row =
        ask_people(db, STR(PERSON_COLUMNS "ORDER BY u.name_key, u.id"), account_id, now);
    enum db_step step = DB_END;
    size_t total, used = 0;

    if (!row || !management_count(db, STR("SELECT count(*) FROM users WHERE account_id = ?1"),
                                  account_id, &total))
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
    struct statement *row =
        ask_people(db,
                   STR(PERSON_COLUMNS "AND (u.end_date IS NULL OR u.end_date >= ?2) "
                                      "AND (?4 = 0 OR u.email IS NOT NULL) "
                                      "ORDER BY CASE WHEN l.id IS NULL THEN 1 ELSE 0 END, u.id"),
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

/* How many rows `sql` gives for the address, at most two, and the last one's id. */
static bool find(struct management *management, struct str sql, struct str email, size_t *ret_count,
                 int64_t *ret_id) {
    struct statement *row = db_statement(management->door.db, sql);
    enum db_step step = DB_END;

    *ret_count = 0;
    if (!row)
        return management_fail(management);
    statement_bind_integer(row, 1, management->caller.account_id);
    statement_bind_text(row, 2, email_key(management->door.arena, email));
    while (*ret_count < 2 && (step = statement_step(row)) == DB_ROW) {
        *ret_id = column_integer(row, 0);
        ++*ret_count;
    }
    statement_reset(row);
    return step != DB_FAILED || management_fail(management);
}

/* `ret_user_id` is 0 when nobody has the address. */
static bool find_user(struct management *management, struct str email, int64_t *ret_user_id) {
    struct arena *arena = management->door.arena;
    int64_t account_id = management->caller.account_id;
    size_t found;

    *ret_user_id = 0;
    if (!account_exists(management->door.db, account_id))
        return management_refuse(
            management, arena_format(arena, "There is no account %" PRId64 ".", account_id));
    if (!find(management, STR("SELECT id FROM logins WHERE account_id = ?1 AND email_folded = ?2"),
              email, &found, ret_user_id))
        return false;
    if (found > 0)
        return true;
    if (!find(management,
              STR("SELECT id FROM users WHERE account_id = ?1 AND email_folded = ?2 LIMIT 2"),
              email, &found, ret_user_id))
        return false;
    if (found < 2)
        return true;
    return management_refuse(management, arena_format(arena, "Several users have the address %.*s.",
                                                      (int)email.len, email.at));
}

bool person_find(struct management *management, struct str email, int64_t *ret_user_id) {
    if (!find_user(management, email, ret_user_id))
        return false;
    if (*ret_user_id > 0)
        return true;
    return management_refuse(management,
                             arena_format(management->door.arena,
                                          "Account %" PRId64 " has no user with the address %.*s.",
                                          management->caller.account_id, (int)email.len, email.at));
}

/* ---- making ---- */

static bool check_names(struct management *management, const struct new_user *wanted) {
    struct arena *arena = management->door.arena;

    if (!wanted->first_name.at || !wanted->last_name.at)
        return management_refuse(
            management,
            arena_format(arena,
                         "Account %" PRId64 " has no user with the address %.*s yet; to "
                         "add one, give --first-name and --last-name.",
                         management->caller.account_id, (int)wanted->email.len, wanted->email.at));
    const char *problem = name_problem(arena, "user", wanted->first_name);
    if (!problem)
        problem = name_problem(arena, "user", wanted->last_name);
    return !problem || management_refuse(management, str_of(problem));
}

/* A user that is there already; sets what `wanted` has more. */
static bool use_user(struct management *management, const struct new_user *wanted,
                     int64_t user_id) {
    struct arena *arena = management->door.arena;
    struct person_row person;

    if (person_by_id(arena, management->door.db, management->caller.account_id, user_id,
                     management->door.now, &person) != ACCESS_GRANTED)
        return management_fail(management);
    if (person.has_login)
        return management_refuse(management,
                                 arena_format(arena, "%.*s already has a login, with %.*s.",
                                              (int)person.name.len, person.name.at,
                                              (int)person.email.len, person.email.at));
    if (person.has_left)
        return management_refuse(
            management, arena_format(arena, "%.*s has left the company: the end date has passed.",
                                     (int)person.name.len, person.name.at));
    return !wanted->administrator || person.is_administrator ||
           user_make_administrator(management, user_id);
}

bool person_add(struct management *management, const struct new_user *wanted,
                int64_t *ret_user_id) {
    const char *problem = email_problem(wanted->email);

    if (problem)
        return management_refuse(management, str_of(problem));
    if (!find_user(management, wanted->email, ret_user_id))
        return false;
    if (*ret_user_id > 0)
        return use_user(management, wanted, *ret_user_id);
    return check_names(management, wanted) && user_create(management, wanted, ret_user_id);
}
