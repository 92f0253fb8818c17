/* server.c - listens, and ends in good order. */
#include "base/clock.h"
#include "base/log.h"
#include "http/server_parts.h"
#include "http/tls.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum {
    CONNECTION_LIMIT = 10000,
    IDLE_SECONDS = 120,
    CONNECTION_MEMORY = 32 * 1024, /* request line and headers; beyond it 431 */
    SPARE_FILES = 256,             /* besides connections */
    LAST_ANSWERS = 500, /* milliseconds that what is finished at the very end has to leave */
};

static char priorities[] = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";

static bool read_address(const char *text, uint16_t port, struct sockaddr_storage *ret) {
    struct sockaddr_in *four = (void *)ret;
    struct sockaddr_in6 *six = (void *)ret;

    memset(ret, 0, sizeof(*ret));
    if (inet_pton(AF_INET, text, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(port);
        return true;
    }
    memset(ret, 0, sizeof(*ret));
    if (inet_pton(AF_INET6, text, &six->sin6_addr) != 1)
        return false;
    six->sin6_family = AF_INET6;
    six->sin6_port = htons(port);
    return true;
}

/* While it starts, the library says why it cannot; later it only tells of clients that break off,
 * and anybody could fill the log with that. */
__attribute__((format(printf, 2, 0))) static void
log_from_library(void *closure, const char *format, va_list arguments) {
    const struct server *server = closure;
    char line[256];

    if (server->listening)
        return;
    vsnprintf(line, sizeof(line), format, arguments);
    log_error("%s", line);
}

/* As many files as the system lets us have, and as many connections as that allows. */
static unsigned limit_connections(unsigned wanted) {
    struct rlimit files;

    if (wanted == 0)
        wanted = CONNECTION_LIMIT;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0)
        return wanted;
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    getrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur > SPARE_FILES && files.rlim_cur - SPARE_FILES < wanted)
        return (unsigned)(files.rlim_cur - SPARE_FILES);
    return wanted;
}

unsigned server_threads(unsigned threads) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    return threads ? threads : (unsigned)processors;
}

static struct MHD_Daemon *start(struct server *server, const char *address, uint16_t port,
                                bool secure) {
    const struct http_options *options = &server->options;
    struct sockaddr_storage where;
    unsigned threads = server_threads(options->threads);
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;

    if (!read_address(address, port, &where)) {
        errno = EADDRNOTAVAIL;
        return NULL;
    }
    if (where.ss_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    /* The library takes functions as pointers to data, which C has no cast for. */
    gnutls_certificate_retrieve_function2 *retrieve = tls_retrieve;
    void *certificates;
    memcpy(&certificates, &retrieve, sizeof(certificates));
    struct MHD_OptionItem pool[] = {{MHD_OPTION_THREAD_POOL_SIZE, threads, NULL},
                                    {MHD_OPTION_END, 0, NULL}};
    struct MHD_OptionItem tls[] = {{MHD_OPTION_HTTPS_CERT_CALLBACK, 0, certificates},
                                   {MHD_OPTION_HTTPS_PRIORITIES, 0, priorities},
                                   {MHD_OPTION_END, 0, NULL}};
    if (secure)
        flags |= MHD_USE_TLS;
    errno = 0;
    return MHD_start_daemon(
        flags, port, NULL, NULL, exchange_continue, server, MHD_OPTION_EXTERNAL_LOGGER,
        log_from_library, server, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&where,
        MHD_OPTION_URI_LOG_CALLBACK, exchange_begin, server, MHD_OPTION_NOTIFY_COMPLETED,
        exchange_end, server, MHD_OPTION_NOTIFY_CONNECTION, connection_notice, server,
        MHD_OPTION_CONNECTION_LIMIT, limit_connections(options->connection_limit),
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_TIMEOUT, options->idle_seconds ? options->idle_seconds : IDLE_SECONDS,
        MHD_OPTION_ARRAY, threads > 1 ? pool : pool + 1, MHD_OPTION_ARRAY, secure ? tls : tls + 2,
        MHD_OPTION_END);
}

static bool listen_on(struct arena *arena, struct server *server, bool secure,
                      const char **ret_problem) {
    const struct http_options *options = &server->options;
    const char *address = secure ? options->address : options->plain_address;
    uint16_t port = secure ? options->port : options->plain_port;
    struct MHD_Daemon **daemon = secure ? &server->secure : &server->plain;

    *daemon = start(server, address, port, secure);
    if (*daemon)
        return true;
    if (errno == EADDRINUSE)
        *ret_problem = arena_format(arena, "%s:%u is in use by another program.", address, port).at;
    else
        *ret_problem = arena_format(arena, "The server cannot listen on %s:%u: %s.", address, port,
                                    errno ? strerror(errno) : "libmicrohttpd refuses")
                           .at;
    return false;
}

struct server *server_open(struct arena *arena, const struct http_options *options,
                           const char **ret_problem) {
    if (!tls_load(arena, options->cert_path, options->key_path, ret_problem))
        return NULL;
    struct server *server = calloc(1, sizeof(*server));
    NEEDED(server);
    server->options = *options;
    pthread_mutex_init(&server->lock, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&server->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    ALWAYS(pthread_key_create(&server->worker, options->worker_close) == 0);
    if (listen_on(arena, server, true, ret_problem) &&
        (!options->plain_address || listen_on(arena, server, false, ret_problem))) {
        atomic_store(&server->listening, true);
        return server;
    }
    server_close(server);
    return NULL;
}

uint16_t server_port(const struct server *server) {
    return MHD_get_daemon_info(server->secure, MHD_DAEMON_INFO_BIND_PORT)->port;
}

bool server_reload_certificate(struct arena *arena, struct server *server,
                               const char **ret_problem) {
    return tls_load(arena, server->options.cert_path, server->options.key_path, ret_problem);
}

/* Waits until `*count` is 0; false when the time is over. NULL waits for ever. */
static bool wait_for_none(struct server *server, const size_t *count, const struct timespec *end) {
    int code = 0;

    pthread_mutex_lock(&server->lock);
    while (*count > 0 && code != ETIMEDOUT)
        code = end ? pthread_cond_timedwait(&server->changed, &server->lock, end)
                   : pthread_cond_wait(&server->changed, &server->lock);
    bool none = *count == 0;
    pthread_mutex_unlock(&server->lock);
    return none;
}

/* Takes the listening socket from the library, and closes it. */
static void stop_listening(struct MHD_Daemon *daemon) {
    MHD_socket socket = daemon ? MHD_quiesce_daemon(daemon) : MHD_INVALID_SOCKET;

    if (socket != MHD_INVALID_SOCKET)
        close(socket);
}

/* Waits until all that was begun is answered, at most so long; true when it was. */
static bool wait_for_clients(struct server *server, unsigned milliseconds) {
    int64_t until = monotonic_milliseconds() + milliseconds;
    const struct timespec end = {until / 1000, until % 1000 * 1000000};

    return wait_for_none(server, &server->open_exchanges, &end);
}

bool server_drain(struct server *server, unsigned milliseconds) {
    if (!atomic_exchange(&server->draining, true)) {
        stop_listening(server->secure);
        stop_listening(server->plain);
    }
    return wait_for_clients(server, milliseconds);
}

void server_close(struct server *server) {
    pthread_mutex_lock(&server->lock);
    server->closing = true;
    bool are_late = server->later_exchanges > 0;
    pthread_mutex_unlock(&server->lock);
    wait_for_none(server, &server->later_exchanges, NULL);
    if (are_late)
        wait_for_clients(server, LAST_ANSWERS);
    if (server->plain)
        MHD_stop_daemon(server->plain);
    if (server->secure)
        MHD_stop_daemon(server->secure);
    pthread_key_delete(server->worker);
    exchanges_free(server);
    pthread_cond_destroy(&server->changed);
    pthread_mutex_destroy(&server->lock);
    free(server);
}
