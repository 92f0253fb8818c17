/* pack.c - gzip by libdeflate, and what a client says of codings.
 *
 * The level is the fastest: on lists of 100 rows the next ones take twice the time for a tenth of
 * the bytes or less. A thread keeps its compressor, whose tables cost more to get than a short
 * answer does to pack. */
#include "http/pack.h"

#include "base/log.h"

#include <libdeflate.h>
#include <pthread.h>
#include <stdlib.h>

enum { FASTEST = 1, WHOLE = 1000 /* a weight of 1, in thousandths */ };

#define PACKED_MARK "-gzip\""

/* ---- what the client takes ---- */

/* RFC 9110, 12.4.2: 0 to 1 with at most three decimals. What can't be read is 0. */
static unsigned read_weight(struct str text) {
    unsigned weight = 0, unit = WHOLE;

    if (text.len == 0 || text.len > 5 || (text.len > 1 && text.at[1] != '.'))
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        if (i == 1)
            continue;
        if (text.at[i] < '0' || text.at[i] > '9')
            return 0;
        weight += (unsigned)(text.at[i] - '0') * unit;
        unit /= 10;
    }
    return weight <= WHOLE ? weight : 0;
}

/* `gzip;q=0.5`: its weight; `*ret_name` is what stands before it. */
static unsigned read_coding(struct str coding, struct str *ret_name) {
    unsigned weight = WHOLE;

    *ret_name = str_trim(str_cut(&coding, ';'));
    while (coding.len > 0) {
        struct str value = str_cut(&coding, ';'), name = str_trim(str_cut(&value, '='));
        if (str_equal_any_case(name, STR("q")))
            weight = read_weight(str_trim(value));
    }
    return weight;
}

static bool is_gzip(struct str name) {
    return str_equal_any_case(name, STR("gzip")) || str_equal_any_case(name, STR("x-gzip"));
}

/* Whoever likes the plain one better gets that. */
static bool takes_gzip(struct str list) {
    unsigned gzip = 0, any = 0, plain = 0;
    bool names_gzip = false;

    while (list.len > 0) {
        struct str name;
        unsigned weight = read_coding(str_cut(&list, ','), &name);
        if (is_gzip(name)) {
            names_gzip = true;
            gzip = weight > gzip ? weight : gzip;
        } else if (str_equal(name, STR("*"))) {
            any = weight;
        } else if (str_equal_any_case(name, STR("identity"))) {
            plain = weight;
        }
    }
    unsigned packed = names_gzip ? gzip : any;
    return packed > 0 && packed >= plain;
}

/* It is asked twice of an answer that may be cached. */
bool exchange_wants_packed(struct exchange *exchange) {
    if (!exchange->may_be_packed)
        return false;
    if (!exchange->has_looked_for_coding)
        exchange->takes_gzip = takes_gzip(exchange_list(exchange, "Accept-Encoding"));
    exchange->has_looked_for_coding = true;
    return exchange->takes_gzip;
}

/* ---- the bytes ---- */

static pthread_key_t compressors;
static pthread_once_t are_made = PTHREAD_ONCE_INIT;

static void drop_compressor(void *compressor) {
    libdeflate_free_compressor(compressor);
}

static void make_key(void) {
    ALWAYS(pthread_key_create(&compressors, drop_compressor) == 0);
}

static struct libdeflate_compressor *own_compressor(void) {
    pthread_once(&are_made, make_key);
    struct libdeflate_compressor *own = pthread_getspecific(compressors);

    if (own)
        return own;
    own = libdeflate_alloc_compressor(FASTEST);
    if (own && pthread_setspecific(compressors, own) != 0) {
        libdeflate_free_compressor(own);
        return NULL;
    }
    return own;
}

/* False when it would not be smaller, or there is no memory: it stays as it is then. */
static bool pack(struct buffer *body) {
    struct libdeflate_compressor *compressor = own_compressor();
    char *room = compressor ? malloc(body->len) : NULL;
    size_t count =
        room ? libdeflate_gzip_compress(compressor, body->at, body->len, room, body->len) : 0;

    if (count > 0) {
        buffer_reset(body);
        buffer_put(body, room, count);
    }
    free(room);
    return count > 0;
}

/* ---- the answer ---- */

struct str packed_tag(struct arena *arena, struct str tag) {
    const struct str parts[] = {{tag.at, tag.len - 1}, STR(PACKED_MARK)};

    return arena_join(arena, parts, COUNT(parts));
}

static void mark_tag(struct exchange *exchange) {
    for (size_t i = 0; i < exchange->header_count; i++)
        if (strcmp(exchange->headers[i].name, "ETag") == 0)
            exchange->headers[i].value = packed_tag(exchange->arena, exchange->headers[i].value);
}

static bool may_pack(const struct exchange *exchange) {
    return exchange->may_be_packed && exchange->content_type && !exchange->spool.is_open &&
           !exchange->file.is_open && exchange->body_kept.len == 0 &&
           exchange->body_out.len >= PACKED_FROM && exchange->body_out.len <= PACKED_UP_TO;
}

bool exchange_pack(struct exchange *exchange) {
    if (exchange->varies || !may_pack(exchange)) /* it was asked before */
        return exchange->is_packed;
    exchange->varies = true;
    if (!exchange_wants_packed(exchange) || !pack(&exchange->body_out))
        return false;
    mark_tag(exchange);
    exchange->is_packed = true;
    return true;
}

void exchange_note_packed(struct exchange *exchange) {
    exchange->is_packed = exchange->varies = true;
}
