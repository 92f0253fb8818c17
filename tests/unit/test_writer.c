/* test_writer.c - group commit: durable before it is told, alone in failure. */
#include "db/writer.h"
#include "scratch.h"

#include <pthread.h>
#include <semaphore.h>

enum { THREADS = 8, JOBS_EACH = 50 };

struct test_job {
    struct job job; /* first */
    int64_t id;
    bool refuses;
    const char *first_sql; /* run before the insert, or NULL */
    struct db *reader;     /* looks for the row when the job is done, or NULL */
    bool ran, kept, durable, seen, committed;
    sem_t *wait_for;     /* the job runs when this says so, or NULL */
    int64_t rows_before; /* rows that `reader` saw when the job was done */
    int told;            /* how often `done` was called */
    pthread_mutex_t *lock;
    int *left;
};

static bool insert(struct job *job, struct db *db) {
    struct test_job *own = (struct test_job *)job;
    struct statement *statement =
        db_statement(db, STR("INSERT INTO accounts (id, name, created_at) VALUES (?1, ?2, 0)"));
    static const char filler[20000] = "x";

    __atomic_store_n(&own->ran, true, __ATOMIC_RELEASE);
    if (own->wait_for)
        sem_wait(own->wait_for);
    if (own->first_sql && !db_execute(db, own->first_sql))
        return false;
    statement_bind_integer(statement, 1, own->id);
    statement_bind_text(statement, 2, (struct str){filler, sizeof(filler)});
    own->kept = statement_run(statement) && !own->refuses;
    return own->kept;
}

static int64_t count_all(struct db *db) {
    struct statement *statement = db_statement(db, STR("SELECT count(*) FROM accounts"));

    assert_int_equal(statement_step(statement), DB_ROW);
    int64_t found = column_integer(statement, 0);
    statement_reset(statement);
    return found;
}

static int64_t count(struct db *db, int64_t id) {
    struct statement *statement =
        db_statement(db, STR("SELECT count(*) FROM accounts WHERE id = ?1"));

    statement_bind_integer(statement, 1, id);
    assert_int_equal(statement_step(statement), DB_ROW);
    int64_t found = column_integer(statement, 0);
    statement_reset(statement);
    return found;
}

static void note(struct job *job, struct db *db, bool durable) {
    struct test_job *own = (struct test_job *)job;

    own->durable = durable;
    own->told++;
    own->committed = count(db, own->id) == 1;
    if (own->reader) {
        own->seen = count(own->reader, own->id) == 1;
        own->rows_before = count_all(own->reader);
    }
    pthread_mutex_lock(own->lock);
    --*own->left;
    pthread_mutex_unlock(own->lock);
}

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int left;

static struct test_job make_job(int64_t id) {
    return (struct test_job){
        .job = {.run = insert, .done = note}, .id = id, .lock = &lock, .left = &left};
}

static void done_means_visible_to_others(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct writer *writer = writer_open(scratch_open(&scratch, DB_CREATE), 64, NULL);
    struct db *reader = scratch_open(&scratch, DB_READ);
    struct test_job jobs[64];
    for (int i = 0; i < 64; i++) {
        jobs[i] = make_job(i + 1);
        jobs[i].refuses = i % 5 == 0;
        jobs[i].reader = reader;
        writer_submit(writer, &jobs[i].job);
    }
    writer_close(writer);
    for (int i = 0; i < 64; i++) {
        assert_true(jobs[i].ran && jobs[i].durable);
        assert_int_equal(jobs[i].seen, i % 5 != 0);
        assert_int_equal(jobs[i].committed, i % 5 != 0);
    }
    db_close(reader);
    scratch_remove(&scratch);
}

/* What SQLite does on a full disk: statements fail, and may take the transaction with them. */
static void a_full_disk_fails_jobs_and_passes(void **state) {
    struct scratch scratch;
    struct test_job jobs[40];

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    struct statement *pages = db_statement(db, STR("PRAGMA page_count"));
    assert_int_equal(statement_step(pages), DB_ROW);
    int64_t limit = column_integer(pages, 0) + 60; /* about twenty of the rows below */
    statement_reset(pages);
    assert_true(
        db_execute(db, arena_format(scratch.arena, "PRAGMA max_page_count = %d", (int)limit).at));
    struct writer *writer = writer_open(db, 8, NULL);
    for (int i = 0; i < 40; i++) {
        jobs[i] = make_job(i + 1);
        if (i == 39)
            jobs[i].first_sql = "PRAGMA max_page_count = 100000";
        writer_submit(writer, &jobs[i].job);
    }
    writer_close(writer);
    struct db *reader = scratch_open(&scratch, DB_READ);
    int stored = 0;
    for (int i = 0; i < 40; i++)
        stored += (int)count(reader, i + 1);
    assert_in_range(stored, 1, 39);
    for (int i = 0; i < 40; i++) {
        assert_int_equal(jobs[i].told, 1);
        assert_int_equal(count(reader, i + 1), jobs[i].durable && jobs[i].kept);
    }
    db_close(reader);
    writer = writer_open(scratch_open(&scratch, DB_WRITE), 8, NULL);
    struct test_job after = make_job(1000);
    writer_submit(writer, &after.job);
    writer_close(writer);
    assert_true(after.durable);
    scratch_remove(&scratch);
}

/* The first job holds the writer back until the others wait: they then come in batches of ten, and
 * whoever is told of the first sees all ten. */
static void waiting_jobs_share_a_commit(void **state) {
    struct scratch scratch;
    struct test_job jobs[64];
    sem_t held;

    (void)state;
    scratch_make(&scratch);
    assert_int_equal(sem_init(&held, 0, 0), 0);
    struct writer *writer = writer_open(scratch_open(&scratch, DB_CREATE), 10, NULL);
    struct db *reader = scratch_open(&scratch, DB_READ);
    for (int i = 0; i < 64; i++) {
        jobs[i] = make_job(i + 1);
        jobs[i].reader = reader;
        jobs[i].wait_for = i == 0 ? &held : NULL;
    }
    writer_submit(writer, &jobs[0].job);
    while (!__atomic_load_n(&jobs[0].ran, __ATOMIC_ACQUIRE))
        usleep(1000);
    for (int i = 1; i < 64; i++)
        writer_submit(writer, &jobs[i].job);
    sem_post(&held);
    writer_close(writer);
    assert_int_equal(jobs[0].rows_before, 1);
    for (int i = 1; i < 64; i++) {
        int batch = (i - 1) / 10, end = 1 + (batch + 1) * 10;
        assert_int_equal(jobs[i].rows_before, end < 64 ? end : 64);
    }
    sem_destroy(&held);
    db_close(reader);
    scratch_remove(&scratch);
}

/* Runs three jobs in one batch, the second with `sql` before its insert; none may be stored. */
static void check_lost_batch(const char *sql) {
    struct scratch scratch;
    struct test_job first, jobs[3], after;
    sem_t held;

    scratch_make(&scratch);
    assert_int_equal(sem_init(&held, 0, 0), 0);
    struct writer *writer = writer_open(scratch_open(&scratch, DB_CREATE), 8, NULL);
    first = make_job(100);
    first.wait_for = &held;
    writer_submit(writer, &first.job);
    while (!__atomic_load_n(&first.ran, __ATOMIC_ACQUIRE))
        usleep(1000);
    for (int i = 0; i < 3; i++) {
        jobs[i] = make_job(i + 1);
        jobs[i].first_sql = i == 1 ? sql : NULL;
        writer_submit(writer, &jobs[i].job);
    }
    sem_post(&held);
    writer_close(writer);
    writer = writer_open(scratch_open(&scratch, DB_WRITE), 8, NULL);
    after = make_job(200);
    writer_submit(writer, &after.job);
    writer_close(writer);
    struct db *reader = scratch_open(&scratch, DB_READ);
    for (int i = 0; i < 3; i++) {
        assert_false(jobs[i].durable);
        assert_int_equal(jobs[i].told, 1);
        assert_int_equal(count(reader, i + 1), 0);
    }
    assert_true(first.durable && after.durable);
    assert_int_equal(count(reader, 100) + count(reader, 200), 2);
    db_close(reader);
    sem_destroy(&held);
    scratch_remove(&scratch);
}

static void a_commit_that_fails_is_told_to_all(void **state) {
    (void)state;
    check_lost_batch("PRAGMA defer_foreign_keys = ON; INSERT INTO sequences VALUES (999, 'x', 1)");
}

/* As the engine itself does after some failures. */
static void a_lost_transaction_is_told_to_all(void **state) {
    (void)state;
    check_lost_batch("ROLLBACK; SELECT nothing");
}

static int64_t count_marked(struct db *db) {
    struct statement *statement =
        db_statement(db, STR("SELECT count(*) FROM accounts WHERE created_at = 7"));

    assert_int_equal(statement_step(statement), DB_ROW);
    int64_t found = column_integer(statement, 0);
    statement_reset(statement);
    return found;
}

/* Megabytes of pages that are there already: such a job is done, and is taken back alone. */
static void large_jobs_are_kept_and_taken_back(void **state) {
    struct scratch scratch;
    struct test_job jobs[4];
    sem_t held;

    (void)state;
    scratch_make(&scratch);
    assert_int_equal(sem_init(&held, 0, 0), 0);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_true(db_execute(db, "INSERT INTO accounts (id, name, created_at)"
                               " WITH RECURSIVE n (i) AS (SELECT 2000 UNION ALL SELECT i + 1 FROM n"
                               " WHERE i < 2199) SELECT i, hex(zeroblob(20000)), 0 FROM n"));
    struct writer *writer = writer_open(db, 8, NULL);
    for (int i = 0; i < 4; i++)
        jobs[i] = make_job(i + 1);
    jobs[0].wait_for = &held;
    jobs[1].first_sql = "UPDATE accounts SET created_at = 7, name = name || 'x' WHERE id >= 2000";
    jobs[2].first_sql = "UPDATE accounts SET created_at = 6, name = name || 'y'";
    jobs[2].refuses = true;
    jobs[3].first_sql = "UPDATE accounts SET created_at = 8 WHERE id >= 2190";
    for (int i = 0; i < 4; i++)
        writer_submit(writer, &jobs[i].job);
    sem_post(&held);
    writer_close(writer);
    struct db *reader = scratch_open(&scratch, DB_READ);
    assert_int_equal(count_marked(reader), 190);
    assert_true(jobs[1].kept && jobs[1].committed && !jobs[2].committed && jobs[3].committed);
    db_close(reader);
    sem_destroy(&held);
    scratch_remove(&scratch);
}

struct finishing {
    int count;
    bool fails;
};

/* Adds a row of its own to each transaction, numbered from 5000. */
static bool finish(void *context, struct db *db) {
    struct finishing *finishing = context;
    struct statement *statement =
        db_statement(db, STR("INSERT INTO accounts (id, name, created_at) VALUES (?1, 'x', 0)"));

    statement_bind_integer(statement, 1, 5000 + finishing->count++);
    return statement_run(statement) && !finishing->fails;
}

/* What ends a transaction runs once in each, and takes it along when it fails. */
static void a_transaction_ends_as_it_is_told(void **state) {
    struct scratch scratch;
    struct test_job jobs[11], after;
    struct finishing finishing = {0};

    (void)state;
    for (int fails = 0; fails < 2; fails++) {
        sem_t held;
        scratch_make(&scratch);
        assert_int_equal(sem_init(&held, 0, 0), 0);
        finishing = (struct finishing){.fails = fails};
        struct writer *writer =
            writer_open(scratch_open(&scratch, DB_CREATE), 5,
                        &(struct writer_hooks){.finish = finish, .context = &finishing});
        for (int i = 0; i < 11; i++)
            jobs[i] = make_job(i + 1);
        jobs[0].wait_for = &held;
        writer_submit(writer, &jobs[0].job);
        while (!__atomic_load_n(&jobs[0].ran, __ATOMIC_ACQUIRE))
            usleep(1000);
        for (int i = 1; i < 11; i++)
            writer_submit(writer, &jobs[i].job);
        sem_post(&held);
        writer_close(writer);
        assert_int_equal(finishing.count, 3);
        for (int i = 0; i < 11; i++) {
            assert_int_equal(jobs[i].durable, !fails);
            assert_int_equal(jobs[i].committed, !fails);
        }
        writer = writer_open(scratch_open(&scratch, DB_WRITE), 8, NULL);
        after = make_job(200);
        writer_submit(writer, &after.job);
        writer_close(writer);
        assert_true(after.committed);
        struct db *reader = scratch_open(&scratch, DB_READ);
        assert_int_equal(count(reader, 5000) + count(reader, 5002), fails ? 0 : 2);
        db_close(reader);
        sem_destroy(&held);
        scratch_remove(&scratch);
    }
}

/* What the hooks of a transaction were called for. */
struct heard {
    int begun, undone, ended;
};

static void hear_begin(void *context) {
    ((struct heard *)context)->begun++;
}

static void hear_undo(void *context) {
    ((struct heard *)context)->undone++;
}

static void hear_end(void *context) {
    struct heard *heard = context;

    heard->ended += heard->begun > 0;
}

static void hooks_hear_of_each_job(void **state) {
    struct scratch scratch;
    struct test_job jobs[9];
    struct heard heard = {0};

    (void)state;
    scratch_make(&scratch);
    struct writer *writer = writer_open(
        scratch_open(&scratch, DB_CREATE), 1,
        &(struct writer_hooks){
            .context = &heard, .begin_job = hear_begin, .undo_job = hear_undo, .end = hear_end});
    for (int i = 0; i < 9; i++) {
        jobs[i] = make_job(i + 1);
        jobs[i].refuses = i % 3 == 0;
        writer_submit(writer, &jobs[i].job);
    }
    writer_close(writer);
    assert_int_equal(heard.begun, 9);
    assert_int_equal(heard.undone, 3);
    assert_int_equal(heard.ended, 9);
    scratch_remove(&scratch);
}

static void closing_finishes_what_was_submitted(void **state) {
    struct scratch scratch;
    struct test_job jobs[200];

    (void)state;
    scratch_make(&scratch);
    struct writer *writer = writer_open(scratch_open(&scratch, DB_CREATE), 3, NULL);
    for (int i = 0; i < 200; i++) {
        jobs[i] = make_job(i + 1);
        writer_submit(writer, &jobs[i].job);
    }
    writer_close(writer);
    for (int i = 0; i < 200; i++)
        assert_true(jobs[i].told == 1 && jobs[i].durable);
    scratch_remove(&scratch);
}

struct submitter {
    struct writer *writer;
    struct test_job jobs[JOBS_EACH];
};

static void *submit(void *context) {
    struct submitter *submitter = context;

    for (int i = 0; i < JOBS_EACH; i++)
        writer_submit(submitter->writer, &submitter->jobs[i].job);
    return NULL;
}

static void many_threads_submit(void **state) {
    struct scratch scratch;
    static struct submitter submitters[THREADS];
    pthread_t threads[THREADS];

    (void)state;
    scratch_make(&scratch);
    struct writer *writer = writer_open(scratch_open(&scratch, DB_CREATE), 64, NULL);
    left = THREADS * JOBS_EACH;
    for (int i = 0; i < THREADS; i++) {
        submitters[i].writer = writer;
        for (int j = 0; j < JOBS_EACH; j++)
            submitters[i].jobs[j] = make_job(1 + i * JOBS_EACH + j);
        assert_int_equal(pthread_create(&threads[i], NULL, submit, &submitters[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    writer_close(writer);
    assert_int_equal(left, 0);
    struct db *reader = scratch_open(&scratch, DB_READ);
    for (int64_t id = 1; id <= THREADS * JOBS_EACH; id++)
        assert_int_equal(count(reader, id), 1);
    db_close(reader);
    scratch_remove(&scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(done_means_visible_to_others),
        cmocka_unit_test(a_full_disk_fails_jobs_and_passes),
        cmocka_unit_test(waiting_jobs_share_a_commit),
        cmocka_unit_test(a_commit_that_fails_is_told_to_all),
        cmocka_unit_test(a_lost_transaction_is_told_to_all),
        cmocka_unit_test(large_jobs_are_kept_and_taken_back),
        cmocka_unit_test(a_transaction_ends_as_it_is_told),
        cmocka_unit_test(hooks_hear_of_each_job),
        cmocka_unit_test(closing_finishes_what_was_submitted),
        cmocka_unit_test(many_threads_submit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
