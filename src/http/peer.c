/* peer.c - the client's address, directly or as a trusted proxy tells it. */
#include "http/server_parts.h"

#include <arpa/inet.h>
#include <netinet/in.h>

_Static_assert(PEER_LEN == INET6_ADDRSTRLEN, "an address fits");

static void put_address(char text[PEER_LEN], const struct sockaddr *address) {
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *four = (const void *)address;
        inet_ntop(AF_INET, &four->sin_addr, text, PEER_LEN);
    } else if (address->sa_family == AF_INET6) {
        const struct sockaddr_in6 *six = (const void *)address;
        const void *mapped = six->sin6_addr.s6_addr + 12;
        if (IN6_IS_ADDR_V4MAPPED(&six->sin6_addr))
            inet_ntop(AF_INET, mapped, text, PEER_LEN);
        else
            inet_ntop(AF_INET6, &six->sin6_addr, text, PEER_LEN);
    }
}

static bool is_trusted(const struct server *server, struct str address) {
    const char *const *trusted = server->options.trusted_proxies;

    for (; trusted && *trusted; trusted++)
        if (str_equal(address, str_of(*trusted)))
            return true;
    return false;
}

/* An address in the way that put_address() writes it; what is no address stays as it is. */
static struct str normalize(struct arena *arena, struct str text) {
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    struct in_addr four;
    const char *z = arena_z(arena, text);
    char *written = arena_take(arena, PEER_LEN, 1);

    if (inet_pton(AF_INET, z, &four) == 1)
        return text;
    if (inet_pton(AF_INET6, z, &six.sin6_addr) != 1)
        return text;
    put_address(written, (const struct sockaddr *)&six);
    return str_of(written);
}

/* Of a header that may stand several times, as one list. */
struct joined {
    struct arena *arena;
    const char *name;
    struct str list;
};

static enum MHD_Result join(void *closure, enum MHD_ValueKind kind, const char *name,
                            const char *value) {
    struct joined *joined = closure;
    struct str list = joined->list;

    (void)kind;
    if (value && str_equal_any_case(str_of(name), str_of(joined->name)))
        joined->list = arena_format(joined->arena, "%.*s%s%s", (int)list.len, list.at,
                                    list.len ? "," : "", value);
    return MHD_YES;
}

static struct str join_headers(const struct connection_exchange *own, const char *name) {
    struct joined joined = {own->exchange.arena, name, STR("")};

    MHD_get_connection_values(own->connection, MHD_HEADER_KIND, join, &joined);
    return joined.list;
}

/* Whether every proxy on the way says that its client came over TLS. */
static bool came_over_tls(struct str list) {
    bool secure = list.len > 0;

    while (list.len > 0)
        secure &= str_equal_any_case(str_trim(str_cut(&list, ',')), STR("https"));
    return secure;
}

/* The last address of the list that is not one of our own proxies. */
static struct str forwarded_for(const struct connection_exchange *own, struct str list) {
    struct arena *arena = own->exchange.arena;
    struct str last = own->exchange.peer;

    while (list.len > 0) {
        size_t start = list.len;
        while (start > 0 && list.at[start - 1] != ',')
            start--;
        struct str part = str_trim((struct str){list.at + start, list.len - start});
        list.len = start > 0 ? start - 1 : 0;
        if (part.len == 0)
            continue;
        last = normalize(arena, part);
        if (!is_trusted(own->server, last))
            break;
    }
    return last;
}

void peer_prepare(struct connection_state *state, struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

    if (info)
        put_address(state->peer, info->client_addr);
}

void peer_read(struct connection_exchange *own, const struct connection_state *state) {
    struct exchange *exchange = &own->exchange;

    exchange->peer = arena_copy(exchange->arena, str_of(state->peer));
    exchange->secure =
        MHD_get_connection_info(own->connection, MHD_CONNECTION_INFO_GNUTLS_SESSION) != NULL;
    if (exchange->secure || !is_trusted(own->server, exchange->peer))
        return;
    exchange->secure = came_over_tls(join_headers(own, "X-Forwarded-Proto"));
    if (exchange->secure)
        exchange->peer = forwarded_for(own, join_headers(own, "X-Forwarded-For"));
}
