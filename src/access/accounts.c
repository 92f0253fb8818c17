/* accounts.c - companies: made with what each needs before its first request, and listed. */
#include "access/access_parts.h"
#include "base/clock.h"
#include "base/collation.h"
#include "db/versions.h"

/* Swedish names, since that is the language of the registries; the first keep their ids in every
 * account. */
static const char *const countries[] = {
    "Sverige",        "Norge",         "Danmark",   "Finland",    "Island",    "Tyskland",
    "Storbritannien", "Nederländerna", "Belgien",   "Frankrike",  "Spanien",   "Portugal",
    "Italien",        "Schweiz",       "Österrike", "Polen",      "Tjeckien",  "Slovakien",
    "Ungern",         "Estland",       "Lettland",  "Litauen",    "Irland",    "Luxemburg",
    "Grekland",       "Kroatien",      "Slovenien", "Rumänien",   "Bulgarien", "Ukraina",
    "Turkiet",        "Åland",         "Färöarna",  "Grönland",   "USA",       "Kanada",
    "Kina",           "Indien",        "Japan",     "Australien",
};

static bool insert_account(struct db *db, int64_t id, struct str name) {
    struct statement *account =
        db_statement(db, STR("INSERT INTO accounts (id, name, created_at) VALUES (?1, ?2, ?3)"));

    if (!account)
        return false;
    statement_bind_integer(account, 1, id);
    statement_bind_text(account, 2, name);
    statement_bind_integer(account, 3, instant_now());
    return statement_run(account);
}

static bool insert_settings(struct db *db, int64_t account_id, struct str name) {
    struct statement *statement =
        db_statement(db, STR("INSERT INTO settings (account_id, id, company_name, tax_percent)"
                             " VALUES (?1, 1, ?2, 25000000)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_text(statement, 2, name);
    return statement_run(statement);
}

static bool insert_countries(struct arena *arena, struct db *db, int64_t account_id) {
    for (size_t i = 0; i < COUNT(countries); i++) {
        struct statement *statement = db_statement(
            db, STR("INSERT INTO countries (account_id, id, name, name_key, name_folded) "
                    "VALUES (?1, ?2, ?3, ?4, ?5)"));
        struct str name = str_of(countries[i]);
        int64_t id;
        if (!statement || !sequence_next(db, account_id, STR("countries"), &id))
            return false;
        statement_bind_integer(statement, 1, account_id);
        statement_bind_integer(statement, 2, id);
        statement_bind_text(statement, 3, name);
        statement_bind_blob(statement, 4, collation_key(arena, COLLATE_TEXT, name));
        statement_bind_text(statement, 5, collation_fold(arena, name));
        if (!statement_run(statement))
            return false;
    }
    return true;
}

static bool insert_administrator(struct arena *arena, struct db *db, int64_t account_id) {
    struct str name = STR("Administrator");
    struct statement *statement = db_statement(
        db, STR("INSERT INTO users (account_id, id, name, name_key, name_folded, first_name, "
                "first_name_folded, last_name, last_name_folded, license, permissions, "
                "salary_type, time_bank_enabled, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?3, ?5, "
                "'', '', 'total', 'administrator', 'none', 0, ?6)"));
    int64_t id;

    if (!statement || !sequence_next(db, account_id, STR("users"), &id))
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, id);
    statement_bind_text(statement, 3, name);
    statement_bind_blob(statement, 4, collation_key(arena, COLLATE_TEXT, name));
    statement_bind_text(statement, 5, collation_fold(arena, name));
    statement_bind_integer(statement, 6, instant_now());
    return statement_run(statement);
}

/* Accounts are never deleted, so the highest id is the last one given. */
static bool next_id(struct db *db, int64_t *ret) {
    return statement_integer(db_statement(db, STR("SELECT coalesce(max(id), 0) + 1 FROM accounts")),
                             ret) == DB_ROW;
}

bool account_create(struct arena *arena, struct db *db, struct str name, int64_t *ret_id,
                    const char **ret_problem) {
    const char *problem = name_problem(arena, "account", name);
    int64_t id;

    if (problem) {
        *ret_problem = problem;
        return false;
    }
    if (!next_id(db, &id) || !insert_account(db, id, name) || !insert_settings(db, id, name) ||
        !insert_countries(arena, db, id) || !insert_administrator(arena, db, id) ||
        !access_changed(db))
        return fail_with(db, ret_problem);
    *ret_id = id;
    return true;
}

bool account_exists(struct db *db, int64_t id) {
    struct statement *row = db_statement(db, STR("SELECT 1 FROM accounts WHERE id = ?1"));

    if (!row)
        return false;
    statement_bind_integer(row, 1, id);
    return statement_find(row) == DB_ROW;
}

bool account_ensure_first(struct arena *arena, struct db *db, const char **ret_problem) {
    int64_t id;

    if (!next_id(db, &id))
        return fail_with(db, ret_problem);
    if (id > 1)
        return true;
    if (!db_begin_write(db))
        return fail_with(db, ret_problem);
    /* Somebody else may have made it while this connection waited. */
    bool good = next_id(db, &id);
    if (!good)
        fail_with(db, ret_problem);
    else if (id == 1)
        good = account_create(arena, db, STR("My company"), &id, ret_problem);
    if (!good) {
        db_rollback(db);
        return false;
    }
    return db_commit(db) || fail_with(db, ret_problem);
}

static bool count(struct db *db, int64_t *ret) {
    return statement_integer(db_statement(db, STR("SELECT count(*) FROM accounts")), ret) == DB_ROW;
}

bool account_list(struct arena *arena, struct db *db, struct account_row **ret_rows,
                  size_t *ret_count) {
    struct statement *row = db_statement(
        db, STR("SELECT id, name, created_at, (SELECT count(*) FROM applications a "
                "WHERE a.account_id = accounts.id AND a.is_active = 1) FROM accounts ORDER BY id"));
    enum db_step step = DB_END;
    size_t used = 0;
    int64_t total;

    if (!row || !count(db, &total))
        return false;
    struct account_row *rows = NEW_ARRAY(arena, struct account_row, (size_t)total + 1);
    while (used < (size_t)total && (step = statement_step(row)) == DB_ROW)
        rows[used++] = (struct account_row){.id = column_integer(row, 0),
                                            .name = arena_copy(arena, column_text(row, 1)),
                                            .created_at = column_integer(row, 2),
                                            .applications = column_integer(row, 3)};
    statement_reset(row);
    if (step == DB_FAILED)
        return false;
    *ret_rows = rows;
    *ret_count = used;
    return true;
}
