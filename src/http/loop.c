/* loop.c - a thread that serves its connections.
 *
 * All loops wait at the same listening sockets, and the system wakes one of them for each client;
 * that one gives the connection to the loop that has the fewest.
 *
 * When the system has no descriptor, buffer or memory for one more, a loop leaves the listening
 * sockets alone for a moment, since they would wake it again at once, and looks again. */
#include "base/clock.h"
#include "base/log.h"
#include "http/server_parts.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    EVENTS = 256, /* that are handled between two looks at what others hand over */
    SWEEP_MILLISECONDS = 1000,
    SHORTAGE_MILLISECONDS = 100,
    ENDING_PAUSE = 5, /* milliseconds; nobody says when the last bytes have arrived */
    ACCEPTS = 64,     /* at once, so that clients that are here have their turn */
    TEXT_CEILING = 1024 * 1024,
    CROWD = 100, /* connections that are gone, for their memory to be worth a look */
};

/* ---- its life ---- */

static bool watch(struct loop *loop, int descriptor, uint32_t events, void *source) {
    struct epoll_event event = {.events = events, .data.ptr = source};

    return epoll_ctl(loop->epoll, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

static bool begin_listening(struct loop *loop) {
    struct server *server = loop->server;
    bool is_fine = true;

    for (unsigned i = 0; i < server->listener_count; i++)
        if (server->listeners[i].socket >= 0 &&
            !watch(loop, server->listeners[i].socket, EPOLLIN | EPOLLEXCLUSIVE,
                   &server->listeners[i]) &&
            errno != EEXIST)
            is_fine = false;
    loop->listens_at = is_fine ? 0 : loop->now + SHORTAGE_MILLISECONDS;
    return is_fine;
}

static void stop_listening(struct loop *loop) {
    struct server *server = loop->server;

    for (unsigned i = 0; i < server->listener_count; i++)
        if (server->listeners[i].socket >= 0)
            epoll_ctl(loop->epoll, EPOLL_CTL_DEL, server->listeners[i].socket, NULL);
    loop->listens_at = loop->now + SHORTAGE_MILLISECONDS;
}

bool loop_open(struct loop *loop, struct server *server) {
    loop->source = SOURCE_WAKE;
    loop->server = server;
    buffer_init(&loop->text, TEXT_CEILING);
    wire_init(&loop->wire);
    loop->now = loop->swept_at = monotonic_milliseconds();
    loop->epoll = epoll_create1(EPOLL_CLOEXEC);
    return reach_open(loop) && loop->epoll >= 0 && watch(loop, loop->wake, EPOLLIN, loop) &&
           begin_listening(loop);
}

void loop_end(struct loop *loop) {
    reach_close(loop);
    while (loop->first)
        connection_close(loop->first);
    connections_free(loop);
    exchanges_free(loop);
    buffer_done(&loop->text);
    wire_done(&loop->wire);
    if (loop->epoll >= 0)
        close(loop->epoll);
}

/* ---- new connections ---- */

static struct loop *find_emptiest(struct server *server) {
    struct loop *emptiest = &server->loops[0];

    for (unsigned i = 1; i < server->loop_count; i++)
        if (atomic_load(&server->loops[i].connections) < atomic_load(&emptiest->connections))
            emptiest = &server->loops[i];
    return emptiest;
}

static void welcome(struct loop *loop, int socket, bool is_secure,
                    const struct sockaddr_storage *address) {
    struct loop *emptiest = find_emptiest(loop->server);
    char peer[ADDRESS_ROOM] = "";

    address_write(peer, (const struct sockaddr *)address);
    atomic_fetch_add(&emptiest->connections, 1);
    atomic_fetch_add(&loop->server->connections, 1);
    if (emptiest == loop)
        connection_open(loop, socket, is_secure, peer);
    else
        loop_hand_over(emptiest, socket, is_secure, peer);
}

/* A client that has gone already, or broke a rule of the network, is no shortage. */
static bool is_shortage(int error) {
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

/* False when the loop shall leave its sockets alone for a moment. */
static bool accept_one(struct loop *loop, const struct listener *listener, bool *ret_more) {
    struct server *server = loop->server;
    struct sockaddr_storage address;
    socklen_t size = sizeof(address);

    *ret_more = false;
    if (atomic_load(&server->connections) >= server->connection_limit && !connection_give_way(loop))
        return false;
    int socket =
        accept4(listener->socket, (struct sockaddr *)&address, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket >= 0) {
        *ret_more = true;
        welcome(loop, socket, listener->is_secure, &address);
        return true;
    }
    if (!is_shortage(errno))
        return true;
    log_repeated("accept", "New connections have to wait: %s.", strerror(errno));
    return false;
}

static void accept_all(struct loop *loop, const struct listener *listener) {
    bool has_more = true;

    for (int i = 0; i < ACCEPTS && has_more; i++)
        if (!accept_one(loop, listener, &has_more)) {
            stop_listening(loop);
            return;
        }
}

/* ---- a turn ---- */

/* Those that are listed meanwhile have the next turn. */
static void go_on_again(struct loop *loop) {
    struct connection *listed = loop->again;

    loop->again = NULL;
    while (listed) {
        struct connection *connection = listed;
        listed = connection->next_listed;
        connection->is_again = false;
        connection_ready(connection, false);
    }
}

/* What other threads have handed over. */
static void take_over(struct loop *loop) {
    struct handed_over handed = loop_take_over(loop);

    while (handed.finished) {
        struct connection_exchange *own = handed.finished;
        handed.finished = own->next;
        own->next = NULL;
        connection_answer(own->connection);
    }
    while (handed.arrived) {
        struct arrival *arrival = handed.arrived;
        handed.arrived = arrival->next;
        connection_open(loop, arrival->socket, arrival->is_secure, arrival->peer);
        free(arrival);
    }
}

/* What a crowd leaves lies between what stays, where the C library would keep it. */
static void give_back(struct loop *loop) {
    unsigned count = atomic_load(&loop->connections);

    if (loop->most >= count + CROWD)
        malloc_trim(0);
    else if (count > 0)
        return;
    loop->most = 0;
}

static void sweep(struct loop *loop) {
    bool is_draining = atomic_load(&loop->server->draining);

    if (is_draining) {
        stop_listening(loop);
        take_over(loop);
    } else if (loop->listens_at && loop->now >= loop->listens_at) {
        begin_listening(loop);
    }
    if (!is_draining && loop->now < loop->swept_at + SWEEP_MILLISECONDS)
        return;
    loop->swept_at = loop->now;
    for (struct connection *at = loop->first, *next; at; at = next) {
        next = at->next;
        if (is_draining)
            connection_look(at);
        if (at->phase != PHASE_CLOSED)
            connection_sweep(at);
    }
    give_back(loop);
    if (!is_draining || loop->has_looked)
        return;
    loop->has_looked = true;
    server_note_end(loop->server, &loop->server->open_exchanges);
}

static void handle(struct loop *loop, const struct epoll_event *event) {
    enum source *source = event->data.ptr;

    switch (*source) {
    case SOURCE_WAKE:
        take_over(loop);
        break;
    case SOURCE_LISTENER:
        accept_all(loop, event->data.ptr);
        break;
    default:
        connection_ready(event->data.ptr, event->events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR));
    }
}

void loop_turn(struct loop *loop, int milliseconds) {
    struct epoll_event events[EVENTS];
    int count = epoll_wait(loop->epoll, events, EVENTS, milliseconds);

    loop->now = monotonic_milliseconds();
    for (int i = 0; i < count; i++)
        handle(loop, &events[i]);
    go_on_again(loop);
    sweep(loop);
    connections_free(loop);
}

/* With nobody here, and nothing left by those who were, there is nothing to look for. */
static int find_pause(const struct loop *loop) {
    if (loop->again)
        return 0;
    if (loop->listens_at)
        return SHORTAGE_MILLISECONDS;
    return loop->first || loop->most > 0 ? SWEEP_MILLISECONDS : -1;
}

static bool has_answers(const struct loop *loop) {
    const struct connection *at = loop->first;

    while (at && !connection_is_answering(at))
        at = at->next;
    return at != NULL;
}

/* What is answered has a moment to leave, when its client takes it: what was finished in the last
 * turn, and what is still in the system, which would forget it if the client has sent more. */
static void end_answers(struct loop *loop) {
    take_over(loop);
    while (!atomic_load(&loop->server->is_over) && has_answers(loop))
        loop_turn(loop, ENDING_PAUSE);
}

static void *work(void *context) {
    struct loop *loop = context;

    while (!atomic_load(&loop->is_asked_to_end))
        loop_turn(loop, find_pause(loop));
    end_answers(loop);
    while (loop->first)
        connection_close(loop->first);
    if (loop->worker)
        loop->server->options.worker_close(loop->worker);
    server_note_end(loop->server, &loop->server->open_loops);
    return NULL;
}

void loop_begin(struct loop *loop) {
    atomic_fetch_add(&loop->server->open_loops, 1);
    atomic_fetch_add(&loop->server->open_exchanges, 1); /* until it has looked once more */
    NEEDED(pthread_create(&loop->thread, NULL, work, loop) == 0);
    loop->is_started = true;
}
