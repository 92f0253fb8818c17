/* test_demo.c - the demo company: the same for the same seed, complete, and made whole or not. */
#include "base/collation.h"
#include "db/versions.h"
#include "demo/demo.h"
#include "files/file_store.h"
#include "managing.h"

#include <ftw.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { CONTACTS = 200, PROJECTS = 30, TASKS = 120, TIME_REPORTS = 12345 };

/* Of seed 1: the first contact and the first user with all that test_known_rows() asks for. */
static const char known_contact[] = "Gävle Fönster AB/459407-3472/Drottninggatan 122/070-174 06 37";
static const char known_user[] = "Örjan Brännström/520324-9841/9999-0001 221029/Dragan Vallée";

struct fixture {
    struct arena *arena;
    struct db *db;
    struct file_store *files;
    char directory[64];
    const char *problem;
    bool in_steps; /* whether fill() goes in steps */
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    fixture->arena = arena_open();
    snprintf(fixture->directory, sizeof(fixture->directory), "/tmp/glimt-demo-XXXXXX");
    assert_non_null(mkdtemp(fixture->directory));
    fixture->db = db_open(fixture->arena, db_in(fixture->directory), DB_CREATE, &fixture->problem);
    assert_non_null(fixture->db);
    make_first_account(fixture->arena, fixture->db);
    fixture->files = file_store_open(fixture->arena, fixture->directory, &fixture->problem);
    assert_non_null(fixture->files);
    *state = fixture;
    return 0;
}

static int remove_entry(const char *path, const struct stat *found, int kind, struct FTW *where) {
    (void)found;
    (void)kind;
    (void)where;
    return remove(path);
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    db_close(fixture->db);
    file_store_close(fixture->files);
    assert_int_equal(nftw(fixture->directory, remove_entry, 16, FTW_DEPTH | FTW_PHYS), 0);
    arena_close(fixture->arena);
    free(fixture);
    return 0;
}

static bool fill(struct fixture *fixture, int64_t account_id, uint64_t seed,
                 int64_t contact_count) {
    struct demo_options options = {.account_id = account_id,
                                   .seed = seed,
                                   .contacts = contact_count,
                                   .projects = PROJECTS,
                                   .tasks = TASKS,
                                   .time_reports = TIME_REPORTS,
                                   .files = fixture->files,
                                   .quiet = true,
                                   .in_steps = fixture->in_steps};

    fixture->problem = NULL;
    return demo_fill(fixture->arena, fixture->db, &options, &fixture->problem);
}

static int64_t add_account(struct fixture *fixture) {
    return make_account(fixture->arena, fixture->db, "Other");
}

static int64_t query(struct fixture *fixture, const char *sql) {
    struct statement *row = db_statement(fixture->db, str_of(sql));

    assert_non_null(row);
    assert_int_equal(statement_step(row), DB_ROW);
    int64_t value = column_integer(row, 0);
    statement_reset(row);
    return value;
}

static bool run(struct fixture *fixture, const char *sql) {
    return db_execute(fixture->db, sql);
}

/* Names from the schema: tables, or columns of a table. */
static size_t names(struct fixture *fixture, const char *sql, const char *ret[], size_t room) {
    struct statement *row = db_statement(fixture->db, str_of(sql));
    enum db_step step;
    size_t count = 0;

    assert_non_null(row);
    while ((step = statement_step(row)) == DB_ROW) {
        assert_true(count < room);
        ret[count++] = arena_z(fixture->arena, column_text(row, 0));
    }
    assert_int_equal(step, DB_END);
    return count;
}

static size_t account_tables(struct fixture *fixture, const char *ret[], size_t room) {
    return names(fixture,
                 "SELECT name FROM sqlite_schema t WHERE type = 'table' AND EXISTS (SELECT 1 FROM "
                 "pragma_table_info(t.name) WHERE name = 'account_id') ORDER BY name",
                 ret, room);
}

/* FNV-1a over every value of every row, with its length, so that nothing runs together. */
static uint64_t hash_bytes(uint64_t hash, const void *at, size_t len) {
    const unsigned char *bytes = at;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
    return hash;
}

static uint64_t hash_rows(struct fixture *fixture, uint64_t hash, const char *sql) {
    struct statement *row = db_statement(fixture->db, str_of(sql));
    enum db_step step;

    assert_non_null(row);
    while ((step = statement_step(row)) == DB_ROW) {
        struct str text = column_text(row, 0);
        hash = hash_bytes(hash, &text.len, sizeof(text.len));
        hash = hash_bytes(hash, text.at, text.len);
    }
    assert_int_equal(step, DB_END);
    return hash;
}

/* Each row of the account as one text, without the account's own number. */
static const char *rows_as_text(struct fixture *fixture, const char *table, int64_t account_id) {
    const char *columns[80];
    size_t count = names(fixture,
                         arena_format(fixture->arena,
                                      "SELECT name FROM pragma_table_info('%s')"
                                      " WHERE name <> 'account_id' ORDER BY cid",
                                      table)
                             .at,
                         columns, COUNT(columns));
    struct str sql = STR("SELECT ''");

    for (size_t i = 0; i < count; i++)
        sql = arena_format(fixture->arena, "%s || '|' || quote(%s)", sql.at, columns[i]);
    return arena_format(fixture->arena, "%s FROM %s WHERE account_id = %" PRId64 " ORDER BY 1",
                        sql.at, table, account_id)
        .at;
}

/* Tables whose rows come from elsewhere: from people, from applications, with the account, with
 * files that are not in the directory; or are counted later. */
static bool is_filled_by_demo(const char *table) {
    static const char *const others[] = {
        "applications",   "tokens",          "file_removals",  "audit_entries",
        "usage_entries",  "usage_hours",     "usage_days",     "changes",
        "settings",       "logins",          "recovery_codes", "sessions",
        "invitations",    "counted_blocks",  "demo_loads",     "imports",
        "import_steps",   "import_names",    "import_asides",  "import_sums",
        "import_reads",   "import_seen",     "places",         "application_answers",
        "person_answers", "security_events", "stored_copies",  "stored_chunks"};

    for (size_t i = 0; i < COUNT(others); i++)
        if (strcmp(table, others[i]) == 0)
            return false;
    return true;
}

static uint64_t hash_account(struct fixture *fixture, int64_t account_id) {
    uint64_t hash = UINT64_C(14695981039346656037);
    const char *tables[96];
    size_t count = account_tables(fixture, tables, COUNT(tables));

    assert_true(count > 20);
    for (size_t i = 0; i < count; i++)
        if (is_filled_by_demo(tables[i]))
            hash = hash_rows(fixture, hash, rows_as_text(fixture, tables[i], account_id));
    return hash;
}

static void test_same_seed_same_rows(void **state) {
    struct fixture *fixture = *state;
    int64_t second = add_account(fixture), third = add_account(fixture);

    assert_true(fill(fixture, 1, 42, CONTACTS));
    assert_true(fill(fixture, second, 42, CONTACTS));
    assert_true(fill(fixture, third, 43, CONTACTS));
    uint64_t hash = hash_account(fixture, 1);
    assert_true(hash == hash_account(fixture, second));
    assert_true(hash != hash_account(fixture, third));
}

/* Compilers evaluate arguments in different orders; the rows must not show it. A change of words
 * or rules changes these texts, and only that should. */
static void test_known_rows(void **state) {
    struct fixture *fixture = *state;
    const char *rows[1];

    assert_true(fill(fixture, 1, 1, CONTACTS));
    assert_int_equal(names(fixture,
                           "SELECT name || '/' || organizational_or_social_security_number || '/' "
                           "|| invoice_street_address || '/' || cell_phone_number FROM contacts "
                           "WHERE invoice_street_address <> '' AND cell_phone_number <> '' "
                           "ORDER BY id LIMIT 1",
                           rows, 1),
                     1);
    assert_string_equal(rows[0], known_contact);
    assert_int_equal(names(fixture,
                           "SELECT name || '/' || social_security_number || '/' || "
                           "settlement_account || '/' || next_of_kin FROM users WHERE "
                           "settlement_account <> '' AND next_of_kin <> '' ORDER BY id LIMIT 1",
                           rows, 1),
                     1);
    assert_string_equal(rows[0], known_user);
}

/* The sum over the digits from the right, every second one doubled, nines cast out. */
static bool luhn_holds(const char *text) {
    int sum = 0, place = 0;

    for (const char *at = text + strlen(text); at-- > text;) {
        if (*at < '0' || *at > '9')
            continue;
        int digit = (*at - '0') << (place++ & 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return place == 10 && sum % 10 == 0;
}

static void test_luhn_oracle(void **state) {
    (void)state;
    assert_true(luhn_holds("811218-9876")); /* the example of the tax agency */
    assert_false(luhn_holds("811218-9875"));
    assert_false(luhn_holds("811281-9876"));
}

static void check_numbers(struct fixture *fixture, const char *sql, const char *first,
                          size_t expected) {
    const char *numbers[2 * CONTACTS];
    size_t count = names(fixture, sql, numbers, COUNT(numbers));

    assert_true(count >= expected);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(strlen(numbers[i]), 11);
        assert_int_equal(numbers[i][6], '-');
        assert_true(luhn_holds(numbers[i]));
        assert_true(!*first || strncmp(numbers[i], first, 1) == 0);
    }
}

static void test_official_numbers(void **state) {
    struct fixture *fixture = *state;

    assert_true(fill(fixture, 1, 5, CONTACTS));
    check_numbers(fixture,
                  "SELECT organizational_or_social_security_number FROM contacts"
                  " WHERE contact_type = 'company'",
                  "4", CONTACTS / 2);
    check_numbers(fixture,
                  "SELECT organizational_or_social_security_number FROM contacts"
                  " WHERE contact_type = 'person'",
                  "", CONTACTS / 5);
    check_numbers(fixture, "SELECT social_security_number FROM users WHERE id > 1", "", 40);
    assert_int_equal(query(fixture, "SELECT count(*) FROM users WHERE id > 1 AND"
                                    " substr(social_security_number, 8, 3) < '980'"),
                     0);
    assert_int_equal(query(fixture, "SELECT count(*) - count(DISTINCT "
                                    "organizational_or_social_security_number) FROM contacts"
                                    " WHERE contact_type = 'company'"),
                     0);
}

static void test_references_hold(void **state) {
    struct fixture *fixture = *state;
    int64_t other = add_account(fixture);

    assert_true(fill(fixture, 1, 1, CONTACTS));
    assert_true(fill(fixture, other, 2, CONTACTS));
    struct statement *check = db_statement(fixture->db, STR("PRAGMA foreign_key_check"));
    assert_non_null(check);
    assert_int_equal(statement_step(check), DB_END);
    statement_reset(check);
    assert_int_equal(query(fixture, "SELECT count(*) FROM contacts c JOIN contacts o ON "
                                    "o.account_id = c.account_id AND o.id IN (c.company_id, "
                                    "c.parent_company_id) WHERE o.contact_type <> 'company' OR "
                                    "o.id >= c.id"),
                     0);
    assert_int_equal(query(fixture, "SELECT count(*) FROM contacts WHERE (contact_type = 'person'"
                                    " AND parent_company_id IS NOT NULL) OR (contact_type = "
                                    "'company' AND company_id IS NOT NULL)"),
                     0);
}

/* Every column of every table that the demo fills has a value somewhere, and every table rows. */
static void test_every_column_is_used(void **state) {
    struct fixture *fixture = *state;
    const char *tables[96], *columns[80];

    assert_true(fill(fixture, 1, 3, CONTACTS));
    size_t count = account_tables(fixture, tables, COUNT(tables));
    for (size_t t = 0; t < count; t++) {
        if (!is_filled_by_demo(tables[t]))
            continue;
        size_t width = names(
            fixture,
            arena_format(fixture->arena, "SELECT name FROM pragma_table_info('%s')", tables[t]).at,
            columns, COUNT(columns));
        for (size_t c = 0; c < width; c++) {
            struct str sql =
                arena_format(fixture->arena, "SELECT count(%s) FROM %s WHERE account_id = 1",
                             columns[c], tables[t]);
            if (query(fixture, sql.at) == 0)
                fail_msg("%s.%s is null everywhere", tables[t], columns[c]);
        }
    }
}

/* Questions, and between which numbers their answers lie. */
static const struct {
    const char *sql;
    int64_t low, high;
} expected[] = {
    {"SELECT count(*) FROM contacts", CONTACTS, CONTACTS},
    {"SELECT count(*) FROM contacts WHERE contact_type = 'company'", 120, 160},
    {"SELECT count(*) FROM contacts WHERE company_id > 0", 15, 60},
    {"SELECT count(*) FROM contacts WHERE parent_company_id > 0", 3, 30},
    {"SELECT count(*) FROM contacts WHERE customer_number_value IS NULL", 1, 20},
    {"SELECT max(length(name)) FROM contacts", 150, 255},
    {"SELECT count(*) FROM contacts WHERE name LIKE '%\"%'", 1, CONTACTS},
    {"SELECT count(*) FROM contacts WHERE updated_at < created_at", 0, 0},
    {"SELECT (max(created_at) - min(created_at)) / 31536000 FROM contacts", 5, 6},
    {"SELECT max(max(created_at), max(updated_at)) < 1767225600 FROM contacts", 1, 1},
    {"SELECT count(*) FROM contacts WHERE email NOT LIKE '%@%.example'", 0, 0},
    {"SELECT count(*) FROM contact_tag_links", CONTACTS, 2 * CONTACTS},
    {"SELECT count(*) FROM users", 41, 41},
    {"SELECT count(DISTINCT email) FROM users", 40, 40},
    {"SELECT count(DISTINCT employee_number) FROM users", 40, 40},
    {"SELECT count(DISTINCT salary_type) FROM users", 3, 3},
    {"SELECT count(*) FROM users WHERE end_date < start_date", 0, 0},
    {"SELECT count(*) FROM users WHERE end_date IS NOT NULL", 2, 10},
    {"SELECT count(*) FROM users WHERE manager_id = id", 0, 0},
    {"SELECT count(*) FROM articles", 50, 80},
    {"SELECT count(*) FROM articles WHERE cost >= price", 0, 0},
    {"SELECT count(*) FROM time_codes WHERE is_standard = 1", 1, 1},
    {"SELECT count(*) FROM time_codes WHERE is_standard = 1 AND is_active = 0", 0, 0},
    {"SELECT count(DISTINCT type) FROM time_additions", 2, 2},
    {"SELECT count(DISTINCT type) FROM company_cars", 2, 2},
    {"SELECT count(*) FROM projects", PROJECTS, PROJECTS},
    {"SELECT count(DISTINCT invoice_type) FROM projects", 3, 3},
    {"SELECT count(*) FROM tasks", TASKS, TASKS},
    {"SELECT count(*) FROM tasks WHERE end_at < start_at", 0, 0},
    {"SELECT count(*) FROM tasks WHERE is_completed <> (completed_at IS NOT NULL)", 0, 0},
    {"SELECT count(*) FROM task_attachments WHERE type = 'file'", 2, 2},
    {"SELECT count(*) FROM tasks t JOIN task_board_columns c ON c.id = t.task_board_column_id"
     " WHERE c.task_board_id IS NOT t.task_board_id",
     0, 0},
    {"SELECT count(*) FROM task_tag_links l JOIN tasks t ON t.id = l.task_id WHERE"
     " t.task_board_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM task_board_tag_links b"
     " WHERE b.task_board_id = t.task_board_id AND b.task_tag_id = l.task_tag_id)",
     0, 0},
    {"SELECT count(*) FROM time_reports", TIME_REPORTS, TIME_REPORTS},
    {"SELECT count(*) FROM time_reports r LEFT JOIN projects p ON p.id = r.project_id"
     " WHERE r.contact_id IS NOT p.customer_id",
     0, 0},
    {"SELECT count(*) FROM time_reports r JOIN users u ON u.id = r.user_id WHERE"
     " r.user_name_key <> u.name_key OR r.cost IS NOT u.cost_per_hour"
     " OR r.date < u.start_date OR r.date > u.end_date",
     0, 0},
    {"SELECT count(*) FROM time_reports r LEFT JOIN projects p ON p.id = r.project_id JOIN"
     " time_articles a ON a.id = r.time_article_id WHERE r.rate <> coalesce(p.rate, a.rate)"
     " OR r.discount IS NOT coalesce(p.discount, a.discount)",
     0, 0},
    {"SELECT count(*) FROM time_reports r LEFT JOIN locked_days l ON l.user_id = r.user_id"
     " AND l.date = r.date WHERE r.sent_to_attest_at IS NOT l.locked_at",
     0, 0},
    {"SELECT count(*) FROM returned_days", 20, 200},
    {"SELECT count(*) FROM returned_days d JOIN users u ON u.id = d.user_id WHERE"
     " d.returned_by_id IS NOT u.manager_id OR d.returned_at NOT BETWEEN (d.date + 1) * 86400"
     " AND 1767225599 OR EXISTS (SELECT 1 FROM locked_days l WHERE l.user_id = d.user_id"
     " AND l.date = d.date) OR NOT EXISTS (SELECT 1 FROM time_reports r"
     " WHERE r.user_id = d.user_id AND r.date = d.date)",
     0, 0},
    {"SELECT count(*) FROM time_reports WHERE attested_at <= sent_to_attest_at"
     " OR (attested_at IS NOT NULL AND sent_to_attest_at IS NULL)"
     " OR (invoice_id IS NOT NULL AND attested_at IS NULL)",
     0, 0},
    {"SELECT count(*) FROM time_reports r WHERE comment IS NULL AND EXISTS (SELECT 1 FROM"
     " internal_projects p WHERE p.id = r.internal_project_id"
     " AND p.comment_required_when_time_reporting = 1)",
     0, 0},
    {"SELECT count(*) FROM time_reports r JOIN tasks t ON t.id = r.task_id"
     " WHERE t.time_reporting_enabled = 0",
     0, 0},
    {"SELECT count(*) FROM allowance_reports a WHERE NOT EXISTS (SELECT 1 FROM travel_reports"
     " t WHERE t.time_report_id = a.time_report_id)",
     0, 0},
    {"SELECT count(*) FROM material_reports WHERE amount <> units / 1000000 * unit_price"
     " OR tax * 4 <> amount OR cost <> units / 1000000 * cost_per_unit"
     " OR invoicable_amount * 100 <> coalesce(invoicable_units, units) / 1000000"
     " * coalesce(invoicable_unit_price, unit_price)"
     " * (100 - coalesce(discount_in_percent, 0) / 1000000)",
     0, 0},
    {"SELECT max(hours) FROM (SELECT sum(hours) AS hours FROM time_reports"
     " GROUP BY user_id, date)",
     8 * 1000000, 12 * 1000000},
    {"SELECT max(date) - min(date) FROM time_reports", 200, 700},
};

static void test_content(void **state) {
    struct fixture *fixture = *state;

    assert_true(fill(fixture, 1, 8, CONTACTS));
    for (size_t i = 0; i < COUNT(expected); i++) {
        int64_t found = query(fixture, expected[i].sql);
        if (found < expected[i].low || found > expected[i].high)
            fail_msg("%s: %" PRId64, expected[i].sql, found);
    }
}

/* Keys order and folded texts find, as they do for rows that came over the API. */
static void test_derived_columns(void **state) {
    struct fixture *fixture = *state;
    struct statement *row;
    int64_t count = 0;

    assert_true(fill(fixture, 1, 4, CONTACTS));
    row = db_statement(fixture->db, STR("SELECT name, name_key, name_folded, customer_number,"
                                        " customer_number_key, customer_number_folded"
                                        " FROM contacts"));
    assert_non_null(row);
    for (; statement_step(row) == DB_ROW; count++) {
        struct str name = column_text(row, 0), number = column_text(row, 3);
        assert_true(
            str_equal(column_text(row, 1), collation_key(fixture->arena, COLLATE_TEXT, name)));
        assert_true(str_equal(column_text(row, 2), collation_fold(fixture->arena, name)));
        assert_true(
            str_equal(column_text(row, 4), collation_key(fixture->arena, COLLATE_NUMBER, number)));
        assert_true(str_equal(column_text(row, 5), collation_fold(fixture->arena, number)));
    }
    assert_int_equal(count, CONTACTS);
}

static void test_later_ids_ascend(void **state) {
    struct fixture *fixture = *state;
    const char *tables[96];
    int64_t id, checked = 0;

    assert_true(fill(fixture, 1, 1, CONTACTS));
    size_t count =
        names(fixture,
              "SELECT name FROM sqlite_schema t WHERE type = 'table' AND name <> 'accounts'"
              " AND EXISTS (SELECT 1 FROM "
              "pragma_table_info(t.name) WHERE name = 'id')",
              tables, COUNT(tables));
    for (size_t i = 0; i < count; i++) {
        if (!is_filled_by_demo(tables[i]))
            continue;
        checked++;
        int64_t last =
            query(fixture, arena_format(fixture->arena, "SELECT max(id) FROM %s", tables[i]).at);
        assert_true(sequence_next(fixture->db, 1, str_of(tables[i]), &id));
        assert_int_equal(id, last + 1);
    }
    assert_true(checked > 18);
}

static void test_versions_rise(void **state) {
    struct fixture *fixture = *state;
    struct versions before, after;

    assert_true(versions_read(fixture->db, 1, &before));
    assert_true(fill(fixture, 1, 1, 10));
    assert_true(versions_read(fixture->db, 1, &after));
    for (int area = NO_AREA + 1; area <= AREAS_MAX; area++)
        assert_int_equal(after.changed[area] > before.changed[area], area <= area_time.number);
}

static void test_used_account_is_refused(void **state) {
    struct fixture *fixture = *state;

    assert_true(fill(fixture, 1, 1, 10));
    uint64_t before = hash_account(fixture, 1);
    assert_false(fill(fixture, 1, 1, 10));
    assert_non_null(strstr(fixture->problem, "Account 1 has contacts"));
    assert_true(hash_account(fixture, 1) == before);
}

static void test_deleted_contacts_count(void **state) {
    struct fixture *fixture = *state;
    int64_t id;

    assert_true(sequence_next(fixture->db, 1, STR("contacts"), &id));
    assert_false(fill(fixture, 1, 1, 10));
    assert_non_null(strstr(fixture->problem, "Account 1 has contacts"));
}

static void test_who_calls_does_not_count(void **state) {
    static const char *const names[] = {"applications", "tokens", "sessions", "audit_entries",
                                        "usage_entries"};
    struct fixture *fixture = *state;
    int64_t id;

    for (size_t i = 0; i < COUNT(names); i++)
        assert_true(sequence_next(fixture->db, 1, str_of(names[i]), &id));
    assert_true(fill(fixture, 1, 1, 0));
    assert_int_equal(query(fixture, "SELECT count(*) FROM contacts"), 0);
}

static void test_negative_count_is_refused(void **state) {
    struct fixture *fixture = *state;

    assert_false(fill(fixture, 1, 1, -1));
    assert_string_equal(
        fixture->problem,
        "The number of contacts, projects, tasks and time reports must be 0 or more.");
    assert_int_equal(query(fixture, "SELECT count(*) FROM users"), 1);
}

/* The database fails at the last contact, when nearly everything is there. */
static void test_failure_leaves_nothing(void **state) {
    struct fixture *fixture = *state;
    uint64_t before = hash_account(fixture, 1);

    assert_true(run(fixture, "CREATE TRIGGER fails BEFORE INSERT ON contacts WHEN NEW.id = 50 "
                             "BEGIN SELECT raise(ABORT, 'made to fail'); END"));
    assert_false(fill(fixture, 1, 1, 50));
    assert_non_null(fixture->problem);
    assert_true(hash_account(fixture, 1) == before);
    assert_true(run(fixture, "DROP TRIGGER fails"));
    assert_true(fill(fixture, 1, 1, 50));
}

static void test_steps_make_the_same_rows(void **state) {
    struct fixture *fixture = *state;
    int64_t second = add_account(fixture);

    assert_true(fill(fixture, 1, 42, CONTACTS));
    fixture->in_steps = true;
    assert_true(fill(fixture, second, 42, CONTACTS));
    assert_true(hash_account(fixture, 1) == hash_account(fixture, second));
    assert_int_equal(query(fixture, "SELECT count(*) FROM demo_loads"), 0);
    assert_false(fill(fixture, second, 42, CONTACTS));
    assert_non_null(strstr(fixture->problem, "Account 2 has contacts"));
}

/* Whatever was committed before is taken back, but for what others have done meanwhile. */
static void test_failure_in_steps_leaves_nothing(void **state) {
    struct fixture *fixture = *state;
    uint64_t before = hash_account(fixture, 1);
    int64_t events = query(fixture, "SELECT count(*) FROM security_events");

    assert_true(events > 0);
    fixture->in_steps = true;
    assert_true(run(fixture, "CREATE TRIGGER fails BEFORE INSERT ON time_reports WHEN NEW.id = 9000"
                             " BEGIN SELECT raise(ABORT, 'made to fail'); END"));
    assert_false(fill(fixture, 1, 1, 50));
    assert_non_null(fixture->problem);
    assert_true(hash_account(fixture, 1) == before);
    assert_int_equal(query(fixture, "SELECT count(*) FROM security_events"), events);
    assert_int_equal(query(fixture, "SELECT count(*) FROM demo_loads"), 0);
    assert_int_equal(query(fixture, "SELECT count(*) FROM counted_blocks"), 0);
    assert_int_equal(query(fixture, "PRAGMA foreign_keys"), 1);
    assert_true(run(fixture, "DROP TRIGGER fails; CREATE TRIGGER takes AFTER INSERT ON contacts"
                             " WHEN NEW.id = 7 BEGIN UPDATE sequences SET last = last + 1"
                             " WHERE name = 'contact_tags'; END"));
    assert_true(fill(fixture, 1, 1, 50));
    assert_true(query(fixture, "SELECT last FROM sequences WHERE name = 'contact_tags'") >
                query(fixture, "SELECT max(id) * 1000 FROM contact_tags"));
    assert_int_equal(query(fixture, "SELECT last - 50 FROM sequences WHERE name = 'contacts'"), 0);
}

/* A failure at the very first statement is the database's, not an account in use. */
static void test_failed_question_is_no_refusal(void **state) {
    struct fixture *fixture = *state;

    assert_true(run(fixture, "ALTER TABLE sequences RENAME TO elsewhere"));
    assert_false(fill(fixture, 1, 1, 10));
    assert_null(strstr(fixture->problem, "Account 1"));
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_same_seed_same_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_known_rows, set_up, tear_down),
        cmocka_unit_test(test_luhn_oracle),
        cmocka_unit_test_setup_teardown(test_official_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_references_hold, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_column_is_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_content, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_derived_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_later_ids_ascend, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_versions_rise, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_used_account_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_deleted_contacts_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_who_calls_does_not_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_negative_count_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_failure_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_steps_make_the_same_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_failure_in_steps_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_failed_question_is_no_refusal, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
