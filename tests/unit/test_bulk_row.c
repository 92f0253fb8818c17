/* test_bulk_row.c - rows in bulk: written as the door writes them, and found by their paths. */
#include "base/instant.h"
#include "change/bulk_row.h"
#include "db/versions.h"
#include "door_fixture.h"

static int set_up(void **state) {
    static struct door_fixture fixture;

    fixture_open(&fixture, all_resources, true);
    assert_true(db_begin_write(fixture.db));
    *state = &fixture;
    return 0;
}

static int tear_down(void **state) {
    struct door_fixture *fixture = *state;

    assert_true(ledger_commit(fixture->ledger, fixture->db));
    fixture_close(fixture);
    return 0;
}

static void rows_of(struct door_fixture *fixture, const struct resource *resource,
                    struct bulk_row *ret) {
    row_init(ret, fixture->scratch.arena, fixture->db, plan_of(fixture->plans, resource), 1);
}

static int64_t highest(struct door_fixture *fixture, const char *table) {
    return fixture_ask(fixture,
                       arena_format(fixture->scratch.arena, "SELECT max(id) FROM %s", table).at);
}

/* All columns of a row, but its id. */
static struct str row_as_text(struct door_fixture *fixture, const char *table, int64_t id) {
    struct arena *arena = fixture->scratch.arena;
    struct statement *names =
        db_statement(fixture->db, arena_format(arena,
                                               "SELECT name FROM pragma_table_info('%s')"
                                               " WHERE name <> 'id' ORDER BY cid",
                                               table));
    struct str sql = STR("SELECT ''");

    while (statement_step(names) == DB_ROW) {
        const char *name = arena_z(arena, column_text(names, 0));
        sql = arena_format(arena, "%s || ' %s=' || quote(%s)", sql.at, name, name);
    }
    struct statement *row =
        db_statement(fixture->db, arena_format(arena, "%s FROM %s WHERE id = ?1", sql.at, table));
    statement_bind_integer(row, 1, id);
    assert_int_equal(statement_step(row), DB_ROW);
    struct str text = arena_copy(arena, column_text(row, 0));
    statement_reset(row);
    return text;
}

static void test_as_the_door_writes(void **state) {
    struct door_fixture *fixture = *state;
    struct change *change = fixture_begin(fixture, &contacts, CHANGE_CREATE, 0);
    struct bulk_row row;

    change_decode(change,
                  STR("{\"name\":\"Åäö AB\",\"customerNumber\":\"K-9\",\"contactType\":\"company\","
                      "\"responsibleId\":2,\"isSupplier\":true,"
                      "\"visitingAddress\":{\"city\":\"Luleå\",\"countryId\":1}}"));
    assert_int_equal(fixture_job(fixture, change), DONE);
    rows_of(fixture, &contacts, &row);
    row_begin(&row, change_id(change) + 1);
    row_text(&row, "customerNumber", STR("K-9"));
    row_text(&row, "name", STR("Åäö AB"));
    row_text(&row, "contactType", STR("company"));
    row_text(&row, "visitingAddress.city", STR("Luleå"));
    row_integer(&row, "visitingAddress.countryId", 1);
    row_integer(&row, "responsible", 2);
    row_integer(&row, "isSupplier", 1);
    row_created(&row, MOMENT, 1);
    assert_true(row_end(&row) && row_done(&row));
    struct str expected = row_as_text(fixture, "contacts", change_id(change));
    struct str found = row_as_text(fixture, "contacts", change_id(change) + 1);
    assert_string_equal(arena_z(fixture->scratch.arena, found),
                        arena_z(fixture->scratch.arena, expected));
}

/* What is not given is as a create has it: active, without permissions, null. */
static void test_what_is_not_given(void **state) {
    struct door_fixture *fixture = *state;
    struct bulk_row row;

    rows_of(fixture, &users, &row);
    row_begin(&row, highest(fixture, "users") + 1);
    row_text(&row, "name", STR("Bo Ek"));
    row_text(&row, "firstName", STR("Bo"));
    row_text(&row, "lastName", STR("Ek"));
    row_text(&row, "license", STR("basic"));
    row_created(&row, MOMENT, 0);
    assert_true(row_end(&row) && row_done(&row));
    assert_int_equal(fixture_ask(fixture, "SELECT count(*) FROM users WHERE name = 'Bo Ek' AND"
                                          " permissions = '' AND time_bank_enabled = 0 AND"
                                          " email IS NULL AND created_by_id IS NULL"),
                     1);
    rows_of(fixture, &units, &row);
    row_begin(&row, highest(fixture, "units") + 1);
    row_title(&row, STR("lass"));
    assert_true(row_end(&row) && row_done(&row));
    rows_of(fixture, &articles, &row);
    row_begin(&row, highest(fixture, "articles") + 1);
    row_title(&row, STR("Grus"));
    row_created(&row, MOMENT, 1);
    assert_true(row_end(&row) && row_done(&row));
    assert_int_equal(fixture_ask(fixture, "SELECT is_active FROM articles WHERE name = 'Grus'"), 1);
}

/* Nothing of a row stays for the next one, and an order of its own does not lose a value. */
static void test_one_row_after_the_other(void **state) {
    struct door_fixture *fixture = *state;
    char copy[] = "title";
    struct bulk_row row;

    rows_of(fixture, &tasks, &row);
    row_begin(&row, 1000);
    row_text(&row, "title", STR("First"));
    row_text(&row, "description", STR("Of two"));
    row_integer(&row, "start", MOMENT);
    row_created(&row, MOMENT, 1);
    row_updated(&row, MOMENT, 2);
    assert_true(row_end(&row));
    row_next(&row);
    row_integer(&row, "end", MOMENT);
    row_text(&row, copy, STR("Second"));
    row_created(&row, MOMENT, 1);
    assert_true(row_end(&row) && row_link(&row, "tags", 3) && row_link(&row, "members", 2));
    assert_true(row_done(&row));
    assert_int_equal(fixture_ask(fixture, "SELECT count(*) FROM tasks WHERE id = 1000"
                                          " AND start_order = 1767225600 AND end_order < 0"
                                          " AND description = 'Of two' AND updated_by_id = 2"),
                     1);
    assert_int_equal(fixture_ask(fixture, "SELECT count(*) FROM tasks t WHERE id = 1001"
                                          " AND title = 'Second' AND end_order = 1767225600"
                                          " AND start_order < 0 AND description IS NULL"
                                          " AND updated_at IS NULL"),
                     1);
    assert_int_equal(fixture_ask(fixture, "SELECT task_tag_id FROM task_tag_links"
                                          " WHERE task_id = 1001"),
                     3);
    assert_int_equal(fixture_ask(fixture, "SELECT user_id FROM task_member_links"
                                          " WHERE task_id = 1001"),
                     2);
}

static void test_owned_rows_and_later_ids(void **state) {
    struct door_fixture *fixture = *state;
    struct bulk_row row;
    int64_t id;

    rows_of(fixture, &task_comments, &row);
    row_begin(&row, 5000);
    row_owner(&row, 7);
    row_text(&row, "text", STR("Far ahead"));
    row_created(&row, MOMENT, 1);
    assert_true(row_end(&row) && row_done(&row));
    assert_int_equal(fixture_ask(fixture, "SELECT task_id FROM task_comments WHERE id = 5000"), 7);
    assert_true(sequence_next(fixture->db, 1, STR("task_comments"), &id));
    assert_int_equal(id, 5001);
}

static void test_row_that_was_there(void **state) {
    struct door_fixture *fixture = *state;
    struct bulk_row row;

    rows_of(fixture, &account_settings, &row);
    assert_true(row_find(&row, 1));
    row_integer(&row, "travelRate", 77);
    assert_true(row_end(&row));
    assert_false(row_find(&row, 2));
    assert_true(row_done(&row));
    assert_int_equal(fixture_ask(fixture, "SELECT count(*) FROM settings WHERE travel_rate = 77"
                                          " AND travel_cost = 2500000"
                                          " AND company_name = 'Norrsken Bygg AB'"),
                     1);
}

static void test_owned_row_stays_with_its_owner(void **state) {
    struct door_fixture *fixture = *state;
    struct bulk_row row;
    int64_t task = fixture_ask(fixture, "SELECT task_id FROM task_comments WHERE id = 1");

    rows_of(fixture, &task_comments, &row);
    assert_true(row_find(&row, 1));
    row_text(&row, "text", STR("Mended"));
    assert_true(row_end(&row) && row_done(&row));
    assert_int_equal(fixture_ask(fixture, "SELECT task_id FROM task_comments WHERE id = 1"
                                          " AND text = 'Mended'"),
                     task);
}

/* Where the declaration says that an owner keeps an id, it does; where not, nothing happens. */
static void test_kept_ids(void **state) {
    struct door_fixture *fixture = *state;
    struct bulk_row row;

    rows_of(fixture, &time_reports, &row);
    assert_true(row_find(&row, 1));
    row_owns(&row, "travelReport", 4711);
    row_owns(&row, "materials", 4712);
    assert_true(row_end(&row));
    assert_int_equal(fixture_ask(fixture, "SELECT travel_report_id FROM time_reports WHERE id = 1"),
                     4711);
    assert_int_equal(fixture_ask(fixture, "SELECT count(*) FROM time_reports"
                                          " WHERE id = 1 AND allowance_report_id = 4712"),
                     0);
    row_owns(&row, "travelReport",
             fixture_ask(fixture, "SELECT coalesce(max(id), 0) FROM travel_reports"
                                  " WHERE time_report_id = 1"));
    assert_true(row_end(&row) && row_done(&row));
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_as_the_door_writes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_not_given, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_row_after_the_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_owned_rows_and_later_ids, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_row_that_was_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_owned_row_stays_with_its_owner, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_kept_ids, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
