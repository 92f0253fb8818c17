/* test_versions.c - versions rise once for each change, ids ascend and are never given twice. */
#include "db/versions.h"
#include "scratch.h"

#include <limits.h>

static struct db *open_with_accounts(struct scratch *scratch) {
    scratch_make(scratch);
    struct db *db = scratch_open(scratch, DB_CREATE);

    assert_true(db_execute(
        db, "INSERT INTO accounts (id, name, created_at) VALUES (1, 'a', 0), (2, 'b', 0)"));
    return db;
}

/* The areas of `account_id` have these versions, in their order, and no others. */
static void check_versions(struct db *db, int64_t account_id, struct versions wanted) {
    struct versions versions;

    memset(&versions, 0xff, sizeof(versions));
    assert_true(versions_read(db, account_id, &versions));
    assert_memory_equal(&versions, &wanted, sizeof(versions));
}

static void each_area_rises_alone(void **state) {
    struct scratch scratch;
    struct versions wanted = {0};

    (void)state;
    struct db *db = open_with_accounts(&scratch);
    check_versions(db, 1, wanted);
    for (int area = NO_AREA + 1; area <= AREAS_MAX; area++)
        for (int64_t times = 1; times <= 3; times++) {
            assert_true(versions_raise_changed(db, 1, area));
            wanted.changed[area] = times;
            check_versions(db, 1, wanted);
            assert_true(versions_raise_added(db, 1, area));
            wanted.added[area] = times;
            check_versions(db, 1, wanted);
        }
    assert_true(versions_raise_all(db, 1, UINT_MAX));
    for (int area = NO_AREA + 1; area <= AREAS_MAX; area++)
        wanted.changed[area]++;
    check_versions(db, 1, wanted);
    assert_true(versions_raise_all(db, 1, 1u << 2 | 1u << 5));
    wanted.changed[2]++;
    wanted.changed[5]++;
    check_versions(db, 1, wanted);
    check_versions(db, 2, (struct versions){0});
    check_versions(db, 3, (struct versions){0});
    db_close(db);
    scratch_remove(&scratch);
}

static void what_has_no_area_has_no_version(void **state) {
    struct scratch scratch;

    (void)state;
    struct db *db = open_with_accounts(&scratch);
    assert_true(versions_raise_changed(db, 1, NO_AREA) && versions_raise_added(db, 1, NO_AREA));
    check_versions(db, 1, (struct versions){0});
    db_close(db);
    scratch_remove(&scratch);
}

static void the_system_has_a_version_from_the_start(void **state) {
    struct scratch scratch;
    struct versions versions;

    (void)state;
    struct db *db = open_with_accounts(&scratch);
    assert_true(versions_read(db, SYSTEM_ACCOUNT, &versions));
    assert_true(versions.changed[SYSTEM_AREA] > 0);
    db_close(db);
    scratch_remove(&scratch);
}

static void a_rollback_takes_versions_and_ids_back(void **state) {
    struct scratch scratch;
    int64_t id;

    (void)state;
    struct db *db = open_with_accounts(&scratch);
    struct versions once = {.changed[4] = 1};
    assert_true(versions_raise_changed(db, 1, 4));
    assert_true(sequence_next(db, 1, STR("contacts"), &id));
    assert_true(db_begin_write(db));
    assert_true(versions_raise_changed(db, 1, 4) && sequence_next(db, 1, STR("contacts"), &id));
    assert_int_equal(id, 2);
    db_rollback(db);
    check_versions(db, 1, once);
    assert_true(sequence_next(db, 1, STR("contacts"), &id));
    assert_int_equal(id, 2);
    db_close(db);
    scratch_remove(&scratch);
}

/* A job that fails gives its ids back, and they go to the next; those of other accounts and names
 * are their own. */
static void ids_of_a_failed_job_are_given_again(void **state) {
    struct scratch scratch;
    int64_t id = 0;

    (void)state;
    struct db *db = open_with_accounts(&scratch);
    assert_true(db_begin_write(db));
    assert_true(db_savepoint(db) && sequence_next(db, 1, STR("contacts"), &id));
    assert_int_equal(id, 1);
    assert_true(db_savepoint_keep(db) && db_savepoint(db));
    assert_true(sequence_take(db, 1, STR("contacts"), 5, &id));
    assert_int_equal(id, 6);
    assert_true(sequence_next(db, 1, STR("tasks"), &id));
    assert_int_equal(id, 1);
    assert_true(db_savepoint_undo(db) && db_savepoint(db));
    assert_true(sequence_next(db, 1, STR("contacts"), &id));
    assert_int_equal(id, 2);
    assert_true(sequence_take(db, 2, STR("contacts"), 3, &id));
    assert_int_equal(id, 3);
    assert_true(db_savepoint_keep(db) && db_commit(db));
    assert_true(db_begin_write(db) && sequence_next(db, 1, STR("contacts"), &id));
    assert_int_equal(id, 3);
    assert_true(sequence_next(db, 1, STR("tasks"), &id));
    assert_int_equal(id, 1);
    db_rollback(db);
    db_close(db);
    scratch_remove(&scratch);
}

/* Two writers in turn: what one gave, the other does not give again, also after a restart. */
static void ids_are_never_given_twice(void **state) {
    struct scratch scratch;
    int64_t id, last = 0;

    (void)state;
    struct db *one = open_with_accounts(&scratch), *two = scratch_open(&scratch, DB_WRITE);
    for (int i = 0; i < 50; i++) {
        struct db *db = i % 3 ? one : two;
        assert_true(db_begin_write(db) && sequence_next(db, 1, STR("contacts"), &id));
        assert_int_equal(id, ++last);
        assert_true(db_commit(db));
    }
    db_close(one);
    db_close(two);
    one = scratch_open(&scratch, DB_WRITE);
    assert_true(sequence_next(one, 1, STR("contacts"), &id));
    assert_int_equal(id, last + 1);
    assert_true(sequence_next(one, 2, STR("contacts"), &id));
    assert_int_equal(id, 1);
    assert_true(sequence_next(one, 1, STR("users"), &id));
    assert_int_equal(id, 1);
    db_close(one);
    scratch_remove(&scratch);
}

/* Ids that came from elsewhere are not given again; lower ones change nothing. */
static void ids_go_on_from_those_of_elsewhere(void **state) {
    struct scratch scratch;
    int64_t id;

    (void)state;
    struct db *db = open_with_accounts(&scratch);
    assert_true(db_begin_write(db));
    assert_true(sequence_raise(db, 1, STR("contacts"), 70));
    assert_true(sequence_raise(db, 1, STR("contacts"), 30));
    assert_true(sequence_next(db, 1, STR("contacts"), &id));
    assert_int_equal(id, 71);
    assert_true(db_commit(db));
    db_close(db);
    scratch_remove(&scratch);
}

static void an_account_that_is_missing_gets_no_id(void **state) {
    struct scratch scratch;
    int64_t id = 42;

    (void)state;
    struct db *db = open_with_accounts(&scratch);
    assert_false(sequence_next(db, 99, STR("contacts"), &id));
    assert_int_equal(id, 42);
    assert_int_equal(db_trouble(db), DB_CONFLICT);
    db_close(db);
    scratch_remove(&scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_area_rises_alone),
        cmocka_unit_test(what_has_no_area_has_no_version),
        cmocka_unit_test(the_system_has_a_version_from_the_start),
        cmocka_unit_test(a_rollback_takes_versions_and_ids_back),
        cmocka_unit_test(ids_of_a_failed_job_are_given_again),
        cmocka_unit_test(ids_are_never_given_twice),
        cmocka_unit_test(ids_go_on_from_those_of_elsewhere),
        cmocka_unit_test(an_account_that_is_missing_gets_no_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
