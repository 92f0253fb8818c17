/* spool.c - answers that wait in a file instead of in memory, and the ceiling over all of them.
 *
 * A long answer is made faster than most clients take it. What was made of it, and what a socket
 * did not take, lies in a file without a name, which is gone with its descriptor. */
#include "base/log.h"
#include "base/room.h"
#include "http/server_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define TOPIC "the files of long answers"

enum { SMALL_BYTES = 64 * 1024 }; /* that an answer on its way keeps in memory, not counted */

/* The status that says so. */
static unsigned fail(struct exchange_spool *spool) {
    bool is_full = is_no_room(errno);

    spool->has_failed = true;
    log_repeated(is_full ? LOG_FULL : TOPIC,
                 "A long answer cannot be kept in a file until its client takes it: %s.",
                 strerror(errno));
    return is_full ? 507 : 503;
}

/* Appends to the file, which is opened when it is needed. It counts whole or not at all: 0, or the
 * status that says why not. */
static unsigned put(struct connection_exchange *own, struct str bytes) {
    struct exchange_spool *spool = &own->exchange.spool;
    const char *directory = own->connection->loop->server->options.spool_directory;

    if (!spool->is_open) {
        spool->descriptor = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        spool->is_open = spool->descriptor >= 0;
    }
    if (!spool->is_open)
        return fail(spool);
    for (size_t sum = 0; sum < bytes.len;) {
        ssize_t count =
            pwrite(spool->descriptor, bytes.at + sum, bytes.len - sum, spool->bytes + (int64_t)sum);
        if (count < 0 && errno != EINTR)
            return fail(spool);
        sum += count > 0 ? (size_t)count : 0;
    }
    spool->bytes += (int64_t)bytes.len;
    return 0;
}

ssize_t spool_read(struct connection_exchange *own, char *to, size_t room) {
    struct exchange_spool *spool = &own->exchange.spool;
    size_t left = (size_t)(spool->bytes - spool->at);
    ssize_t count = block_read(spool->descriptor, to, room < left ? room : left, spool->at);

    if (count <= 0)
        log_repeated(TOPIC, "A long answer cannot be read to its end: %s.",
                     count ? strerror(errno) : "it is too short");
    else
        spool->at += count;
    return count;
}

/* ---- the ceiling ---- */

static struct ceiling *ceiling_of(const struct exchange *exchange) {
    return &((const struct connection_exchange *)(const void *)exchange)
                ->connection->loop->server->answers;
}

void exchange_drop_body(struct exchange *exchange) {
    struct exchange_spool *spool = &exchange->spool;

    if (spool->is_open)
        close(spool->descriptor);
    if (spool->counted > 0)
        ceiling_give(ceiling_of(exchange), &spool->counted);
    exchange->spool = (struct exchange_spool){.is_open = false};
    exchange->is_packed = false;
    buffer_reset(&exchange->body_out);
}

void exchange_drop_answer(struct exchange *exchange) {
    exchange_drop_file(exchange);
    exchange_drop_body(exchange);
    exchange->status = 0;
    exchange->content_type = exchange->cache_control = NULL;
    exchange->header_count = 0;
    exchange->is_page = exchange->varies = false;
    exchange->body_kept = STR("");
}

void exchange_put_off(struct exchange *exchange, unsigned status, const char *sentence) {
    exchange_drop_answer(exchange);
    exchange->status = status;
    exchange->content_type = "application/json; charset=utf-8";
    buffer_format(&exchange->body_out, "{\"message\":\"%s\",\"requestId\":\"%s\"}", sentence,
                  exchange->id);
    if (status == 503)
        exchange_add_header(exchange, "Retry-After", STR("1"));
}

static bool refuse(struct exchange *exchange, unsigned status, const char *sentence) {
    exchange_put_off(exchange, status, sentence);
    return false;
}

static bool refuse_beyond(struct exchange *exchange) {
    log_repeated("the ceiling over answers",
                 "Clients are slow to take their answers, which together have reached the "
                 "--answers-limit: others get 503.");
    return refuse(exchange, 503, "Too many large answers are on their way already.");
}

/* ---- its uses ---- */

bool exchange_spool(struct exchange *exchange) {
    struct connection_exchange *own = (void *)exchange;
    struct str made = buffer_str(&exchange->body_out);

    if (!ceiling_take(ceiling_of(exchange), &exchange->spool.counted, made.len))
        return refuse_beyond(exchange);
    switch (put(own, made)) {
    case 0:
        break;
    case 507:
        return refuse(exchange, 507, NO_ROOM_FOR_ANSWER);
    default:
        return refuse(exchange, 503, NO_FILE_FOR_ANSWER);
    }
    buffer_reset(&exchange->body_out);
    return true;
}

bool exchange_count_file(struct exchange *exchange) {
    size_t more = (size_t)exchange->file.length;

    return ceiling_take(ceiling_of(exchange), &exchange->spool.counted, more) ||
           refuse_beyond(exchange);
}

/* What was done can't be refused any more: only reading can. */
void spool_admit(struct connection_exchange *own) {
    struct exchange *exchange = &own->exchange;
    size_t more = exchange->body_out.len, *counted = &exchange->spool.counted;

    if (exchange->file.is_open || exchange->body_kept.len > 0 ||
        exchange->spool.bytes + (int64_t)more <= SMALL_BYTES ||
        ceiling_take(ceiling_of(exchange), counted, more))
        return;
    if (str_equal(exchange->method, STR("GET"))) {
        refuse_beyond(exchange);
        return;
    }
    ceiling_add(ceiling_of(exchange), counted, more);
}

void spool_rest(struct connection_exchange *own) {
    struct exchange *exchange = &own->exchange;

    if (!own->is_begun || exchange->body_out.size <= SMALL_BYTES || exchange->body_kept.len > 0 ||
        exchange->spool.has_failed || (own->unsent.len > 0 && put(own, own->unsent) != 0))
        return;
    own->unsent = STR("");
    buffer_done(&exchange->body_out);
}
