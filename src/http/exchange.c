/* exchange.c - one request from its first line to the end of its answer. */
#include "base/clock.h"
#include "base/log.h"
#include "http/server_parts.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    BODY_MILLISECONDS = 60000, /* a body must arrive within this long */
    ANSWER_CEILING = 64 * 1024 * 1024,
    SLOWEST_BYTES = 16,       /* for each millisecond more that a streamed body takes */
    DISCARD_TIMES = 16,       /* of the limit: then the connection is cut */
    DISCARD_STREAMS = 2,      /* the same of streamed bodies */
    KEPT_BYTES = 1024 * 1024, /* of buffers, by an exchange that waits to be used again */
};

/* Random bytes by the page; one system call for each request would show. */
static void fill_random(unsigned char *bytes, size_t count) {
    static _Thread_local unsigned char pool[4096];
    static _Thread_local size_t left;

    if (left < count) {
        randombytes_buf(pool, sizeof(pool));
        left = sizeof(pool);
    }
    left -= count;
    memcpy(bytes, pool + left, count);
}

static void make_id(char id[40]) {
    static const char hex[] = "0123456789abcdef";
    unsigned char bytes[16];
    size_t at = 2;

    fill_random(bytes, sizeof(bytes));
    bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x40);
    bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80);
    memcpy(id, "r-", 2);
    for (size_t i = 0; i < sizeof(bytes); i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            id[at++] = '-';
        id[at++] = hex[bytes[i] >> 4];
        id[at++] = hex[bytes[i] & 15];
    }
    id[at] = '\0';
}

static struct connection_exchange *take_exchange(struct server *server) {
    pthread_mutex_lock(&server->lock);
    struct connection_exchange *own = server->free;
    if (own)
        server->free = own->next;
    server->open_exchanges++;
    pthread_mutex_unlock(&server->lock);
    if (own)
        return own;
    own = calloc(1, sizeof(*own));
    NEEDED(own);
    own->exchange.arena = arena_open();
    buffer_init(&own->body, server->options.body_limit);
    buffer_init(&own->exchange.body_out, ANSWER_CEILING);
    buffer_init(&own->records, RECORDS_CEILING);
    return own;
}

static struct connection_state *state_of(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info->socket_context;
}

void *exchange_begin(void *closure, const char *target, struct MHD_Connection *connection) {
    struct connection_exchange *own = take_exchange(closure);
    struct str rest = arena_copy(own->exchange.arena, str_of(target));

    own->server = closure;
    own->connection = connection;
    own->started_at = monotonic_milliseconds();
    own->exchange.app = own->server->options.app;
    own->exchange.path = str_cut(&rest, '?');
    own->exchange.query = rest;
    make_id(own->exchange.id);
    state_of(connection)->current = own;
    return own;
}

/* Empties an exchange for its next use; memory is kept, unless there is a lot of it. */
static void clean(struct connection_exchange *own) {
    struct arena *arena = own->exchange.arena;
    struct buffer body = own->body, out = own->exchange.body_out, records = own->records;

    arena_reset(arena);
    if (body.size > KEPT_BYTES)
        buffer_done(&body);
    if (out.size > KEPT_BYTES)
        buffer_done(&out);
    buffer_reset(&body);
    buffer_reset(&out);
    buffer_reset(&records);
    memset(own, 0, sizeof(*own));
    own->exchange.arena = arena;
    own->body = body;
    own->exchange.body_out = out;
    own->records = records;
}

static void give_back(struct server *server, struct connection_exchange *own) {
    if (own->is_streamed)
        server->options.end_stream(&own->exchange);
    exchange_drop_file(&own->exchange);
    clean(own);
    pthread_mutex_lock(&server->lock);
    own->next = server->free;
    server->free = own;
    server->open_exchanges--;
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
}

void exchange_end(void *closure, struct MHD_Connection *connection, void **state,
                  enum MHD_RequestTerminationCode why) {
    struct connection_exchange *own = *state;
    struct server *server = closure;

    (void)why;
    if (!own)
        return;
    /* A client that has gone does not end what other threads still work on. */
    ALWAYS(!own->is_later || atomic_load(&own->finished));
    *state = NULL;
    uncork(own);
    state_of(connection)->current = NULL;
    give_back(server, own);
}

/* The library does not tell of the end of a request that it could not even read: then the end of
 * its connection is the end of the exchange. */
void connection_notice(void *closure, struct MHD_Connection *connection, void **context,
                       enum MHD_ConnectionNotificationCode what) {
    struct connection_state *state = *context;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        *context = state = calloc(1, sizeof(*state));
        NEEDED(state);
        cork_prepare(state, connection);
        peer_prepare(state, connection);
        return;
    }
    if (state->current)
        give_back(closure, state->current);
    free(state);
}

void exchanges_free(struct server *server) {
    while (server->free) {
        struct connection_exchange *own = server->free;
        server->free = own->next;
        arena_close(own->exchange.arena);
        buffer_done(&own->body);
        buffer_done(&own->exchange.body_out);
        buffer_done(&own->records);
        free(own);
    }
}

static struct str body_of(const struct exchange *exchange) {
    return exchange->body_kept.len ? exchange->body_kept : buffer_str(&exchange->body_out);
}

/* Sends what the exchange holds. */
static enum MHD_Result send_answer(struct connection_exchange *own) {
    struct exchange *exchange = &own->exchange;
    struct str body = body_of(exchange);

    cork(own, body.len);
    struct MHD_Response *response =
        exchange->file.is_open
            ? file_response(exchange)
            : MHD_create_response_from_buffer(body.len, (void *)body.at, MHD_RESPMEM_PERSISTENT);
    if (!response)
        return MHD_NO;
    if (exchange->content_type)
        MHD_add_response_header(response, "Content-Type", exchange->content_type);
    MHD_add_response_header(response, "X-Request-Id", exchange->id);
    MHD_add_response_header(response, "Cache-Control",
                            exchange->cache_control ? exchange->cache_control : "no-store");
    if (own->is_refused || atomic_load(&own->server->draining))
        MHD_add_response_header(response, "Connection", "close");
    for (size_t i = 0; i < exchange->header_count; i++)
        MHD_add_response_header(response, exchange->headers[i].name,
                                arena_z(exchange->arena, exchange->headers[i].value));
    enum MHD_Result result = MHD_queue_response(own->connection, exchange->status, response);
    MHD_destroy_response(response);
    return result;
}

/* Sends what the exchange holds, before the body has come; then the connection ends. */
static enum MHD_Result send_early(struct connection_exchange *own) {
    own->is_refused = own->is_handled = true;
    return send_answer(own);
}

/* An answer without the handler, after which the connection ends. */
static enum MHD_Result refuse(struct connection_exchange *own, unsigned status, struct str body) {
    exchange_drop_file(&own->exchange);
    own->exchange.status = status;
    own->exchange.content_type = body.len ? "application/json; charset=utf-8" : NULL;
    own->exchange.header_count = 0;
    buffer_reset(&own->exchange.body_out);
    buffer_put_str(&own->exchange.body_out, body);
    return send_early(own);
}

static void note_once(struct connection_exchange *own, bool *seen) {
    own->repeated += *seen;
    *seen = true;
}

static enum MHD_Result read_header(void *closure, enum MHD_ValueKind kind, const char *name,
                                   const char *value) {
    struct connection_exchange *own = closure;
    struct str is = str_of(name);

    (void)kind;
    if (str_equal_any_case(is, STR("Authorization"))) {
        note_once(own, &own->has_authorization);
        own->exchange.authorization = arena_copy(own->exchange.arena, str_of(value));
    } else if (str_equal_any_case(is, STR("Content-Length"))) {
        note_once(own, &own->has_length);
    } else if (str_equal_any_case(is, STR("Transfer-Encoding"))) {
        note_once(own, &own->has_encoding);
    } else if (str_equal_any_case(is, STR("Host"))) {
        note_once(own, &own->has_host);
    } else if (str_equal_any_case(is, STR("Connection"))) {
        own->may_cork = str_equal_any_case(str_of(value), STR("keep-alive"));
    }
    return MHD_YES;
}

static size_t limit_of(const struct connection_exchange *own) {
    const struct http_options *options = &own->server->options;

    return own->is_streamed ? options->stream_limit : options->body_limit;
}

/* An answer may only be sent when all of the body has been read, so what is too much is read and
 * forgotten, up to a point. */
static size_t discard_limit(const struct connection_exchange *own) {
    return limit_of(own) * (own->is_streamed ? DISCARD_STREAMS : DISCARD_TIMES);
}

static bool waits_to_be_asked(const struct connection_exchange *own) {
    return exchange_header(&own->exchange, "Expect").len > 0;
}

/* A client that is already sending would not see an answer that comes before it has finished; so
 * only one that waits to be asked, or will not finish for long, is answered at once. */
static bool announces_too_much(const struct connection_exchange *own) {
    size_t limit = limit_of(own);
    struct str length = exchange_header(&own->exchange, "Content-Length");

    if (!waits_to_be_asked(own))
        limit = discard_limit(own);
    return length.len > 0 && strtoull(length.at, NULL, 10) > limit;
}

/* What this thread has for itself, made at its first request. */
static void *find_worker(struct server *server) {
    void *worker = pthread_getspecific(server->worker);

    if (!worker) {
        worker = server->options.worker_open(server->options.app);
        pthread_setspecific(server->worker, worker);
    }
    return worker;
}

static void *worker_of(struct connection_exchange *own) {
    if (!own->has_worker)
        own->worker = find_worker(own->server);
    own->has_worker = true;
    return own->worker;
}

static bool has_multipart_body(const struct connection_exchange *own) {
    struct str type = str_trim(exchange_header(&own->exchange, "Content-Type"));

    return str_starts_any_case(type, STR("multipart/")) && (own->has_length || own->has_encoding);
}

/* Whether the body is given to the app; `ret_refused`: the app has answered without it. */
static bool begin_body(struct connection_exchange *own, bool *ret_refused) {
    if (!has_multipart_body(own))
        return false;
    enum http_body how = own->server->options.begin_body(worker_of(own), &own->exchange);
    *ret_refused = how == HTTP_REFUSE;
    return how != HTTP_COLLECT;
}

static enum MHD_Result read_headers(struct connection_exchange *own, const char *method,
                                    const char *version) {
    bool is_refused = false;

    own->has_headers = true;
    own->may_cork = strcmp(version, MHD_HTTP_VERSION_1_1) == 0;
    own->exchange.method = arena_copy(own->exchange.arena, str_of(method));
    MHD_get_connection_values(own->connection, MHD_HEADER_KIND, read_header, own);
    peer_read(own, state_of(own->connection));
    if (own->repeated || (own->has_length && own->has_encoding))
        return refuse(own, 400, own->server->options.bad_headers_body);
    own->is_streamed = begin_body(own, &is_refused);
    if (is_refused && waits_to_be_asked(own))
        return send_early(own);
    if (announces_too_much(own))
        return refuse(own, 413, own->server->options.too_large_body);
    return MHD_YES;
}

static enum MHD_Result read_body(struct connection_exchange *own, const char *data, size_t *size) {
    int64_t most = BODY_MILLISECONDS;

    own->received += *size;
    if (own->is_streamed)
        most += (int64_t)(own->received / SLOWEST_BYTES);
    if (own->received > discard_limit(own) || monotonic_milliseconds() - own->started_at > most)
        return MHD_NO;
    if (own->is_streamed)
        own->server->options.take_body(&own->exchange, data, *size);
    else
        buffer_put(&own->body, data, *size);
    *size = 0;
    return MHD_YES;
}

/* Counts an exchange that is answered later; false when the server ends and no more may begin. */
static bool begin_later(struct server *server) {
    pthread_mutex_lock(&server->lock);
    bool may = !server->closing;
    server->later_exchanges += may;
    pthread_mutex_unlock(&server->lock);
    return may;
}

static void end_later(struct server *server) {
    pthread_mutex_lock(&server->lock);
    server->later_exchanges--;
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
}

static enum MHD_Result handle(struct connection_exchange *own) {
    struct server *server = own->server;

    own->is_handled = true;
    if (buffer_failed(&own->body) || (own->is_streamed && own->received > limit_of(own)))
        return refuse(own, 413, server->options.too_large_body);
    own->exchange.body = buffer_str(&own->body);
    if (server->options.handle(worker_of(own), &own->exchange) == HTTP_ANSWER)
        return send_answer(own);
    if (!begin_later(server))
        return refuse(own, 503, STR(""));
    own->is_later = true;
    /* Set aside first: it may be finished before start_later() returns. */
    MHD_suspend_connection(own->connection);
    server->options.start_later(&own->exchange);
    return MHD_YES;
}

void exchange_finish(struct exchange *exchange) {
    struct connection_exchange *own = (void *)exchange;
    struct MHD_Connection *connection = own->connection;
    struct server *server = own->server;

    atomic_store(&own->finished, true);
    MHD_resume_connection(connection); /* from here on the exchange may be gone */
    end_later(server);
}

enum MHD_Result exchange_continue(void *closure, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *size, void **state) {
    struct connection_exchange *own = *state;

    (void)closure;
    (void)connection;
    (void)url;
    if (!own->has_headers)
        return read_headers(own, method, version);
    if (*size > 0)
        return read_body(own, data, size);
    if (atomic_load(&own->finished))
        return send_answer(own);
    return own->is_handled ? MHD_YES : handle(own);
}
