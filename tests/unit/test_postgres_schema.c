/* test_postgres_schema.c - the schema that a server has. */
#include "db/migrate.h"
#include "postgres_server.h"

#include <sqlite3.h>

static void *open_at_once(void *context) {
    return open_apart(context, DB_CREATE);
}

static void many_make_one_schema(void **state) {
    const char *name = new_database();
    pthread_t threads[5];
    int64_t count = 0;

    (void)state;
    for (const struct migration *one = migrations; one->number; one++)
        count++;
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, open_at_once, (void *)(uintptr_t)name),
                         0);
    for (size_t i = 0; i < COUNT(threads); i++) {
        void *db;
        pthread_join(threads[i], &db);
        assert_non_null(db);
        assert_int_equal(number(db, "SELECT count(*) FROM migrations"), count);
        db_close(db);
    }
}

/* The same tables and columns, in the same order, with the same rows, as SQLite's; no triggers. */
static void the_schema_is_sqlites(void **state) {
    struct db *db = open_database(new_database(), DB_CREATE);
    sqlite3 *sqlite;
    sqlite3_stmt *tables;
    int64_t count = 0;

    (void)state;
    assert_int_equal(sqlite3_open(":memory:", &sqlite), SQLITE_OK);
    for (const struct migration *one = migrations; one->number; one++)
        assert_int_equal(sqlite3_exec(sqlite, one->sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(sqlite,
                           "SELECT t.name, (SELECT group_concat(name || CASE type WHEN 'TEXT'"
                           " THEN ' C' ELSE '' END, ',') FROM (SELECT name, type FROM"
                           " pragma_table_info(t.name) ORDER BY cid)) FROM sqlite_schema t"
                           " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'",
                           -1, &tables, NULL),
        SQLITE_OK);
    for (; sqlite3_step(tables) == SQLITE_ROW; count++) {
        const char *name = (const char *)sqlite3_column_text(tables, 0);
        const char *columns = (const char *)sqlite3_column_text(tables, 1);
        struct statement *ours = db_statement(
            db, STR("SELECT string_agg(attname || CASE WHEN collname IS NULL THEN '' ELSE ' ' ||"
                    " collname END, ',' ORDER BY attnum) FROM pg_attribute LEFT JOIN pg_collation"
                    " l ON l.oid = attcollation WHERE attrelid = to_regclass(?1)"
                    " AND attnum > 0 AND NOT attisdropped"));
        statement_bind_text(ours, 1, str_of(name));
        assert_int_equal(statement_step(ours), DB_ROW);
        if (!str_equal(column_text(ours, 0), str_of(columns)))
            fail_msg("%s: %s, and not %.*s", name, columns, (int)column_text(ours, 0).len,
                     column_text(ours, 0).at);
        statement_reset(ours);
        sqlite3_stmt *rows;
        const char *sql = arena_format(server.arena, "SELECT count(*) FROM %s", name).at;
        assert_int_equal(sqlite3_prepare_v2(sqlite, sql, -1, &rows, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(rows), SQLITE_ROW);
        assert_int_equal(number(db, sql), sqlite3_column_int64(rows, 0));
        sqlite3_finalize(rows);
    }
    sqlite3_finalize(tables);
    assert_int_equal(sqlite3_exec(sqlite, "SELECT 1 / 0 FROM sqlite_schema WHERE type = 'trigger'",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(sqlite);
    assert_true(count > 50);
    assert_int_equal(number(db, "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace"
                                " = 'public'::regnamespace"),
                     count + 1); /* and migrations */
    assert_int_equal(number(db, "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"), 0);
    db_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_make_one_schema),
        cmocka_unit_test(the_schema_is_sqlites),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
