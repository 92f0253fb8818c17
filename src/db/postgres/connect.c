/* connect.c - finds the server, and finds it again.
 *
 * libpq knows how: addresses, several hosts, service files, passwords, certificates. What it says
 * on failure is not passed on as it is. Of the server's refusals the code is looked at, since the
 * words depend on its language; of what remains there is the first line. What libpq says about a
 * URL that it does not understand has parts of it, and of one with an unescaped / or @ in its
 * password those are parts of the password, so nothing of that is told. */
#include "base/clock.h"
#include "base/log.h"
#include "db/postgres/postgres_parts.h"

#include <poll.h>
#include <stdlib.h>
#include <xxhash.h>

enum {
    CONNECT_SECONDS = 10,     /* unless the URL has connect_timeout */
    QUIET_SECONDS = 1,        /* likewise, where nobody depends on it */
    AGAIN_MILLISECONDS = 250, /* a guess: meanwhile requests fail at once and wait for nothing */
    LOOK_MILLISECONDS = 20,
};

static const char not_a_url[] =
    "is not named by a URL such as postgresql://glimt@db.example.org/glimt; in its password each"
    " @ / and % has to be written as %40 %2F and %25.";

static struct str option_of(struct arena *arena, const PQconninfoOption *options,
                            const char *keyword) {
    for (; options && options->keyword; options++)
        if (strcmp(options->keyword, keyword) == 0 && options->val)
            return arena_copy(arena, str_of(options->val));
    return (struct str){NULL, 0};
}

/* A part of a password ends up in one of these when an @ or a / in it was not escaped. */
static bool looks_split(struct str host, struct str port, struct str name) {
    for (size_t i = 0; i < port.len; i++)
        if (!strchr("0123456789,", port.at[i]))
            return true;
    return (host.len > 0 && memchr(host.at, '@', host.len)) ||
           (name.len > 0 && memchr(name.at, '@', name.len));
}

static bool is_url(struct arena *arena, const char *url) {
    char *said = NULL;
    struct str text = str_of(url);

    if (!str_starts_any_case(text, STR("postgresql://")) &&
        !str_starts_any_case(text, STR("postgres://")))
        return false;
    PQconninfoOption *options = PQconninfoParse(url, &said);
    PQfreemem(said);
    bool fine = options &&
                !looks_split(option_of(arena, options, "host"), option_of(arena, options, "port"),
                             option_of(arena, options, "dbname"));
    PQconninfoFree(options);
    return fine;
}

/* After what a URL, a service and the environment say. */
static void name_it(struct arena *arena, struct postgres *db, int *ret_seconds) {
    PQconninfoOption *options = PQconninfo(db->pq);
    struct str host = option_of(arena, options, "host");
    struct str name = option_of(arena, options, "dbname");
    struct str seconds = option_of(arena, options, "connect_timeout");

    if (host.len == 0)
        host = option_of(arena, options, "hostaddr");
    if (name.len == 0)
        name = option_of(arena, options, "user");
    if (name.len == 0) /* libpq found nothing in it */
        name = STR("of that URL");
    free(db->name);
    db->name = strdup(arena_format(arena, "%.*s%s%.*s", (int)name.len, name.at,
                                   host.len > 0 ? " at " : "", (int)host.len, host.at)
                          .at);
    NEEDED(db->name);
    *ret_seconds = seconds.len > 0 ? (int)strtol(seconds.at, NULL, 10) : 0;
    if (*ret_seconds <= 0)
        *ret_seconds = db->db.is_quiet ? QUIET_SECONDS : CONNECT_SECONDS;
    PQconninfoFree(options);
}

/* False when there was no time, or it is the end. */
static bool poll_until(struct postgres *db, int64_t until) {
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;

    while (status != PGRES_POLLING_OK && status != PGRES_POLLING_FAILED) {
        struct pollfd fd = {PQsocket(db->pq), status == PGRES_POLLING_READING ? POLLIN : POLLOUT,
                            0};
        if (poll(&fd, 1, LOOK_MILLISECONDS) != 0)
            status = PQconnectPoll(db->pq);
        else if (monotonic_milliseconds() > until || db_is_over())
            return false;
    }
    return true;
}

/* The server's code in what libpq says: `FATAL:  28P01: password ...`; NULL: it has none. */
static const char *code_in(const char *said) {
    for (const char *at = strstr(said, ":  "); at; at = strstr(at + 1, ":  "))
        if (strspn(at + 3, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 5 && at[8] == ':')
            return at + 3;
    return NULL;
}

/* In one line, and in no case with the password. */
static const char *first_line(struct arena *arena, struct postgres *db, const char *said) {
    char *line = arena_z(arena, (struct str){said, strcspn(said, "\n")});
    const char *password = PQpass(db->pq);

    for (char *at; password && *password && (at = strstr(line, password));)
        memset(at, '*', strlen(password));
    return line;
}

static const char *refusal(struct arena *arena, struct postgres *db) {
    const char *said = PQerrorMessage(db->pq), *code = code_in(said), *user = PQuser(db->pq);

    if (!code && PQconnectionNeedsPassword(db->pq))
        return arena_format(arena, "wants a password of the user %s, and has got none.", user).at;
    if (!code)
        return arena_format(arena, "cannot be reached: %s", first_line(arena, db, said)).at;
    if (strncmp(code, "28P01", 5) == 0)
        return arena_format(arena, "refuses the password of the user %s.", user).at;
    if (strncmp(code, "28", 2) == 0)
        return arena_format(arena, "does not let the user %s in: %s", user,
                            first_line(arena, db, code + 7))
            .at;
    if (strncmp(code, "3D000", 5) == 0)
        return "does not exist on its server.";
    if (strncmp(code, "53300", 5) == 0)
        return "has no connection left: its server's max_connections are in use.";
    if (strncmp(code, "57P03", 5) == 0)
        return "is not ready yet: its server begins or ends.";
    if (strncmp(code, "42501", 5) == 0)
        return arena_format(arena, "does not let the user %s in: grant it CONNECT.", user).at;
    return arena_format(arena, "cannot be opened: %s", first_line(arena, db, code + 7)).at;
}

/* libpq would write what servers remark to standard error. A commit that waits for a standby has
 * but this to say that it was told to wait no longer: of that, or of the end of the server. */
static void hear_remark(void *context, const PGresult *remark) {
    struct postgres *db = context;
    const char *state = PQresultErrorField(remark, PG_DIAG_SQLSTATE);

    if (db->commit_until > 0 && state &&
        (strcmp(state, "01000") == 0 || strcmp(state, "57P01") == 0))
        db->is_doubtful = true;
}

/* What comes before the URL it may say otherwise; what comes after it, not. A machine that has lost
 * its power says nothing: Linux would go on for a quarter of an hour, and for ever where nothing
 * was sent. The times are guesses, longer than a network is away for other reasons. */
static const char *begin(struct arena *arena, struct postgres *db) {
    const char *const keywords[] = {
        "tcp_user_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count",
        "dbname",           "client_encoding", "application_name",    NULL};
    const char *const values[] = {"15000", "5", "5", "2", db->url, "UTF8", "glimt", NULL};
    int seconds;

    db->pq = PQconnectStartParams(keywords, values, 1);
    NEEDED(db->pq);
    PQsetErrorVerbosity(db->pq, PQERRORS_VERBOSE);
    PQsetNoticeReceiver(db->pq, hear_remark, db);
    name_it(arena, db, &seconds);
    PQconninfoOption *options = PQconninfo(db->pq); /* with those of a service */
    bool is_split =
        looks_split(option_of(arena, options, "host"), option_of(arena, options, "port"),
                    option_of(arena, options, "dbname"));
    PQconninfoFree(options);
    if (is_split)
        return not_a_url;
    if (PQstatus(db->pq) != CONNECTION_BAD &&
        !poll_until(db, monotonic_milliseconds() + seconds * 1000))
        return "cannot be reached: its server does not answer.";
    return PQstatus(db->pq) == CONNECTION_OK ? NULL : refusal(arena, db);
}

/* A server that is not ours says how long things may take, and how durable a commit is. Its history
 * is another after a standby was promoted, and numbers of transactions are given anew. */
static const char settings[] =
    "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET jit = off;"
    "SET standard_conforming_strings = on; SET default_transaction_read_only = %s;"
    "SET lock_timeout = %d;"
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') = 'off';"
    "SELECT pg_is_in_recovery(), current_setting('server_encoding'), current_setting('fsync'),"
    " coalesce(current_schema(), ''), (SELECT system_identifier FROM pg_control_system()) ||"
    " CASE WHEN pg_is_in_recovery() THEN ''"
    " ELSE ' ' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) END";

/* What a server decides by its reads, as who may do what, has to be of now. */
static bool may_be_behind(const struct postgres *db) {
    return db->mode == DB_READ && (!db->is_served || db->db.is_quiet);
}

static const char *judge(struct arena *arena, struct postgres *db, const PGresult *row) {
    if (!may_be_behind(db) && *PQgetvalue(row, 0, 0) == 't')
        return "is on a standby, which can only be read: name its primary.";
    if (strcmp(PQgetvalue(row, 0, 1), "UTF8") != 0)
        return arena_format(arena, "has the encoding %s, and has to be made with UTF8.",
                            PQgetvalue(row, 0, 1))
            .at;
    if (*PQgetvalue(row, 0, 3) == '\0')
        return arena_format(arena, "has no schema that the user %s may use: grant it USAGE.",
                            PQuser(db->pq))
            .at;
    if (strcmp(PQgetvalue(row, 0, 2), "on") != 0 && db->connected == 0 && mode_makes(db->mode))
        log_warning("The database %s is on a server with fsync = off: what it stores may be gone"
                    " after a power loss.",
                    db->name);
    return NULL;
}

/* Versions are summed over areas: fifteen of so many bits, and what they rise by, have room. */
static void note_history(struct postgres *db, const char *history) {
    enum { BITS = 19, RISES_BY = 40 };

    snprintf(db->history, sizeof(db->history), "%s", history);
    uint64_t number = XXH3_64bits(history, strlen(history)) % (1 << BITS);
    db->db.history = (int64_t)(number << RISES_BY);
}

static const char *settle(struct arena *arena, struct postgres *db) {
    int version = PQserverVersion(db->pq);

    if (version < POSTGRES_VERSION_MIN)
        return arena_format(arena, "is on PostgreSQL %d.%d, and has to be on 15 or newer.",
                            version / 10000, version % 10000)
            .at;
    PQsetErrorVerbosity(db->pq, PQERRORS_DEFAULT);
    PQsetnonblocking(db->pq, 1);
    NEEDED(PQenterPipelineMode(db->pq));
    char *sql = NEW_ARRAY(arena, char, sizeof(settings) + 32);
    snprintf(sql, sizeof(settings) + 32, settings, db->mode == DB_READ ? "on" : "off",
             db->db.patience > 0 ? db->db.patience : 1);
    PGresult *row = postgres_ask_server(db, sql, "its settings");
    const char *problem = row ? judge(arena, db, row)
                              : arena_format(arena, "cannot be opened: %s", db_problem(&db->db)).at;
    if (!problem)
        note_history(db, PQgetvalue(row, 0, 4));
    PQclear(row);
    return problem;
}

bool postgres_connect(struct arena *arena, struct postgres *db, const char **ret_problem) {
    PQfinish(db->pq);
    db->pq = NULL;
    buffer_reset(&db->forgotten);
    postgres_drop_sent(db);
    *ret_problem = is_url(arena, db->url) ? begin(arena, db) : not_a_url;
    if (!*ret_problem)
        *ret_problem = settle(arena, db);
    if (!*ret_problem && !postgres_serve(&db->db))
        *ret_problem = arena_format(arena, "cannot be opened: %s", db_problem(&db->db)).at;
    if (!*ret_problem) {
        db->connected++;
        db->failed_at = 0;
        return true;
    }
    PQfinish(db->pq);
    db->pq = NULL;
    db->failed_at = monotonic_milliseconds();
    return false;
}

/* When a connection of this process was made last, to whatever server: then others find theirs. */
static _Atomic int64_t made_at;

static bool may_try(const struct postgres *db) {
    return db->failed_at == 0 || atomic_load(&made_at) >= db->failed_at ||
           monotonic_milliseconds() - db->failed_at >= AGAIN_MILLISECONDS;
}

static void tell(const struct postgres *db, const char *problem) {
    if (problem) {
        log_repeated("the database server", "The database %s %s", db->name, problem);
        return;
    }
    atomic_store(&made_at, monotonic_milliseconds());
    log_notice("The database %s is back.", db->name);
}

static bool connect_again(struct postgres *db) {
    struct arena *arena = arena_open();
    const char *problem;
    bool done = postgres_connect(arena, db, &problem);

    if (!db->db.is_quiet)
        tell(db, done ? NULL : problem);
    arena_close(arena);
    return done;
}

/* Of an idle connection: finds out that the server has ended it. What the server said last comes
 * before that, and libpq, which reads once, would find nothing but that. */
static void look_for_end(struct postgres *db) {
    struct pollfd fd = {PQsocket(db->pq), POLLIN | POLLRDHUP, 0};

    if (poll(&fd, 1, 0) <= 0)
        return;
    if (fd.revents & (POLLRDHUP | POLLHUP | POLLERR)) {
        PQfinish(db->pq);
        db->pq = NULL;
    } else {
        PQconsumeInput(db->pq);
    }
}

bool postgres_ready(struct postgres *db) {
    if (!postgres_is_gone(db) && db->transaction == TRANSACTION_NONE)
        look_for_end(db);
    if (!postgres_is_gone(db) && !db->is_lost)
        return true;
    db->db.trouble = DB_AWAY;
    if (db->transaction != TRANSACTION_NONE) {
        db->is_lost = true;
        return false;
    }
    if (!may_try(db) || !connect_again(db))
        return false;
    db->db.trouble = DB_FINE;
    return true;
}
