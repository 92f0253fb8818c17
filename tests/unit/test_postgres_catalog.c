/* test_postgres_catalog.c - what the server knows of tables. */
#include "postgres_server.h"

static void indexes_are_found(void **state) {
    struct db *db = fresh();

    (void)state;
    assert_true(db_has_index(db, "time_reports", NULL, "date"));
    assert_true(db_has_index(db, "time_reports", "user_id", "date"));
    assert_false(db_has_index(db, "time_reports", NULL, "description"));
    db_close(db);
}

static void columns_are_listed(void **state) {
    struct db *db = fresh();
    struct str columns;

    (void)state;
    assert_true(postgres_engine.columns(server.arena, db, "things", &columns));
    assert_true(str_equal(columns, STR("id name size bytes")));
    assert_true(postgres_engine.columns(server.arena, db, "no things", &columns));
    assert_int_equal(columns.len, 0);
    db_close(db);
}

/* As many are there again, and meanwhile none but the key. */
static void indexes_are_dropped_and_made(void **state) {
    static const char count[] = "SELECT count(*) FROM pg_indexes WHERE tablename = 'time_reports'";
    struct db *db = fresh();
    struct buffer drop, make;

    (void)state;
    buffer_init(&drop, 1024 * 1024);
    buffer_init(&make, 1024 * 1024);
    int64_t before = number(db, count);
    assert_true(before > 5);
    assert_true(postgres_engine.list_indexes(db, "time_reports", &drop, &make));
    buffer_put_char(&drop, '\0');
    buffer_put_char(&make, '\0');
    assert_true(db_execute(db, drop.at));
    assert_int_equal(number(db, count), 1);
    assert_true(db_execute(db, make.at));
    assert_int_equal(number(db, count), before);
    buffer_done(&drop);
    buffer_done(&make);
    db_close(db);
}

static char told[200];

static void note_told(const char *sentence) {
    snprintf(told, sizeof(told), "%s", sentence);
}

static void missing_rows_are_found(void **state) {
    struct db *db = fresh();
    int64_t faults = -1;

    (void)state;
    assert_true(db_references_hold(db));
    assert_true(db_execute(db, "CREATE TABLE parts (id BIGINT, thing_id BIGINT REFERENCES"
                               " things (id)); SET session_replication_role = 'replica';"
                               "INSERT INTO parts VALUES (1, 5), (2, NULL)"));
    assert_false(db_references_hold(db));
    assert_true(db_verify(db, true, note_told, &faults));
    assert_int_equal(faults, 1);
    assert_string_equal(told, "1 rows of parts refer to rows of things that are missing.");
    struct db_space space;
    assert_true(db_space(db, &space));
    assert_true(space.size > 1024 * 1024);
    db_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indexes_are_found),
        cmocka_unit_test(columns_are_listed),
        cmocka_unit_test(indexes_are_dropped_and_made),
        cmocka_unit_test(missing_rows_are_found),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
