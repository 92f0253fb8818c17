/* command_serve.c - glimt serve: options become the server's settings. */
#include "access/access.h"
#include "cli/commands.h"
#include "cli/database.h"
#include "cli/files.h"
#include "cli/serve.h"

/* Appends the addresses of a repeatable option. */
static int add_addresses(const struct options *options, const char *name, bool is_secure,
                         struct http_address *addresses, size_t *count) {
    size_t given;
    const char *const *list = options_list(options, name, &given);

    for (size_t i = 0; i < given; i++) {
        struct http_address *address = &addresses[*count + i];
        address->is_secure = is_secure;
        if (!listen_address_read(options->arena, list[i], &address->host, &address->port))
            return usage_error("--%s must be ADDR:PORT, such as 127.0.0.1:8443, [::1]:8443 or "
                               "localhost:8443, not \"%s\".",
                               name, list[i]);
    }
    *count += given;
    return EXIT_FINE;
}

static int read_addresses(const struct options *options, struct serve_settings *settings) {
    size_t secure, plain;

    (void)options_list(options, "listen", &secure);
    (void)options_list(options, "plain-listen", &plain);
    struct http_address *addresses = NEW_ARRAY(options->arena, struct http_address, secure + plain);
    settings->addresses = addresses;
    int status = add_addresses(options, "listen", true, addresses, &settings->address_count);
    return status == EXIT_FINE
               ? add_addresses(options, "plain-listen", false, addresses, &settings->address_count)
               : status;
}

static int read_proxies(const struct options *options, struct serve_settings *settings) {
    size_t count;
    const char *const *list = options_list(options, "trusted-proxy", &count);

    for (size_t i = 0; i < count; i++) {
        const struct str parts[] = {settings->trusted_proxies, STR(" "), str_of(list[i])};
        if (!allow_entry_is_valid(parts[2]))
            return usage_error("--trusted-proxy must be an address or a network, such as 192.0.2.7 "
                               "or 10.0.0.0/8, not \"%s\".",
                               list[i]);
        settings->trusted_proxies = arena_join(options->arena, parts, COUNT(parts));
    }
    return EXIT_FINE;
}

static int read_redis(const struct options *options, struct serve_settings *settings) {
    struct redis_address *redis = NEW(options->arena, struct redis_address);
    const char *url = NULL, *problem;
    int status = url_of(options, "redis", &url);

    if (status != EXIT_FINE || !url)
        return status;
    if (!settings->database.url)
        return usage_error("--redis is for several servers on one database: it needs --database.");
    settings->redis = redis;
    return redis_address_read(options->arena, str_of(url), redis, &problem)
               ? EXIT_FINE
               : usage_error("%s", problem);
}

static int read_replica(const struct options *options, struct serve_settings *settings) {
    int status = url_of(options, "read-database", &settings->read_database);

    if (status == EXIT_FINE && settings->read_database && !settings->database.url)
        return usage_error("--read-database is a replica of a database on a server: it needs "
                           "--database.");
    return status;
}

static int check(const struct serve_settings *settings) {
    bool has_plain = !settings->addresses[settings->address_count - 1].is_secure;

    if (!settings->cert_path != !settings->key_path)
        return usage_error("--tls-cert and --tls-key must be given together.");
    if (has_plain != (settings->trusted_proxies.len > 0))
        return usage_error("--plain-listen and --trusted-proxy must be given together.");
    return EXIT_FINE;
}

int command_serve(const struct options *options) {
    struct serve_settings settings = {
        .directory = options_text(options, "data"),
        .cert_path = options_text(options, "tls-cert"),
        .key_path = options_text(options, "tls-key"),
        .has_old_clients = options_switch(options, "old-clients"),
        .demo = options_switch(options, "demo"),
        .begin_anew = options_switch(options, "begin-anew"),
        .body_limit = (size_t)options_integer(options, "body-limit"),
        .upload_limit = (size_t)options_integer(options, "upload-limit"),
        .threads = (unsigned)options_integer(options, "threads"),
        .connections = (unsigned)options_integer(options, "connections"),
        .database_connections = (unsigned)options_integer(options, "database-connections"),
        .read_lag = options_integer(options, "read-lag"),
        .cache_limit = (size_t)options_integer(options, "cache") * 1024 * 1024,
        .answers_limit = (size_t)options_integer(options, "answers-limit") * 1024 * 1024,
        .wal_limit = options_integer(options, "wal-limit") * 1024 * 1024,
        .scrub_days = options_integer(options, "scrub-days"),
        .retention = {.audit_days = options_integer(options, "keep-audit"),
                      .changes_days = options_integer(options, "keep-changes"),
                      .usage_days = options_integer(options, "keep-usage"),
                      .security_days = options_integer(options, "keep-security"),
                      .answers_days = options_integer(options, "keep-answers"),
                      .page_answers_days = options_integer(options, "keep-page-answers")},
        .security_log = options_text(options, "security-log"),
        .idle_seconds = (unsigned)options_integer(options, "idle-timeout"),
    };
    int status = database_address(options, &settings.database);
    settings.database.is_served = true;

    if (status == EXIT_FINE)
        status = files_place(options, &settings.database, &settings.files);
    if (status == EXIT_FINE)
        status = read_addresses(options, &settings);
    if (status == EXIT_FINE)
        status = read_proxies(options, &settings);
    if (status == EXIT_FINE)
        status = read_redis(options, &settings);
    if (status == EXIT_FINE)
        status = read_replica(options, &settings);
    if (status == EXIT_FINE)
        status = check(&settings);
    return status == EXIT_FINE ? serve(options->arena, &settings) : status;
}
