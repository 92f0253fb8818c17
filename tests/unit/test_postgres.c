/* test_postgres.c - statements, rows, transactions and troubles on a real PostgreSQL. */
#include "base/clock.h"
#include "postgres_server.h"

#include <float.h>
#include <math.h>

static struct db *fresh(void) {
    struct db *db = open_database(new_database(), DB_CREATE);

    assert_true(db_execute(db, "CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT COLLATE"
                               " \"C\", size DOUBLE PRECISION, bytes BYTEA)"));
    return db;
}

static struct db *again(const struct db *db) {
    return open_database(PQdb(inside(db)->pq), DB_WRITE);
}

static void add_thing(struct db *db, int64_t id, struct str name) {
    struct statement *statement =
        db_statement(db, STR("INSERT INTO things (id, name) VALUES (?1, ?2)"));

    assert_non_null(statement);
    statement_bind_integer(statement, 1, id);
    statement_bind_text(statement, 2, name);
    assert_true(statement_run(statement));
}

static void values_stay_as_they_are(void **state) {
    const int64_t integers[] = {INT64_MIN, -1, 0, 1, 255, 256, INT64_MAX};
    const double reals[] = {-DBL_MAX, -0.1, 0, DBL_MIN, 1e300, 59.33258, 3};
    const struct str texts[] = {STR(""),        STR("a"),           STR("'quoted' ?1 -- \\"),
                                STR("åäö €"),   STR("line\nbreak"), STR("{list ?1}"),
                                STR("\x7f end")};
    const struct str bytes[] = {STR(""),         STR("\0"),       STR("\0\xff\0"), STR("\\x00"),
                                STR("\x80\x81"), STR("ordinary"), STR("'")};
    struct db *db = fresh();

    (void)state;
    for (size_t i = 0; i < COUNT(integers); i++) {
        struct statement *put = db_statement(
            db, STR("INSERT INTO things (id, name, size, bytes) VALUES (?1, ?3, ?4, ?9)"));
        assert_non_null(put);
        statement_bind_integer(put, 1, integers[i]);
        statement_bind_text(put, 3, texts[i]);
        statement_bind_real(put, 4, reals[i]);
        statement_bind_integer(put, 5, 5); /* which it skips */
        statement_bind_blob(put, 9, bytes[i]);
        assert_true(statement_run(put));
        assert_int_equal(db_changed_rows(db), 1);
        const struct sql sql = {STR("SELECT id, name, size, bytes FROM things WHERE id = ?1"), 7};
        struct statement *get = db_prepared(db, &sql);
        statement_bind_integer(get, 1, integers[i]);
        assert_int_equal(statement_step(get), DB_ROW);
        assert_true(column_integer(get, 0) == integers[i]);
        assert_true(str_equal(column_text(get, 1), texts[i]));
        assert_true(column_real(get, 2) == reals[i]);
        assert_true(str_equal(column_text(get, 3), bytes[i]));
        assert_true(column_is_blob(get, 3) && !column_is_blob(get, 1));
        assert_false(column_is_null(get, 1));
        assert_int_equal(statement_step(get), DB_END);
    }
    db_close(db);
}

static void nulls_are_null(void **state) {
    struct db *db = fresh();
    struct statement *statement =
        db_statement(db, STR("SELECT ?1::bigint, ?2::text, ?3::bytea, ?4::float8"));

    (void)state;
    statement_bind_null(statement, 1);
    assert_int_equal(statement_step(statement), DB_ROW);
    for (int i = 0; i < 4; i++) {
        assert_true(column_is_null(statement, i));
        assert_false(column_is_blob(statement, i));
        assert_int_equal(column_integer(statement, i), 0);
        assert_true(column_real(statement, i) == 0);
        assert_null(column_text(statement, i).at);
    }
    db_close(db);
}

/* What our SQL gives: truth values, counts, sums, which PostgreSQL has types of its own for. */
static void other_types_are_read(void **state) {
    static const struct {
        const char *sql;
        int64_t integer;
        double real;
        const char *text;
    } cases[] = {
        {"SELECT 1 = 1", 1, 1, "1"},
        {"SELECT 1 = 2", 0, 0, "0"},
        {"SELECT 7", 7, 7, "7"},
        {"SELECT -7::smallint", -7, -7, "-7"},
        {"SELECT sum(v) FROM (VALUES (20000000000), (-5)) t (v)", 19999999995, 19999999995,
         "19999999995"},
        {"SELECT sum(v) FROM (VALUES (-9223372036854775807::bigint), (-1)) t (v)", INT64_MIN,
         -9223372036854775808.0, "-9223372036854775808"},
        {"SELECT sum(v) FROM (VALUES (10000::bigint), (90000)) t (v)", 100000, 100000, "100000"},
        {"SELECT 0::numeric", 0, 0, "0"},
        {"SELECT 12.5::numeric", 12, 12.5, "12"},
        {"SELECT 0.00005::numeric", 0, 0.00005, "0"},
        {"SELECT 2.5::float8", 2, 2.5, "2.5"},
        {"SELECT 2.5::float4", 2, 2.5, "2.5"},
        {"SELECT '42'", 42, 42, "42"},
        {"SELECT 'word'", 0, 0, "word"},
        {"SELECT 4294967295::oid", 4294967295, 4294967295, "4294967295"},
    };
    struct db *db = fresh();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct statement *row = db_statement(db, str_of(cases[i].sql));
        assert_int_equal(statement_step(row), DB_ROW);
        assert_true(column_integer(row, 0) == cases[i].integer);
        assert_true(fabs(column_real(row, 0) - cases[i].real) <= fabs(cases[i].real) * 1e-15);
        assert_true(str_equal(column_text(row, 0), str_of(cases[i].text)));
        statement_reset(row);
    }
    db_close(db);
}

static void parameters_fit_their_types(void **state) {
    struct db *db = fresh();
    struct statement *row = db_statement(
        db, STR("SELECT ?1::int + 1, ?2::numeric * 2, ?3::text, ?4::boolean, ?5::float8,"
                " ?6::numeric"));

    (void)state;
    statement_bind_integer(row, 1, 41);
    statement_bind_integer(row, 2, 21);
    statement_bind_integer(row, 3, -5);
    statement_bind_integer(row, 4, 1);
    statement_bind_integer(row, 5, 3);
    statement_bind_real(row, 6, 2.5);
    assert_int_equal(statement_step(row), DB_ROW);
    assert_int_equal(column_integer(row, 0), 42);
    assert_int_equal(column_integer(row, 1), 42);
    assert_true(str_equal(column_text(row, 2), STR("-5")));
    assert_int_equal(column_integer(row, 3), 1);
    assert_true(column_real(row, 4) == 3);
    assert_true(column_real(row, 5) == 2.5);
    db_close(db);
}

/* As in SQLite: integers by their value, then blobs by their bytes. */
static void integers_among_blobs_keep_their_order(void **state) {
    const struct str blobs[] = {STR("\x80\x01"), STR(""), STR("\0\0\0\0\0\0\0\0"), STR("a"),
                                STR("\0")};
    const struct str blobs_in_order[] = {STR(""), STR("\0"), STR("\0\0\0\0\0\0\0\0"), STR("a"),
                                         STR("\x80\x01")};
    const int64_t integers[] = {INT64_MAX, -1, 256, INT64_MIN, 0, 255, 1};
    const int64_t in_order[] = {INT64_MIN, -1, 0, 1, 255, 256, INT64_MAX};
    struct db *db = fresh();
    size_t rows = 0;

    (void)state;
    assert_true(db_execute(db, "CREATE TABLE mixed (v ANY NOT NULL PRIMARY KEY) STRICT"));
    for (size_t i = 0; i < COUNT(integers) + COUNT(blobs); i++) {
        struct statement *put = db_statement(db, STR("INSERT INTO mixed (v) VALUES (?1)"));
        if (i < COUNT(integers))
            statement_bind_integer(put, 1, integers[i]);
        else
            statement_bind_blob(put, 1, blobs[i - COUNT(integers)]);
        assert_true(statement_run(put));
    }
    struct statement *get = db_statement(db, STR("SELECT v FROM mixed ORDER BY v"));
    for (; statement_step(get) == DB_ROW; rows++) {
        bool is_blob = rows >= COUNT(in_order);
        assert_true(column_is_blob(get, 0) == is_blob);
        if (is_blob)
            assert_true(str_equal(column_text(get, 0), blobs_in_order[rows - COUNT(in_order)]));
        else
            assert_true(column_integer(get, 0) == in_order[rows]);
    }
    assert_int_equal(rows, COUNT(in_order) + COUNT(blobs));
    db_close(db);
}

static int64_t count_in(struct db *db, const int64_t *values, size_t count) {
    struct statement *statement =
        db_statement(db, STR("SELECT count(*) FROM things WHERE id IN {list ?1}"));
    int64_t found = -1;

    statement_bind_list(statement, 1, server.arena, values, count);
    assert_int_equal(statement_integer(statement, &found), DB_ROW);
    return found;
}

static void lists_are_rows(void **state) {
    const int64_t values[] = {3, 5, 5, INT64_MIN, 99};
    int64_t *many = NEW_ARRAY(server.arena, int64_t, 100000);
    struct db *db = fresh();

    (void)state;
    for (int64_t id = 1; id <= 9; id++)
        add_thing(db, id, STR("x"));
    add_thing(db, INT64_MIN, STR("least"));
    for (int64_t i = 0; i < 100000; i++)
        many[i] = i;
    assert_int_equal(count_in(db, NULL, 0), 0);
    assert_int_equal(count_in(db, values, COUNT(values)), 3);
    assert_int_equal(count_in(db, many, 100000), 9);
    db_close(db);
}

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
    assert_true(db_begin_write(db));
    db_wait_at_most(other, 100);
    int64_t begin = monotonic_milliseconds();
    assert_false(db_begin_write(other));
    assert_in_range(monotonic_milliseconds() - begin, 100, 5000);
    assert_int_equal(db_trouble(other), DB_BUSY);
    assert_true(db_commit(db));
    assert_true(db_begin_write(other));
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
    assert_false(runs(db, "INSERT INTO things (id) VALUES (1)"));
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
    assert_false(runs(db, "INSERT INTO things (id) VALUES (1)"));
    assert_false(db_commit(db));
    assert_int_equal(db_trouble(db), DB_CONFLICT);
    assert_int_equal(number(db, "SELECT count(*) FROM things"), 0);
    db_close(db);
}

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
        {"53200", DB_OTHER},    {"42P01", DB_OTHER},     {"22003", DB_OTHER},
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

static void indexes_are_found(void **state) {
    struct db *db = fresh();

    (void)state;
    assert_true(db_has_index(db, "time_reports", NULL, "date"));
    assert_true(db_has_index(db, "time_reports", "user_id", "date"));
    assert_false(db_has_index(db, "time_reports", NULL, "description"));
    db_close(db);
}

static void columns_are_listed(void **state) {
    struct db *db = fresh();
    struct str columns;

    (void)state;
    assert_true(postgres_engine.columns(server.arena, db, "things", &columns));
    assert_true(str_equal(columns, STR("id name size bytes")));
    assert_true(postgres_engine.columns(server.arena, db, "no things", &columns));
    assert_int_equal(columns.len, 0);
    db_close(db);
}

/* As many are there again, and meanwhile none but the key. */
static void indexes_are_dropped_and_made(void **state) {
    static const char count[] = "SELECT count(*) FROM pg_indexes WHERE tablename = 'time_reports'";
    struct db *db = fresh();
    struct buffer drop, make;

    (void)state;
    buffer_init(&drop, 1024 * 1024);
    buffer_init(&make, 1024 * 1024);
    int64_t before = number(db, count);
    assert_true(before > 5);
    assert_true(postgres_engine.list_indexes(db, "time_reports", &drop, &make));
    buffer_put_char(&drop, '\0');
    buffer_put_char(&make, '\0');
    assert_true(db_execute(db, drop.at));
    assert_int_equal(number(db, count), 1);
    assert_true(db_execute(db, make.at));
    assert_int_equal(number(db, count), before);
    buffer_done(&drop);
    buffer_done(&make);
    db_close(db);
}

static char told[200];

static void note_told(const char *sentence) {
    snprintf(told, sizeof(told), "%s", sentence);
}

static void missing_rows_are_found(void **state) {
    struct db *db = fresh();
    int64_t faults = -1;

    (void)state;
    assert_true(db_references_hold(db));
    assert_true(db_execute(db, "CREATE TABLE parts (id BIGINT, thing_id BIGINT REFERENCES"
                               " things (id)); SET session_replication_role = 'replica';"
                               "INSERT INTO parts VALUES (1, 5), (2, NULL)"));
    assert_false(db_references_hold(db));
    assert_true(db_verify(db, true, note_told, &faults));
    assert_int_equal(faults, 1);
    assert_string_equal(told, "1 rows of parts refer to rows of things that are missing.");
    struct db_space space;
    assert_true(db_space(db, &space));
    assert_true(space.size > 1024 * 1024);
    db_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_stay_as_they_are),
        cmocka_unit_test(nulls_are_null),
        cmocka_unit_test(other_types_are_read),
        cmocka_unit_test(parameters_fit_their_types),
        cmocka_unit_test(integers_among_blobs_keep_their_order),
        cmocka_unit_test(lists_are_rows),
        cmocka_unit_test(long_lists_are_never_whole_in_memory),
        cmocka_unit_test(other_statements_run_between_rows),
        cmocka_unit_test(one_in_use_is_not_handed_out),
        cmocka_unit_test(statements_are_kept_and_dropped),
        cmocka_unit_test(tables_may_change_meanwhile),
        cmocka_unit_test(lists_may_be_left),
        cmocka_unit_test(reads_see_one_state),
        cmocka_unit_test(writers_take_turns),
        cmocka_unit_test(writers_wait_for_so_long),
        cmocka_unit_test(parts_are_taken_back_alone),
        cmocka_unit_test(what_failed_is_not_committed),
        cmocka_unit_test(codes_have_their_troubles),
        cmocka_unit_test(no_room_is_told),
        cmocka_unit_test(a_deadlock_is_told),
        cmocka_unit_test(rows_stay_out_of_the_log),
        cmocka_unit_test(work_can_be_interrupted),
        cmocka_unit_test(work_is_asked_about),
        cmocka_unit_test(work_has_a_budget),
        cmocka_unit_test(indexes_are_found),
        cmocka_unit_test(columns_are_listed),
        cmocka_unit_test(indexes_are_dropped_and_made),
        cmocka_unit_test(missing_rows_are_found),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
