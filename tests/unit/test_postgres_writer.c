/* test_postgres_writer.c - group commit on a server: who waits, who is tried again, who is stored.
 */
#include "base/clock.h"
#include "db/writer.h"
#include "postgres_server.h"

enum { JOBS = 20 };

struct test_job {
    struct job job;  /* first */
    int64_t id;      /* of the thing that it changes */
    const char *sql; /* of what it does, with ?1 for the id */
    bool hears;      /* before it ends */
    int runs, told;
    bool durable, was_kept;
    int64_t done_at;
};

static bool change(struct job *job, struct db *db) {
    struct test_job *own = (struct test_job *)job;
    struct statement *statement = db_statement(db, str_of(own->sql));

    own->runs++;
    if (!statement)
        return false;
    statement_bind_integer(statement, 1, own->id);
    own->was_kept = statement_run(statement) && (!own->hears || db_hear(db));
    return own->was_kept;
}

static void note(struct job *job, struct db *db, bool durable) {
    struct test_job *own = (struct test_job *)job;

    (void)db;
    own->durable = durable;
    own->done_at = monotonic_milliseconds();
    __atomic_add_fetch(&own->told, 1, __ATOMIC_RELEASE);
}

static const char update[] = "UPDATE things SET name = 'changed' WHERE id = ?1";
static const char insert[] = "INSERT INTO things (id) VALUES (?1)";

static struct test_job make_job(const char *sql, int64_t id, bool hears) {
    return (struct test_job){.job = {.run = change, .done = note, .again = job_as_it_was},
                             .id = id,
                             .sql = sql,
                             .hears = hears};
}

static bool is_told(const struct test_job *job) {
    return __atomic_load_n(&job->told, __ATOMIC_ACQUIRE) > 0;
}

static struct db *with_rows(void) {
    struct db *db = fresh();

    for (int64_t id = 1; id <= JOBS; id++)
        add_thing(db, id, STR("as it was"));
    return db;
}

static int64_t changed(struct db *db) {
    return number(db, "SELECT count(*) FROM things WHERE name = 'changed'");
}

/* Whether it hears of the lock in its turn, or after it. */
static void a_locked_row_delays_its_writers(void **state) {
    for (int hears = 0; hears < 2; hears++) {
        struct db *db = with_rows(), *locks = again(db);
        struct test_job jobs[JOBS];

        (void)state;
        assert_true(db_execute(locks, "BEGIN; SELECT * FROM things WHERE id = 3 FOR UPDATE"));
        struct writer *writer = writer_open(again(db), 64, NULL);
        for (int64_t i = 0; i < JOBS; i++) {
            jobs[i] = make_job(update, i + 1, hears);
            writer_submit(writer, &jobs[i].job);
        }
        for (int i = 0; i < JOBS; i++)
            while (i != 2 && !is_told(&jobs[i]))
                usleep(1000);
        assert_false(is_told(&jobs[2]));
        assert_int_equal(changed(db), JOBS - 1);
        usleep(500 * 1000); /* it tries and tries */
        assert_false(is_told(&jobs[2]));
        assert_true(writer_retries(writer) >= 2);
        assert_true(db_execute(locks, "COMMIT"));
        writer_close(writer);
        for (int i = 0; i < JOBS; i++)
            assert_true(jobs[i].told == 1 && jobs[i].durable && jobs[i].was_kept);
        assert_true(jobs[2].runs >= 3);
        assert_int_equal(changed(db), JOBS);
        db_close(locks);
        db_close(db);
    }
}

static void patience_with_a_row_ends(void **state) {
    struct db *db = with_rows(), *locks = again(db), *own = again(db);
    struct test_job blocked = make_job(update, 3, false), free_one = make_job(update, 4, false);

    (void)state;
    db_wait_at_most(own, 700);
    assert_true(db_execute(locks, "BEGIN; SELECT * FROM things WHERE id = 3 FOR UPDATE"));
    struct writer *writer = writer_open(own, 64, NULL);
    int64_t begin = monotonic_milliseconds();
    writer_submit(writer, &blocked.job);
    writer_submit(writer, &free_one.job);
    writer_close(writer);
    assert_true(blocked.told == 1 && !blocked.durable);
    assert_int_equal(blocked.job.trouble, DB_BUSY);
    assert_true(blocked.done_at - begin < 5000);
    assert_true(free_one.told == 1 && free_one.durable);
    assert_true(free_one.done_at < blocked.done_at);
    assert_int_equal(changed(db), 1);
    db_close(locks);
    db_close(db);
}

static void who_cannot_run_again_is_told(void **state) {
    struct db *db = with_rows(), *locks = again(db);
    struct test_job blocked = make_job(update, 3, false);

    (void)state;
    blocked.job.again = NULL;
    assert_true(db_execute(locks, "BEGIN; SELECT * FROM things WHERE id = 3 FOR UPDATE"));
    struct writer *writer = writer_open(again(db), 64, NULL);
    writer_submit(writer, &blocked.job);
    while (!is_told(&blocked))
        usleep(1000);
    assert_true(!blocked.durable && blocked.runs == 1);
    assert_int_equal(blocked.job.trouble, DB_BUSY);
    assert_int_equal(writer_retries(writer), 0);
    writer_close(writer);
    db_close(locks);
    db_close(db);
}

/* Its failure is heard of when others have had their turn: it alone is not stored. */
static void who_contradicts_is_found(void **state) {
    struct db *db = with_rows();
    struct test_job jobs[JOBS];

    (void)state;
    struct writer *writer = writer_open(again(db), 64, NULL);
    for (int64_t i = 0; i < JOBS; i++) {
        jobs[i] = make_job(insert, i % 7 == 3 ? i : 100 + i, i % 2 == 0);
        writer_submit(writer, &jobs[i].job);
    }
    writer_close(writer);
    for (int i = 0; i < JOBS; i++) {
        assert_int_equal(jobs[i].told, 1);
        assert_true((jobs[i].durable && jobs[i].was_kept) == (i % 7 != 3));
        if (!jobs[i].durable)
            assert_int_equal(jobs[i].job.trouble, DB_CONFLICT);
    }
    assert_int_equal(number(db, "SELECT count(*) FROM things"), 2 * JOBS - 3);
    db_close(db);
}

/* As if another program's transaction had been in the way, twice. */
static void what_was_to_be_serialized_runs_again(void **state) {
    static const char *const codes[] = {"40001", "40P01"};

    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++) {
        struct db *db = with_rows();
        struct test_job jobs[3];
        assert_true(db_execute(
            db, arena_format(server.arena,
                             "CREATE SEQUENCE tries; CREATE FUNCTION fail() RETURNS trigger"
                             " LANGUAGE plpgsql AS $$ BEGIN IF nextval('tries') < 3 THEN"
                             " RAISE 'said' USING ERRCODE = '%s'; END IF; RETURN NEW; END $$;"
                             " CREATE TRIGGER fails BEFORE UPDATE ON things FOR EACH ROW"
                             " WHEN (NEW.id = 2) EXECUTE FUNCTION fail()",
                             codes[i])
                    .at));
        struct writer *writer = writer_open(again(db), 64, NULL);
        for (int64_t id = 1; id <= 3; id++) {
            jobs[id - 1] = make_job(update, id, id == 1);
            writer_submit(writer, &jobs[id - 1].job);
        }
        while (!is_told(&jobs[0]) || !is_told(&jobs[1]) || !is_told(&jobs[2]))
            usleep(1000);
        assert_true(writer_retries(writer) >= 2);
        writer_close(writer);
        for (int id = 1; id <= 3; id++)
            assert_true(jobs[id - 1].told == 1 && jobs[id - 1].durable);
        assert_int_equal(changed(db), 3);
        db_close(db);
    }
}

/* The turn of another writer is waited for as ever, and is not a row's lock. */
static void other_writers_are_waited_for(void **state) {
    struct db *db = with_rows(), *other = again(db), *own = again(db);
    struct test_job job = make_job(update, 1, false);

    (void)state;
    db_wait_at_most(own, 300);
    assert_true(db_begin_write(other) && db_hear(other));
    struct writer *writer = writer_open(own, 64, NULL);
    int64_t begin = monotonic_milliseconds();
    writer_submit(writer, &job.job);
    while (!is_told(&job))
        usleep(1000);
    assert_in_range(job.done_at - begin, 300, 5000);
    assert_true(!job.durable && job.job.trouble == DB_BUSY);
    assert_int_equal(writer_retries(writer), 0);
    db_rollback(other);
    job = make_job(update, 1, false);
    writer_submit(writer, &job.job);
    writer_close(writer);
    assert_true(job.durable);
    db_close(other);
    db_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_locked_row_delays_its_writers),
        cmocka_unit_test(patience_with_a_row_ends),
        cmocka_unit_test(who_cannot_run_again_is_told),
        cmocka_unit_test(who_contradicts_is_found),
        cmocka_unit_test(what_was_to_be_serialized_runs_again),
        cmocka_unit_test(other_writers_are_waited_for),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
