/* test_usage.c - the usage log: bursts, many accounts and threads, failures of the database. */
#include "api/usage.h"
#include "base/clock.h"
#include "base/log.h"
#include "managing.h"
#include "scratch.h"

#include <fcntl.h>
#include <pthread.h>

enum { ENTRIES_MAX = 1024 };

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

static void a_burst_is_counted_and_a_sample_listed(void **state) {
    enum { MANY = 40000, FEW = 20 };
    struct fixture *fixture = *state;

    for (unsigned i = 0; i < MANY; i++) {
        note(fixture->usage, 1, 3, 200);
        if (i % (MANY / FEW) == 7) {
            note(fixture->usage, 1, 3, 500);
            note(fixture->usage, 1, 4, 404);
            note(fixture->usage, 2, 3, 304);
        }
    }
    write_now(fixture);
    const char *counts[] = {"usage_hours", "usage_days"};
    for (size_t i = 0; i < 2; i++) {
        struct arena *arena = arena_open();
        assert_int_equal(
            ask(fixture, arena_format(arena,
                                      "SELECT count(*) FROM (SELECT account_id * 10 +"
                                      " application_id AS who, sum(succeeded) AS s,"
                                      " sum(client_errors) AS c, sum(server_errors) AS e FROM %s"
                                      " GROUP BY account_id, application_id) WHERE"
                                      " (who = 13 AND s = %d AND c = 0 AND e = %d) OR"
                                      " (who = 14 AND s = 0 AND c = %d AND e = 0) OR"
                                      " (who = 23 AND s = %d AND c = 0 AND e = 0)",
                                      counts[i], MANY, FEW, FEW, FEW)
                             .at),
            3);
        arena_close(arena);
    }
    /* Together the entries stand for all; the few are listed one by one. */
    assert_int_equal(ask(fixture, "SELECT sum(one_of) FROM usage_entries WHERE account_id = 1 AND"
                                  " application_id = 3 AND status = 200"),
                     MANY);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_entries WHERE one_of = 1 AND"
                                  " status <> 200"),
                     3 * FEW);
    int64_t listed = ask(fixture, "SELECT count(*) FROM usage_entries WHERE status = 200");
    assert_in_range(listed, 100, 300);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM (SELECT one_of, lag(one_of) OVER (ORDER BY"
                                  " id) AS before FROM usage_entries WHERE status = 200)"
                                  " WHERE before > one_of"),
                     0);
    assert_false(log_says(fixture, "missing"));
}

/* More applications at once than there is room for entries. */
static void a_thousand_applications_are_counted(void **state) {
    enum { APPLICATIONS = 3000, EACH = 7 };
    struct fixture *fixture = *state;

    for (unsigned i = 0; i < APPLICATIONS * EACH; i++)
        note(fixture->usage, 1 + i % 2, 1 + i % APPLICATIONS, 200);
    write_now(fixture);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM (SELECT application_id, sum(succeeded) AS"
                                  " n FROM usage_days GROUP BY application_id) WHERE n = 7"),
                     APPLICATIONS);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_entries"), ENTRIES_MAX);
}

static void busy_ones_leave_room_for_others(void **state) {
    enum { BUSY = 10, EACH = 4000, OTHERS = 30 };
    struct fixture *fixture = *state;

    for (unsigned i = 0; i < EACH; i++)
        for (unsigned j = 1; j <= BUSY; j++)
            note(fixture->usage, 1, j, 200);
    for (unsigned j = 1; j <= OTHERS; j++)
        for (unsigned i = 0; i < 3; i++)
            note(fixture->usage, 2, j, 200);
    write_now(fixture);
    assert_int_equal(ask(fixture, "SELECT count(DISTINCT application_id) FROM usage_entries WHERE"
                                  " account_id = 2"),
                     OTHERS);
    assert_int_equal(ask(fixture, "SELECT sum(one_of) FROM usage_entries"),
                     BUSY * EACH + OTHERS * 3);
}

static void each_account_counts_for_itself(void **state) {
    struct fixture *fixture = *state;

    for (unsigned i = 1; i <= 240; i++)
        note(fixture->usage, 1 + i % 2, 1 + i % 3, i);
    for (unsigned i = 0; i < 50; i++)
        note(fixture->usage, 1, 0, 9); /* nobody's */
    write_now(fixture);
    for (unsigned i = 241; i <= 260; i++)
        note(fixture->usage, 1 + i % 2, 1 + i % 3, i);
    write_now(fixture);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_entries"), 260);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_entries WHERE account_id ="
                                  " 1 + status % 2 AND application_id = 1 + status % 3"),
                     260);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM (SELECT status, lag(status) OVER (PARTITION"
                                  " BY account_id, application_id ORDER BY id) AS before"
                                  " FROM usage_entries) WHERE before >= status"),
                     0);
    assert_int_equal(ask(fixture,
                         "SELECT count(*) FROM sequences s WHERE name = 'usage_entries' AND"
                         " last = 130 AND last = (SELECT max(id) FROM usage_entries u"
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

/* Everything is counted once, whenever it is written. */
static void threads_note_while_it_writes(void **state) {
    enum { THREADS = 4, EACH = 20000 };
    struct fixture *fixture = *state;
    struct crowd crowd = {fixture, EACH};
    pthread_t threads[THREADS];

    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, note_many, &crowd), 0);
    while (ask(fixture, "SELECT coalesce(sum(succeeded + client_errors + server_errors), 0) FROM"
                        " usage_hours") < EACH)
        usage_tick(fixture->usage, fixture->writer);
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    end(fixture);
    assert_int_equal(ask(fixture, "SELECT sum(succeeded) FROM usage_hours"), THREADS * 400);
    assert_int_equal(ask(fixture, "SELECT sum(client_errors) FROM usage_days"), THREADS * 100);
    assert_int_equal(ask(fixture, "SELECT sum(server_errors) FROM usage_hours"),
                     THREADS * (EACH - 500));
    assert_int_equal(ask(fixture, "SELECT sum(one_of) FROM usage_entries"), THREADS * EACH);
}

static void entries_that_are_refused_are_told_and_counted(void **state) {
    struct fixture *fixture = *state;

    assert_true(db_execute(fixture->db, "CREATE TRIGGER fails BEFORE INSERT ON usage_entries WHEN"
                                        " NEW.status = 3 BEGIN SELECT raise(ABORT, 'no'); END"));
    for (unsigned i = 1; i <= 5; i++)
        note(fixture->usage, 1, 1, i);
    write_now(fixture);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_entries"), 0);
    assert_int_equal(ask(fixture, "SELECT sum(succeeded) FROM usage_hours"), 5);
    assert_true(log_says(fixture, "5 entries are missing from the usage log: they could not"));
    note(fixture->usage, 1, 1, 8);
    write_now(fixture);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_entries WHERE status = 8"), 1);
    assert_int_equal(ask(fixture, "SELECT sum(succeeded) FROM usage_days"), 6);
}

/* Whatever fails: counted once when it works again. */
static void counts_wait_until_they_can_be_written(void **state) {
    struct fixture *fixture = *state;

    assert_true(db_execute(fixture->db, "CREATE TRIGGER full BEFORE INSERT ON usage_days"
                                        " BEGIN SELECT raise(ROLLBACK, 'full'); END"));
    for (unsigned turn = 1; turn <= 3; turn++) {
        int64_t begin = monotonic_milliseconds();
        for (unsigned i = 0; i < 100 * turn; i++)
            note(fixture->usage, 1, 1, 200);
        while (monotonic_milliseconds() - begin < 500)
            usage_tick(fixture->usage, fixture->writer);
    }
    assert_int_equal(ask(fixture, "SELECT count(*) FROM usage_hours"), 0);
    assert_true(db_execute(fixture->db, "DROP TRIGGER full"));
    end(fixture);
    assert_int_equal(ask(fixture, "SELECT sum(succeeded) FROM usage_hours"), 600);
    assert_int_equal(ask(fixture, "SELECT sum(succeeded) FROM usage_days"), 600);
    assert_int_equal(ask(fixture, "SELECT sum(one_of) FROM usage_entries"), 600);
    assert_false(log_says(fixture, "missing"));
}

/* Otherwise a server would never end that cannot write. */
static void the_end_comes_when_no_write_can_begin(void **state) {
    struct fixture *fixture = *state;

    end(fixture);
    fixture->writer = writer_open(scratch_open(&fixture->scratch, DB_READ), 16, NULL);
    for (unsigned i = 1; i <= 5; i++)
        note(fixture->usage, 1, 1, i);
    end(fixture);
    assert_true(log_says(
        fixture, "5 requests are missing from the usage log and its counts: they could not"));
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
        cmocka_unit_test_setup_teardown(a_burst_is_counted_and_a_sample_listed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_thousand_applications_are_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(busy_ones_leave_room_for_others, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_account_counts_for_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(threads_note_while_it_writes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(entries_that_are_refused_are_told_and_counted, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(counts_wait_until_they_can_be_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_end_comes_when_no_write_can_begin, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_end_waits_for_the_last, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_written_when_nobody_asks, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
