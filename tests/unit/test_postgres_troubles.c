/* test_postgres_troubles.c - what failures mean, and the end of work. */
#include "base/clock.h"
#include "postgres_server.h"

static void codes_have_their_troubles(void **state) {
    static const struct {
        const char *code;
        enum db_trouble trouble;
    } cases[] = {
        {"53100", DB_FULL},     {"53400", DB_FULL},      {"54000", DB_FULL},
        {"53300", DB_BUSY},     {"25006", DB_READ_ONLY}, {"42501", DB_READ_ONLY},
        {"40001", DB_BUSY},     {"40P01", DB_BUSY},      {"55P03", DB_BUSY},
        {"57014", DB_ENDING},   {"57P01", DB_AWAY},      {"08006", DB_AWAY},
        {"25P03", DB_AWAY},     {"XX001", DB_CORRUPT},   {"XX002", DB_CORRUPT},
        {"23505", DB_CONFLICT}, {"23503", DB_CONFLICT},  {"23514", DB_CONFLICT},
        {"42P05", DB_POOLED},   {"26000", DB_POOLED},    {"53200", DB_OTHER},
        {"42P01", DB_OTHER},    {"22003", DB_OTHER},
    };
    struct db *db = fresh();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_false(db_execute(
            db, arena_format(server.arena, "DO $$ BEGIN RAISE 'said' USING ERRCODE = '%s'; END $$",
                             cases[i].code)
                    .at));
        assert_int_equal(db_trouble(db), cases[i].trouble);
        assert_string_equal(db_problem(db), db_sentence(cases[i].trouble));
    }
    db_close(db);
}

static void no_room_is_told(void **state) {
    struct db *db = fresh();

    (void)state;
    assert_true(db_execute(db, "SET temp_file_limit = '64kB'; SET work_mem = '64kB'"));
    struct statement *rows = db_statement(
        db, STR("SELECT i FROM generate_series(1, 100000) AS t (i) ORDER BY md5(i::text)"));
    assert_int_equal(statement_step(rows), DB_FAILED);
    assert_int_equal(db_trouble(db), DB_FULL);
    db_close(db);
}

static void *update_both(void *context) {
    struct db *db = context;

    return (void *)(intptr_t)runs(db, "UPDATE things SET name = 'b' WHERE id = 1");
}

static void a_deadlock_is_told(void **state) {
    struct db *db = fresh(), *other = again(db);
    pthread_t thread;
    void *second;

    (void)state;
    add_thing(db, 1, STR("one"));
    add_thing(db, 2, STR("two"));
    assert_true(db_execute(db, "BEGIN") && db_execute(other, "BEGIN"));
    assert_true(runs(db, "UPDATE things SET name = 'a' WHERE id = 1"));
    assert_true(runs(other, "UPDATE things SET name = 'b' WHERE id = 2"));
    assert_int_equal(pthread_create(&thread, NULL, update_both, other), 0);
    bool first = runs(db, "UPDATE things SET name = 'a' WHERE id = 2");
    if (first)
        assert_true(db_execute(db, "COMMIT"));
    else
        db_rollback(db);
    pthread_join(thread, &second);
    assert_true(first != (bool)(intptr_t)second);
    assert_int_equal(db_trouble(first ? other : db), DB_BUSY);
    db_close(other);
    db_close(db);
}

static void rows_stay_out_of_the_log(void **state) {
    struct db *db = fresh();

    (void)state;
    assert_true(db_execute(db, "CREATE UNIQUE INDEX things_names ON things (name)"));
    add_thing(db, 1, STR("s3cret of a row"));
    struct statement *statement =
        db_statement(db, STR("INSERT INTO things (id, name) VALUES (2, ?1)"));
    statement_bind_text(statement, 1, STR("s3cret of a row"));
    assert_false(statement_run(statement));
    assert_non_null(strstr(logged(), "23505 (things_names)"));
    assert_null(strstr(logged(), "s3cret"));
    db_close(db);
}

static void *interrupt_soon(void *context) {
    (void)context;
    usleep(200 * 1000);
    db_interrupt_all();
    return NULL;
}

static void work_can_be_interrupted(void **state) {
    struct db *db = fresh();
    int64_t begin = monotonic_milliseconds();
    pthread_t thread;

    (void)state;
    assert_int_equal(pthread_create(&thread, NULL, interrupt_soon, NULL), 0);
    assert_int_equal(statement_find(db_statement(db, STR("SELECT pg_sleep(60)::text"))), DB_FAILED);
    pthread_join(thread, NULL);
    assert_in_range(monotonic_milliseconds() - begin, 100, 20000);
    assert_int_equal(db_trouble(db), DB_ENDING);
    assert_int_equal(number(db, "SELECT 5"), 5); /* what comes later is not meant */
    db_close(db);
}

static bool goes_on_three_times(void *context) {
    return --*(int *)context > 0;
}

static void work_is_asked_about(void **state) {
    struct db *db = fresh();
    int left = 3;

    (void)state;
    db_ask(db, goes_on_three_times, &left);
    assert_int_equal(statement_find(db_statement(db, STR("SELECT pg_sleep(60)::text"))), DB_FAILED);
    assert_int_equal(left, 0);
    assert_int_equal(db_trouble(db), DB_ENDING);
    db_ask(db, NULL, NULL);
    db_close(db);
}

static void work_has_a_budget(void **state) {
    struct db *db = fresh();

    (void)state;
    db_allow(db, 1000);
    assert_int_equal(number(db, "SELECT 5"), 5);
    assert_int_equal(statement_find(db_statement(db, STR("SELECT pg_sleep(60)::text"))), DB_FAILED);
    assert_true(postgres_is_spent(inside(db)));
    assert_true(db_pieces(db) > 1000);
    assert_int_equal(db_trouble(db), DB_FINE);
    db_allow(db, DB_UNBOUNDED);
    assert_int_equal(number(db, "SELECT 5"), 5);
    db_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_have_their_troubles), cmocka_unit_test(no_room_is_told),
        cmocka_unit_test(a_deadlock_is_told),        cmocka_unit_test(rows_stay_out_of_the_log),
        cmocka_unit_test(work_can_be_interrupted),   cmocka_unit_test(work_is_asked_about),
        cmocka_unit_test(work_has_a_budget),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
