/* test_postgres_away.c - a server that goes away, and comes back. */
#include "base/clock.h"
#include "db/versions.h"
#include "postgres_server.h"

#include <netinet/tcp.h>
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

static int option(const struct db *db, int which) {
    int value = -1;
    socklen_t size = sizeof(value);

    assert_int_equal(getsockopt(PQsocket(inside(db)->pq), IPPROTO_TCP, which, &value, &size), 0);
    return value;
}

/* No machine can be turned off here; the kernel is known to do what it is told. */
static void a_machine_without_power_is_given_up(void **state) {
    const char *name = new_database();

    (void)state;
    db_close(open_database(name, DB_CREATE));
    const char *url =
        arena_format(server.arena, "postgresql://glimt@127.0.0.1:%d/%s", server.port, name).at;
    struct db *db = open_at(url, DB_WRITE);
    assert_int_equal(option(db, TCP_USER_TIMEOUT), 15000);
    assert_int_equal(option(db, TCP_KEEPIDLE), 5);
    assert_int_equal(option(db, TCP_KEEPINTVL), 5);
    assert_int_equal(option(db, TCP_KEEPCNT), 2);
    db_close(db);
    db = open_at(arena_format(server.arena, "%s?tcp_user_timeout=60000", url).at, DB_WRITE);
    assert_int_equal(option(db, TCP_USER_TIMEOUT), 60000);
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

/* A connection to the database of `direct` through the relay, or to the same in `other`. */
static struct db *open_through_or(struct relay *between, struct db *direct, const char *other) {
    between->address.sun_family = AF_UNIX;
    assert_non_null(mkdtemp(between->directory));
    snprintf(between->address.sun_path, sizeof(between->address.sun_path), "%s/.s.PGSQL.%d",
             between->directory, server.port);
    between->fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(
        bind(between->fd, (struct sockaddr *)&between->address, sizeof(between->address)), 0);
    assert_int_equal(listen(between->fd, 4), 0);
    assert_int_equal(pthread_create(&between->thread, NULL, carry, between), 0);
    return open_at(arena_format(server.arena, "postgresql://glimt@/%s?host=%s%s",
                                PQdb(inside(direct)->pq), between->directory, other)
                       .at,
                   DB_WRITE);
}

static struct db *open_through(struct relay *between, struct db *direct) {
    return open_through_or(between, direct, "");
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

/* What the server has stored so far, promoted: it gives the next numbers to others. In "aside". */
static pid_t promote_copy(const char *database) {
    const char *const mkdir[] = {"mkdir", "aside", NULL};
    const char *const copy[] = {"cp", "-a", "data", "aside/data", NULL};
    const char *const begin[] = {
        PROGRAMS "postgres",
        "-D",
        "aside/data",
        "-c",
        "listen_addresses=",
        "-c",
        arena_format(server.arena, "unix_socket_directories=%s/aside", server.directory).at,
        NULL};
    const char *const promote[] = {PROGRAMS "pg_ctl", "-D", "aside/data", "-w", "promote", NULL};

    server_stop(SIGINT);
    assert_int_equal(run_program(mkdir), 0);
    assert_int_equal(run_program(copy), 0);
    server_start();
    write_file("../aside/data/standby.signal", "w", "");
    pid_t process = program(begin);
    const char *there =
        arena_format(server.arena, "host=%s/aside user=glimt dbname=%s", server.directory, database)
            .at;
    for (int i = 0; i < 600 && PQping(there) != PQPING_OK; i++)
        usleep(50 * 1000);
    assert_int_equal(run_program(promote), 0);
    return process;
}

/* Somebody commits it there. */
static void use_number(const char *database, const char *number) {
    PGconn *pq = PQconnectdb(
        arena_format(server.arena, "host=%s/aside user=glimt dbname=%s", server.directory, database)
            .at);

    for (bool done = false; !done;) {
        PGresult *result = PQexec(pq, "SELECT pg_current_xact_id()");
        assert_int_equal(PQntuples(result), 1);
        done = atol(PQgetvalue(result, 0, 0)) >= atol(number);
        PQclear(result);
    }
    PQfinish(pq);
}

/* The counters are the same on both, and may be of other changes. */
static void what_was_read_there_is_not_known_here(struct db *here, const char *name) {
    struct db *also = open_database(name, DB_READ);
    struct db *there = open_at(
        arena_format(server.arena, "postgresql://glimt@/%s?host=%s/aside", name, server.directory)
            .at,
        DB_READ);
    struct versions first, second;

    assert_true(versions_read(here, 1, &first) && versions_read(also, 1, &second));
    assert_memory_equal(&first, &second, sizeof(first));
    assert_true(versions_read(there, 1, &second));
    for (int area = NO_AREA + 1; area <= AREAS_MAX; area++)
        assert_int_not_equal(first.changed[area], second.changed[area]);
    versions_follow(there, here);
    assert_true(versions_read(there, 1, &second));
    assert_memory_equal(&first, &second, sizeof(first));
    db_close(there);
    db_close(also);
}

static void a_number_of_another_history_tells_nothing(void **state) {
    struct relay between = {.directory = "/tmp/glimt-pg-XXXXXX", .is_last = true};
    struct db *direct = with_things();
    const char *name = arena_format(server.arena, "%s", PQdb(inside(direct)->pq)).at;
    pid_t promoted = promote_copy(name);

    (void)state;
    assert_int_equal(things(direct), 0);
    what_was_read_there_is_not_known_here(direct, name);
    struct db *db = open_through_or(&between, direct,
                                    arena_format(server.arena, ",%s/aside", server.directory).at);
    db_wait_at_most(db, 1500);
    assert_true(db_begin_write(db));
    assert_true(runs(db, "INSERT INTO things VALUES (1)"));
    assert_true(db_hear(db));
    use_number(name, inside(db)->number);
    atomic_store(&between.cuts_request, true);
    assert_false(db_commit(db));
    assert_int_equal(db_trouble(db), DB_UNKNOWN);
    assert_int_equal(things(db), 0); /* there */
    db_close(db);
    end_relay(&between);
    db_close(direct);
    assert_int_equal(kill(promoted, SIGQUIT), 0);
    assert_int_equal(waitpid(promoted, NULL, 0), promoted);
}

/* A setting is not everybody's at once. */
static bool commits_wait(void) {
    PGconn *pq = PQconnectdb(url_of("glimt", "postgres"));
    PGcancel *cancel = PQgetCancel(pq);
    char said[256];

    assert_true(PQsendQuery(pq, "SELECT pg_logical_emit_message(true, 'test', '')"));
    for (int i = 0; i < 20 && PQconsumeInput(pq) && PQisBusy(pq); i++)
        usleep(10 * 1000);
    bool waits = PQisBusy(pq);
    PQcancel(cancel, said, sizeof(said));
    PQfreeCancel(cancel);
    PQfinish(pq);
    return waits;
}

/* A standby that has to have it, and is not there. */
static void demand_standby(const char *names) {
    write_file("postgresql.conf", "a",
               arena_format(server.arena, "synchronous_standby_names = '%s'\n", names).at);
    psql("postgres", "SELECT pg_reload_conf()");
    while (commits_wait() != (*names != '\0'))
        usleep(20 * 1000);
}

static const char waiting_for_standby[] =
    "pg_stat_activity WHERE application_name = 'glimt' AND wait_event = 'SyncRep'";

/* Another connection's, so that the one that commits is told it by somebody else. */
static void *have_it_end(void *context) {
    const char *function = context;
    struct arena *arena = arena_open();
    const char *sql =
        arena_format(arena, "SELECT count(%s(pid)) FROM %s", function, waiting_for_standby).at;
    PGconn *pq = PQconnectdb(
        arena_format(arena, "postgresql://glimt@/postgres?host=%s", server.directory).at);

    for (bool done = false; !done; usleep(20 * 1000)) {
        PGresult *result = PQexec(pq, sql);
        done = strcmp(PQgetvalue(result, 0, 0), "0") != 0;
        PQclear(result);
    }
    PQfinish(pq);
    arena_close(arena);
    return NULL;
}

/* The server says that it was committed, or ends, and has it in its own log alone. */
static void what_no_standby_has_is_not_stored(void **state) {
    static const char *const functions[] = {"pg_cancel_backend", "pg_terminate_backend", NULL};
    struct db *db = with_things();

    (void)state;
    db_wait_at_most(db, 1500);
    db->row_patience = 1500; /* as of a writer */
    for (size_t i = 0; i < COUNT(functions); i++) {
        pthread_t other;
        assert_true(db_begin_write(db));
        assert_true(runs(db, "INSERT INTO things SELECT count(*) FROM things"));
        demand_standby("nobody");
        if (functions[i])
            assert_int_equal(
                pthread_create(&other, NULL, have_it_end, (void *)(uintptr_t)functions[i]), 0);
        assert_false(db_commit(db));
        assert_int_equal(db_trouble(db), DB_UNKNOWN);
        if (functions[i])
            pthread_join(other, NULL);
        demand_standby("");
        for (int times = 0; times < 200 && !db_begin_write(db); times++)
            usleep(20 * 1000); /* those that still wait hold the lock */
        assert_true(db_commit(db));
        assert_int_equal(things(db), (int64_t)i + 1);
    }
    db_close(db);
}

static void *standby_comes_back(void *context) {
    (void)context;
    usleep(300 * 1000);
    demand_standby("");
    return NULL;
}

/* In time, after somebody has ended the wait: then it is. */
static void what_a_standby_gets_at_last_is_stored(void **state) {
    struct db *db = with_things();
    pthread_t first, second;

    (void)state;
    assert_true(db_begin_write(db));
    assert_true(runs(db, "INSERT INTO things VALUES (1)"));
    demand_standby("nobody");
    assert_int_equal(
        pthread_create(&first, NULL, have_it_end, (void *)(uintptr_t) "pg_cancel_backend"), 0);
    assert_int_equal(pthread_create(&second, NULL, standby_comes_back, NULL), 0);
    assert_true(db_commit(db));
    assert_int_equal(db_trouble(db), DB_FINE);
    pthread_join(second, NULL);
    pthread_join(first, NULL);
    assert_int_equal(things(db), 1);
    db_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_found_again),
        cmocka_unit_test(a_transaction_ends_with_its_server),
        cmocka_unit_test(nothing_waits_while_it_is_away),
        cmocka_unit_test(a_machine_without_power_is_given_up),
        cmocka_unit_test(an_unheard_commit_is_asked_for),
        cmocka_unit_test(of_a_commit_nobody_can_ask_for_nothing_is_said),
        cmocka_unit_test(a_number_of_another_history_tells_nothing),
        cmocka_unit_test(what_no_standby_has_is_not_stored),
        cmocka_unit_test(what_a_standby_gets_at_last_is_stored),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
