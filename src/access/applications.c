/* applications.c - API-applications: made, rotated, disabled and listed. */
#include "access/access_parts.h"
#include "base/clock.h"
#include "base/collation.h"
#include "db/versions.h"

#include <inttypes.h>
#include <stdlib.h>

static bool refuse(const char **ret_problem, struct str problem) {
    *ret_problem = problem.at;
    return false;
}

static bool unknown(struct arena *arena, int64_t account_id, struct str public_id,
                    const char **ret_problem) {
    return refuse(ret_problem, arena_format(arena, "Account %" PRId64 " has no application %.*s.",
                                            account_id, (int)public_id.len, public_id.at));
}

static bool check_allow(struct arena *arena, struct str allow, const char **ret_problem) {
    while (allow.len > 0) {
        struct str entry = str_cut(&allow, ' ');
        if (entry.len > 0 && !allow_entry_is_valid(entry))
            return refuse(ret_problem,
                          arena_format(arena, "%.*s is not an address or a CIDR block.",
                                       (int)entry.len, entry.at));
    }
    return true;
}

/* The account's first user when `wanted` is 0; else checks that the user exists. */
static bool find_responsible(struct arena *arena, struct db *db, int64_t account_id, int64_t wanted,
                             int64_t *ret_id, const char **ret_problem) {
    struct statement *row = db_statement(db, STR("SELECT id FROM users WHERE account_id = ?1 "
                                                 "AND (id = ?2 OR ?2 = 0) ORDER BY id LIMIT 1"));

    if (!row)
        return fail_with(db, ret_problem);
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, wanted);
    enum db_step step = statement_integer(row, ret_id);
    if (step == DB_FAILED)
        return fail_with(db, ret_problem);
    if (step == DB_ROW)
        return true;
    return refuse(ret_problem,
                  wanted ? arena_format(arena, "Account %" PRId64 " has no user %" PRId64 ".",
                                        account_id, wanted)
                         : STR("The account has no user to act as."));
}

static bool check(struct arena *arena, struct db *db, const struct new_application *wanted,
                  const char **ret_problem) {
    const char *problem = name_problem(arena, "application", wanted->name);

    if (problem)
        return refuse(ret_problem, str_of(problem));
    if (wanted->rate > RATE_MAX)
        return refuse(ret_problem, STR("The rate is out of range."));
    if (!check_allow(arena, wanted->allow, ret_problem))
        return false;
    if (account_exists(db, wanted->account_id))
        return true;
    return refuse(ret_problem,
                  arena_format(arena, "There is no account %" PRId64 ".", wanted->account_id));
}

static bool insert(struct arena *arena, struct db *db, const struct new_application *wanted,
                   int64_t responsible_id, struct str public_id, const struct hash *hash) {
    struct statement *statement = db_statement(
        db, STR("INSERT INTO applications (account_id, id, public_id, secret_hash, name, "
                "responsible_id, permissions, rate, allow, is_active, created_at, "
                "name_key, name_folded) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10, ?11, ?12)"));
    int64_t id;

    if (!statement || !sequence_next(db, wanted->account_id, STR("applications"), &id))
        return false;
    statement_bind_integer(statement, 1, wanted->account_id);
    statement_bind_integer(statement, 2, id);
    statement_bind_text(statement, 3, public_id);
    statement_bind_blob(statement, 4, hash_str(hash));
    statement_bind_text(statement, 5, wanted->name);
    statement_bind_integer(statement, 6, responsible_id);
    statement_bind_text(statement, 7, wanted->permissions);
    statement_bind_integer(statement, 8, wanted->rate);
    statement_bind_text(statement, 9, wanted->allow);
    statement_bind_integer(statement, 10, instant_now());
    statement_bind_blob(statement, 11, collation_key(arena, COLLATE_TEXT, wanted->name));
    statement_bind_text(statement, 12, collation_fold(arena, wanted->name));
    return statement_run(statement);
}

bool application_create(struct arena *arena, struct db *db, const struct new_application *wanted,
                        struct str *ret_public_id, struct str *ret_secret,
                        const char **ret_problem) {
    int64_t responsible_id = 0;

    if (!check(arena, db, wanted, ret_problem) ||
        !find_responsible(arena, db, wanted->account_id, wanted->responsible_id, &responsible_id,
                          ret_problem))
        return false;
    struct str public_id = application_new_public_id(arena), secret = secret_new(arena);
    struct hash hash = hash_of(HASH_SECRET, secret);
    if (!insert(arena, db, wanted, responsible_id, public_id, &hash) || !access_changed(db))
        return fail_with(db, ret_problem);
    *ret_public_id = public_id;
    *ret_secret = secret;
    return true;
}

bool application_find_active(struct arena *arena, struct db *db, int64_t account_id,
                             struct str public_id, int64_t *ret_id, const char **ret_problem) {
    struct statement *row = db_statement(db, STR("SELECT id, is_active FROM applications "
                                                 "WHERE account_id = ?1 AND public_id = ?2"));

    if (!row)
        return fail_with(db, ret_problem);
    statement_bind_integer(row, 1, account_id);
    statement_bind_text(row, 2, public_id);
    enum db_step step = statement_step(row);
    int64_t id = step == DB_ROW ? column_integer(row, 0) : 0;
    bool active = step == DB_ROW && column_integer(row, 1) == 1;
    statement_reset(row);
    if (step == DB_FAILED)
        return fail_with(db, ret_problem);
    if (step == DB_END)
        return unknown(arena, account_id, public_id, ret_problem);
    if (!active)
        return refuse(ret_problem, arena_format(arena, "The application %.*s is disabled.",
                                                (int)public_id.len, public_id.at));
    *ret_id = id;
    return true;
}

bool application_rotate(struct arena *arena, struct db *db, int64_t account_id,
                        struct str public_id, struct str *ret_secret, const char **ret_problem) {
    int64_t id = 0;

    if (!application_find_active(arena, db, account_id, public_id, &id, ret_problem))
        return false;
    struct str secret = secret_new(arena);
    struct hash hash = hash_of(HASH_SECRET, secret);
    struct statement *statement = db_statement(db, STR("UPDATE applications SET secret_hash = ?3 "
                                                       "WHERE account_id = ?1 AND id = ?2"));
    if (!statement)
        return fail_with(db, ret_problem);
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, id);
    statement_bind_blob(statement, 3, hash_str(&hash));
    if (!statement_run(statement) || !access_changed(db))
        return fail_with(db, ret_problem);
    *ret_secret = secret;
    return true;
}

/* Runs a statement whose parameters are the account and the public id. */
static bool run(struct db *db, struct str sql, int64_t account_id, struct str public_id) {
    struct statement *statement = db_statement(db, sql);

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_text(statement, 2, public_id);
    return statement_run(statement);
}

bool application_disable(struct arena *arena, struct db *db, int64_t account_id,
                         struct str public_id, const char **ret_problem) {
    if (!run(db,
             STR("UPDATE applications SET is_active = 0 WHERE account_id = ?1 AND public_id = ?2"),
             account_id, public_id))
        return fail_with(db, ret_problem);
    if (db_changed_rows(db) == 0)
        return unknown(arena, account_id, public_id, ret_problem);
    if (!run(db,
             STR("DELETE FROM tokens WHERE account_id = ?1 AND application_id = "
                 "(SELECT id FROM applications WHERE account_id = ?1 AND public_id = ?2)"),
             account_id, public_id) ||
        !access_changed(db))
        return fail_with(db, ret_problem);
    return true;
}

/* ---- listing ---- */

struct sorted_row {
    struct application_row row;
    struct str key;
};

static int compare(const void *a, const void *b) {
    const struct sorted_row *left = a, *right = b;
    size_t len = left->key.len < right->key.len ? left->key.len : right->key.len;
    int order = len ? memcmp(left->key.at, right->key.at, len) : 0;

    if (order == 0)
        order = (left->key.len > right->key.len) - (left->key.len < right->key.len);
    if (order != 0)
        return order;
    return (left->row.created_at > right->row.created_at) -
           (left->row.created_at < right->row.created_at);
}

static bool count(struct db *db, int64_t account_id, size_t *ret) {
    struct statement *row =
        db_statement(db, STR("SELECT count(*) FROM applications WHERE account_id = ?1"));
    int64_t rows = 0;

    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    bool fine = statement_integer(row, &rows) == DB_ROW;
    *ret = (size_t)rows;
    return fine;
}

static struct sorted_row read_row(struct arena *arena, struct statement *row, int64_t account_id) {
    struct sorted_row read = {
        .row = {.public_id = arena_copy(arena, column_text(row, 0)),
                .name = arena_copy(arena, column_text(row, 1)),
                .allow = arena_copy(arena, column_text(row, 2)),
                .responsible = arena_copy(arena, column_text(row, 3)),
                .permissions = arena_copy(arena, column_text(row, 4)),
                .rate = (unsigned)column_integer(row, 5),
                .active = column_integer(row, 6) == 1,
                .has_static_token = column_integer(row, 9) > 0,
                .account_id = account_id,
                .created_at = column_integer(row, 7),
                .last_used_at = column_is_null(row, 8) ? 0 : column_integer(row, 8)},
    };

    read.key = collation_key(arena, COLLATE_TEXT, read.row.name);
    return read;
}

/* Fills at most `*ret_count` rows, and lowers it when there are fewer. */
static bool read_rows(struct arena *arena, struct db *db, int64_t account_id,
                      struct sorted_row *rows, size_t *ret_count) {
    struct statement *row = db_statement(
        db, STR("SELECT a.public_id, a.name, a.allow, u.name, a.permissions, a.rate, a.is_active, "
                "a.created_at, a.last_used_at, (SELECT count(*) FROM tokens t "
                "WHERE t.account_id = a.account_id AND t.application_id = a.id "
                "AND t.expires_at IS NULL) FROM applications a JOIN users u "
                "ON u.account_id = a.account_id AND u.id = a.responsible_id "
                "WHERE a.account_id = ?1 ORDER BY a.id"));
    enum db_step step = DB_FAILED;
    size_t used = 0;

    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    while (used < *ret_count && (step = statement_step(row)) == DB_ROW)
        rows[used++] = read_row(arena, row, account_id);
    statement_reset(row);
    if (used < *ret_count && step == DB_FAILED)
        return false;
    *ret_count = used;
    return true;
}

bool application_list(struct arena *arena, struct db *db, int64_t account_id,
                      struct application_row **ret_rows, size_t *ret_count) {
    size_t total;

    if (!count(db, account_id, &total))
        return false;
    struct sorted_row *sorted = NEW_ARRAY(arena, struct sorted_row, total + 1);
    if (!read_rows(arena, db, account_id, sorted, &total))
        return false;
    qsort(sorted, total, sizeof(sorted[0]), compare);
    struct application_row *rows = NEW_ARRAY(arena, struct application_row, total + 1);
    for (size_t i = 0; i < total; i++)
        rows[i] = sorted[i].row;
    *ret_rows = rows;
    *ret_count = total;
    return true;
}
