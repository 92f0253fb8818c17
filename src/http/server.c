/* server.c - listens, and ends in good order. */
#include "base/clock.h"
#include "base/condition.h"
#include "base/log.h"
#include "http/server_parts.h"
#include "http/tls.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    CONNECTION_LIMIT = 10000,
    IDLE_SECONDS = 75,  /* longer than balancers keep a connection, which is 60 for most */
    SPARE_FILES = 256,  /* besides connections */
    LAST_ANSWERS = 500, /* milliseconds that what is finished at the very end has to leave */
};

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

static void prepare_tls(struct server *server) {
    NEEDED(gnutls_certificate_allocate_credentials(&server->credentials) == GNUTLS_E_SUCCESS);
    gnutls_certificate_set_retrieve_function2(server->credentials, tls_retrieve);
    server->priorities = tls_priorities(server->options.has_old_clients);
}

void server_prepare(struct server *server, const struct http_options *options) {
    server->options = *options;
    server->bodies.limit = options->bodies_limit;
    server->answers.limit = options->answers_limit;
    if (options->idle_seconds == 0)
        server->options.idle_seconds = IDLE_SECONDS;
    server->connection_limit = limit_connections(options->connection_limit);
    server->loop_count = server_threads(options->threads);
    pthread_mutex_init(&server->lock, NULL);
    condition_init(&server->changed);
    prepare_tls(server);
}

static bool open_loops(struct arena *arena, struct server *server, const char **ret_problem) {
    server->loops = calloc(server->loop_count, sizeof(*server->loops));
    NEEDED(server->loops);
    for (unsigned i = 0; i < server->loop_count; i++)
        server->loops[i].wake = server->loops[i].epoll = -1;
    for (unsigned i = 0; i < server->loop_count; i++)
        if (!loop_open(&server->loops[i], server)) {
            *ret_problem =
                arena_format(arena, "The server cannot wait for clients: %s.", strerror(errno)).at;
            return false;
        }
    for (unsigned i = 0; i < server->loop_count; i++)
        loop_begin(&server->loops[i]);
    return true;
}

struct server *server_open(struct arena *arena, const struct http_options *options,
                           const char **ret_problem) {
    struct server *server = calloc(1, sizeof(*server));

    NEEDED(server);
    server_prepare(server, options);
    if (listeners_open(arena, server, ret_problem))
        return server;
    server_close(server);
    return NULL;
}

bool server_begin(struct arena *arena, struct server *server, const char **ret_problem) {
    return tls_load(arena, server->options.cert_path, server->options.key_path, ret_problem) &&
           open_loops(arena, server, ret_problem);
}

uint16_t server_port(const struct server *server) {
    return listener_port(&server->listeners[0]);
}

const char *server_url(struct arena *arena, const struct server *server, size_t index) {
    if (index >= server->listener_count)
        return NULL;
    const struct listener *listener = &server->listeners[index];
    return arena_format(arena, "http%s://%s", listener->is_secure ? "s" : "",
                        listener_name(arena, listener))
        .at;
}

bool server_reload_certificate(struct arena *arena, struct server *server,
                               const char **ret_problem) {
    return tls_load(arena, server->options.cert_path, server->options.key_path, ret_problem);
}

/* ---- the end ---- */

static void wait_for_none(struct server *server, _Atomic size_t *count) {
    pthread_mutex_lock(&server->lock);
    while (atomic_load(count) > 0)
        pthread_cond_wait(&server->changed, &server->lock);
    pthread_mutex_unlock(&server->lock);
}

/* False when the time is over before. */
static bool wait_until_none(struct server *server, _Atomic size_t *count, int64_t end) {
    bool has_time = true;

    pthread_mutex_lock(&server->lock);
    while (atomic_load(count) > 0 && has_time)
        has_time = condition_wait_until(&server->changed, &server->lock, end);
    bool is_none = atomic_load(count) == 0;
    pthread_mutex_unlock(&server->lock);
    return is_none;
}

static void wake_all(struct server *server) {
    for (unsigned i = 0; i < server->loop_count && server->loops; i++)
        loop_wake(&server->loops[i]);
}

bool server_drain(struct server *server, unsigned milliseconds) {
    int64_t end = monotonic_milliseconds() + milliseconds;

    if (!atomic_load(&server->draining)) {
        /* First, since clients whose connections are closed come again at once. */
        for (unsigned i = 0; i < server->listener_count; i++)
            listener_stop(&server->listeners[i]);
        atomic_store(&server->draining, true);
        wake_all(server);
    }
    return wait_until_none(server, &server->open_exchanges, end);
}

static void end_loops(struct server *server) {
    for (unsigned i = 0; i < server->loop_count && server->loops; i++)
        if (server->loops[i].is_started)
            loop_ask_to_end(&server->loops[i]);
    wait_until_none(server, &server->open_loops, monotonic_milliseconds() + LAST_ANSWERS);
    atomic_store(&server->is_over, true);
    wake_all(server);
    for (unsigned i = 0; i < server->loop_count && server->loops; i++) {
        if (server->loops[i].is_started)
            pthread_join(server->loops[i].thread, NULL);
        if (server->loops[i].server)
            loop_end(&server->loops[i]);
    }
}

void server_close(struct server *server) {
    pthread_mutex_lock(&server->lock);
    atomic_store(&server->closing, true);
    atomic_store(&server->draining, true); /* whoever waits for clients has to hear of the last */
    pthread_mutex_unlock(&server->lock);
    wait_for_none(server, &server->later_exchanges);
    end_loops(server);
    for (unsigned i = 0; i < server->listener_count; i++)
        listener_close(&server->listeners[i]);
    free(server->loops);
    gnutls_priority_deinit(server->priorities);
    gnutls_certificate_free_credentials(server->credentials);
    pthread_cond_destroy(&server->changed);
    pthread_mutex_destroy(&server->lock);
    free(server);
}
