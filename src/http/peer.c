/* peer.c - the client's address, directly or as a trusted proxy tells it. */
#include "http/server_parts.h"

static bool is_trusted(const struct connection_exchange *own, struct str address) {
    const struct http_options *options = &own->connection->loop->server->options;

    return options->is_trusted && options->is_trusted(options->app, address);
}

/* Of a header that may stand several times, as one list. */
static struct str join_fields(const struct connection_exchange *own, const char *name) {
    struct str list = STR("");

    for (size_t i = 0; i < own->head.field_count; i++) {
        const struct field *field = &own->head.fields[i];
        const struct str parts[] = {list, STR(","), field->value};
        if (str_equal_any_case(field->name, str_of(name)))
            list = list.len ? arena_join(own->exchange.arena, parts, COUNT(parts)) : field->value;
    }
    return list;
}

/* Whether every proxy on the way says that its client came over TLS. */
static bool came_over_tls(struct str list) {
    bool secure = list.len > 0;

    while (list.len > 0)
        secure &= str_equal_any_case(str_trim(str_cut(&list, ',')), STR("https"));
    return secure;
}

/* The last address of the list that is not one of our own proxies. What is no address is nobody's,
 * and nothing that stands before it can be believed. */
static struct str forwarded_for(const struct connection_exchange *own, struct str list) {
    struct str last = own->exchange.peer, part;

    while (forwarded_cut_last(&list, &part)) {
        char *address = arena_take(own->exchange.arena, ADDRESS_ROOM, 1);
        if (!forwarded_read(part, address))
            return STR("unknown");
        last = str_of(address);
        if (!is_trusted(own, last))
            break;
    }
    return last;
}

void peer_read(struct connection_exchange *own) {
    struct exchange *exchange = &own->exchange;

    exchange->peer = str_of(own->connection->peer);
    exchange->secure = own->connection->transport.session != NULL;
    if (exchange->secure || !is_trusted(own, exchange->peer))
        return;
    exchange->secure = came_over_tls(join_fields(own, "X-Forwarded-Proto"));
    if (exchange->secure)
        exchange->peer = forwarded_for(own, join_fields(own, "X-Forwarded-For"));
}
