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

static void use_many_others(struct scratch *scratch, struct db *db) {
    for (int i = 0; i < 1500; i++)
        assert_int_equal(one_integer(db, arena_format(scratch->arena, "SELECT %d", i).at), i);
}

/* It would read memory that is no longer its own. */
static void one_in_use_is_not_dropped(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    struct statement *rows = db_statement(db, STR("SELECT 'one' UNION ALL SELECT 'two'"));
    assert_int_equal(statement_step(rows), DB_ROW);
    struct str first = column_text(rows, 0);
    use_many_others(&scratch, db);
    assert_true(str_equal(first, STR("one")));
    assert_int_equal(statement_step(rows), DB_ROW);
    assert_true(str_equal(column_text(rows, 0), STR("two")));
    assert_int_equal(statement_step(rows), DB_END);
    db_close(db);
    scratch_remove(&scratch);
}

/* As in a recursion: each goes on from where it was. */
static struct statement *walk_twice(struct db *db, struct statement *(*take)(struct db *db)) {
    struct statement *outer = take(db);

    assert_int_equal(statement_step(outer), DB_ROW);
    struct statement *inner = take(db);
    assert_ptr_not_equal(inner, outer);
    assert_int_equal(statement_step(inner), DB_ROW);
    assert_int_equal(column_integer(inner, 0), 1);
    assert_int_equal(statement_step(inner), DB_ROW);
    assert_int_equal(statement_step(outer), DB_ROW);
    assert_int_equal(column_integer(outer, 0), 2);
    statement_reset(inner);
    assert_int_equal(statement_step(outer), DB_END);
    return outer;
}

static struct statement *take_by_text(struct db *db) {
    return db_statement(db, STR("SELECT 1 UNION ALL SELECT 2"));
}

static struct statement *take_by_slot(struct db *db) {
    const struct sql sql = {STR("SELECT 1 UNION ALL SELECT 2"), 700};

    return db_prepared(db, &sql);
}

static void one_in_use_is_not_handed_out(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    walk_twice(db, take_by_text);
    assert_ptr_equal(walk_twice(db, take_by_slot), take_by_slot(db));
    db_close(db);
    scratch_remove(&scratch);
}

static void planned_ones_are_kept(void **state) {
    const struct sql nothing = {STR("SELEKT 1"), 5};
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    struct statement *planned = take_by_slot(db);
    assert_ptr_not_equal(take_by_text(db), planned);
    use_many_others(&scratch, db);
    assert_ptr_equal(take_by_slot(db), planned);
    assert_null(db_prepared(db, &nothing));
    assert_null(db_prepared(db, &nothing));
    assert_ptr_equal(take_by_slot(db), planned);
    db_close(db);
    scratch_remove(&scratch);
}

/* A snapshot would stay open with it. */
static void none_outlasts_its_transaction(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    struct db *reader = scratch_open(&scratch, DB_READ);
    assert_true(db_begin_read(reader));
    struct statement *left = db_statement(reader, STR("SELECT * FROM migrations"));
    assert_int_equal(statement_step(left), DB_ROW);
    db_end_read(reader);
    assert_true(db_execute(db, "INSERT INTO facts VALUES ('new', '1')"));
    assert_int_equal(one_integer(reader, "SELECT count(*) FROM facts WHERE name = 'new'"), 1);
    assert_ptr_equal(db_statement(reader, STR("SELECT * FROM migrations")), left);
    db_close(reader);
    db_close(db);
    scratch_remove(&scratch);
}

/* Texts are found by what they say, not by where they stand. */
static void one_place_may_hold_many_texts(void **state) {
    struct scratch scratch;
    char sql[] = "SELECT 10";

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    for (int i = 0; i < 100; i++) {
        sql[8] = (char)('0' + i % 10);
        assert_int_equal(one_integer(db, sql), 10 + i % 10);
    }
    assert_null(db_statement(db, (struct str){sql, 3}));
    assert_int_equal(one_integer(db, sql), 19);
    db_close(db);
    scratch_remove(&scratch);
}

/* What one use bound or left unfinished does not reach the next. */
static void statements_come_back_clean(void **state) {
    static const char sql[] = "SELECT ?1, ?2 UNION ALL SELECT 7, 8";
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    struct statement *statement = db_statement(db, str_of(sql));
    statement_bind_integer(statement, 1, 5);
    statement_bind_text(statement, 2, (struct str){NULL, 0});
    assert_int_equal(statement_step(statement), DB_ROW);
    assert_int_equal(column_integer(statement, 0), 5);
    assert_false(column_is_null(statement, 1));
    assert_int_equal(column_text(statement, 1).len, 0);
    statement_reset(statement);
    assert_ptr_equal(db_statement(db, str_of(sql)), statement);
    assert_int_equal(statement_step(statement), DB_ROW);
    assert_true(column_is_null(statement, 0) && column_is_null(statement, 1));
    assert_int_equal(statement_step(statement), DB_ROW);
    assert_int_equal(column_integer(statement, 1), 8);
    assert_int_equal(statement_step(statement), DB_END);
    db_close(db);
    scratch_remove(&scratch);
}

static void values_come_back(void **state) {
    static const char bytes[] = "a\0b";
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    struct statement *statement =
        db_statement(db, STR("SELECT ?1, ?2, ?3, ?4, typeof(?1) || typeof(?2) || typeof(?3)"));
    statement_bind_integer(statement, 1, INT64_MIN);
    statement_bind_real(statement, 2, 0.1);
    statement_bind_blob(statement, 3, (struct str){bytes, 3});
    statement_bind_null(statement, 4);
    assert_int_equal(statement_step(statement), DB_ROW);
    assert_true(column_integer(statement, 0) == INT64_MIN);
    assert_true(column_real(statement, 1) == 0.1);
    assert_true(str_equal(column_text(statement, 2), (struct str){bytes, 3}));
    assert_true(column_is_null(statement, 3));
    assert_true(str_equal(column_text(statement, 4), STR("integerrealblob")));
    db_close(db);
    scratch_remove(&scratch);
}

static void an_empty_list_holds_nothing(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    struct statement *statement = db_statement(db, STR("SELECT 1 IN {list ?1}, NULL IN {list ?1}"));
    statement_bind_list(statement, 1, scratch.arena, NULL, 0);
    assert_int_equal(statement_step(statement), DB_ROW);
    assert_int_equal(column_integer(statement, 0), 0);
    assert_int_equal(column_integer(statement, 1), 0);
    db_close(db);
    scratch_remove(&scratch);
}

static void failures_have_a_kind_and_a_sentence(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_int_equal(db_trouble(db), DB_FINE);
    assert_string_equal(db_problem(db), "Nothing is wrong with the database.");
    assert_false(db_execute(db, "INSERT INTO sequences VALUES (99, 'x', 1)"));
    assert_int_equal(db_trouble(db), DB_CONFLICT);
    assert_false(db_execute(db, "CREATE nonsense"));
    assert_int_equal(db_trouble(db), DB_OTHER);
    assert_string_equal(db_problem(db), "The database failed.");
    struct db *reader = scratch_open(&scratch, DB_READ);
    assert_false(db_execute(reader, "DELETE FROM facts"));
    assert_int_equal(db_trouble(reader), DB_READ_ONLY);
    assert_non_null(strstr(db_problem(reader), "cannot be written"));
    db_close(reader);
    db_close(db);
    scratch_remove(&scratch);
}

static void a_full_disk_and_a_busy_database_are_told_apart(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_true(db_execute(db, "PRAGMA max_page_count = 1"));
    assert_false(db_execute(db, "INSERT INTO facts VALUES ('large', hex(randomblob(500000)))"));
    assert_int_equal(db_trouble(db), DB_FULL);
    assert_string_equal(db_problem(db), "The disk is full.");
    struct db *other = scratch_open(&scratch, DB_CREATE);
    assert_true(db_execute(other, "PRAGMA busy_timeout = 0"));
    assert_true(db_begin_write(db));
    assert_false(db_begin_write(other));
    assert_int_equal(db_trouble(other), DB_BUSY);
    assert_string_equal(db_problem(other), "Another program keeps the database busy.");
    db_rollback(db);
    db_close(other);
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
    assert_true(db_savepoint(db) &&
                db_execute(db, "INSERT INTO accounts (id, name, created_at) VALUES (1, 'a', 0)"));
    assert_true(db_savepoint_keep(db));
    assert_true(db_savepoint(db) &&
                db_execute(db, "INSERT INTO accounts (id, name, created_at) VALUES (2, 'b', 0)"));
    assert_true(db_savepoint_undo(db));
    assert_true(db_commit(db));
    assert_int_equal(one_integer(db, "SELECT sum(id) FROM accounts"), 1);
    assert_true(db_begin_write(db) && db_execute(db, "UPDATE accounts SET name = 'c'"));
    db_rollback(db);
    assert_int_equal(one_integer(db, "SELECT count(*) FROM accounts WHERE name = 'a'"), 1);
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
    assert_true(
        db_execute(writer, "INSERT INTO accounts (id, name, created_at) VALUES (1, 'a', 0)"));
    assert_true(versions_raise_changed(writer, 1, 2));
    assert_true(db_begin_read(reader));
    assert_true(versions_read(reader, 1, &before));
    assert_true(versions_raise_changed(writer, 1, 2) && versions_raise_added(writer, 1, 1));
    assert_true(versions_read(reader, 1, &during));
    db_end_read(reader);
    assert_true(versions_read(reader, 1, &after));
    assert_memory_equal(&before, &during, sizeof(before));
    assert_int_equal(after.changed[2], before.changed[2] + 1);
    assert_int_equal(after.added[1], before.added[1] + 1);
    assert_false(db_execute(reader, "DELETE FROM accounts"));
    db_close(reader);
    db_close(writer);
    scratch_remove(&scratch);
}

static void indexes_are_found(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_true(db_has_index(db, "contacts", NULL, "name_key"));
    assert_false(db_has_index(db, "contacts", NULL, "email"));
    assert_true(db_has_index(db, "task_comments", "task_id", "created_at"));
    assert_false(db_has_index(db, "task_comments", "created_at", "task_id"));
    db_close(db);
    scratch_remove(&scratch);
}

static int told;

static void fill_blobs(struct db *db, const char *name, int count) {
    char sql[256];

    snprintf(sql, sizeof(sql),
             "CREATE TABLE %s (x);"
             " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
             " INSERT INTO %s SELECT zeroblob(4000) FROM n",
             name, count, name);
    assert_true(db_begin_write(db) && db_execute(db, sql) && db_commit(db));
}

/* Who saw it long may not take it for cut when it grows again, in the log alone. */
static void a_file_that_became_shorter_is_not_cut(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *writer = scratch_open(&scratch, DB_CREATE);
    assert_true(db_execute(writer, "PRAGMA wal_autocheckpoint = 0"));
    fill_blobs(writer, "early", 500);
    assert_true(db_execute(writer, "PRAGMA wal_checkpoint(TRUNCATE)"));
    struct db *other = scratch_open(&scratch, DB_WRITE);
    assert_true(db_begin_write(other));
    db_rollback(other);

    assert_true(db_begin_write(writer) && db_execute(writer, "DROP TABLE early") &&
                db_execute(writer, "PRAGMA incremental_vacuum") && db_commit(writer) &&
                db_execute(writer, "PRAGMA wal_checkpoint(TRUNCATE)"));
    fill_blobs(writer, "late", 1000);
    assert_true(db_look(other));
    assert_true(db_begin_write(other));
    db_rollback(other);
    db_close(other);
    db_close(writer);
    scratch_remove(&scratch);
}

static void count_sentence(const char *sentence) {
    assert_string_equal(sentence, "Rows of units refer to rows of accounts that are not there: 2.");
    told++;
}

static void references_to_nothing_are_told(void **state) {
    struct scratch scratch;
    int64_t faults;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_true(db_verify(db, true, count_sentence, &faults));
    assert_int_equal(faults, 0);
    assert_true(db_references_hold(db));
    assert_true(db_execute(
        db, "PRAGMA foreign_keys = OFF; INSERT INTO units (account_id, id, name, name_key) VALUES"
            " (7, 1, 'a', x'61'), (7, 2, 'b', x'62')"));
    assert_true(db_verify(db, true, count_sentence, &faults));
    assert_int_equal(faults, 2);
    assert_int_equal(told, 1);
    assert_true(db_begin_read(db) && db_verify(db, false, count_sentence, &faults));
    db_end_read(db);
    assert_int_equal(faults, 2);
    assert_int_equal(told, 2);
    assert_false(db_references_hold(db));
    db_close(db);
    scratch_remove(&scratch);
}

#define COUNT_TO_100000                                                                            \
    STR("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"         \
        " SELECT count(*) FROM n")

/* The transaction is still open, and what is asked next is answered. */
static void work_beyond_what_is_allowed_is_stopped(void **state) {
    struct scratch scratch;
    int64_t counted = 0;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_true(db_begin_read(db));
    db_allow(db, 50);
    assert_int_equal(statement_integer(db_statement(db, COUNT_TO_100000), &counted), DB_FAILED);
    assert_int_equal(db_pieces(db), 51);
    assert_int_equal(db_trouble(db), DB_FINE);
    db_allow(db, DB_UNBOUNDED);
    assert_int_equal(statement_integer(db_statement(db, COUNT_TO_100000), &counted), DB_ROW);
    assert_int_equal(counted, 100000);
    assert_true(db_pieces(db) > 1000);
    db_end_read(db);
    db_close(db);
    scratch_remove(&scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_are_kept_and_dropped),
        cmocka_unit_test(one_in_use_is_not_dropped),
        cmocka_unit_test(one_in_use_is_not_handed_out),
        cmocka_unit_test(planned_ones_are_kept),
        cmocka_unit_test(none_outlasts_its_transaction),
        cmocka_unit_test(one_place_may_hold_many_texts),
        cmocka_unit_test(statements_come_back_clean),
        cmocka_unit_test(values_come_back),
        cmocka_unit_test(an_empty_list_holds_nothing),
        cmocka_unit_test(failures_have_a_kind_and_a_sentence),
        cmocka_unit_test(a_full_disk_and_a_busy_database_are_told_apart),
        cmocka_unit_test(lists_are_bound),
        cmocka_unit_test(savepoints_undo_alone),
        cmocka_unit_test(a_snapshot_stands_still),
        cmocka_unit_test(indexes_are_found),
        cmocka_unit_test(references_to_nothing_are_told),
        cmocka_unit_test(work_beyond_what_is_allowed_is_stopped),
        cmocka_unit_test(a_file_that_became_shorter_is_not_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
