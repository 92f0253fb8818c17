/* test_engine.c - a database is opened by its address, and engines may leave out what they lack. */
#include "db/bulk.h"
#include "db/engine.h"
#include "db/log_keeper.h"
#include "db/migrate.h"
#include "scratch.h"

static void an_address_that_no_engine_takes_is_refused(void **state) {
    struct scratch scratch;
    const char *problem = NULL;

    (void)state;
    scratch_make(&scratch);
    const struct db_address at = {scratch.directory, "odd://anna:secret@host/glimt"};
    assert_null(db_open(scratch.arena, at, DB_CREATE, &problem));
    assert_string_equal(problem, "The database's address is none that this glimt knows.");
    assert_null(db_file_names(at)[0]);
    assert_true(db_fits(scratch.arena, at, &problem));
    scratch_remove(&scratch);
}

static void a_database_in_a_directory_has_files(void **state) {
    const char *const *names = db_file_names(db_in("/nowhere"));

    (void)state;
    assert_string_equal(names[0], "glimt.db");
    while (*names)
        names++;
    assert_ptr_not_equal(names, db_file_names(db_in("/nowhere")));
}

static int closed;

static void close_it(struct db *db) {
    (void)db;
    closed++;
}

static void what_an_engine_leaves_out_is_answered(void **state) {
    static const struct engine bare = {.scheme = "bare:", .close = close_it};
    struct db *db = test_calloc(1, sizeof(*db));
    struct db_stamp stamp;
    int64_t given = 7;

    (void)state;
    db->engine = &bare;
    assert_false(db_stamp(db, &stamp));
    assert_true(db_look(db));
    db_rescue(db);
    assert_false(db_is_cut(db));
    assert_true(db_checkpoint(db));
    db_limit_log(db, 1);
    assert_false(db_log_is_over(db));
    assert_true(db_give_back(db, 100, &given));
    assert_int_equal(given, 0);
    assert_true(db_compact(db));
    assert_true(migrate_guide(db));
    assert_true(bulk_beside_others(db));
    assert_true(bulk_trust_references(db, true));
    bulk_alone_again(db);
    assert_int_equal(db_trouble(db), DB_FINE);
    assert_null(log_keeper_open(db, 1)); /* which took it over */
    assert_int_equal(closed, 1);
    log_keeper_close(NULL);
    db_close(NULL);
    assert_int_equal(closed, 1);
    test_free(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_that_no_engine_takes_is_refused),
        cmocka_unit_test(a_database_in_a_directory_has_files),
        cmocka_unit_test(what_an_engine_leaves_out_is_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
