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

static struct str schema_after(struct db *db, const char *change) {
    struct str schema;

    assert_true(db_execute(db, change));
    assert_true(db_schema(server.arena, db, &schema));
    assert_int_equal(schema.len, 64);
    return schema;
}

/* It is another one after each of these, and then as it was; rows make no difference. */
static void changes_of_the_schema_are_seen(void **state) {
    static const char *const changes[][2] = {
        {"ALTER TABLE things ADD COLUMN later BIGINT", "ALTER TABLE things DROP COLUMN later"},
        {"ALTER TABLE things RENAME COLUMN name TO title",
         "ALTER TABLE things RENAME COLUMN title TO name"},
        {"ALTER TABLE things ALTER COLUMN size TYPE NUMERIC",
         "ALTER TABLE things ALTER COLUMN size TYPE DOUBLE PRECISION"},
        {"ALTER TABLE things ALTER COLUMN name SET NOT NULL",
         "ALTER TABLE things ALTER COLUMN name DROP NOT NULL"},
        {"CREATE INDEX later ON things (name)", "DROP INDEX later"},
        {"CREATE TABLE later (id BIGINT)", "DROP TABLE later"},
        {"CREATE VIEW later AS SELECT 1 AS id", "DROP VIEW later"},
        {"ALTER TABLE things ADD CONSTRAINT later CHECK (id > 0)",
         "ALTER TABLE things DROP CONSTRAINT later"},
        {"CREATE FUNCTION later() RETURNS INT LANGUAGE SQL AS 'SELECT 1'", "DROP FUNCTION later()"},
    };
    struct db *db = fresh();

    (void)state;
    struct str before = schema_after(db, "INSERT INTO things (id) VALUES (77)");
    assert_true(str_equal(schema_after(db, "DELETE FROM things"), before));
    for (size_t i = 0; i < COUNT(changes); i++) {
        if (str_equal(schema_after(db, changes[i][0]), before))
            fail_msg("not seen: %s", changes[i][0]);
        if (!str_equal(schema_after(db, changes[i][1]), before))
            fail_msg("not as before: %s", changes[i][1]);
    }
    db_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indexes_are_found),
        cmocka_unit_test(columns_are_listed),
        cmocka_unit_test(indexes_are_dropped_and_made),
        cmocka_unit_test(missing_rows_are_found),
        cmocka_unit_test(changes_of_the_schema_are_seen),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
