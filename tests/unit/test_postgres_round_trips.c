/* test_postgres_round_trips.c - how often is waited for the server, and what is heard of then. */
#include "postgres_server.h"

static int64_t trips_since(const struct db *db, int64_t *before) {
    int64_t trips = db_round_trips(db) - *before;

    *before = db_round_trips(db);
    return trips;
}

/* A first time is for statements to be prepared. */
static void reading_takes_one(void **state) {
    struct db *db = fresh();
    int64_t before = 0;

    (void)state;
    for (int time = 0; time < 3; time++) {
        trips_since(db, &before);
        assert_true(db_begin_read(db));
        assert_int_equal(number(db, "SELECT count(*) FROM things"), 0);
        db_end_read(db);
        assert_int_equal(trips_since(db, &before), time == 0 ? 2 : 1);
    }
    assert_true(db_begin_read(db));
    db_end_read(db);
    assert_int_equal(trips_since(db, &before), 0);
    db_close(db);
}

static void writing_takes_two(void **state) {
    struct db *db = fresh();
    int64_t before = 0;

    (void)state;
    for (int64_t id = 1; id <= 3; id++) {
        trips_since(db, &before);
        assert_true(db_begin_write(db));
        for (int64_t job = 0; job < 10; job++) {
            assert_true(db_savepoint(db));
            add_thing(db, 10 * id + job, STR("x"));
            assert_true(runs(db, "UPDATE things SET name = 'y'"));
            assert_true(db_savepoint_keep(db));
        }
        if (id > 1)
            assert_int_equal(trips_since(db, &before), 0);
        assert_true(db_commit(db));
        /* The number of the transaction, and its end. */
        assert_int_equal(trips_since(db, &before), id == 1 ? 3 : 2);
    }
    assert_int_equal(number(db, "SELECT count(*) FROM things WHERE name = 'y'"), 30);
    db_close(db);
}

static void changed_rows_are_waited_for(void **state) {
    struct db *db = fresh();

    (void)state;
    assert_true(db_begin_write(db));
    add_thing(db, 1, STR("x"));
    add_thing(db, 2, STR("x"));
    assert_true(runs(db, "UPDATE things SET name = 'y'"));
    assert_int_equal(db_changed_rows(db), 2);
    assert_true(runs(db, "UPDATE things SET name = 'z' WHERE id = 5"));
    assert_int_equal(db_changed_rows(db), 0);
    assert_true(runs(db, "DELETE FROM things"));
    assert_int_equal(db_changed_rows(db), 2);
    assert_true(runs(db, "INSERT INTO things (id) SELECT 7 FROM generate_series(1, 2)"));
    assert_int_equal(db_changed_rows(db), 0);
    assert_int_equal(db_trouble(db), DB_CONFLICT);
    db_rollback(db);
    db_close(db);
}

/* What goes on after a failure that nobody has heard of is taken back with it. */
static void failures_are_heard_of_at_the_end(void **state) {
    struct db *db = fresh();

    (void)state;
    add_thing(db, 1, STR("x"));
    for (int when = 0; when < 3; when++) {
        assert_true(db_begin_write(db) && db_savepoint(db));
        add_thing(db, 1, STR("refused"));
        add_thing(db, 2, STR("not even looked at"));
        if (when == 0)
            assert_int_equal(statement_find(db_statement(db, STR("SELECT 1"))), DB_FAILED);
        if (when == 1)
            assert_false(db_hear(db));
        if (when < 2) {
            assert_int_equal(db_trouble(db), DB_CONFLICT);
            assert_true(db_in_transaction(db));
            assert_false(db_savepoint_keep(db));
            assert_true(db_savepoint_undo(db));
            add_thing(db, 10 + when, STR("after"));
        } else {
            assert_true(db_savepoint_keep(db)); /* now it is too late for it alone */
            assert_true(db_savepoint(db));
            assert_false(db_hear(db));
            assert_false(db_in_transaction(db));
            assert_false(db_savepoint_undo(db));
        }
        assert_true(db_commit(db) == (when < 2));
    }
    assert_int_equal(number(db, "SELECT sum(id) FROM things"), 1 + 10 + 11);
    db_close(db);
}

/* Neither the memory of the one nor the patience of the other side is used up. */
static void very_many_are_sent(void **state) {
    struct db *db = fresh();

    (void)state;
    assert_true(db_begin_write(db));
    for (int64_t id = 1; id <= 20000; id++)
        add_thing(db, id, STR("one of very many"));
    assert_true(db_commit(db));
    assert_int_equal(number(db, "SELECT count(*) FROM things"), 20000);
    db_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_takes_one),
        cmocka_unit_test(writing_takes_two),
        cmocka_unit_test(changed_rows_are_waited_for),
        cmocka_unit_test(failures_are_heard_of_at_the_end),
        cmocka_unit_test(very_many_are_sent),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
