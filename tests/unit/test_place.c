/* test_place.c - places of lists compare as SQLite orders them, and survive a database. */
#include "engine_fixture.h"
#include "read/place.h"

enum { PLACES = 2 * 13 * 2 };

/* Every key with two prefixes and two ids. */
static void make_places(struct place *places) {
    static const int64_t numbers[] = {INT64_MIN, -1, 0, 7, 256, INT64_MAX};
    static const struct str keys[] = {{"", 0},     {"\0", 1},    {"a", 1},       {"a\0b", 3},
                                      {"a\0c", 3}, {"a\x7f", 2}, {"\xff\x01", 2}};
    size_t count = 0;

    for (int64_t prefix = -1; prefix < 5; prefix += 4)
        for (size_t i = 0; i < COUNT(numbers) + COUNT(keys); i++)
            for (int64_t id = 1; id < INT64_MAX; id = id == 1 ? INT64_MAX - 1 : INT64_MAX)
                places[count++] =
                    i < COUNT(numbers)
                        ? (struct place){.prefix = prefix, .number = numbers[i], .id = id}
                        : (struct place){.prefix = prefix,
                                         .is_blob = true,
                                         .key = keys[i - COUNT(numbers)],
                                         .id = id};
    assert_int_equal(count, PLACES);
}

/* -1, 0 or 1, as SQLite compares the rows. */
static int compare_in_sql(struct engine_fixture *engine, const struct place *a,
                          const struct place *b) {
    struct statement *row = db_statement(engine->db, STR("SELECT ((?1, ?2, ?3) > (?4, ?5, ?6)) -"
                                                         " ((?1, ?2, ?3) < (?4, ?5, ?6))"));

    assert_non_null(row);
    place_bind(row, 1, a);
    place_bind(row, 4, b);
    assert_int_equal(statement_step(row), DB_ROW);
    int order = (int)column_integer(row, 0);
    statement_reset(row);
    return order;
}

static int sign(int number) {
    return (number > 0) - (number < 0);
}

static void places_compare_as_rows_do(void **state) {
    struct place places[PLACES];

    make_places(places);
    for (size_t i = 0; i < PLACES; i++)
        for (size_t j = i; j < PLACES; j++) {
            int order = compare_in_sql(*state, &places[i], &places[j]);
            assert_int_equal(sign(place_compare(&places[i], &places[j])), order);
            assert_int_equal(sign(place_compare(&places[j], &places[i])), -order);
            assert_int_equal(order == 0, i == j);
        }
}

static void no_row_of_a_list_without_a_prefix_is_before_the_first(void **state) {
    const struct place first = place_first();
    struct place places[PLACES];

    (void)state;
    make_places(places);
    for (size_t i = 0; i < PLACES; i++) {
        places[i].prefix = 0;
        assert_true(place_compare(&first, &places[i]) < 0);
    }
    assert_int_equal(place_compare(&first, &first), 0);
}

static void places_survive_a_table(void **state) {
    struct engine_fixture *engine = *state;
    struct place places[PLACES];

    make_places(places);
    assert_true(db_execute(engine->db, "CREATE TABLE places (x, prefix, key, id)"));
    for (size_t i = 0; i < PLACES; i++) {
        struct statement *statement =
            db_statement(engine->db, STR("INSERT INTO places VALUES (9, ?2, ?3, ?4)"));
        assert_non_null(statement);
        place_bind(statement, 2, &places[i]);
        assert_true(statement_run(statement));
    }
    struct statement *rows = db_statement(engine->db, STR("SELECT * FROM places ORDER BY rowid"));
    assert_non_null(rows);
    for (size_t i = 0; i < PLACES; i++) {
        assert_int_equal(statement_step(rows), DB_ROW);
        struct place read = place_read(engine->arena, rows, 1);
        assert_int_equal(place_compare(&read, &places[i]), 0);
        assert_int_equal(read.is_blob, places[i].is_blob);
    }
    assert_int_equal(statement_step(rows), DB_END);
}

static int set_up(void **state) {
    *state = engine_open("", no_resources);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ENGINE_TEST(places_compare_as_rows_do),
        ENGINE_TEST(no_row_of_a_list_without_a_prefix_is_before_the_first),
        ENGINE_TEST(places_survive_a_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
