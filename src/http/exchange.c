/* exchange.c - one request, from its head to the end of its answer. */
#include "base/clock.h"
#include "base/log.h"
#include "http/query.h"
#include "http/server_parts.h"

#include <sodium.h>
#include <stdlib.h>

enum {
    BODY_MILLISECONDS = 60000, /* a body must arrive within this long */
    SLOWEST_BYTES = 16,        /* for each millisecond more that a long one takes */
    SMALL_BODY = 16 * 1024,    /* that is kept whoever else sends what: as much as TLS takes */
    KEPT_BYTES = 256 * 1024,   /* of buffers, by an exchange that waits to be used again */
    KEPT_EXCHANGES = 16,       /* by each loop */
};

#define SENTENCE(text) STR("{\"message\":\"" text "\"}")

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

/* ---- its memory ---- */

static struct connection_exchange *exchange_new(const struct server *server) {
    struct connection_exchange *own = calloc(1, sizeof(*own));

    NEEDED(own);
    own->exchange.arena = arena_open();
    buffer_init(&own->body, server->options.body_limit);
    buffer_init(&own->exchange.body_out, SIZE_MAX); /* at most a row: see exchange_spool() */
    return own;
}

static void exchange_free(struct connection_exchange *own) {
    arena_close(own->exchange.arena);
    buffer_done(&own->body);
    buffer_done(&own->exchange.body_out);
    free(own);
}

static struct connection_exchange *take_exchange(struct loop *loop) {
    struct connection_exchange *own = loop->free;

    atomic_fetch_add(&loop->server->open_exchanges, 1);
    if (!own)
        return exchange_new(loop->server);
    loop->free = own->next;
    loop->free_count--;
    own->next = NULL;
    return own;
}

/* Empties an exchange for its next use; memory is kept, unless there is a lot of it. */
static void clean(struct connection_exchange *own) {
    struct arena *arena = own->exchange.arena;
    struct buffer body = own->body, out = own->exchange.body_out;

    arena_reset(arena);
    if (body.size > KEPT_BYTES)
        buffer_done(&body);
    if (out.size > KEPT_BYTES)
        buffer_done(&out);
    buffer_reset(&body);
    buffer_reset(&out);
    *own = (struct connection_exchange){.body = body};
    own->exchange.arena = arena;
    own->exchange.body_out = out;
}

static void note_end(struct server *server) {
    atomic_fetch_sub(&server->open_exchanges, 1);
    if (!atomic_load(&server->draining))
        return;
    pthread_mutex_lock(&server->lock);
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
}

void exchange_give_back(struct connection_exchange *own) {
    struct loop *loop = own->connection->loop;

    if (own->is_streamed)
        loop->server->options.end_stream(&own->exchange);
    ceiling_give(&loop->server->bodies, &own->counted);
    exchange_drop_file(&own->exchange);
    exchange_drop_body(&own->exchange);
    clean(own);
    if (loop->free_count < KEPT_EXCHANGES) {
        own->next = loop->free;
        loop->free = own;
        loop->free_count++;
    } else {
        exchange_free(own);
    }
    note_end(loop->server);
}

void exchanges_free(struct loop *loop) {
    while (loop->free) {
        struct connection_exchange *own = loop->free;
        loop->free = own->next;
        exchange_free(own);
    }
}

/* ---- the head ---- */

unsigned exchange_begin(struct connection *connection, struct str head) {
    struct connection_exchange *own = take_exchange(connection->loop);
    struct exchange *exchange = &own->exchange;

    connection->exchange = own;
    own->connection = connection;
    own->started_at = connection->loop->now;
    exchange->app = connection->loop->server->options.app;
    make_id(exchange->id);
    if (head.len == 0)
        return 400;
    unsigned status = head_read(exchange->arena, arena_copy(exchange->arena, head),
                                &connection->scan, &own->head);
    exchange->method = own->head.method;
    if (status)
        return status;
    exchange->path = path_decode(exchange->arena, own->head.path);
    exchange->query = own->head.query;
    exchange->authorization = head_field(&own->head, "Authorization");
    connection->ends = !own->head.keeps_alive;
    peer_read(own);
    return 0;
}

static struct str sentence_for(unsigned status) {
    switch (status) {
    case 400:
        return SENTENCE("The request is not well formed.");
    case 408:
        return SENTENCE("The request took too long to come.");
    case 414:
        return SENTENCE("The address of the request is too long.");
    case 417:
        return SENTENCE("The server does not know this expectation.");
    case 431:
        return SENTENCE("The headers of the request are too large.");
    case 501:
        return SENTENCE("The server takes bodies as they are or chunked, and in no other coding.");
    default:
        return SENTENCE("The server speaks HTTP/1.1 and HTTP/1.0.");
    }
}

void exchange_refuse(struct connection_exchange *own, unsigned status) {
    struct exchange *exchange = &own->exchange;

    exchange_drop_answer(exchange);
    exchange->status = status;
    exchange->content_type = "application/json; charset=utf-8";
    exchange->body_kept = status == 413 ? own->connection->loop->server->options.too_large_body
                                        : sentence_for(status);
    own->connection->ends = true;
}

static enum exchange_step refuse(struct connection_exchange *own, unsigned status) {
    exchange_refuse(own, status);
    return EXCHANGE_ANSWERS;
}

static enum exchange_step put_off(struct connection_exchange *own, const char *sentence) {
    exchange_put_off(&own->exchange, 503, sentence);
    own->connection->ends = true;
    return EXCHANGE_ANSWERS;
}

/* ---- the work ---- */

/* Counts an exchange that is answered later; false when the server ends and no more may begin. */
static bool begin_later(struct server *server) {
    pthread_mutex_lock(&server->lock);
    bool may = !atomic_load(&server->closing);
    server->later_exchanges += may;
    pthread_mutex_unlock(&server->lock);
    return may;
}

static void *worker_of(struct connection_exchange *own) {
    if (!own->has_worker)
        own->worker = loop_worker(own->connection->loop);
    own->has_worker = true;
    return own->worker;
}

static enum exchange_step start_later(struct connection_exchange *own) {
    struct server *server = own->connection->loop->server;

    if (!begin_later(server))
        return put_off(own, "The server is ending.");
    server->options.start_later(&own->exchange); /* it may be finished before this returns */
    return EXCHANGE_WAITS;
}

static enum exchange_step handle(struct connection_exchange *own) {
    const struct http_options *options = &own->connection->loop->server->options;

    own->exchange.body = buffer_str(&own->body);
    return options->handle(worker_of(own), &own->exchange) == HTTP_ANSWER ? EXCHANGE_ANSWERS
                                                                          : start_later(own);
}

void exchange_finish(struct exchange *exchange) {
    struct connection_exchange *own = (void *)exchange;
    struct loop *loop = own->connection->loop;
    struct server *server = loop->server;

    loop_give_back(loop, own);
    server_note_end(server, &server->later_exchanges);
}

void exchange_decide(struct exchange *exchange, enum http_body how) {
    struct connection_exchange *own = (void *)exchange;

    own->how = how;
    exchange_finish(exchange);
}

/* ---- the body ---- */

int64_t patience_for(uint64_t bytes) {
    return BODY_MILLISECONDS + (int64_t)(bytes / SLOWEST_BYTES);
}

static bool has_body(const struct head *head) {
    return head->is_chunked || (head->has_length && head->length > 0);
}

static uint64_t limit_of(const struct connection_exchange *own) {
    const struct http_options *options = &own->connection->loop->server->options;

    if (own->is_streamed)
        return options->stream_limit;
    return own->exchange.body_limit ? own->exchange.body_limit : options->body_limit;
}

static bool is_too_long(const struct connection_exchange *own) {
    return own->head.has_length && own->head.length > limit_of(own);
}

/* Who waits to be asked for the body may send it or not, and one that is long, or as long as it
 * likes, is not waited for. */
static enum exchange_step answer_early(struct connection_exchange *own) {
    const struct head *head = &own->head;

    if (head->is_chunked || is_too_long(own) || (has_body(head) && head->expects_continue))
        own->connection->ends = true;
    else
        own->rest = head->length;
    return EXCHANGE_ANSWERS;
}

static enum exchange_step go_on(struct connection_exchange *own, enum http_body how) {
    if (how == HTTP_REFUSE)
        return answer_early(own);
    own->is_streamed = how == HTTP_STREAM;
    own->is_forgotten = how == HTTP_FORGET;
    if (is_too_long(own))
        return refuse(own, 413);
    return has_body(&own->head) ? EXCHANGE_READS : handle(own);
}

enum exchange_step exchange_begin_body(struct connection_exchange *own) {
    const struct http_options *options = &own->connection->loop->server->options;
    enum http_body how = HTTP_COLLECT;

    body_begin(&own->reader, &own->head);
    if (own->head.has_length || own->head.is_chunked)
        how = options->begin_body(worker_of(own), &own->exchange);
    if (how != HTTP_UNDECIDED)
        return go_on(own, how);
    own->is_undecided = true;
    enum exchange_step step = start_later(own);
    if (step == EXCHANGE_ANSWERS)
        own->is_undecided = false;
    return step;
}

enum exchange_step exchange_go_on(struct connection_exchange *own) {
    own->is_undecided = false;
    own->started_at = own->connection->loop->now;
    return go_on(own, own->how);
}

/* Counts what a large body takes when it has so many bytes more. */
static bool has_room(struct connection_exchange *own, size_t more) {
    size_t size = own->body.len + more;

    if (size <= SMALL_BODY ||
        ceiling_take(&own->connection->loop->server->bodies, &own->counted, size - own->counted))
        return true;
    log_repeated("the ceiling over bodies",
                 "Clients are slow to send their bodies, which together have reached the most that "
                 "is kept: others get 503.");
    return false;
}

/* False when the exchange is answered instead. */
static bool take_data(struct connection_exchange *own, struct str data) {
    if (own->reader.received > limit_of(own)) {
        refuse(own, 413);
        return false;
    }
    if (own->is_streamed) {
        own->connection->loop->server->options.take_body(&own->exchange, data.at, data.len);
        return true;
    }
    if (own->is_forgotten)
        return true;
    if (!has_room(own, data.len)) {
        put_off(own, "Too many large bodies are on their way already.");
        return false;
    }
    buffer_put_str(&own->body, data);
    return true;
}

enum exchange_step exchange_take_body(struct connection_exchange *own, struct str *bytes) {
    struct str data;

    for (;;)
        switch (body_take(&own->reader, bytes, &data)) {
        case BODY_DATA:
            if (!take_data(own, data))
                return EXCHANGE_ANSWERS;
            break;
        case BODY_MORE:
            return EXCHANGE_READS;
        case BODY_END:
            return handle(own);
        default:
            return refuse(own, 400);
        }
}
