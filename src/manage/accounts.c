/* accounts.c - companies: made with what each needs before its first request, and listed. */
#include "manage/accounts.h"

#include "access/people.h"
#include "manage/management_parts.h"
#include "manage/users.h"

/* Of countries: Swedish, since that is the language of the registries. The first keep their ids in
 * every account. */
static const char *const names[] = {
    "Sverige",        "Norge",         "Danmark",   "Finland",    "Island",    "Tyskland",
    "Storbritannien", "Nederländerna", "Belgien",   "Frankrike",  "Spanien",   "Portugal",
    "Italien",        "Schweiz",       "Österrike", "Polen",      "Tjeckien",  "Slovakien",
    "Ungern",         "Estland",       "Lettland",  "Litauen",    "Irland",    "Luxemburg",
    "Grekland",       "Kroatien",      "Slovenien", "Rumänien",   "Bulgarien", "Ukraina",
    "Turkiet",        "Åland",         "Färöarna",  "Grönland",   "USA",       "Kanada",
    "Kina",           "Indien",        "Japan",     "Australien",
};

static bool insert_account(struct management *management, int64_t id, struct str name) {
    struct statement *account =
        db_statement(management->door.db,
                     STR("INSERT INTO accounts (id, name, created_at) VALUES (?1, ?2, ?3)"));

    if (!account)
        return management_fail(management);
    statement_bind_integer(account, 1, id);
    statement_bind_text(account, 2, name);
    statement_bind_integer(account, 3, management->door.now);
    return statement_run(account) || management_fail(management);
}

static bool create_settings(struct management *management, struct str name) {
    enum { TAX_PERCENT = 25000000 }; /* millionths */
    struct change *settings = management_create(management, &account_settings, ONLY_SETTINGS);

    change_set_text(settings, "companyName", name);
    change_set_integer(settings, "taxPercent", TAX_PERCENT);
    return management_pass(management, settings);
}

static bool create_countries(struct management *management) {
    for (size_t i = 0; i < COUNT(names); i++) {
        struct change *country = management_create(management, &countries, 0);
        change_set_text(country, "name", str_of(names[i]));
        if (!management_pass(management, country))
            return false;
    }
    return true;
}

/* Accounts are never deleted, so the highest id is the last one given. */
static bool next_id(struct db *db, int64_t *ret) {
    return statement_integer(db_statement(db, STR("SELECT coalesce(max(id), 0) + 1 FROM accounts")),
                             ret) == DB_ROW;
}

bool account_create(struct management *management, struct str name) {
    const char *problem = name_problem(management->door.arena, "account", name);
    struct new_user first = {.first_name = STR("Administrator"), .administrator = true};
    int64_t id, user_id;

    if (problem)
        return management_refuse(management, str_of(problem));
    if (!next_id(management->door.db, &id))
        return management_fail(management);
    if (!insert_account(management, id, name))
        return false;
    management->caller.account_id = id;
    return create_settings(management, name) && create_countries(management) &&
           user_create(management, &first, &user_id);
}

bool account_demand_codes(struct management *management, bool demanded) {
    enum security_kind kind = demanded ? SECURITY_CODES_DEMANDED : SECURITY_CODES_NOT_DEMANDED;
    struct change *settings =
        management_patch(management, &account_settings, "demand codes", ONLY_SETTINGS);
    bool were_demanded;

    if (!login_codes_are_demanded(management->door.db, management->caller.account_id,
                                  &were_demanded))
        return management_fail(management);
    change_set_integer(settings, "demandsCodes", demanded);
    return management_pass(management, settings) &&
           (demanded == were_demanded || management_note(management, kind, 0, 0));
}

const char *demand_word(bool demanded) {
    return demanded ? "demandCodes" : "stopDemandingCodes";
}

bool account_retention(struct db *db, int64_t id, struct retention *ret) {
    struct statement *row =
        db_statement(db, STR("SELECT keep_audit_days, keep_changes_days, keep_usage_days,"
                             " keep_security_days"
                             " FROM settings WHERE account_id = ?1 AND id = 1"));

    *ret = (struct retention){0};
    if (!row)
        return false;
    statement_bind_integer(row, 1, id);
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        *ret = (struct retention){.audit_days = column_integer(row, 0),
                                  .changes_days = column_integer(row, 1),
                                  .usage_days = column_integer(row, 2),
                                  .security_days = column_integer(row, 3)};
    statement_reset(row);
    return step != DB_FAILED;
}

bool account_name(struct arena *arena, struct db *db, int64_t id, struct str *ret) {
    struct statement *row = db_statement(db, STR("SELECT name FROM accounts WHERE id = ?1"));

    if (!row)
        return false;
    statement_bind_integer(row, 1, id);
    enum db_step step = statement_step(row);
    *ret = step == DB_ROW ? arena_copy(arena, column_text(row, 0)) : STR("");
    statement_reset(row);
    return step != DB_FAILED;
}

bool account_exists(struct db *db, int64_t id) {
    struct statement *row = db_statement(db, STR("SELECT 1 FROM accounts WHERE id = ?1"));

    if (!row)
        return false;
    statement_bind_integer(row, 1, id);
    bool found = statement_step(row) == DB_ROW;
    statement_reset(row);
    return found;
}

/* Somebody else may have made it while this connection waited. */
static bool create_first(struct management *management) {
    int64_t id;

    if (!next_id(management->door.db, &id))
        return management_fail(management);
    return id > 1 || account_create(management, STR("My company"));
}

bool account_ensure_first(struct arena *arena, struct db *db, const struct plans *plans,
                          const char **ret_problem) {
    struct management management;
    int64_t id;

    if (!next_id(db, &id)) {
        *ret_problem = db_problem(db);
        return false;
    }
    if (id > 1)
        return true;
    bool made =
        management_open(&management, arena, db, plans, (struct caller){.kind = CALLER_SYSTEM}) &&
        management_end(&management, create_first(&management));
    if (!made)
        *ret_problem = management.problem;
    return made;
}

static bool count(struct db *db, size_t *ret) {
    struct statement *row = db_statement(db, STR("SELECT count(*) FROM accounts"));

    if (!row || statement_step(row) != DB_ROW)
        return false;
    *ret = (size_t)column_integer(row, 0);
    statement_reset(row);
    return true;
}

bool account_list(struct arena *arena, struct db *db, struct account_row **ret_rows,
                  size_t *ret_count) {
    struct statement *row = db_statement(
        db, STR("SELECT id, name, created_at, (SELECT count(*) FROM applications a "
                "WHERE a.account_id = accounts.id AND a.is_active = 1), "
                "(SELECT count(*) FROM demo_loads d WHERE d.account_id = accounts.id), "
                "(SELECT count(*) FROM settings s WHERE s.account_id = accounts.id "
                "AND s.demands_codes = 1) "
                "FROM accounts ORDER BY id"));
    enum db_step step = DB_END;
    size_t total, used = 0;

    if (!row || !count(db, &total))
        return false;
    struct account_row *rows = NEW_ARRAY(arena, struct account_row, total + 1);
    while (used < total && (step = statement_step(row)) == DB_ROW)
        rows[used++] = (struct account_row){.id = column_integer(row, 0),
                                            .name = arena_copy(arena, column_text(row, 1)),
                                            .created_at = column_integer(row, 2),
                                            .applications = column_integer(row, 3),
                                            .is_closed = column_integer(row, 4) > 0,
                                            .demands_codes = column_integer(row, 5) > 0};
    statement_reset(row);
    if (step == DB_FAILED)
        return false;
    *ret_rows = rows;
    *ret_count = used;
    return true;
}
