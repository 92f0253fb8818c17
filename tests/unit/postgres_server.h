/* postgres_server.h - a PostgreSQL of a test's own, in a temporary directory.
 *
 * It listens on a socket there, and at a port of 127.0.0.1 with TLS. Its superuser is "glimt", who
 * needs no password; "secret" has PASSWORD. PostgreSQL refuses root, so for root it runs as
 * "postgres". */
#ifndef GLIMT_TESTS_POSTGRES_SERVER_H
#define GLIMT_TESTS_POSTGRES_SERVER_H

#include "db/postgres/postgres_parts.h"

#include "cmocka_all.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <pthread.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAMS "/usr/lib/postgresql/15/bin/"
#define PASSWORD "s3cret-kept"

static struct {
    struct arena *arena;
    char directory[64];
    int port, databases;
    pid_t process;
    FILE *lines; /* what the test has logged; the real standard error is `error` */
    int error;
} server;

/* Where there is no PostgreSQL and none is demanded. */
static inline bool server_is_missing(void) {
    return access(PROGRAMS "postgres", X_OK) != 0 && !getenv("GLIMT_SKIP_NOTHING");
}

static inline void become_postgres(void) {
    const struct passwd *user = geteuid() == 0 ? getpwnam("postgres") : NULL;

    if (user && (setgroups(0, NULL) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0))
        _exit(126);
    if (chdir(server.directory) != 0)
        _exit(126);
}

static inline pid_t program(const char *const *arguments) {
    pid_t process = fork();

    if (process == 0) {
        int quiet = open("/dev/null", O_RDWR);
        dup2(quiet, 0);
        dup2(quiet, 1);
        dup2(quiet, 2);
        become_postgres();
        execvp(arguments[0], (char *const *)(uintptr_t)arguments);
        _exit(127);
    }
    assert_true(process > 0);
    return process;
}

static inline int run_program(const char *const *arguments) {
    int status;

    assert_true(waitpid(program(arguments), &status, 0) > 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static inline int free_port(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(address);
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    assert_int_equal(bind(fd, (struct sockaddr *)&address, size), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &size), 0);
    close(fd);
    return ntohs(address.sin_port);
}

/* `parameters` is a URL's: "host=..." is there already. */
static inline const char *url_of(const char *user, const char *database) {
    return arena_format(server.arena, "postgresql://%s@/%s?host=%s", user, database,
                        server.directory)
        .at;
}

static inline bool answers(void) {
    return PQping(arena_format(server.arena, "host=%s user=glimt dbname=postgres", server.directory)
                      .at) == PQPING_OK;
}

static inline void server_start(void) {
    const char *const arguments[] = {PROGRAMS "postgres", "-D", "data", NULL};

    server.process = program(arguments);
    for (int i = 0; i < 600 && !answers(); i++)
        usleep(50 * 1000);
    assert_true(answers());
}

/* SIGINT: it ends all connections, and writes what it has. SIGQUIT: as if it had crashed. */
static inline void server_stop(int signal_number) {
    assert_int_equal(kill(server.process, signal_number), 0);
    assert_int_equal(waitpid(server.process, NULL, 0), server.process);
    server.process = 0;
}

static inline void server_again(int signal_number) {
    server_stop(signal_number);
    server_start();
}

static inline void write_file(const char *name, const char *mode, const char *text) {
    FILE *file = fopen(arena_format(server.arena, "%s/data/%s", server.directory, name).at, mode);

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* SQL of somebody else's, as the superuser; gives the last value, or "". */
static inline const char *psql(const char *database, const char *sql) {
    PGconn *pq = PQconnectdb(url_of("glimt", database));
    PGresult *result = PQexec(pq, sql);

    if (PQresultStatus(result) != PGRES_TUPLES_OK && PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(pq));
    const char *value =
        arena_format(server.arena, "%s", PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "").at;
    PQclear(result);
    PQfinish(pq);
    return value;
}

/* A new, empty database; its order of texts is another than the one of bytes. */
static inline const char *new_database(void) {
    const char *name = arena_format(server.arena, "test_%d", ++server.databases).at;

    psql("postgres", arena_format(server.arena, "CREATE DATABASE %s", name).at);
    return name;
}

static inline struct db *open_url(struct arena *arena, const char *url, enum db_mode mode,
                                  const char **ret_problem) {
    const struct db_address at = {.directory = "/nowhere", .url = url};

    return postgres_engine.open(&postgres_engine, arena, at, mode, ret_problem);
}

/* As it serves. */
static inline struct db *open_serving(const char *url, enum db_mode mode) {
    const char *problem = NULL;
    struct db *db = open_url(server.arena, url, mode, &problem);

    if (!db)
        fail_msg("%s", problem);
    return db;
}

/* For tests that are not about rights: it stays the user of the URL, who may make tables. */
static inline struct db *unwall(struct db *db) {
    assert_true(postgres_execute_there(inside(db), "RESET ROLE"));
    free(inside(db)->role);
    inside(db)->role = NULL;
    return db;
}

static inline struct db *open_at(const char *url, enum db_mode mode) {
    return unwall(open_serving(url, mode));
}

static inline struct db *open_database(const char *name, enum db_mode mode) {
    return open_at(url_of("glimt", name), mode);
}

/* The same, for threads: the arena of all is not for them. */
static inline struct db *open_apart(const char *name, enum db_mode mode) {
    struct arena *arena = arena_open();
    const char *problem = NULL;
    struct db *db = open_url(
        arena, arena_format(arena, "postgresql://glimt@/%s?host=%s", name, server.directory).at,
        mode, &problem);

    arena_close(arena);
    return db ? unwall(db) : NULL;
}

static inline int64_t number(struct db *db, const char *sql) {
    int64_t value = -1;

    assert_int_equal(statement_integer(db_statement(db, str_of(sql)), &value), DB_ROW);
    return value;
}

static inline bool runs(struct db *db, const char *sql) {
    struct statement *statement = db_statement(db, str_of(sql));

    return statement && statement_run(statement);
}

/* ---- a database with things ---- */

static inline struct db *fresh(void) {
    struct db *db = open_database(new_database(), DB_CREATE);

    assert_true(db_execute(db, "CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT COLLATE"
                               " \"C\", size DOUBLE PRECISION, bytes BYTEA)"));
    return db;
}

static inline struct db *again(const struct db *db) {
    return open_database(PQdb(inside(db)->pq), DB_WRITE);
}

static inline void add_thing(struct db *db, int64_t id, struct str name) {
    struct statement *statement =
        db_statement(db, STR("INSERT INTO things (id, name) VALUES (?1, ?2)"));

    assert_non_null(statement);
    statement_bind_integer(statement, 1, id);
    statement_bind_text(statement, 2, name);
    assert_true(statement_run(statement));
}

static inline void make_certificate(void) {
    const char *const arguments[] = {"openssl",
                                     "req",
                                     "-x509",
                                     "-newkey",
                                     "ec",
                                     "-pkeyopt",
                                     "ec_paramgen_curve:P-256",
                                     "-nodes",
                                     "-days",
                                     "2",
                                     "-subj",
                                     "/CN=localhost",
                                     "-keyout",
                                     "data/server.key",
                                     "-out",
                                     "data/server.crt",
                                     NULL};

    assert_int_equal(run_program(arguments), 0);
}

static inline int server_make(void **state) {
    const char *const initdb[] = {
        PROGRAMS "initdb",  "--pgdata=data",   "--username=glimt", "--auth=trust",
        "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync",        NULL};

    (void)state;
    server.arena = arena_open();
    server.error = fcntl(2, F_DUPFD_CLOEXEC, 3);
    server.lines = tmpfile();
    dup2(fileno(server.lines), 2);
    snprintf(server.directory, sizeof(server.directory), "/tmp/glimt-pg-XXXXXX");
    assert_non_null(mkdtemp(server.directory));
    const struct passwd *user = geteuid() == 0 ? getpwnam("postgres") : NULL;
    if (user)
        assert_int_equal(chown(server.directory, user->pw_uid, user->pw_gid), 0);
    assert_int_equal(chmod(server.directory, 0711), 0);
    assert_int_equal(run_program(initdb), 0);
    make_certificate();
    server.port = free_port();
    write_file("postgresql.conf", "a",
               arena_format(server.arena,
                            "fsync = off\nlisten_addresses = '127.0.0.1'\nport = %d\n"
                            "unix_socket_directories = '%s'\nssl = on\nmax_connections = 20\n"
                            "deadlock_timeout = 50ms\nlc_messages = 'C'\n",
                            server.port, server.directory)
                   .at);
    write_file("pg_hba.conf", "w",
               "local all secret scram-sha-256\nlocal all stranger reject\nlocal all all trust\n"
               "host all secret 127.0.0.1/32 scram-sha-256\nhostssl all all 127.0.0.1/32 trust\n");
    setenv("PGPORT", arena_format(server.arena, "%d", server.port).at, 1);
    server_start();
    psql("postgres", "CREATE ROLE secret LOGIN CREATEROLE PASSWORD '" PASSWORD "';"
                     "CREATE ROLE weak LOGIN;"
                     "CREATE ROLE stranger LOGIN");
    return 0;
}

/* What was logged, so far. */
static inline const char *logged(void) {
    char *text = NEW_ARRAY(server.arena, char, 1024 * 1024);
    ssize_t len = pread(fileno(server.lines), text, 1024 * 1024 - 1, 0);

    assert_true(len >= 0);
    text[len] = '\0';
    return text;
}

/* Whatever happened, nobody was told the password, nor values of rows. */
static inline int server_remove(void **state) {
    const char *const remove[] = {"rm", "-rf", server.directory, NULL};
    const char *lines = logged();

    (void)state;
    dup2(server.error, 2);
    if (server.process > 0)
        server_stop(SIGINT);
    run_program(remove);
    rmdir(server.directory);
    bool is_told = strstr(lines, "s3cret") != NULL;
    while (*lines) {
        size_t len = strcspn(lines, "\n") + (strchr(lines, '\n') != NULL);
        if (is_told || *lines < '0' || *lines > '9') /* no line of the log: cmocka's */
            fprintf(stderr, "%.*s", (int)len, lines);
        lines += len;
    }
    fclose(server.lines);
    arena_close(server.arena);
    return is_told ? 1 : 0;
}

#endif
