/* test_postgres_away.c - a server that goes away, and comes back. */
#include "base/clock.h"
#include "postgres_server.h"

#include <poll.h>
#include <sys/un.h>

static struct db *with_things(void) {
    struct db *db = open_database(new_database(), DB_CREATE);

    assert_true(db_execute(db, "CREATE TABLE things (id BIGINT PRIMARY KEY)"));
    return db;
}

static int64_t things(struct db *db) {
    return number(db, "SELECT count(*) FROM things");
}

static void it_is_found_again(void **state) {
    const struct sql planned = {STR("SELECT count(*) FROM things WHERE id > ?2"), 3};
    const int signals[] = {SIGINT, SIGQUIT};
    struct db *db = with_things();

    (void)state;
    for (size_t i = 0; i < COUNT(signals); i++) {
        int64_t count = -1;
        assert_true(runs(db, "INSERT INTO things SELECT coalesce(max(id), 0) + 1 FROM things"));
        server_again(signals[i]);
        struct statement *statement = db_prepared(db, &planned);
        assert_non_null(statement);
        statement_bind_integer(statement, 2, 0);
        assert_int_equal(statement_integer(statement, &count), DB_ROW);
        assert_true(count >= (int64_t)i); /* fsync is off */
        server_again(signals[i]);
        assert_true(db_begin_write(db));
        assert_true(runs(db, "DELETE FROM things"));
        db_rollback(db);
        server_again(signals[i]);
        assert_true(db_begin_read(db));
        assert_true(things(db) >= (int64_t)i);
        db_end_read(db);
        assert_int_equal(db_trouble(db), DB_FINE);
    }
    db_close(db);
}

static void a_transaction_ends_with_its_server(void **state) {
    const int signals[] = {SIGINT, SIGQUIT};
    struct db *db = with_things();

    (void)state;
    for (size_t i = 0; i < COUNT(signals); i++) {
        assert_true(db_begin_write(db));
        assert_true(runs(db, "INSERT INTO things VALUES (1)"));
        server_again(signals[i]);
        assert_false(runs(db, "INSERT INTO things VALUES (2)"));
        assert_int_equal(db_trouble(db), DB_AWAY);
        assert_false(db_savepoint(db));
        assert_null(db_statement(db, STR("SELECT 'not prepared before'")));
        assert_false(db_commit(db));
        assert_int_equal(db_trouble(db), DB_AWAY);
        assert_int_equal(things(db), 0);
        assert_true(db_begin_read(db));
        struct statement *rows = db_statement(db, STR("SELECT * FROM generate_series(1, 1000000)"));
        assert_int_equal(statement_step(rows), DB_ROW);
        server_again(signals[i]);
        enum db_step step;
        while ((step = statement_step(rows)) == DB_ROW)
            ;
        assert_int_equal(step, DB_FAILED);
        assert_int_equal(db_trouble(db), DB_AWAY);
        db_end_read(db);
        assert_int_equal(things(db), 0);
    }
    db_close(db);
}

static void nothing_waits_while_it_is_away(void **state) {
    struct db *db = with_things();

    (void)state;
    server_stop(SIGINT);
    int64_t begin = monotonic_milliseconds();
    for (int i = 0; i < 50; i++) {
        assert_false(db_begin_write(db));
        assert_int_equal(db_trouble(db), DB_AWAY);
        assert_false(db_begin_read(db));
        assert_null(db_statement(db, STR("SELECT 'while it is away'")));
    }
    assert_true(monotonic_milliseconds() - begin < 3000);
    server_start();
    for (int i = 0; i < 100 && !db_begin_write(db); i++)
        usleep(50 * 1000);
    assert_true(runs(db, "INSERT INTO things VALUES (1)"));
    assert_true(db_commit(db));
    assert_int_equal(db_trouble(db), DB_FINE);
    db_close(db);
}

struct relay {
    char directory[32];
    int fd;
    atomic_bool cuts;         /* the next answer that has COMMIT */
    atomic_bool cuts_request; /* or the request itself, before the server has it */
    atomic_bool is_over;
    bool is_last; /* nobody gets through once a connection was cut */
    struct sockaddr_un address;
    pthread_t thread;
};

static bool has_commit(const char *bytes, size_t len) {
    return memmem(bytes, len, "COMMIT", 6) != NULL;
}

/* False: the connection is cut. */
static bool pass_on(int from, int to, atomic_bool *cuts) {
    char bytes[65536];
    ssize_t len = read(from, bytes, sizeof(bytes));

    if (len <= 0)
        return false;
    if (atomic_load(cuts) && has_commit(bytes, (size_t)len)) {
        atomic_store(cuts, false);
        return false;
    }
    return write(to, bytes, (size_t)len) == len;
}

static int reach_server(void) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    snprintf(address.sun_path, sizeof(address.sun_path), "%s/.s.PGSQL.%d", server.directory,
             server.port);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    return fd;
}

static void *carry(void *context) {
    struct relay *relay = context;

    while (!atomic_load(&relay->is_over)) {
        struct pollfd waiting = {relay->fd, POLLIN, 0};
        if (poll(&waiting, 1, 20) <= 0)
            continue;
        int client = accept(relay->fd, NULL, NULL), there = reach_server();
        bool goes_on = true;
        while (goes_on && !atomic_load(&relay->is_over)) {
            struct pollfd fds[] = {{client, POLLIN, 0}, {there, POLLIN, 0}};
            poll(fds, 2, 20);
            if (fds[0].revents)
                goes_on = pass_on(client, there, &relay->cuts_request);
            if (goes_on && fds[1].revents)
                goes_on = pass_on(there, client, &relay->cuts);
        }
        if (relay->is_last && !goes_on)
            unlink(relay->address.sun_path);
        close(client);
        close(there);
    }
    return NULL;
}

/* A connection to the database of `direct` through the relay. */
static struct db *open_through(struct relay *between, struct db *direct) {
    between->address.sun_family = AF_UNIX;
    assert_non_null(mkdtemp(between->directory));
    snprintf(between->address.sun_path, sizeof(between->address.sun_path), "%s/.s.PGSQL.%d",
             between->directory, server.port);
    between->fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(
        bind(between->fd, (struct sockaddr *)&between->address, sizeof(between->address)), 0);
    assert_int_equal(listen(between->fd, 4), 0);
    assert_int_equal(pthread_create(&between->thread, NULL, carry, between), 0);
    return open_at(arena_format(server.arena, "postgresql://glimt@/%s?host=%s",
                                PQdb(inside(direct)->pq), between->directory)
                       .at,
                   DB_WRITE);
}

static void end_relay(struct relay *between) {
    atomic_store(&between->is_over, true);
    pthread_join(between->thread, NULL);
    close(between->fd);
    unlink(between->address.sun_path);
    rmdir(between->directory);
}

static void an_unheard_commit_is_asked_for(void **state) {
    struct relay between = {.directory = "/tmp/glimt-pg-XXXXXX"};
    struct db *direct = with_things(), *db = open_through(&between, direct);

    (void)state;
    assert_true(db_begin_write(db));
    assert_true(runs(db, "INSERT INTO things VALUES (1)"));
    atomic_store(&between.cuts, true);
    assert_true(db_commit(db));
    assert_false(atomic_load(&between.cuts));
    assert_int_equal(db_trouble(db), DB_FINE);
    assert_int_equal(things(direct), 1);
    assert_true(db_begin_write(db));
    assert_true(runs(db, "INSERT INTO things VALUES (2)"));
    atomic_store(&between.cuts_request, true);
    assert_false(db_commit(db));
    assert_false(atomic_load(&between.cuts_request));
    assert_int_equal(db_trouble(db), DB_AWAY);
    assert_int_equal(things(direct), 1);
    db_close(db);
    end_relay(&between);
    db_close(direct);
}

/* It is there, as is seen by whoever looks later. */
static void of_a_commit_nobody_can_ask_for_nothing_is_said(void **state) {
    struct relay between = {.directory = "/tmp/glimt-pg-XXXXXX", .is_last = true};
    struct db *direct = with_things(), *db = open_through(&between, direct);

    (void)state;
    db_wait_at_most(db, 500);
    assert_true(db_begin_write(db));
    assert_true(runs(db, "INSERT INTO things VALUES (1)"));
    atomic_store(&between.cuts, true);
    assert_false(db_commit(db));
    assert_false(atomic_load(&between.cuts));
    assert_int_equal(db_trouble(db), DB_UNKNOWN);
    assert_string_equal(db_problem(db), db_sentence(DB_UNKNOWN));
    assert_non_null(strstr(logged(), "whether what it wrote is stored is not known"));
    assert_int_equal(things(direct), 1);
    assert_false(db_begin_write(db));
    assert_int_equal(db_trouble(db), DB_AWAY);
    db_close(db);
    end_relay(&between);
    db_close(direct);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_found_again),
        cmocka_unit_test(a_transaction_ends_with_its_server),
        cmocka_unit_test(nothing_waits_while_it_is_away),
        cmocka_unit_test(an_unheard_commit_is_asked_for),
        cmocka_unit_test(of_a_commit_nobody_can_ask_for_nothing_is_said),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
