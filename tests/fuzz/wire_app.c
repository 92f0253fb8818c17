/* wire_app.c - answers by the first letter of the query. */
#include "wire_app.h"

#include "base/log.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

char wire_letter(struct str query) {
    size_t at = query.len > 0 && (query.at[0] == 'u' || query.at[0] == 'U');

    return query.len > at ? query.at[at] : ' ';
}

static char letter_of(const struct exchange *exchange) {
    return wire_letter(exchange->query);
}

static bool starts_with(const struct exchange *exchange, char letter) {
    return exchange->query.len > 0 && exchange->query.at[0] == letter;
}

void wire_note(struct buffer *asked, struct str method, struct str query, struct str body) {
    buffer_put_str(asked, method);
    buffer_put_char(asked, '?');
    buffer_put_str(asked, query);
    buffer_format(asked, " %zu:", body.len);
    buffer_put_str(asked, body);
}

static void note(struct exchange *exchange, struct str body) {
    struct wire_app *app = exchange->app;

    ALWAYS(app->requests < REQUESTS_MAX && !app->later);
    app->lengths[app->requests] = 0;
    app->is_head[app->requests++] = str_equal(exchange->method, STR("HEAD"));
    wire_note(&app->asked, exchange->method, exchange->query, body);
}

/* ---- what the server asks ---- */

static void *open_worker(void *app) {
    return app;
}

static void close_worker(void *worker) {
    ALWAYS(worker);
}

static void put_big(struct buffer *out) {
    static char bytes[BIG_BODY];

    memset(bytes, 'x', sizeof(bytes));
    buffer_put(out, bytes, sizeof(bytes));
}

static void answer(struct exchange *exchange) {
    struct wire_app *app = exchange->app;

    exchange->status = letter_of(exchange) == 'n' ? 204 : 200;
    if (letter_of(exchange) == 'p') {
        put_big(&exchange->body_out);
        ALWAYS(exchange_spool(exchange));
    }
    if (letter_of(exchange) == 'b' || letter_of(exchange) == 'p')
        put_big(&exchange->body_out);
    else if (letter_of(exchange) == 'f')
        exchange_send_file(exchange, dup(app->file), BIG_BODY, STR("\"tag\""));
    else if (letter_of(exchange) != 'n')
        buffer_put_z(&exchange->body_out, "small");
    app->lengths[app->requests - 1] =
        exchange->file.is_open ? (uint64_t)exchange->file.length
                               : (uint64_t)exchange->spool.bytes + exchange->body_out.len;
}

static enum http_next handle(void *worker, struct exchange *exchange) {
    const struct buffer *stream = exchange->work;

    ALWAYS(worker == exchange->app);
    ALWAYS(!stream || exchange->body.len == 0);
    note(exchange, stream ? buffer_str(stream) : exchange->body);
    answer(exchange);
    return letter_of(exchange) == 'l' || letter_of(exchange) == 'L' ? HTTP_LATER : HTTP_ANSWER;
}

static enum http_body decide(struct exchange *exchange) {
    struct wire_app *app = exchange->app;

    switch (letter_of(exchange)) {
    case 's':
        break;
    case 'r':
        note(exchange, STR("refused"));
        exchange->status = 401;
        return HTTP_REFUSE;
    case 'o':
        return HTTP_FORGET;
    case 'm':
        exchange->body_limit = MODEST_LIMIT;
        return HTTP_COLLECT;
    default:
        return HTTP_COLLECT;
    }
    struct buffer *stream = malloc(sizeof(*stream));
    NEEDED(stream);
    buffer_init(stream, STREAM_LIMIT);
    exchange->work = stream;
    app->open_streams++;
    return HTTP_STREAM;
}

static enum http_body begin_body(void *worker, struct exchange *exchange) {
    struct wire_app *app = worker;

    ALWAYS(app == exchange->app && !app->is_undecided);
    app->is_undecided = starts_with(exchange, 'u') || starts_with(exchange, 'U');
    return app->is_undecided ? HTTP_UNDECIDED : decide(exchange);
}

static void take_body(struct exchange *exchange, const char *bytes, size_t count) {
    ALWAYS(count > 0 && letter_of(exchange) == 's');
    buffer_put(exchange->work, bytes, count);
    ALWAYS(!buffer_failed(exchange->work));
}

static void end_stream(struct exchange *exchange) {
    struct wire_app *app = exchange->app;

    buffer_done(exchange->work);
    free(exchange->work);
    app->open_streams--;
}

static void finish(struct exchange *exchange) {
    struct wire_app *app = exchange->app;

    if (!app->is_undecided) {
        exchange_finish(exchange);
        return;
    }
    app->is_undecided = false;
    exchange_decide(exchange, decide(exchange));
}

static void start_later(struct exchange *exchange) {
    struct wire_app *app = exchange->app;

    ALWAYS(!app->later);
    if (app->is_undecided ? starts_with(exchange, 'U') : letter_of(exchange) == 'L')
        finish(exchange);
    else
        app->later = exchange;
}

/* ---- for the target ---- */

static bool trusts_nobody(void *app, struct str address) {
    (void)app;
    (void)address;
    return false;
}

void wire_app_options(struct wire_app *app, struct http_options *ret) {
    struct buffer bytes;

    *app = (struct wire_app){.file = memfd_create("file", MFD_CLOEXEC)};
    buffer_init(&app->asked, 1024 * 1024);
    buffer_init(&bytes, BIG_BODY);
    put_big(&bytes);
    ALWAYS(write(app->file, bytes.at, bytes.len) == BIG_BODY);
    buffer_done(&bytes);
    *ret = (struct http_options){
        .threads = 1,
        .body_limit = BODY_LIMIT,
        .stream_limit = STREAM_LIMIT,
        .bodies_limit = 1024 * 1024,
        .spool_directory = "/tmp",
        .answers_limit = 1024 * 1024,
        .too_large_body = STR("{\"message\":\"large\"}"),
        .is_trusted = trusts_nobody,
        .app = app,
        .worker_open = open_worker,
        .worker_close = close_worker,
        .handle = handle,
        .begin_body = begin_body,
        .take_body = take_body,
        .end_stream = end_stream,
        .start_later = start_later,
    };
}

void wire_app_begin(struct wire_app *app) {
    buffer_reset(&app->asked);
    app->requests = 0;
}

void wire_app_finish(struct wire_app *app) {
    struct exchange *later = app->later;

    app->later = NULL;
    if (later)
        finish(later);
}
