/* test_bulk.c - tables that are filled at once end as those that are filled row by row. */
#include "db/bulk.h"
#include "demo/demo.h"
#include "managing.h"
#include "scratch.h"

static const char *const tables[] = {"contacts", "contact_tag_links"};

/* All that a filling could lose: the schema in order, what SQLite is told of it, the pragmas. */
static const char state_sql[] =
    "SELECT (SELECT group_concat(type || ' ' || name || ' ' || tbl_name || ' ' || sql, char(10))"
    " FROM (SELECT * FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, tbl_name, name))"
    " || (SELECT group_concat(tbl || ' ' || idx || ' ' || stat, char(10))"
    " FROM (SELECT * FROM sqlite_stat1 ORDER BY tbl, idx))"
    " || (SELECT journal_mode FROM pragma_journal_mode)"
    " || (SELECT foreign_keys FROM pragma_foreign_keys) || (SELECT temp_store FROM "
    "pragma_temp_store)";

struct fixture {
    struct scratch scratch;
    struct db *db;
    struct str before;
};

static struct str ask(struct fixture *fixture, const char *sql) {
    struct statement *row = db_statement(fixture->db, str_of(sql));

    assert_non_null(row);
    assert_int_equal(statement_step(row), DB_ROW);
    struct str text = arena_copy(fixture->scratch.arena, column_text(row, 0));
    statement_reset(row);
    return text;
}

static void same(struct str a, struct str b) {
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.at, b.at, a.len);
}

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    scratch_make(&fixture->scratch);
    fixture->db = scratch_open(&fixture->scratch, DB_CREATE);
    make_first_account(fixture->scratch.arena, fixture->db);
    fixture->before = ask(fixture, state_sql);
    assert_true(fixture->before.len > 10000);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    db_close(fixture->db);
    scratch_remove(&fixture->scratch);
    free(fixture);
    return 0;
}

static bool begin(struct fixture *fixture, struct bulk *bulk) {
    return bulk_begin(fixture->scratch.arena, fixture->db, tables, COUNT(tables), bulk);
}

static bool add_contact(struct fixture *fixture, int id, int company) {
    return db_execute(
        fixture->db,
        arena_format(fixture->scratch.arena,
                     "INSERT INTO contacts (account_id, id, name, name_key, name_folded,"
                     " contact_type, company_id, responsible_id, created_at, is_active,"
                     " is_supplier, is_whole_sale, is_retailer, is_sub_contractor, is_partner,"
                     " is_customer, use_reverse_build_tax) VALUES (1, %d, 'a', x'61', 'a',"
                     " 'person', nullif(%d, 0), 1, 0, 1, 0, 0, 0, 0, 0, 0, 0)",
                     id, company)
            .at);
}

static struct str count_indexes(struct fixture *fixture) {
    return ask(fixture, "SELECT count(*) FROM pragma_index_list('contacts') WHERE origin = 'c'");
}

static void indexes_come_back(void **state) {
    struct fixture *fixture = *state;
    struct str indexes = count_indexes(fixture);
    struct bulk bulk;

    assert_false(str_equal(indexes, STR("0")));
    assert_true(begin(fixture, &bulk));
    same(count_indexes(fixture), STR("0"));
    assert_true(add_contact(fixture, 2, 1) && add_contact(fixture, 1, 0));
    assert_true(bulk_commit(&bulk));
    same(count_indexes(fixture), indexes);
    same(ask(fixture, state_sql), fixture->before);
    same(ask(fixture, "SELECT group_concat(id) FROM contacts INDEXED BY contacts_by_company"
                      " WHERE account_id = 1 AND company_id = 1"),
         STR("2"));
    same(ask(fixture, "PRAGMA integrity_check"), STR("ok"));
    assert_false(add_contact(fixture, 3, 99));
}

static void what_refers_to_nothing_is_not_kept(void **state) {
    struct fixture *fixture = *state;
    struct bulk bulk;

    assert_true(begin(fixture, &bulk));
    assert_true(add_contact(fixture, 1, 99));
    assert_false(bulk_commit(&bulk));
    bulk_rollback(&bulk);
    assert_string_equal(db_problem(fixture->db),
                        "The database refuses what contradicts other rows.");
    same(ask(fixture, "SELECT count(*) FROM contacts"), STR("0"));
    same(ask(fixture, state_sql), fixture->before);
    assert_false(add_contact(fixture, 1, 99));
}

/* Others would pay for indexes that are made anew, so a table with rows keeps them. */
static void a_table_with_rows_keeps_its_indexes(void **state) {
    struct fixture *fixture = *state;
    struct str indexes = count_indexes(fixture);
    struct bulk bulk;

    assert_true(add_contact(fixture, 1, 0));
    assert_true(begin(fixture, &bulk));
    same(count_indexes(fixture), indexes);
    assert_false(add_contact(fixture, 2, 99));
    assert_true(add_contact(fixture, 2, 1));
    assert_true(bulk_commit(&bulk));
    same(ask(fixture, state_sql), fixture->before);
}

static void a_company_leaves_the_schema_alone(void **state) {
    struct fixture *fixture = *state;
    const struct demo_options options = {.account_id = 1,
                                         .seed = 1,
                                         .contacts = 50,
                                         .projects = 9,
                                         .tasks = 40,
                                         .time_reports = 500,
                                         .quiet = true};
    const char *problem = NULL;

    assert_true(demo_fill(fixture->scratch.arena, fixture->db, &options, &problem));
    same(ask(fixture, state_sql), fixture->before);
    same(ask(fixture, "PRAGMA integrity_check"), STR("ok"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(indexes_come_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_refers_to_nothing_is_not_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_with_rows_keeps_its_indexes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_company_leaves_the_schema_alone, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
