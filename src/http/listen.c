/* listen.c - listening sockets.
 *
 * All addresses are found before the first socket is opened, since what `::` means depends on the
 * others: alone it takes both kinds of clients, and beside an address of IPv4 at the same port only
 * its own, as the system would refuse the other one. */
#include "http/server_parts.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 1024 };

/* An address with its port, as the system knows it. */
union place {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    struct sockaddr_storage room;
};

struct found {
    union place place;
    const struct http_address *asked;
};

static bool is_six(const union place *place) {
    return place->any.sa_family == AF_INET6;
}

static bool is_any(const union place *place) {
    return is_six(place) ? IN6_IS_ADDR_UNSPECIFIED(&place->six.sin6_addr)
                         : place->four.sin_addr.s_addr == INADDR_ANY;
}

static bool is_same_host(const union place *a, const union place *b) {
    if (a->any.sa_family != b->any.sa_family)
        return false;
    return is_six(a) ? IN6_ARE_ADDR_EQUAL(&a->six.sin6_addr, &b->six.sin6_addr) &&
                           a->six.sin6_scope_id == b->six.sin6_scope_id
                     : a->four.sin_addr.s_addr == b->four.sin_addr.s_addr;
}

static uint16_t port_of(const union place *place) {
    return ntohs(is_six(place) ? place->six.sin6_port : place->four.sin_port);
}

static socklen_t size_of(const union place *place) {
    return is_six(place) ? sizeof(place->six) : sizeof(place->four);
}

static const char *put_port(struct arena *arena, const char *host, uint16_t port) {
    bool has_colon = strchr(host, ':') != NULL;

    return arena_format(arena, has_colon ? "[%s]:%u" : "%s:%u", host, port).at;
}

static const char *name_of(struct arena *arena, const union place *place) {
    char host[ADDRESS_ROOM];

    address_write(host, &place->any);
    return put_port(arena, host, port_of(place));
}

/* ---- finding ---- */

static bool fail(struct arena *arena, const char *where, const char *why,
                 const char **ret_problem) {
    *ret_problem = arena_format(arena, "The server cannot listen on %s: %s.", where, why).at;
    return false;
}

/* A name may have an address twice; two free ports are two places. */
static bool is_repeated(const struct found *all, size_t count, const struct found *one) {
    for (size_t i = 0; i < count; i++)
        if (one->asked->port != 0 && all[i].asked->port == one->asked->port &&
            all[i].asked->is_secure == one->asked->is_secure &&
            is_same_host(&all[i].place, &one->place))
            return true;
    return false;
}

static bool add(struct arena *arena, struct found *all, size_t *count, const struct found *one,
                const char **ret_problem) {
    if (is_repeated(all, *count, one))
        return true;
    if (*count == LISTENERS_MAX) {
        *ret_problem =
            arena_format(arena, "The server listens on at most %d addresses.", LISTENERS_MAX).at;
        return false;
    }
    all[(*count)++] = *one;
    return true;
}

static bool find(struct arena *arena, const struct http_address *asked, struct found *all,
                 size_t *count, const char **ret_problem) {
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
    const char *port = arena_format(arena, "%u", asked->port).at;
    struct addrinfo *list = NULL;
    bool is_fine = true;

    int code = getaddrinfo(asked->host, port, &hints, &list);
    if (code != 0)
        return fail(arena, put_port(arena, asked->host, asked->port),
                    code == EAI_SYSTEM ? strerror(errno) : gai_strerror(code), ret_problem);
    for (const struct addrinfo *at = list; at && is_fine; at = at->ai_next) {
        struct found one = {.asked = asked};
        memset(&one.place, 0, sizeof(one.place));
        memcpy(&one.place, at->ai_addr, at->ai_addrlen);
        is_fine = add(arena, all, count, &one, ret_problem);
    }
    freeaddrinfo(list);
    return is_fine;
}

/* ---- opening ---- */

static bool set(int socket, int level, int option, int value) {
    return setsockopt(socket, level, option, &value, sizeof(value)) == 0;
}

static bool takes_four(const struct found *all, size_t count, const union place *place) {
    if (!is_six(place) || !is_any(place))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!is_six(&all[i].place) && port_of(place) != 0 &&
            port_of(&all[i].place) == port_of(place))
            return false;
    return true;
}

/* A socket that was accepted has TCP_NODELAY from the one that listened. */
static bool bind_and_listen(int socket, const union place *place, bool has_four) {
    return set(socket, SOL_SOCKET, SO_REUSEADDR, 1) && set(socket, IPPROTO_TCP, TCP_NODELAY, 1) &&
           (!is_six(place) || set(socket, IPPROTO_IPV6, IPV6_V6ONLY, !has_four)) &&
           bind(socket, &place->any, size_of(place)) == 0 && listen(socket, BACKLOG) == 0;
}

static union place place_of(const struct listener *listener) {
    union place place;
    socklen_t size = sizeof(place);

    memset(&place, 0, sizeof(place));
    if (getsockname(listener->socket, &place.any, &size) != 0)
        memset(&place, 0, sizeof(place));
    return place;
}

/* The address as it was given, and beside a name which of its addresses it is. */
static const char *told(struct arena *arena, const struct found *found) {
    const char *asked = put_port(arena, found->asked->host, found->asked->port);
    const char *name = name_of(arena, &found->place);

    return strcmp(asked, name) == 0 ? name : arena_format(arena, "%s (%s)", asked, name).at;
}

static bool overlaps(const union place *a, const union place *b) {
    return a->any.sa_family == b->any.sa_family && port_of(a) == port_of(b) &&
           (is_any(a) || is_any(b) || is_same_host(a, b));
}

/* Tells why the next listener of the server could not be opened. */
static bool refuse(struct arena *arena, const struct server *server, const struct found *found,
                   int error, const char **ret_problem) {
    const char *where = told(arena, found);

    if (error != EADDRINUSE)
        return fail(arena, where, strerror(error), ret_problem);
    for (unsigned i = 0; i < server->listener_count; i++) {
        union place open = place_of(&server->listeners[i]);
        if (overlaps(&open, &found->place))
            return fail(arena, where,
                        arena_format(arena, "it listens on %s already", name_of(arena, &open)).at,
                        ret_problem);
    }
    *ret_problem = arena_format(arena, "%s is in use by another program.", where).at;
    return false;
}

static bool open_one(struct listener *listener, const struct found *found, bool has_four) {
    listener->source = SOURCE_LISTENER;
    listener->is_secure = found->asked->is_secure;
    listener->socket =
        socket(found->place.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
    return listener->socket >= 0 && bind_and_listen(listener->socket, &found->place, has_four);
}

bool listeners_open(struct arena *arena, struct server *server, const char **ret_problem) {
    const struct http_options *options = &server->options;
    struct found *all = NEW_ARRAY(arena, struct found, LISTENERS_MAX);
    size_t count = 0;

    for (size_t i = 0; i < options->address_count; i++)
        if (!find(arena, &options->addresses[i], all, &count, ret_problem))
            return false;
    for (size_t i = 0; i < count; i++) {
        struct listener *listener = &server->listeners[server->listener_count];
        if (!open_one(listener, &all[i], takes_four(all, count, &all[i].place))) {
            int error = errno;
            listener_close(listener);
            return refuse(arena, server, &all[i], error, ret_problem);
        }
        server->listener_count++;
    }
    return true;
}

/* ---- open ones ---- */

uint16_t listener_port(const struct listener *listener) {
    union place place = place_of(listener);

    return port_of(&place);
}

const char *listener_name(struct arena *arena, const struct listener *listener) {
    union place place = place_of(listener);

    return name_of(arena, &place);
}

/* Not closed: a loop may just be asking it for a client. */
void listener_stop(const struct listener *listener) {
    shutdown(listener->socket, SHUT_RDWR);
}

void listener_close(struct listener *listener) {
    if (listener->socket >= 0)
        close(listener->socket);
    listener->socket = -1;
}
