/* test_usage.c - the usage log: bursts, many accounts and threads, failures of the database. */
#include "api/usage.h"
#include "base/clock.h"
#include "base/log.h"
#include "managing.h"
#include "scratch.h"

#include <fcntl.h>
#include <pthread.h>

enum { NOTES_MAX = 4096 };

struct fixture {
    struct scratch scratch;
    struct db *db; /* beside the writer's */
    struct writer *writer;
    struct usage *usage;
    int errors, stderr_before; /* what the log of the server says */
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    scratch_make(&fixture->scratch);
    struct db *db = scratch_open(&fixture->scratch, DB_CREATE);
    make_first_account(fixture->scratch.arena, db);
    make_account(fixture->scratch.arena, db, "Other");
    fixture->writer = writer_open(db, 16, NULL);
    fixture->db = scratch_open(&fixture->scratch, DB_WRITE);
    fixture->usage = usage_open();
    fixture->stderr_before = dup(STDERR_FILENO);
    fixture->errors = open("/tmp", O_TMPFILE | O_RDWR, 0600);
    assert_true(fixture->errors >= 0);
    dup2(fixture->errors, STDERR_FILENO);
    *state = fixture;
    return 0;
}

static void end(struct fixture *fixture) {
    if (!fixture->writer)
        return;
    usage_end(fixture->usage, fixture->writer);
    writer_close(fixture->writer);
    fixture->writer = NULL;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    end(fixture);
    log_end();
    dup2(fixture->stderr_before, STDERR_FILENO);
    close(fixture->stderr_before);
    close(fixture->errors);
    usage_close(fixture->usage);
    db_close(fixture->db);
    scratch_remove(&fixture->scratch);
    free(fixture);
    return 0;
}

/* An answered request; `number` is its status. */
static void note(struct usage *usage, int64_t account, int64_t application, unsigned number) {
    struct arena *arena = arena_open();
    struct exchange exchange = {
        .method = STR("GET"), .path = STR("/v1/x"), .peer = STR("::1"), .status = number};
    struct request request = {.exchange = &exchange,
                              .arena = arena,
                              .operation = OPERATION_GET,
                              .caller = {.account_id = account, .application_id = application},
                              .started_at = monotonic_microseconds()};

    exchange.query = arena_format(arena, "n=%u", number);
    usage_note(usage, &request);
    arena_close(arena);
}

static int64_t ask(struct fixture *fixture, const char *sql) {
    struct statement *row = db_statement(fixture->db, str_of(sql));

    assert_non_null(row);
    assert_int_equal(statement_step(row), DB_ROW);
    int64_t value = column_integer(row, 0);
    statement_reset(row);
    return value;
}

/* Has what was noted written, now. */
static void write_now(struct fixture *fixture) {
    struct db *db = scratch_open(&fixture->scratch, DB_WRITE);

    end(fixture);
    usage_close(fixture->usage);
    fixture->usage = usage_open();
    fixture->writer = writer_open(db, 16, NULL);
}

static bool log_says(const struct fixture *fixture, const char *words) {
    char text[4096];
    ssize_t len = pread(fixture->errors, text, sizeof(text) - 1, 0);

    assert_true(len >= 0);
    text[len] = '\0';
    return strstr(text, words) != NULL;
}

static void a_burst_is_cut_and_told(void **state) {
    struct fixture *fixture = *state;

    for (unsigned i = 1; i <= NOTES_MAX + 7; i++)
        note(fixture->usage, 1, 3, i);
    write_now(fixture);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_entries"), NOTES_MAX);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_entries WHERE id = status"
                                  " AND path = '/v1/x?n=' || status AND address = '::1'"),
                     NOTES_MAX);
    assert_true(log_says(fixture, "7 requests are missing"));
    note(fixture->usage, 1, 3, 100000);
    write_now(fixture);
    assert_int_equal(ask(fixture, "SELECT status FROM usage_entries WHERE id = 4097"), 100000);
}

static void each_account_counts_for_itself(void **state) {
    struct fixture *fixture = *state;

    for (unsigned i = 1; i <= 300; i++)
        note(fixture->usage, 1 + i % 2, 1 + i % 3, i);
    for (unsigned i = 0; i < 50; i++)
        note(fixture->usage, 1, 0, 9); /* nobody's */
    write_now(fixture);
    for (unsigned i = 301; i <= 320; i++)
        note(fixture->usage, 1 + i % 2, 1 + i % 3, i);
    write_now(fixture);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_entries"), 320);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_entries WHERE account_id ="
                                  " 1 + status % 2 AND application_id = 1 + status % 3"),
                     320);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM (SELECT status, lag(status) OVER (PARTITION"
                                  " BY account_id, application_id ORDER BY id) AS before"
                                  " FROM usage_entries) WHERE before >= status"),
                     0);
    assert_int_equal(ask(fixture,
                         "SELECT count(*) FROM sequences s WHERE name = 'usage_entries' AND"
                         " last = 160 AND last = (SELECT max(id) FROM usage_entries u"
                         " WHERE u.account_id = s.account_id)"),
                     2);
}

struct crowd {
    struct fixture *fixture;
    unsigned count;
};

static void *note_many(void *context) {
    const struct crowd *crowd = context;

    for (unsigned i = 0; i < crowd->count; i++)
        note(crowd->fixture->usage, 1, 1, i);
    return NULL;
}

/* Everything once, whenever it is written. */
static void threads_note_while_it_writes(void **state) {
    enum { THREADS = 4, EACH = 1000 };
    struct fixture *fixture = *state;
    struct crowd crowd = {fixture, EACH};
    pthread_t threads[THREADS];

    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, note_many, &crowd), 0);
    while (ask(fixture, "SELECT count(*) FROM usage_entries") < EACH)
        usage_tick(fixture->usage, fixture->writer);
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    end(fixture);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_entries"), THREADS * EACH);
    assert_int_equal(ask(fixture, "SELECT min(n) * 10000 + max(n) FROM (SELECT count(*) AS n"
                                  " FROM usage_entries GROUP BY status)"),
                     THREADS * 10000 + THREADS);
}

static void a_failure_loses_what_was_noted_and_says_so(void **state) {
    struct fixture *fixture = *state;

    assert_true(db_execute(fixture->db, "CREATE TRIGGER fails BEFORE INSERT ON usage_entries WHEN"
                                        " NEW.status = 3 BEGIN SELECT raise(ABORT, 'no'); END"));
    for (unsigned i = 1; i <= 5; i++)
        note(fixture->usage, 1, 1, i);
    write_now(fixture);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_entries"), 0);
    assert_true(log_says(fixture, "5 requests are missing from the usage log: they could not"));
    note(fixture->usage, 1, 1, 8);
    write_now(fixture);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_entries WHERE status = 8"), 1);
}

/* Otherwise a server would never end that cannot write. */
static void the_end_comes_when_no_write_can_begin(void **state) {
    struct fixture *fixture = *state;

    end(fixture);
    fixture->writer = writer_open(scratch_open(&fixture->scratch, DB_READ), 16, NULL);
    for (unsigned i = 1; i <= 5; i++)
        note(fixture->usage, 1, 1, i);
    end(fixture);
    assert_true(log_says(fixture, "5 requests are missing from the usage log: they could not"));
}

/* A job that holds the writer up. */
struct gate {
    struct job job; /* first */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool entered, open;
};

static bool enter(struct job *job, struct db *db) {
    struct gate *gate = (struct gate *)job;

    (void)db;
    pthread_mutex_lock(&gate->lock);
    gate->entered = true;
    pthread_cond_broadcast(&gate->changed);
    while (!gate->open)
        pthread_cond_wait(&gate->changed, &gate->lock);
    pthread_mutex_unlock(&gate->lock);
    return true;
}

static void leave(struct job *job, struct db *db, bool durable) {
    (void)job;
    (void)db;
    assert_true(durable);
}

static void wait_for(struct gate *gate) {
    pthread_mutex_lock(&gate->lock);
    while (!gate->entered)
        pthread_cond_wait(&gate->changed, &gate->lock);
    pthread_mutex_unlock(&gate->lock);
}

static void open_gate(struct gate *gate) {
    pthread_mutex_lock(&gate->lock);
    gate->open = true;
    pthread_cond_broadcast(&gate->changed);
    pthread_mutex_unlock(&gate->lock);
}

/* What is noted while the job before the end is under way is written, too. */
static void the_end_waits_for_the_last(void **state) {
    struct gate first = {.job = {enter, leave, NULL},
                         .lock = PTHREAD_MUTEX_INITIALIZER,
                         .changed = PTHREAD_COND_INITIALIZER};
    struct gate second = first;
    struct fixture *fixture = *state;

    writer_submit(fixture->writer, &first.job);
    wait_for(&first);
    note(fixture->usage, 1, 1, 1);
    usage_tick(fixture->usage, fixture->writer);
    writer_submit(fixture->writer, &second.job);
    open_gate(&first);
    wait_for(&second);
    note(fixture->usage, 1, 1, 2);
    usage_end(fixture->usage, fixture->writer);
    open_gate(&second);
    writer_close(fixture->writer);
    fixture->writer = NULL;
    assert_int_equal(ask(fixture, "SELECT sum(status) FROM usage_entries"), 3);
}

static void nothing_is_written_when_nobody_asks(void **state) {
    struct fixture *fixture = *state;

    usage_tick(fixture->usage, fixture->writer);
    write_now(fixture);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM sequences WHERE name = 'usage_entries'"),
                     0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_burst_is_cut_and_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_account_counts_for_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(threads_note_while_it_writes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_failure_loses_what_was_noted_and_says_so, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_end_comes_when_no_write_can_begin, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_end_waits_for_the_last, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_written_when_nobody_asks, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
