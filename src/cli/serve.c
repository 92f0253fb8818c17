/* serve.c - from settings to a running server, and back. */
#include "cli/serve.h"

#include "access/hasher.h"
#include "access/throttle.h"
#include "api/answer.h"
#include "api/api.h"
#include "api/lane.h"
#include "api/receive.h"
#include "api/security.h"
#include "api/stored_files.h"
#include "api/usage.h"
#include "api/watch.h"
#include "api/worker.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/sink.h"
#include "change/ledger.h"
#include "cli/directory.h"
#include "cli/ending.h"
#include "cli/lock.h"
#include "cli/own_certificate.h"
#include "cli/postponed.h"
#include "cli/set_up.h"
#include "cli/shared_key.h"
#include "cli/site.h"
#include "db/log_keeper.h"
#include "db/reserve.h"
#include "demo/demo.h"
#include "files/file_store.h"
#include "manage/accounts.h"
#include "plan/checked.h"
#include "redis/shared_rates.h"
#include "resources/resources.h"
#include "upkeep/refresh.h"
#include "upkeep/scrub.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum {
    BATCH = 128, /* writes that may share one sync */
    TICK_MILLISECONDS = 500,
    WRITER_PATIENCE = 5000, /* milliseconds; see writer_open() in open_all() */
    BODIES_LIMIT =
        64 * 1024 * 1024, /* bytes; a guess: sixty clients at once with all that one may send */
};

struct serving {
    struct arena *arena;
    const struct serve_settings *settings;
    struct db *db; /* until the writer takes it */
    struct site site;
    struct server *server;
    int lock;
    struct own own;
    struct set_up set_up;
    struct ending ending;
    struct postponed postponed;
    struct log_keeper *log_keeper;
    struct sink *security_log;
    struct shared_rates *shared_rates;
    const char *problem;
};

static bool fail(struct serving *serving, struct str problem) {
    serving->problem = problem.at;
    return false;
}

/* Two servers on one directory would each think that they alone count rates and cache versions. */
static bool be_alone(struct serving *serving) {
    const char *directory = serving->settings->directory;
    enum lock lock = lock_take(serving->arena, directory, &serving->lock, &serving->problem);

    if (lock == LOCK_FAILED && reserve_give_up(directory))
        lock = lock_take(serving->arena, directory, &serving->lock, &serving->problem);
    switch (lock) {
    case LOCK_TAKEN:
        return true;
    case LOCK_HELD:
        return fail(serving, arena_format(serving->arena,
                                          "Another glimt server is running on the directory %s, or "
                                          "glimt demo or glimt compact is working on it.",
                                          directory));
    default:
        return false;
    }
}

static bool has_contacts(struct db *db) {
    return statement_find(db_statement(db, STR("SELECT 1 FROM contacts LIMIT 1"))) == DB_ROW;
}

static bool open_database(struct serving *serving) {
    struct db_address database = serving->settings->database;
    bool begin_anew = serving->settings->begin_anew;

    if (!directory_may_be_opened(serving->arena, database, begin_anew, &serving->problem))
        return false;
    serving->db = db_open(serving->arena, database, DB_CREATE, &serving->problem);
    if (serving->db)
        db_stands_for(serving->db, EVERY_ACCOUNT);
    if (!serving->db ||
        (!begin_anew && !directory_is_whole(serving->arena, &serving->settings->files, serving->db,
                                            serving->site.api.plans, &serving->problem)))
        return false;
    if (!refresh_derived(serving->arena, serving->db, serving->site.api.plans, &serving->problem))
        return false;
    if (!check_once(serving->arena, serving->db, serving->site.api.plans, serving->site.api.managed,
                    &serving->problem))
        return false;
    if (!account_ensure_first(serving->arena, serving->db, serving->site.api.plans,
                              &serving->problem))
        return false;
    return true;
}

/* What a server has to have before its first visitor: a company, and a way in. */
static bool fill(struct serving *serving) {
    struct demo_options demo = {.account_id = 1,
                                .seed = 1,
                                .contacts = 200,
                                .projects = 60,
                                .tasks = 400,
                                .time_reports = 6000,
                                .files = serving->site.api.files,
                                .quiet = true};

    bool wanted = serving->settings->demo && !has_contacts(serving->db);

    if (wanted && !demo_fill(serving->arena, serving->db, &demo, &serving->problem))
        return false;
    if (set_up_first(serving->arena, serving->db, serving->site.api.plans, serving->settings->demo,
                     wanted, &serving->set_up, &serving->problem))
        return true;
    if (db_trouble(serving->db) != DB_FULL)
        return false;
    log_warning("The disk is full, so there is no link for the first administrator. Make room and "
                "start the server again.");
    serving->set_up = (struct set_up){.password = {NULL, 0}};
    return true;
}

static bool open_files(struct serving *serving) {
    struct api *api = &serving->site.api;

    api->upload_limit = serving->settings->upload_limit;
    api->retention = serving->settings->retention;
    api->files = file_store_open_at(serving->arena, &serving->settings->files, &serving->problem);
    serving->postponed.api = api;
    return api->files &&
           start_files(serving->arena, &serving->postponed, serving->db, &serving->problem);
}

/* Before the first event of this server. */
static bool open_security_log(struct serving *serving) {
    const char *where = serving->settings->security_log;

    if (!where)
        return true;
    serving->security_log = sink_open(serving->arena, where, &serving->problem);
    if (!serving->security_log)
        return false;
    if (security_send_to(serving->site.api.security, serving->security_log, serving->db))
        return true;
    serving->problem = db_problem(serving->db);
    return false;
}

static bool open_site(struct serving *serving) {
    const struct serve_settings *settings = serving->settings;

    return (settings->begin_anew || shared_key_is_there(serving->arena, settings->database,
                                                        serving->db, &serving->problem)) &&
           site_open(&serving->site, serving->arena, &serving->problem) &&
           shared_key_is_right(serving->arena, settings->database, serving->db,
                               &serving->site.secret_key, settings->begin_anew, &serving->problem);
}

/* A path of the settings, or of a file that the server makes for itself. */
static const char *path_of(const struct serving *serving, const char *given, const char *own) {
    return given ? given
                 : arena_format(serving->arena, "%s/tls/%s", serving->settings->directory, own).at;
}

/* The server's own certificate is touched last: it is for the addresses, which may be wrong. */
static bool open_server(struct serving *serving) {
    const struct serve_settings *settings = serving->settings;
    struct http_options options = {
        .addresses = settings->addresses,
        .address_count = settings->address_count,
        .cert_path = path_of(serving, settings->cert_path, "cert.pem"),
        .key_path = path_of(serving, settings->key_path, "key.pem"),
        .is_trusted = site_trusts,
        .is_trusted_by_browsers = settings->cert_path != NULL,
        .has_old_clients = settings->has_old_clients,
        .threads = settings->threads,
        .body_limit = settings->body_limit,
        .stream_limit = settings->upload_limit + settings->body_limit,
        .bodies_limit = BODIES_LIMIT,
        .connection_limit = settings->connections,
        .idle_seconds = settings->idle_seconds,
        .spool_directory = settings->directory,
        .answers_limit = settings->answers_limit,
        .too_large_body = STR(BODY_TOO_LARGE),
        .app = &serving->site,
        .worker_open = worker_open,
        .worker_close = worker_close,
        .handle = site_handle,
        .start_later = api_start_later,
        .begin_body = site_begin_body,
        .take_body = receive_take,
        .end_stream = receive_end,
    };

    serving->site.trusted_proxies = settings->trusted_proxies;
    serving->server = server_open(serving->arena, &options, &serving->problem);
    return serving->server &&
           (settings->cert_path ||
            own_certificate_begin(serving->arena, &serving->own, settings->directory,
                                  settings->addresses, settings->address_count,
                                  &serving->problem)) &&
           server_begin(serving->arena, serving->server, &serving->problem);
}

static bool keep_log(struct serving *serving) {
    const struct serve_settings *settings = serving->settings;
    struct db *db = db_open(serving->arena, settings->database, DB_WRITE, &serving->problem);

    if (!db)
        return false;
    serving->log_keeper = log_keeper_open(db, settings->wal_limit);
    db_limit_log(serving->db, settings->wal_limit);
    return true;
}

static bool tidy(void *context, enum file_tidy what, int64_t account_id, const char *hash) {
    return stored_file_tidy(context, what, account_id, hash);
}

static bool claim_files(void *context, int64_t seconds) {
    return stored_files_claim(context, seconds);
}

static void begin_scrub(struct serving *serving) {
    struct api *api = &serving->site.api;
    bool is_shared = api->is_shared && file_store_is_remote(api->files);
    struct scrub_options options = {.database = serving->settings->database,
                                    .plans = api->plans,
                                    .files = api->files,
                                    .days = serving->settings->scrub_days,
                                    .tidy = tidy,
                                    .claim = is_shared ? claim_files : NULL,
                                    .context = api};

    if (options.days > 0)
        api->scrub = scrub_open(serving->arena, &options);
}

static void share_rates(struct serving *serving) {
    if (!serving->settings->redis)
        return;
    serving->shared_rates = shared_rates_open(serving->settings->redis);
    throttle_share(serving->site.api.throttle, serving->shared_rates);
}

/* Everything up to the first answer. What was opened is closed by close_all(). */
static bool open_all(struct serving *serving) {
    if (!directory_make(serving->arena, serving->settings->directory, &serving->problem) ||
        !be_alone(serving) || !open_database(serving) || !open_security_log(serving) ||
        !open_files(serving) || !open_site(serving) || !fill(serving) ||
        !start_lists(&serving->postponed, serving->db, &serving->problem))
        return false;
    /* Clients wait for a batch before theirs, and for their own: ten seconds, and then it is 503.
     */
    db_wait_at_most(serving->db, WRITER_PATIENCE);
    if (!keep_log(serving))
        return false;
    db_stands_for(serving->db, NO_ACCOUNT); /* each job says whose rows it is about */
    struct writer_hooks hooks = ledger_hooks(serving->site.api.ledger);
    serving->site.api.writer = writer_open(serving->db, BATCH, &hooks);
    serving->db = NULL;
    reserve_keep(serving->settings->directory, true);
    serving->site.api.watch = watch_begin(serving->arena, &serving->site.api);
    share_rates(serving);
    if (!open_server(serving))
        return false;
    begin_scrub(serving);
    return true;
}

static void close_all(struct serving *serving) {
    if (serving->server)
        server_close(serving->server);
    site_stop(&serving->site);
    shared_rates_close(serving->shared_rates);
    /* All are answered. What is written of them has the time that writes had, or a moment more. */
    db_ending(monotonic_milliseconds() + ENDING_NOTES);
    log_keeper_close(serving->log_keeper);
    scrub_close(serving->site.api.scrub);
    if (serving->site.api.writer) {
        pruning_stop(&serving->site.api.pruning);
        usage_end(serving->site.api.usage, serving->site.api.writer);
        security_end(serving->site.api.security, serving->site.api.writer);
        writer_close(serving->site.api.writer);
    }
    file_store_close(serving->site.api.files);
    db_close(serving->db);
    site_done(&serving->site);
    sink_close(serving->security_log);
    lock_give(&serving->lock);
}

static void reload(struct serving *serving) {
    certificate_reload(serving->server);
    if (serving->security_log)
        sink_reopen(serving->security_log);
}

/* A file named `maintenance` in the data directory closes the API with 503. */
static void look_for_maintenance(struct serving *serving, const char *path) {
    bool closed = access(path, F_OK) == 0;

    if (atomic_exchange(&serving->site.api.closed, closed) != closed)
        log_notice(closed ? "Maintenance: every request gets 503 until %s is removed."
                          : "Maintenance is over: %s was removed.",
                   path);
}

/* Does what is to be done now and then, until the end is asked for. */
static void wait_for_end(struct serving *serving) {
    const char *path =
        arena_format(serving->arena, "%s/maintenance", serving->settings->directory).at;
    enum event event = EVENT_NONE;

    while (event != EVENT_END) {
        look_for_maintenance(serving, path);
        api_tick(&serving->site.api);
        postponed_tick(&serving->postponed);
        own_certificate_tick(&serving->own, serving->server);
        if (!atomic_load(&serving->site.api.lost))
            reserve_keep(serving->settings->directory, false);
        log_tick();
        event = ending_wait(&serving->ending, TICK_MILLISECONDS);
        if (event == EVENT_RELOAD)
            reload(serving);
    }
}

/* Answers what has come. After the first wait it is said to those who wait for their turn that it
 * does not come: writes by db_ending(), passwords, slow questions and what still comes here. */
static void drain(struct serving *serving) {
    if (server_drain(serving->server, ENDING_TURNS))
        return;
    atomic_store(&serving->site.api.closed, true);
    hasher_refuse(serving->site.api.hasher);
    lane_refuse(serving->site.api.quick_lane);
    lane_refuse(serving->site.api.slow_lane);
    if (!server_drain(serving->server, ENDING_CLIENTS - ENDING_TURNS))
        log_warning("Some requests were not answered within %d seconds.", ENDING_CLIENTS / 1000);
}

/* Where people on this machine find the first address. */
static const char *first_url(const struct serving *serving) {
    const char *host = serving->settings->addresses[0].host;

    if (strcmp(host, "0.0.0.0") == 0 || strcmp(host, "::") == 0)
        host = "localhost";
    return arena_format(serving->arena, strchr(host, ':') ? "https://[%s]:%u" : "https://%s:%u",
                        host, server_port(serving->server))
        .at;
}

static void print_ready(const struct serving *serving) {
    const char *url;

    for (size_t i = 0; (url = server_url(serving->arena, serving->server, i)); i++)
        printf("listening on %s\n", url);
    set_up_print(serving->arena, &serving->set_up, first_url(serving),
                 serving->settings->directory);
    fflush(stdout);
}

/* The database has few words for a disk that is full. */
static const char *sentence_of(const struct serving *serving) {
    if (strcmp(serving->problem, db_sentence(DB_FULL)) != 0)
        return serving->problem;
    return arena_format(serving->arena,
                        "The disk is full: the server has to write in %s before it can start. Make "
                        "room, and start it again.",
                        serving->settings->directory)
        .at;
}

int serve(struct arena *arena, const struct serve_settings *settings) {
    struct serving serving = {.arena = arena, .settings = settings, .lock = -1};

    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* the write fails, and says so */
    ending_begin(&serving.ending);
    log_by_server();
    site_init(&serving.site, arena, settings->database, settings->cache_limit,
              server_threads(settings->threads), settings->database_connections);
    serving.site.read_database = settings->read_database;
    serving.site.read_lag = settings->read_lag;
    bool is_open = open_all(&serving);
    bool is_asked = ending_wait(&serving.ending, 0) == EVENT_END;
    if (is_open) {
        ending_serving(&serving.ending);
        print_ready(&serving);
        wait_for_end(&serving);
        drain(&serving);
    } else if (!is_asked && log_end()) { /* which says why */
        fprintf(stderr, "glimt: %s\n", sentence_of(&serving));
    }
    close_all(&serving);
    log_end();
    ending_done(&serving.ending);
    return is_open || is_asked ? 0 : 1;
}
