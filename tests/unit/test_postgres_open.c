/* test_postgres_open.c - opening a database on a server that refuses or differs. */
#include "base/clock.h"
#include "db/migrate.h"
#include "postgres_server.h"

#include <sys/un.h>

/* One sentence, that has no part of a password. */
static void is_refused(const char *url, enum db_mode mode, const char *part) {
    const char *problem = NULL;

    assert_null(open_url(server.arena, url, mode, &problem));
    assert_non_null(problem);
    if (!strstr(problem, part))
        fail_msg("\"%s\" has no \"%s\"", problem, part);
    assert_null(strchr(problem, '\n'));
    assert_null(strstr(problem, "s3cret"));
    assert_memory_equal(problem, "The database ", 13);
}

static const char *at(const char *format_of_url) {
    return arena_format(server.arena, "%s%shost=%s", format_of_url,
                        strchr(format_of_url, '?') ? "&" : "?", server.directory)
        .at;
}

static void what_is_no_url_is_refused(void **state) {
    static const char *const urls[] = {
        "",
        "glimt.db",
        "mysql://secret:s3cret@localhost/x",
        "host=localhost password=s3cret",
        "postgresql://secret:s3cret/x@localhost/x",
        "postgresql://secret:s3cret@x@localhost/x",
        "postgresql://secret:a@s3cret@localhost/x",
        "postgresql://secret:s3cret/?x@localhost/x",
        "postgresql://secret:5432/s3cret@localhost/x",
        "postgresql://secret:s3cret%zz@localhost/x",
        "postgresql://secret:a/s3cret@localhost/x",
        "postgresql://secret:s3cret@[::1/x",
        "postgresql://localhost/x?s3cret=1",
        "postgresql://localhost:s3cret/x",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(urls); i++)
        is_refused(urls[i], DB_CREATE, "is not named by a URL such as postgresql://");
}

static void what_is_not_there_is_told(void **state) {
    (void)state;
    is_refused("postgresql://glimt:s3cret@/x?host=/nowhere", DB_CREATE, "cannot be reached: ");
    is_refused("postgresql://glimt:s3cret@/x?host=/nowhere", DB_CREATE, "No such file");
    is_refused(
        arena_format(server.arena, "postgresql://glimt:s3cret@127.0.0.1:%d/x", free_port()).at,
        DB_CREATE, "Connection refused");
    is_refused("postgresql://glimt:s3cret@no-such-host.invalid/x", DB_CREATE, "no-such-host");
    is_refused("postgresql:///?service=s3rvice", DB_CREATE, "s3rvice");
    is_refused(at("postgresql://glimt:s3cret@/missing"), DB_CREATE, "missing at /tmp/glimt-pg-");
    is_refused(at("postgresql://glimt:s3cret@/missing"), DB_CREATE,
               "does not exist on its server.");
}

static void who_may_not_in_is_told(void **state) {
    const char *name = new_database();

    (void)state;
    is_refused(at(arena_format(server.arena, "postgresql://secret:s3cret-wrong@/%s", name).at),
               DB_CREATE, "refuses the password of the user secret.");
    is_refused(at(arena_format(server.arena, "postgresql://secret@/%s", name).at), DB_CREATE,
               "wants a password of the user secret, and has got none.");
    is_refused(url_of("stranger", name), DB_CREATE, "does not let the user stranger in: ");
    is_refused(url_of("nobody", name), DB_CREATE, "does not let the user nobody in: ");
    psql(name, arena_format(server.arena, "REVOKE CONNECT ON DATABASE %s FROM PUBLIC", name).at);
    is_refused(url_of("weak", name), DB_CREATE, "grant it CONNECT");
}

static void the_password_lets_in(void **state) {
    const char *name = new_database();

    (void)state;
    psql(name, "GRANT CREATE ON SCHEMA public TO secret");
    struct db *db = open_at(
        at(arena_format(server.arena, "postgresql://secret:%s@/%s", PASSWORD, name).at), DB_CREATE);
    struct statement *row = db_statement(
        db, STR("SELECT application_name FROM pg_stat_activity WHERE pid = pg_backend_pid()"));
    assert_int_equal(statement_step(row), DB_ROW);
    assert_true(str_equal(column_text(row, 0), STR("glimt")));
    db_close(db);
}

static const char *over_tls(const char *name, const char *settings) {
    return arena_format(server.arena, "postgresql://glimt@localhost:%d/%s?hostaddr=127.0.0.1&%s",
                        server.port, name, settings)
        .at;
}

static void tls_is_libpqs(void **state) {
    const char *name = new_database();
    const char *own =
        arena_format(server.arena, "sslmode=verify-full&sslrootcert=%s/root.crt", server.directory)
            .at;
    const char *copy[] = {"cp", "data/server.crt", "root.crt", NULL};
    const char *show[] = {"chmod", "644", "root.crt", NULL};

    (void)state;
    assert_int_equal(run_program(copy) + run_program(show), 0);
    struct db *db = open_at(over_tls(name, own), DB_CREATE);
    assert_int_equal(number(db, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"), 1);
    db_close(db);
    is_refused(over_tls(name, "sslmode=verify-full&sslrootcert=/nowhere"), DB_CREATE, "/nowhere");
    is_refused(over_tls(name, "sslmode=disable"), DB_CREATE, "does not let the user glimt in");
    is_refused(over_tls(name, "sslmode=odd"), DB_CREATE, "sslmode");
}

static void services_are_libpqs(void **state) {
    const char *name = new_database();
    const char *path = arena_format(server.arena, "%s/services", server.directory).at;
    FILE *file = fopen(path, "w");

    (void)state;
    assert_non_null(file);
    fprintf(file, "[ours]\nhost=%s\ndbname=%s\nuser=secret\npassword=%s\n", server.directory, name,
            PASSWORD);
    fclose(file);
    setenv("PGSERVICEFILE", path, 1);
    psql(name, "GRANT CREATE ON SCHEMA public TO secret");
    db_close(open_at("postgresql:///?service=ours", DB_CREATE));
    unsetenv("PGSERVICEFILE");
}

static void missing_rights_are_told(void **state) {
    const char *name = new_database();

    (void)state;
    is_refused(url_of("weak", name), DB_CREATE,
               "lets the user weak make no tables: grant it CREATE on the schema public.");
    db_close(open_database(name, DB_CREATE));
    is_refused(url_of("weak", name), DB_WRITE,
               "grant it SELECT, INSERT, UPDATE and DELETE on all tables of the schema public.");
    psql(name, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO weak");
    is_refused(url_of("weak", name), DB_WRITE, "use the table absence_projects");
    db_close(open_at(url_of("weak", name), DB_READ));
    psql(name, "REVOKE USAGE ON SCHEMA public FROM PUBLIC");
    is_refused(url_of("weak", name), DB_READ, "has no schema that the user weak may use");
}

static void a_database_of_another_program_is_left_alone(void **state) {
    const char *tables[] = {"CREATE TABLE customers (id int)", "CREATE VIEW everything AS SELECT 1",
                            "CREATE TABLE migrations (version int)"};

    (void)state;
    for (size_t i = 0; i < COUNT(tables); i++) {
        const char *name = new_database();
        psql(name, tables[i]);
        is_refused(url_of("glimt", name), DB_CREATE, "is not a glimt database.");
        assert_string_equal(psql(name, "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'v')"
                                       " AND relnamespace = 'public'::regnamespace"),
                            "1");
    }
    const char *empty = new_database();
    is_refused(url_of("glimt", empty), DB_WRITE, "is not a glimt database.");
    is_refused(url_of("glimt", empty), DB_READ, "is not a glimt database.");
    psql(empty, "CREATE EXTENSION pg_stat_statements"); /* brings views */
    db_close(open_database(empty, DB_CREATE));
}

static void other_schemas_are_told(void **state) {
    static const struct {
        const char *sql, *problem;
    } cases[] = {
        {"INSERT INTO migrations VALUES (999, '999_later', 'x', 1)",
         "was made by a newer glimt (it has the migration 999_later): use that version."},
        {"UPDATE migrations SET checksum = 'x' WHERE number = 10",
         "was made by a glimt whose migration 010_counted_lists reads differently"},
        {"DELETE FROM migrations WHERE number = 10", "without 010_counted_lists"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *name = new_database();
        db_close(open_database(name, DB_CREATE));
        psql(name, cases[i].sql);
        is_refused(url_of("glimt", name), DB_CREATE, cases[i].problem);
        is_refused(url_of("glimt", name), DB_READ, cases[i].problem);
    }
    const char *older = new_database();
    db_close(open_database(older, DB_CREATE));
    psql(older, "DELETE FROM migrations WHERE number = 38");
    is_refused(url_of("glimt", older), DB_WRITE, "was made by an older glimt (it lacks");
}

static void the_encoding_is_looked_at(void **state) {
    (void)state;
    psql("postgres", "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'");
    is_refused(url_of("glimt", "latin"), DB_CREATE, "has the encoding LATIN1");
}

/* As when the URL has several machines, and the primary is away: who may do what was maybe so some
 * time ago. One that is named to be behind may be. */
static void a_server_reads_no_standby(const char *url) {
    struct db_address at = {.directory = "/nowhere", .url = url, .is_served = true};
    const char *problem = NULL;

    assert_null(postgres_engine.open(&postgres_engine, server.arena, at, DB_READ, &problem));
    assert_non_null(strstr(problem, "is on a standby, which can only be read"));
    at.is_replica = true;
    struct db *db = postgres_engine.open(&postgres_engine, server.arena, at, DB_READ, &problem);
    assert_non_null(db);
    db_close(db);
}

static void a_standby_is_read(void **state) {
    const char *name = new_database();

    (void)state;
    db_close(open_database(name, DB_CREATE));
    server_stop(SIGINT);
    write_file("standby.signal", "w", "");
    server_start();
    is_refused(url_of("glimt", name), DB_CREATE, "is on a standby, which can only be read");
    is_refused(url_of("glimt", name), DB_WRITE, "is on a standby, which can only be read");
    struct db *db = open_database(name, DB_READ);
    assert_true(db_begin_read(db));
    assert_true(number(db, "SELECT count(*) FROM migrations") > 30);
    db_end_read(db);
    db_close(db);
    a_server_reads_no_standby(url_of("glimt", name));
    server_stop(SIGINT);
    assert_int_equal(
        unlink(arena_format(server.arena, "%s/data/standby.signal", server.directory).at), 0);
    server_start();
}

struct pretender {
    char directory[32];
    const char *version;
    int fd;
    pthread_t thread;
};

static void put_message(struct buffer *out, char kind, struct str body) {
    uint32_t size = htonl((uint32_t)body.len + 4);

    buffer_put_char(out, kind);
    buffer_put(out, (const char *)&size, sizeof(size));
    buffer_put_str(out, body);
}

static void *pretend(void *context) {
    const struct pretender *pretender = context;
    struct buffer out;
    char heard[4096];
    int fd = accept(pretender->fd, NULL, NULL);
    char version[64];
    int len = snprintf(version, sizeof(version), "server_version%c%s", 0, pretender->version) + 1;

    buffer_init(&out, 4096);
    put_message(&out, 'R', (struct str){"\0\0\0\0", 4});
    put_message(&out, 'S', (struct str){version, (size_t)len});
    put_message(&out, 'Z', STR("I"));
    if (read(fd, heard, sizeof(heard)) > 0 && write(fd, out.at, out.len) > 0)
        while (read(fd, heard, sizeof(heard)) > 0)
            ;
    close(fd);
    buffer_done(&out);
    return NULL;
}

static void older_servers_are_refused(void **state) {
    struct pretender pretender = {"/tmp/glimt-pg-XXXXXX", "14.9", 0, 0};
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    (void)state;
    assert_non_null(mkdtemp(pretender.directory));
    snprintf(address.sun_path, sizeof(address.sun_path), "%s/.s.PGSQL.%d", pretender.directory,
             server.port);
    pretender.fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(pretender.fd, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(listen(pretender.fd, 1), 0);
    assert_int_equal(pthread_create(&pretender.thread, NULL, pretend, &pretender), 0);
    is_refused(
        arena_format(server.arena, "postgresql://glimt@/old?host=%s", pretender.directory).at,
        DB_CREATE, "is on PostgreSQL 14.9, and has to be on 15 or newer.");
    pthread_join(pretender.thread, NULL);
    close(pretender.fd);
    unlink(address.sun_path);
    rmdir(pretender.directory);
}

/* It takes the connection, and nothing follows. */
static void silent_servers_are_given_up(void **state) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(address);
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    (void)state;
    assert_int_equal(bind(fd, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(fd, 1), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &size), 0);
    int64_t begin = monotonic_milliseconds();
    is_refused(arena_format(server.arena, "postgresql://glimt@127.0.0.1:%d/x?connect_timeout=1",
                            ntohs(address.sin_port))
                   .at,
               DB_CREATE, "does not answer");
    assert_in_range(monotonic_milliseconds() - begin, 900, 20000);
    close(fd);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_url_is_refused),
        cmocka_unit_test(what_is_not_there_is_told),
        cmocka_unit_test(who_may_not_in_is_told),
        cmocka_unit_test(the_password_lets_in),
        cmocka_unit_test(tls_is_libpqs),
        cmocka_unit_test(services_are_libpqs),
        cmocka_unit_test(missing_rights_are_told),
        cmocka_unit_test(a_database_of_another_program_is_left_alone),
        cmocka_unit_test(other_schemas_are_told),
        cmocka_unit_test(the_encoding_is_looked_at),
        cmocka_unit_test(a_standby_is_read),
        cmocka_unit_test(older_servers_are_refused),
        cmocka_unit_test(silent_servers_are_given_up),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
