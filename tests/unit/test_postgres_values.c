/* test_postgres_values.c - values, as they come back from a real PostgreSQL. */
#include "postgres_server.h"

#include <float.h>
#include <math.h>

static void values_stay_as_they_are(void **state) {
    const int64_t integers[] = {INT64_MIN, -1, 0, 1, 255, 256, INT64_MAX};
    const double reals[] = {-DBL_MAX, -0.1, 0, DBL_MIN, 1e300, 59.33258, 3};
    const struct str texts[] = {STR(""),        STR("a"),           STR("'quoted' ?1 -- \\"),
                                STR("åäö €"),   STR("line\nbreak"), STR("{list ?1}"),
                                STR("\x7f end")};
    const struct str bytes[] = {STR(""),         STR("\0"),       STR("\0\xff\0"), STR("\\x00"),
                                STR("\x80\x81"), STR("ordinary"), STR("'")};
    struct db *db = fresh();

    (void)state;
    for (size_t i = 0; i < COUNT(integers); i++) {
        struct statement *put = db_statement(
            db, STR("INSERT INTO things (id, name, size, bytes) VALUES (?1, ?3, ?4, ?9)"));
        assert_non_null(put);
        statement_bind_integer(put, 1, integers[i]);
        statement_bind_text(put, 3, texts[i]);
        statement_bind_real(put, 4, reals[i]);
        statement_bind_integer(put, 5, 5); /* which it skips */
        statement_bind_blob(put, 9, bytes[i]);
        assert_true(statement_run(put));
        assert_int_equal(db_changed_rows(db), 1);
        const struct sql sql = {STR("SELECT id, name, size, bytes FROM things WHERE id = ?1"), 7};
        struct statement *get = db_prepared(db, &sql);
        statement_bind_integer(get, 1, integers[i]);
        assert_int_equal(statement_step(get), DB_ROW);
        assert_true(column_integer(get, 0) == integers[i]);
        assert_true(str_equal(column_text(get, 1), texts[i]));
        assert_true(column_real(get, 2) == reals[i]);
        assert_true(str_equal(column_text(get, 3), bytes[i]));
        assert_true(column_is_blob(get, 3) && !column_is_blob(get, 1));
        assert_false(column_is_null(get, 1));
        assert_int_equal(statement_step(get), DB_END);
    }
    db_close(db);
}

static void nulls_are_null(void **state) {
    struct db *db = fresh();
    struct statement *statement =
        db_statement(db, STR("SELECT ?1::bigint, ?2::text, ?3::bytea, ?4::float8"));

    (void)state;
    statement_bind_null(statement, 1);
    assert_int_equal(statement_step(statement), DB_ROW);
    for (int i = 0; i < 4; i++) {
        assert_true(column_is_null(statement, i));
        assert_false(column_is_blob(statement, i));
        assert_int_equal(column_integer(statement, i), 0);
        assert_true(column_real(statement, i) == 0);
        assert_null(column_text(statement, i).at);
    }
    db_close(db);
}

/* What our SQL gives: truth values, counts, sums, which PostgreSQL has types of its own for. */
static void other_types_are_read(void **state) {
    static const struct {
        const char *sql;
        int64_t integer;
        double real;
        const char *text;
    } cases[] = {
        {"SELECT 1 = 1", 1, 1, "1"},
        {"SELECT 1 = 2", 0, 0, "0"},
        {"SELECT 7", 7, 7, "7"},
        {"SELECT -7::smallint", -7, -7, "-7"},
        {"SELECT sum(v) FROM (VALUES (20000000000), (-5)) t (v)", 19999999995, 19999999995,
         "19999999995"},
        {"SELECT sum(v) FROM (VALUES (-9223372036854775807::bigint), (-1)) t (v)", INT64_MIN,
         -9223372036854775808.0, "-9223372036854775808"},
        {"SELECT sum(v) FROM (VALUES (10000::bigint), (90000)) t (v)", 100000, 100000, "100000"},
        {"SELECT 0::numeric", 0, 0, "0"},
        {"SELECT 12.5::numeric", 12, 12.5, "12"},
        {"SELECT 0.00005::numeric", 0, 0.00005, "0"},
        {"SELECT 2.5::float8", 2, 2.5, "2.5"},
        {"SELECT 2.5::float4", 2, 2.5, "2.5"},
        {"SELECT '42'", 42, 42, "42"},
        {"SELECT 'word'", 0, 0, "word"},
        {"SELECT 4294967295::oid", 4294967295, 4294967295, "4294967295"},
    };
    struct db *db = fresh();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct statement *row = db_statement(db, str_of(cases[i].sql));
        assert_int_equal(statement_step(row), DB_ROW);
        assert_true(column_integer(row, 0) == cases[i].integer);
        assert_true(fabs(column_real(row, 0) - cases[i].real) <= fabs(cases[i].real) * 1e-15);
        assert_true(str_equal(column_text(row, 0), str_of(cases[i].text)));
        statement_reset(row);
    }
    db_close(db);
}

static void parameters_fit_their_types(void **state) {
    struct db *db = fresh();
    struct statement *row = db_statement(
        db, STR("SELECT ?1::int + 1, ?2::numeric * 2, ?3::text, ?4::boolean, ?5::float8,"
                " ?6::numeric"));

    (void)state;
    statement_bind_integer(row, 1, 41);
    statement_bind_integer(row, 2, 21);
    statement_bind_integer(row, 3, -5);
    statement_bind_integer(row, 4, 1);
    statement_bind_integer(row, 5, 3);
    statement_bind_real(row, 6, 2.5);
    assert_int_equal(statement_step(row), DB_ROW);
    assert_int_equal(column_integer(row, 0), 42);
    assert_int_equal(column_integer(row, 1), 42);
    assert_true(str_equal(column_text(row, 2), STR("-5")));
    assert_int_equal(column_integer(row, 3), 1);
    assert_true(column_real(row, 4) == 3);
    assert_true(column_real(row, 5) == 2.5);
    db_close(db);
}

/* As in SQLite: integers by their value, then blobs by their bytes. */
static void integers_among_blobs_keep_their_order(void **state) {
    const struct str blobs[] = {STR("\x80\x01"), STR(""), STR("\0\0\0\0\0\0\0\0"), STR("a"),
                                STR("\0")};
    const struct str blobs_in_order[] = {STR(""), STR("\0"), STR("\0\0\0\0\0\0\0\0"), STR("a"),
                                         STR("\x80\x01")};
    const int64_t integers[] = {INT64_MAX, -1, 256, INT64_MIN, 0, 255, 1};
    const int64_t in_order[] = {INT64_MIN, -1, 0, 1, 255, 256, INT64_MAX};
    struct db *db = fresh();
    size_t rows = 0;

    (void)state;
    assert_true(db_execute(db, "CREATE TABLE mixed (v ANY NOT NULL PRIMARY KEY) STRICT"));
    for (size_t i = 0; i < COUNT(integers) + COUNT(blobs); i++) {
        struct statement *put = db_statement(db, STR("INSERT INTO mixed (v) VALUES (?1)"));
        if (i < COUNT(integers))
            statement_bind_integer(put, 1, integers[i]);
        else
            statement_bind_blob(put, 1, blobs[i - COUNT(integers)]);
        assert_true(statement_run(put));
    }
    struct statement *get = db_statement(db, STR("SELECT v FROM mixed ORDER BY v"));
    for (; statement_step(get) == DB_ROW; rows++) {
        bool is_blob = rows >= COUNT(in_order);
        assert_true(column_is_blob(get, 0) == is_blob);
        if (is_blob)
            assert_true(str_equal(column_text(get, 0), blobs_in_order[rows - COUNT(in_order)]));
        else
            assert_true(column_integer(get, 0) == in_order[rows]);
    }
    assert_int_equal(rows, COUNT(in_order) + COUNT(blobs));
    db_close(db);
}

static int64_t count_in(struct db *db, const int64_t *values, size_t count) {
    struct statement *statement =
        db_statement(db, STR("SELECT count(*) FROM things WHERE id IN {list ?1}"));
    int64_t found = -1;

    statement_bind_list(statement, 1, server.arena, values, count);
    assert_int_equal(statement_integer(statement, &found), DB_ROW);
    return found;
}

static void lists_are_rows(void **state) {
    const int64_t values[] = {3, 5, 5, INT64_MIN, 99};
    int64_t *many = NEW_ARRAY(server.arena, int64_t, 100000);
    struct db *db = fresh();

    (void)state;
    for (int64_t id = 1; id <= 9; id++)
        add_thing(db, id, STR("x"));
    add_thing(db, INT64_MIN, STR("least"));
    for (int64_t i = 0; i < 100000; i++)
        many[i] = i;
    assert_int_equal(count_in(db, NULL, 0), 0);
    assert_int_equal(count_in(db, values, COUNT(values)), 3);
    assert_int_equal(count_in(db, many, 100000), 9);
    db_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_stay_as_they_are),
        cmocka_unit_test(nulls_are_null),
        cmocka_unit_test(other_types_are_read),
        cmocka_unit_test(parameters_fit_their_types),
        cmocka_unit_test(integers_among_blobs_keep_their_order),
        cmocka_unit_test(lists_are_rows),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
