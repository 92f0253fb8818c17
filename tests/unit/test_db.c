/* test_db.c - connections, statements, transactions and versions. */
#include "db/versions.h"
#include "scratch.h"

static int64_t one_integer(struct db *db, const char *sql) {
    struct statement *statement = db_statement(db, str_of(sql));

    assert_non_null(statement);
    assert_int_equal(statement_step(statement), DB_ROW);
    int64_t value = column_integer(statement, 0);
    statement_reset(statement);
    return value;
}

static void statements_are_kept_and_dropped(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 1500; i++)
            assert_int_equal(one_integer(db, arena_format(scratch.arena, "SELECT %d", i).at), i);
    assert_null(db_statement(db, STR("SELEKT 1")));
    db_close(db);
    scratch_remove(&scratch);
}

static void lists_are_bound(void **state) {
    static const int64_t ids[] = {3, -7, INT64_MAX};
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    struct statement *statement =
        db_statement(db, STR("SELECT count(*), ?1 IN {list ?2}, ?3 IN {list ?2} FROM {list ?2}"));
    assert_non_null(statement);
    statement_bind_integer(statement, 1, INT64_MAX);
    statement_bind_list(statement, 2, scratch.arena, ids, 3);
    statement_bind_integer(statement, 3, 4);
    assert_int_equal(statement_step(statement), DB_ROW);
    assert_int_equal(column_integer(statement, 0), 3);
    assert_int_equal(column_integer(statement, 1), 1);
    assert_int_equal(column_integer(statement, 2), 0);
    db_close(db);
    scratch_remove(&scratch);
}

static void savepoints_undo_alone(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_true(db_begin_write(db));
    assert_true(db_savepoint(db) && db_execute(db, "INSERT INTO accounts VALUES (1, 'a', 0)"));
    assert_true(db_savepoint_keep(db));
    assert_true(db_savepoint(db) && db_execute(db, "INSERT INTO accounts VALUES (2, 'b', 0)"));
    assert_true(db_savepoint_undo(db));
    assert_true(db_commit(db));
    assert_int_equal(one_integer(db, "SELECT sum(id) FROM accounts"), 1);
    assert_true(db_begin_write(db) && db_execute(db, "DELETE FROM accounts"));
    db_rollback(db);
    assert_int_equal(one_integer(db, "SELECT count(*) FROM accounts"), 1);
    db_close(db);
    scratch_remove(&scratch);
}

static void a_snapshot_stands_still(void **state) {
    struct scratch scratch;
    struct versions before, during, after;

    (void)state;
    scratch_make(&scratch);
    struct db *writer = scratch_open(&scratch, DB_CREATE),
              *reader = scratch_open(&scratch, DB_READ);
    assert_true(db_execute(writer, "INSERT INTO accounts VALUES (1, 'a', 0)"));
    assert_true(versions_raise_data(writer, 1));
    assert_true(db_begin_read(reader));
    assert_true(versions_read(reader, 1, &before));
    assert_true(versions_raise_data(writer, 1) && versions_raise_registry(writer, 1));
    assert_true(versions_read(reader, 1, &during));
    db_end_read(reader);
    assert_true(versions_read(reader, 1, &after));
    assert_memory_equal(&before, &during, sizeof(before));
    assert_int_equal(after.data, before.data + 1);
    assert_int_equal(after.registry, before.registry + 1);
    assert_false(db_execute(reader, "DELETE FROM accounts"));
    db_close(reader);
    db_close(writer);
    scratch_remove(&scratch);
}

static void ids_ascend_by_account_and_name(void **state) {
    struct scratch scratch;
    int64_t id;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_true(db_execute(db, "INSERT INTO accounts VALUES (1, 'a', 0), (2, 'b', 0)"));
    for (int64_t i = 1; i < 10; i++) {
        assert_true(sequence_next(db, 1, STR("contacts"), &id));
        assert_int_equal(id, i);
    }
    assert_true(sequence_next(db, 2, STR("contacts"), &id));
    assert_int_equal(id, 1);
    assert_true(sequence_next(db, 1, STR("users"), &id));
    assert_int_equal(id, 1);
    db_close(db);
    scratch_remove(&scratch);
}

static void a_missing_database_is_told(void **state) {
    struct scratch scratch;
    const char *problem = NULL;

    (void)state;
    scratch_make(&scratch);
    assert_null(db_open(scratch.arena, scratch.directory, DB_READ, &problem));
    assert_non_null(strstr(problem, "cannot be read"));
    scratch_remove(&scratch);
}

static void indexes_are_found(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_true(db_has_index(db, "contacts", "name_key"));
    assert_false(db_has_index(db, "contacts", "email"));
    db_close(db);
    scratch_remove(&scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_are_kept_and_dropped),
        cmocka_unit_test(lists_are_bound),
        cmocka_unit_test(savepoints_undo_alone),
        cmocka_unit_test(a_snapshot_stands_still),
        cmocka_unit_test(ids_ascend_by_account_and_name),
        cmocka_unit_test(a_missing_database_is_told),
        cmocka_unit_test(indexes_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
