/* test_copy.c - a copy of a database is one state of it, whatever is committed meanwhile. */
#include "raw_database.h"

#define FILL                                                                                       \
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"             \
    " INSERT INTO facts SELECT 'fact ' || i, hex(randomblob(2000)) FROM n"

struct copying {
    struct db *writer;
    int64_t done;
    int asked, most;
};

/* A commit after each step, some of it on pages that were copied, some on pages that were not. */
static bool go_on(void *context, int64_t done, int64_t total) {
    struct copying *copying = context;

    assert_true(done > copying->done && done <= total); /* it never begins anew */
    copying->done = done;
    assert_true(db_begin_write(copying->writer));
    assert_true(db_execute(copying->writer, "UPDATE facts SET value = 'new' WHERE name IN"
                                            " ('fact 1', 'fact 5000', 'fact 9999')"));
    assert_true(db_execute(copying->writer,
                           "INSERT INTO facts SELECT 'more ' || count(*), 'new' FROM facts"));
    assert_true(db_commit(copying->writer));
    return ++copying->asked < copying->most;
}

static int64_t ask_file(const char *path, const char *sql) {
    sqlite3 *raw;
    sqlite3_stmt *row;

    assert_int_equal(sqlite3_open_v2(path, &raw, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &row, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(raw);
    return number;
}

static bool copy(struct scratch *scratch, struct copying *copying, const char *path,
                 const char **ret_problem) {
    struct db *source = scratch_open(scratch, DB_READ);

    assert_true(db_begin_read(source));
    bool fine = db_copy(scratch->arena, source, path, go_on, copying, ret_problem);
    db_end_read(source);
    db_close(source);
    return fine;
}

static void fill(struct scratch *scratch, struct copying *copying) {
    scratch_make(scratch);
    copying->writer = scratch_open(scratch, DB_CREATE);
    assert_true(db_execute(copying->writer, "PRAGMA synchronous = OFF"));
    assert_true(db_begin_write(copying->writer) && db_execute(copying->writer, FILL) &&
                db_commit(copying->writer));
}

static void commits_do_not_reach_it(void **state) {
    struct copying copying = {.most = 1000};
    struct scratch scratch;
    const char *problem = NULL;

    (void)state;
    fill(&scratch, &copying);
    const char *path = arena_format(scratch.arena, "%s/copy", scratch.directory).at;
    assert_true(copy(&scratch, &copying, path, &problem));
    assert_in_range(copying.asked, 3, 20);
    assert_int_equal(ask_file(path, "SELECT count(*) FROM facts WHERE name LIKE 'fact %'"), 10000);
    assert_int_equal(ask_file(path, "SELECT count(*) FROM facts WHERE value = 'new'"), 0);
    assert_int_equal(ask_file(path, "SELECT count(*) FROM pragma_integrity_check"
                                    " WHERE integrity_check = 'ok'"),
                     1);
    assert_int_equal(ask_file(path, "SELECT count(*) FROM pragma_journal_mode"
                                    " WHERE journal_mode = 'delete'"),
                     1);
    db_close(copying.writer);
    scratch_remove(&scratch);
}

static void it_can_be_stopped(void **state) {
    struct copying copying = {.most = 2};
    struct scratch scratch;
    const char *problem = "";

    (void)state;
    fill(&scratch, &copying);
    const char *path = arena_format(scratch.arena, "%s/copy", scratch.directory).at;
    assert_false(copy(&scratch, &copying, path, &problem));
    assert_null(problem);
    assert_int_equal(copying.asked, 2);
    db_close(copying.writer);
    scratch_remove(&scratch);
}

static void what_is_there_stays(void **state) {
    struct copying copying = {.most = 1000};
    struct scratch scratch;
    const char *problem = NULL;

    (void)state;
    fill(&scratch, &copying);
    assert_false(copy(&scratch, &copying, raw_path(&scratch), &problem));
    assert_non_null(strstr(problem, "File exists"));
    assert_int_equal(ask_file(raw_path(&scratch), "SELECT count(*) FROM facts"
                                                  " WHERE name LIKE 'fact %'"),
                     10000);
    db_close(copying.writer);
    scratch_remove(&scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commits_do_not_reach_it),
        cmocka_unit_test(it_can_be_stopped),
        cmocka_unit_test(what_is_there_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
