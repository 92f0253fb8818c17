/* answer.c - an answer as it is sent. */
#include "http/pack.h"
#include "http/server_parts.h"
#include "http/tls.h"

#include <stdio.h>
#include <time.h>

/* What every answer tells browsers, whoever makes it. It is taken for what it says it is, tells
 * nobody where its reader comes from, and is part of no other server's pages. */
#define ALWAYS_TOLD                                                                                \
    "X-Content-Type-Options: nosniff\r\n"                                                          \
    "Referrer-Policy: no-referrer\r\n"                                                             \
    "Cross-Origin-Resource-Policy: same-origin\r\n"

/* What is no page is not to do anything, if a browser shows it after all. */
#define TOLD_OF_DATA                                                                               \
    ALWAYS_TOLD                                                                                    \
    "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; "           \
    "frame-ancestors 'none'\r\n"

/* All that a page loads comes from this server, and nobody may put it into a frame or reach into
 * its window. Styles may stand in the page, as the components make some. */
#define TOLD_OF_PAGES                                                                              \
    ALWAYS_TOLD                                                                                    \
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self' "            \
    "'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action "     \
    "'self'; frame-ancestors 'none'; base-uri 'none'\r\n"                                          \
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n"         \
    "Cross-Origin-Opener-Policy: same-origin\r\n"

#define KEPT_BY_NOBODY "Cache-Control: no-store\r\n"
#define KEEPS_TO_TLS "Strict-Transport-Security: max-age=31536000\r\n"

static const struct {
    unsigned status;
    const char *reason;
} reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {206, "Partial Content"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {423, "Locked"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
};

static const char *reason_of(unsigned status) {
    for (size_t i = 0; i < COUNT(reasons); i++)
        if (reasons[i].status == status)
            return reasons[i].reason;
    return "";
}

/* The moment changes once a second, and costs more than all the rest. */
static const char *date_of(struct loop *loop) {
    struct timespec now;
    struct tm parts;

    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (now.tv_sec != loop->dated_at) {
        loop->dated_at = now.tv_sec;
        gmtime_r(&now.tv_sec, &parts);
        strftime(loop->date, sizeof(loop->date), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    }
    return loop->date;
}

static void put_header(struct buffer *out, const char *name, struct str value) {
    buffer_put_z(out, name);
    buffer_put(out, ": ", 2);
    buffer_put_str(out, value);
    buffer_put(out, "\r\n", 2);
}

static void put_connection(struct buffer *out, const struct connection_exchange *own) {
    if (own->connection->ends)
        put_header(out, "Connection", STR("close"));
    else if (!own->head.is_1_1)
        put_header(out, "Connection", STR("keep-alive"));
}

static void put_length(struct buffer *out, uint64_t length) {
    buffer_put_z(out, "Content-Length: ");
    buffer_put_integer(out, (int64_t)length);
    buffer_put(out, "\r\n", 2);
}

/* Whether a browser that was told would harm nothing else: an address or `localhost` may be many
 * servers'. What ends in a number is an address to browsers, however it is written. */
static bool is_own_name(struct str host) {
    struct str name = str_cut(&host, ':');
    size_t start;

    if (name.len == 0)
        return false;
    if (name.at[name.len - 1] == '.')
        name.len--;
    for (start = name.len; start > 0 && name.at[start - 1] != '.'; start--)
        ;
    struct str last = {name.at + start, name.len - start};
    return last.len > 0 && last.at[0] != '[' && (last.at[0] < '0' || last.at[0] > '9') &&
           !str_equal_any_case(last, STR("localhost"));
}

static bool keeps_to_tls(const struct connection_exchange *own) {
    const struct connection *connection = own->connection;

    return connection->loop->server->options.is_trusted_by_browsers &&
           connection->transport.session && is_own_name(own->head.host) && !tls_is_self_made();
}

static void put_told(struct buffer *out, const struct connection_exchange *own) {
    const struct exchange *exchange = &own->exchange;

    if (exchange->cache_control)
        put_header(out, "Cache-Control", str_of(exchange->cache_control));
    if (exchange->is_page)
        buffer_put_str(out, STR(TOLD_OF_PAGES));
    else
        buffer_put_str(out, exchange->cache_control ? STR(TOLD_OF_DATA)
                                                    : STR(KEPT_BY_NOBODY TOLD_OF_DATA));
    if (keeps_to_tls(own))
        buffer_put_str(out, STR(KEEPS_TO_TLS));
    if (exchange->is_packed)
        buffer_put_str(out, STR("Content-Encoding: gzip\r\n"));
    if (exchange->varies)
        buffer_put_str(out, STR("Vary: Accept-Encoding\r\n"));
    buffer_put_str(out, exchange->told);
}

static void put_head(struct connection_exchange *own, bool has_length, uint64_t length) {
    const struct exchange *exchange = &own->exchange;
    struct loop *loop = own->connection->loop;
    struct buffer *out = &loop->text;

    buffer_reset(out);
    buffer_put_z(out, "HTTP/1.1 ");
    buffer_put_integer(out, exchange->status);
    buffer_put_char(out, ' ');
    buffer_put_z(out, reason_of(exchange->status));
    buffer_put_z(out, "\r\nDate: ");
    buffer_put_z(out, date_of(loop));
    buffer_put(out, "\r\n", 2);
    put_connection(out, own);
    if (has_length)
        put_length(out, length);
    if (exchange->content_type)
        put_header(out, "Content-Type", str_of(exchange->content_type));
    put_header(out, "X-Request-Id", str_of(exchange->id));
    put_told(out, own);
    for (size_t i = 0; i < exchange->header_count; i++)
        put_header(out, exchange->headers[i].name, exchange->headers[i].value);
    buffer_put(out, "\r\n", 2);
}

static struct str body_of(const struct exchange *exchange) {
    return exchange->body_kept.len ? exchange->body_kept : buffer_str(&exchange->body_out);
}

static uint64_t length_of(const struct connection_exchange *own) {
    const struct exchange *exchange = &own->exchange;

    return exchange->file.is_open ? (uint64_t)exchange->file.length
                                  : (uint64_t)own->exchange.spool.bytes + body_of(exchange).len;
}

static void drop_all(struct exchange *exchange) {
    exchange_drop_file(exchange);
    exchange_drop_body(exchange);
}

/* A small body leaves with the head, in one record. */
static void begin(struct connection_exchange *own) {
    struct exchange *exchange = &own->exchange;
    struct connection *connection = own->connection;
    struct buffer *text = &connection->loop->text;
    bool is_head = str_equal(exchange->method, STR("HEAD"));

    own->is_begun = true;
    connection->ends |= atomic_load(&connection->loop->server->draining);
    exchange_pack(exchange);
    if (!is_head)
        spool_admit(own);
    bool has_length = exchange->status != 204 && exchange->status != 304;
    put_head(own, has_length, length_of(own));
    struct str body = exchange->file.is_open ? STR("") : body_of(exchange);
    if (!has_length || is_head)
        drop_all(exchange);
    else if (!own->exchange.spool.is_open && text->len + body.len <= WIRE_PIECE)
        buffer_put_str(text, body);
    else
        own->unsent = body;
    transport_put(&connection->transport, text->at, text->len);
}

static void put_pieces(struct transport *transport, struct str *bytes, size_t most) {
    while (bytes->len > 0 && most > 0) {
        size_t count = bytes->len < WIRE_PIECE ? bytes->len : WIRE_PIECE;
        transport_put(transport, bytes->at, count);
        *bytes = (struct str){bytes->at + count, bytes->len - count};
        most -= count < most ? count : most;
    }
}

static enum answer_state put_block(struct connection_exchange *own,
                                   ssize_t (*read)(struct connection_exchange *, char *, size_t)) {
    struct loop *loop = own->connection->loop;
    ssize_t count = read(own, loop->block, sizeof(loop->block));

    if (count <= 0)
        return ANSWER_BROKEN;
    put_pieces(&own->connection->transport, &(struct str){loop->block, (size_t)count},
               (size_t)count);
    return ANSWER_MORE;
}

enum answer_state answer_put(struct connection_exchange *own) {
    if (!own->is_begun) {
        begin(own);
        return ANSWER_MORE;
    }
    if (own->exchange.spool.at < own->exchange.spool.bytes)
        return put_block(own, spool_read);
    if (own->unsent.len > 0) {
        put_pieces(&own->connection->transport, &own->unsent, WIRE_OUT);
        return ANSWER_MORE;
    }
    if (!own->exchange.file.is_open || own->file_at == own->exchange.file.length)
        return ANSWER_DONE;
    return put_block(own, file_read);
}
