/* test_postgres_transactions.c - transactions and their parts. */
#include "base/clock.h"
#include "postgres_server.h"

static void reads_see_one_state(void **state) {
    struct db *db = fresh(), *other = again(db);

    (void)state;
    assert_true(db_begin_read(db));
    assert_int_equal(number(db, "SELECT count(*) FROM things"), 0);
    add_thing(other, 1, STR("meanwhile"));
    assert_int_equal(number(db, "SELECT count(*) FROM things"), 0);
    assert_true(db_read_on(db));
    assert_int_equal(number(db, "SELECT count(*) FROM things"), 1);
    assert_false(runs(db, "DELETE FROM things"));
    assert_int_equal(db_trouble(db), DB_READ_ONLY);
    db_end_read(db);
    struct db *reader = open_database(PQdb(inside(db)->pq), DB_READ);
    assert_false(runs(reader, "DELETE FROM things"));
    assert_int_equal(db_trouble(reader), DB_READ_ONLY);
    db_close(reader);
    db_close(other);
    db_close(db);
}

static void *add_to_counter(void *context) {
    struct db *db = open_apart(context, DB_WRITE);

    for (int i = 0; i < 50; i++) {
        assert_true(db_begin_write(db));
        int64_t last = number(db, "SELECT coalesce(max(id), 0) FROM things");
        add_thing(db, last + 1, STR("counted"));
        assert_true(db_commit(db));
    }
    db_close(db);
    return NULL;
}

/* Nobody sees what another one has not committed yet, nor misses what it has. */
static void writers_take_turns(void **state) {
    struct db *db = fresh();
    pthread_t threads[4];

    (void)state;
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, add_to_counter, PQdb(inside(db)->pq)),
                         0);
    for (size_t i = 0; i < COUNT(threads); i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(number(db, "SELECT count(*) FROM things"), 200);
    assert_int_equal(number(db, "SELECT max(id) FROM things"), 200);
    db_close(db);
}

static void writers_wait_for_so_long(void **state) {
    struct db *db = fresh(), *other = again(db);

    (void)state;
    assert_true(db_begin_write(db) && db_hear(db));
    db_wait_at_most(other, 100);
    int64_t begin = monotonic_milliseconds();
    assert_true(db_begin_write(other)); /* it is on its way */
    assert_false(db_hear(other));
    assert_in_range(monotonic_milliseconds() - begin, 100, 5000);
    assert_int_equal(db_trouble(other), DB_BUSY);
    assert_false(db_in_transaction(other));
    assert_false(db_savepoint(other));
    assert_false(db_commit(other));
    assert_int_equal(db_trouble(other), DB_BUSY);
    assert_true(db_commit(db));
    assert_true(db_begin_write(other) && db_hear(other));
    db_rollback(other);
    db_close(other);
    db_close(db);
}

static void parts_are_taken_back_alone(void **state) {
    struct db *db = fresh();

    (void)state;
    assert_true(db_begin_write(db));
    assert_true(db_savepoint(db));
    add_thing(db, 1, STR("kept"));
    assert_true(db_savepoint_keep(db));
    assert_true(db_savepoint(db));
    add_thing(db, 2, STR("undone"));
    assert_true(runs(db, "INSERT INTO things (id) VALUES (1)"));
    assert_false(db_hear(db));
    assert_int_equal(db_trouble(db), DB_CONFLICT);
    assert_false(runs(db, "INSERT INTO things (id) VALUES (3)"));
    assert_int_equal(db_trouble(db), DB_CONFLICT); /* of the first failure */
    assert_true(db_savepoint_undo(db));
    assert_true(runs(db, "UPDATE things SET name = 'still' WHERE id IN (1, 2)"));
    assert_int_equal(db_changed_rows(db), 1);
    assert_true(db_commit(db));
    assert_int_equal(number(db, "SELECT sum(id) FROM things"), 1);
    assert_true(db_begin_write(db));
    assert_true(runs(db, "DELETE FROM things"));
    db_rollback(db);
    assert_int_equal(number(db, "SELECT count(*) FROM things"), 1);
    db_close(db);
}

/* To COMMIT the server says ROLLBACK then, and no error. */
static void what_failed_is_not_committed(void **state) {
    struct db *db = fresh();

    (void)state;
    assert_true(db_begin_write(db));
    add_thing(db, 1, STR("lost"));
    assert_true(runs(db, "INSERT INTO things (id) VALUES (1)"));
    assert_false(db_commit(db));
    assert_int_equal(db_trouble(db), DB_CONFLICT);
    assert_int_equal(number(db, "SELECT count(*) FROM things"), 0);
    db_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_see_one_state),
        cmocka_unit_test(writers_take_turns),
        cmocka_unit_test(writers_wait_for_so_long),
        cmocka_unit_test(parts_are_taken_back_alone),
        cmocka_unit_test(what_failed_is_not_committed),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
