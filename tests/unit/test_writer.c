/* test_writer.c - group commit: durable before it is told, alone in failure. */
#include "db/writer.h"
#include "scratch.h"

#include <pthread.h>

enum { THREADS = 8, JOBS_EACH = 50 };

struct test_job {
    struct job job; /* first */
    int64_t id;
    bool refuses;
    const char *first_sql; /* run before the insert, or NULL */
    struct db *reader;     /* looks for the row when the job is done, or NULL */
    bool ran, durable, seen;
    pthread_mutex_t *lock;
    int *left;
};

static bool insert(struct job *job, struct db *db) {
    struct test_job *own = (struct test_job *)job;
    struct statement *statement =
        db_statement(db, STR("INSERT INTO accounts (id, name, created_at) VALUES (?1, ?2, 0)"));
    static const char filler[20000] = "x";

    own->ran = true;
    if (own->first_sql && !db_execute(db, own->first_sql))
        return false;
    statement_bind_integer(statement, 1, own->id);
    statement_bind_text(statement, 2, (struct str){filler, sizeof(filler)});
    return statement_run(statement) && !own->refuses;
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

static void note(struct job *job, bool durable) {
    struct test_job *own = (struct test_job *)job;

    own->durable = durable;
    if (own->reader)
        own->seen = count(own->reader, own->id) == 1;
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
    struct writer *writer = writer_open(scratch_open(&scratch, DB_CREATE), 64);
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
    struct writer *writer = writer_open(db, 8);
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
    assert_int_equal(count(reader, 1), jobs[0].durable);
    db_close(reader);
    writer = writer_open(scratch_open(&scratch, DB_WRITE), 8);
    struct test_job after = make_job(1000);
    writer_submit(writer, &after.job);
    writer_close(writer);
    assert_true(after.durable);
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
    struct writer *writer = writer_open(scratch_open(&scratch, DB_CREATE), 64);
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
        cmocka_unit_test(many_threads_submit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
