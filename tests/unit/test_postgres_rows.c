/* test_postgres_rows.c - statements and their rows, several at a time. */
#include "postgres_server.h"

static int64_t resident_pages(void) {
    long long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");

    assert_non_null(file);
    assert_int_equal(fscanf(file, "%*d %lld", &pages), 1);
    fclose(file);
    return pages;
}

#ifdef __SANITIZE_ADDRESS__
enum { MOST_PAGES = 1000 * 1000 }; /* it keeps what was freed */
#else
enum { MOST_PAGES = 5000 }; /* 20 MB; the rows have 100 */
#endif

enum { LONG_ROWS = 100 * 1000 };

static const char long_list[] =
    "SELECT i, repeat('x', 1000) FROM generate_series(1, 100000) AS t (i)";

static void long_lists_are_never_whole_in_memory(void **state) {
    struct db *db = fresh();
    int64_t before = resident_pages();

    (void)state;
    struct statement *rows = db_statement(db, str_of(long_list));
    for (int64_t i = 1; i <= LONG_ROWS; i++) {
        assert_int_equal(statement_step(rows), DB_ROW);
        assert_int_equal(column_integer(rows, 0), i);
    }
    assert_int_equal(statement_step(rows), DB_END);
    assert_true(resident_pages() - before < MOST_PAGES);
    db_close(db);
}

/* As a walk that asks something of each row does. */
static void other_statements_run_between_rows(void **state) {
    struct db *db = fresh();
    int64_t before = resident_pages();

    (void)state;
    assert_true(db_begin_read(db));
    struct statement *rows = db_statement(db, str_of(long_list));
    for (int64_t i = 1; i <= LONG_ROWS; i++) {
        assert_int_equal(statement_step(rows), DB_ROW);
        struct str text = column_text(rows, 1);
        if (i % 1000 == 1)
            assert_int_equal(number(db, "SELECT 17"), 17);
        assert_int_equal(text.len, 1000);
        assert_true(text.at[0] == 'x' && text.at[999] == 'x');
        assert_int_equal(column_integer(rows, 0), i);
    }
    assert_int_equal(statement_step(rows), DB_END);
    assert_true(resident_pages() - before < MOST_PAGES);
    db_end_read(db);
    db_close(db);
}

/* Each goes on from where it was, by text and by slot. */
static void one_in_use_is_not_handed_out(void **state) {
    const struct sql sql = {STR("SELECT * FROM generate_series(1, 1000)"), 70};
    struct db *db = fresh();

    (void)state;
    for (int by_slot = 0; by_slot < 2; by_slot++) {
        struct statement *walks[4];
        for (size_t i = 0; i < COUNT(walks); i++) {
            walks[i] = by_slot ? db_prepared(db, &sql) : db_statement(db, sql.text);
            assert_int_equal(statement_step(walks[i]), DB_ROW);
        }
        for (int64_t row = 2; row <= 1000; row++)
            for (size_t i = 0; i < COUNT(walks); i++) {
                assert_int_equal(statement_step(walks[i]), DB_ROW);
                assert_int_equal(column_integer(walks[i], 0), row);
            }
        for (size_t i = 0; i < COUNT(walks); i++)
            assert_int_equal(statement_step(walks[i]), DB_END);
    }
    db_close(db);
}

static void statements_are_kept_and_dropped(void **state) {
    struct db *db = fresh();

    (void)state;
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 700; i++)
            assert_int_equal(number(db, arena_format(server.arena, "SELECT %d", i).at), i);
    assert_true(db_begin_read(db)); /* drops them on the server, too */
    assert_in_range(number(db, "SELECT count(*) FROM pg_prepared_statements"), 500,
                    STATEMENTS_MAX + 1);
    db_end_read(db);
    assert_null(db_statement(db, STR("SELEKT 1")));
    int columns = 0;
    assert_true(db_accepts(db, STR("SELECT id, name FROM things WHERE id = ?4"), &columns));
    assert_int_equal(columns, 2);
    assert_false(db_accepts(db, STR("SELECT missing FROM things"), &columns));
    assert_true(db_accepts(db, STR("SELECT id FROM things WHERE id = ?4"), NULL));
    assert_true(db_accepted(db));
    for (int i = 0; i < 3; i++)
        assert_true(db_accepts(
            db, i == 1 ? STR("SELECT missing FROM things") : STR("SELECT id FROM things"), NULL));
    assert_false(db_accepted(db));
    assert_true(db_accepts(db, STR("SELECT id FROM things"), NULL));
    assert_true(db_accepted(db));
    db_close(db);
}

static int columns_of(struct db *db, struct str sql) {
    const struct postgres_statement *prepared = db_statement(db, sql)->prepared;

    return prepared->columns;
}

/* It fails once, since what it gives has changed under it. */
static void tables_may_change_meanwhile(void **state) {
    const struct str sql = STR("SELECT * FROM things");
    const char *changes[] = {"ALTER TABLE things ADD COLUMN more BIGINT", "DEALLOCATE ALL"};
    struct db *db = fresh();

    (void)state;
    for (size_t i = 0; i < COUNT(changes); i++) {
        assert_int_equal(statement_find(db_statement(db, sql)), DB_END);
        assert_true(db_execute(db, changes[i]));
        assert_int_equal(statement_find(db_statement(db, sql)), DB_FAILED);
        assert_int_equal(statement_find(db_statement(db, sql)), DB_END);
        assert_int_equal(columns_of(db, sql), 5);
    }
    add_thing(db, 1, STR("x"));
    struct statement *row = db_statement(db, sql);
    assert_int_equal(statement_step(row), DB_ROW);
    assert_true(column_is_null(row, 4));
    assert_true(db_begin_read(db)); /* drops what was prepared before */
    db_end_read(db);
    db_close(db);
}

/* The transaction goes on, and so does the connection. */
static void lists_may_be_left(void **state) {
    struct db *db = fresh();

    (void)state;
    for (int inside = 0; inside < 2; inside++) {
        if (inside)
            assert_true(db_begin_write(db));
        struct statement *rows = db_statement(db, STR("SELECT * FROM generate_series(1, 100000)"));
        assert_int_equal(statement_step(rows), DB_ROW);
        statement_reset(rows);
        add_thing(db, inside, STR("after"));
        if (inside)
            assert_true(db_commit(db));
    }
    assert_int_equal(number(db, "SELECT count(*) FROM things"), 2);
    assert_int_equal(db_trouble(db), DB_FINE);
    db_close(db);
}

/* The present batch of a stays readable while what was asked behind it is taken. */
static void questions_are_asked_ahead(void **state) {
    struct db *db = fresh();
    struct statement *asked[5];

    (void)state;
    assert_true(db_asks_ahead(db));
    for (int round = 0; round < 2; round++) {
        assert_true(db_begin_read(db));
        for (size_t i = 0; i < COUNT(asked); i++) {
            asked[i] = db_statement(db, STR("SELECT i + ?1 FROM generate_series(1, 1000) t (i)"));
            statement_bind_integer(asked[i], 1, (int64_t)i);
            statement_ask_ahead(asked[i]);
            statement_ask_ahead(asked[i]);
        }
        int64_t before = db_round_trips(db);
        assert_int_equal(statement_step(asked[3]), DB_ROW);
        assert_int_equal(column_integer(asked[3], 0), 4);
        for (size_t i = 0; i < COUNT(asked); i++)
            for (int64_t row = i == 3 ? 2 : 1; row <= 1000; row++) {
                assert_int_equal(statement_step(asked[i]), DB_ROW);
                assert_int_equal(column_integer(asked[i], 0), row + (int64_t)i);
            }
        for (size_t i = 0; i < COUNT(asked); i++)
            assert_int_equal(statement_step(asked[i]), DB_END);
        assert_int_equal(db_round_trips(db) - before, 1);
        db_end_read(db);
    }
    statement_ask_ahead(NULL);
    db_close(db);
}

/* Nor is what nobody steps through in the way. */
static void what_was_asked_may_be_left(void **state) {
    struct db *db = fresh();

    (void)state;
    for (int inside = 0; inside < 2; inside++) {
        if (inside)
            assert_true(db_begin_read(db));
        struct statement *left = db_statement(db, str_of(long_list));
        statement_ask_ahead(left);
        struct statement *wrong = db_statement(db, STR("SELECT 1 / ?1::bigint"));
        statement_bind_integer(wrong, 1, 1);
        statement_ask_ahead(wrong);
        statement_reset(left);
        assert_int_equal(number(db, "SELECT 11"), 11);
        assert_int_equal(statement_step(wrong), DB_ROW);
        statement_reset(wrong);
        if (inside)
            db_end_read(db);
    }
    assert_int_equal(db_trouble(db), DB_FINE);
    db_close(db);
}

static void what_was_asked_may_fail(void **state) {
    struct db *db = fresh();

    (void)state;
    for (int inside = 0; inside < 2; inside++) {
        if (inside)
            assert_true(db_begin_read(db));
        struct statement *first = db_statement(db, STR("SELECT 1 + ?1::bigint"));
        struct statement *wrong = db_statement(db, STR("SELECT 1 / ?1::bigint"));
        struct statement *last = db_statement(db, STR("SELECT 3 + ?1::bigint"));
        statement_bind_integer(first, 1, 0);
        statement_bind_integer(wrong, 1, 0);
        statement_bind_integer(last, 1, 0);
        statement_ask_ahead(first);
        statement_ask_ahead(wrong);
        statement_ask_ahead(last);
        assert_int_equal(statement_find(last), DB_FAILED);
        assert_int_equal(db_trouble(db), DB_OTHER);
        assert_int_equal(statement_find(wrong), DB_FAILED);
        assert_int_equal(statement_find(first), DB_ROW);
        if (inside)
            db_end_read(db);
        assert_int_equal(number(db, "SELECT 11"), 11);
    }
    db_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_lists_are_never_whole_in_memory),
        cmocka_unit_test(other_statements_run_between_rows),
        cmocka_unit_test(one_in_use_is_not_handed_out),
        cmocka_unit_test(statements_are_kept_and_dropped),
        cmocka_unit_test(tables_may_change_meanwhile),
        cmocka_unit_test(lists_may_be_left),
        cmocka_unit_test(questions_are_asked_ahead),
        cmocka_unit_test(what_was_asked_may_be_left),
        cmocka_unit_test(what_was_asked_may_fail),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
