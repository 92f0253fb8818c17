/* connection.c - what a connection goes through, without ever waiting.
 *
 *    HANDSHAKE -> READING -> SENDING -> READING ...
 *                    |  ^        |
 *                    v  +--------+--> LINGERING
 *                 WAITING
 *
 * While a request is answered nothing more is read: what the client sends meanwhile waits in its
 * socket. So it does while another thread decides whether a body may come; then READING goes on. Of
 * a request that was answered before its body came, the body is taken and forgotten afterwards. An
 * end has two steps, since a client that still sends would not see an answer from a socket that is
 * closed: after the answer the connection says that no more will come, and takes and forgets what
 * comes, for a while. */
#include "base/clock.h"
#include "base/log.h"
#include "http/server_parts.h"

#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

/* Milliseconds. */
enum {
    HANDSHAKE_PATIENCE = 10 * 1000,
    HEAD_PATIENCE = 20 * 1000, /* from its first byte */
    SEND_PATIENCE = 30 * 1000, /* for each SEND_LEAST bytes that are taken of an answer */
    LINGER_PATIENCE = 10 * 1000,
};

/* A kilobyte a second, a guess: slower than any line today, and a connection with its file is not
 * kept for who takes a byte now and then. */
enum { SEND_LEAST = 30 * 1024 };

enum turn { TURN_GOES_ON, TURN_WAITS, TURN_IS_OVER };

static bool is_between(const struct connection *connection) {
    return connection->phase == PHASE_READING && !connection->exchange;
}

/* An empty line, which may follow a request, is nothing. */
static bool is_idle(const struct connection *connection) {
    return is_between(connection) && connection->rest == 0 && !connection->has_begun &&
           (connection->kept.len == 0 || connection->needs_more);
}

static bool is_set(const atomic_bool *flag) {
    return atomic_load(flag);
}

static void wait_at_most(struct connection *connection, int64_t milliseconds) {
    connection->deadline = connection->loop->now + milliseconds;
}

static void begin_idle(struct connection *connection) {
    connection->phase = PHASE_READING;
    connection->has_begun = false;
    connection->scan = (struct head_scan){.at = 0};
    wait_at_most(connection, 1000 * (int64_t)connection->loop->server->options.idle_seconds);
}

/* In the next turn, after others. */
static void go_on_later(struct connection *connection) {
    struct loop *loop = connection->loop;

    if (connection->is_again)
        return;
    connection->is_again = true;
    connection->next_listed = loop->again;
    loop->again = connection;
}

/* ---- its life ---- */

static bool join_loop(struct connection *connection) {
    struct loop *loop = connection->loop;
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
                                .data.ptr = connection};

    if (epoll_ctl(loop->epoll, EPOLL_CTL_ADD, connection->transport.socket, &event) != 0)
        return false;
    connection->next = loop->first;
    if (loop->first)
        loop->first->previous = connection;
    loop->first = connection;
    return true;
}

static void leave_loop(struct connection *connection) {
    struct loop *loop = connection->loop;

    if (connection->next)
        connection->next->previous = connection->previous;
    if (connection->previous)
        connection->previous->next = connection->next;
    else
        loop->first = connection->next;
    for (struct connection **at = &loop->again; connection->is_again && *at;
         at = &(*at)->next_listed)
        if (*at == connection) {
            *at = connection->next_listed;
            break;
        }
}

static void uncount(struct loop *loop) {
    unsigned count = atomic_fetch_sub(&loop->connections, 1);

    if (count > loop->most)
        loop->most = count;
    atomic_fetch_sub(&loop->server->connections, 1);
}

void connection_open(struct loop *loop, int socket, bool is_secure, const char *peer) {
    struct connection *connection = calloc(1, sizeof(*connection));
    struct server *server = loop->server;

    NEEDED(connection);
    connection->source = SOURCE_CONNECTION;
    connection->loop = loop;
    connection->phase = PHASE_HANDSHAKE;
    memcpy(connection->peer, peer, ADDRESS_ROOM);
    buffer_init(&connection->kept, HEAD_BYTES_MAX + READ_ROOM + 4);
    wait_at_most(connection, HANDSHAKE_PATIENCE);
    bool is_open = transport_open(&connection->transport, &loop->wire, socket,
                                  is_secure ? server->credentials : NULL, server->priorities);
    if (is_open && join_loop(connection))
        return;
    if (is_open)
        transport_close(&connection->transport);
    else
        close(socket);
    free(connection);
    uncount(loop);
}

void connection_close(struct connection *connection) {
    struct loop *loop = connection->loop;

    ALWAYS(connection->phase != PHASE_WAITING && connection->phase != PHASE_CLOSED);
    leave_loop(connection);
    transport_close(&connection->transport);
    buffer_done(&connection->kept);
    if (connection->exchange)
        exchange_give_back(connection->exchange);
    connection->phase = PHASE_CLOSED;
    connection->next_listed = loop->closed;
    loop->closed = connection;
    uncount(loop);
}

void connections_free(struct loop *loop) {
    while (loop->closed) {
        struct connection *connection = loop->closed;
        loop->closed = connection->next_listed;
        free(connection);
    }
}

static enum turn end(struct connection *connection) {
    connection_close(connection);
    return TURN_IS_OVER;
}

/* ---- out ---- */

static void begin_sending(struct connection *connection) {
    connection->phase = PHASE_SENDING;
    connection->loop->now = monotonic_milliseconds(); /* the work may have taken long */
    connection->taken = connection->transport.sent;
    wait_at_most(connection, SEND_PATIENCE);
}

/* What the system at the other end has taken is what counts: ours may hold megabytes, and ask for
 * more when a third of them is gone. */
static bool takes_enough(struct connection *connection) {
    int64_t taken = transport_taken(&connection->transport);

    if (taken - connection->taken < SEND_LEAST)
        return false;
    connection->taken = taken;
    wait_at_most(connection, SEND_PATIENCE);
    return true;
}

static enum turn begin_lingering(struct connection *connection) {
    transport_finish(&connection->transport);
    connection->phase = PHASE_LINGERING;
    wait_at_most(connection, LINGER_PATIENCE);
    return TURN_GOES_ON;
}

/* Others have their turn before the next request, when it may be there. */
static enum turn end_answer(struct connection *connection) {
    connection->rest = connection->exchange->rest;
    exchange_give_back(connection->exchange);
    connection->exchange = NULL;
    if (connection->ends)
        return begin_lingering(connection);
    begin_idle(connection);
    if (connection->rest > 0)
        wait_at_most(connection, patience_for(0));
    if (connection->kept.len == 0 && connection->loop->wire.is_dry)
        return TURN_GOES_ON;
    go_on_later(connection);
    return TURN_WAITS;
}

/* A piece of the answer: whoever takes a long one fast does not keep others waiting. The wire is
 * theirs then, so nothing stays in it. */
static enum turn send_on(struct connection *connection) {
    enum io io = transport_flush(&connection->transport);

    if (io == IO_FAILED)
        return end(connection);
    if (io == IO_WAIT) {
        spool_rest(connection->exchange);
        return TURN_WAITS;
    }
    switch (answer_put(connection->exchange)) {
    case ANSWER_DONE:
        return end_answer(connection);
    case ANSWER_MORE:
        io = transport_flush(&connection->transport);
        return io == IO_FAILED ? end(connection) : TURN_GOES_ON;
    default:
        return end(connection);
    }
}

static enum turn linger(struct connection *connection) {
    if (!connection->transport.is_finished)
        transport_finish(&connection->transport);
    if (transport_discard(&connection->transport) == IO_DONE)
        return end(connection);
    if (!connection->loop->wire.is_dry)
        go_on_later(connection);
    return TURN_WAITS;
}

/* ---- in ---- */

static void follow(struct connection *connection, enum exchange_step step) {
    if (step == EXCHANGE_ANSWERS)
        begin_sending(connection);
    if (step == EXCHANGE_WAITS)
        connection->phase = PHASE_WAITING;
}

static void refuse(struct connection *connection, unsigned status) {
    exchange_refuse(connection->exchange, status);
    begin_sending(connection);
}

/* A head that is not whole or not well formed has an exchange all the same, for its answer. */
static void refuse_head(struct connection *connection, unsigned status) {
    if (exchange_begin(connection, (struct str){NULL, 0}) != 0)
        refuse(connection, status);
}

static void note_beginning(struct connection *connection, struct str bytes) {
    for (size_t i = 0; i < bytes.len && !connection->has_begun; i++)
        connection->has_begun = bytes.at[i] != '\r' && bytes.at[i] != '\n';
    if (connection->has_begun)
        wait_at_most(connection, HEAD_PATIENCE);
}

/* After its head; `has_more` when something has come behind it. */
static void begin_body(struct connection *connection, enum exchange_step step, bool has_more) {
    static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";

    follow(connection, step);
    if (connection->phase == PHASE_READING && connection->exchange->head.expects_continue &&
        !has_more)
        transport_put(&connection->transport, go_on, sizeof(go_on) - 1);
}

static void take_head(struct connection *connection, struct str *bytes) {
    unsigned status = 0;

    switch (head_scan(&connection->scan, *bytes, &status)) {
    case HEAD_MORE:
        if (!connection->has_begun)
            note_beginning(connection, *bytes);
        connection->needs_more = true;
        return;
    case HEAD_WHOLE:
        break;
    default:
        refuse_head(connection, status);
        return;
    }
    status = exchange_begin(connection, str_take(bytes, connection->scan.at));
    if (status) {
        refuse(connection, status);
        return;
    }
    wait_at_most(connection, patience_for(0));
    begin_body(connection, exchange_begin_body(connection->exchange), bytes->len > 0);
}

static void take_body(struct connection *connection, struct str *bytes) {
    struct connection_exchange *own = connection->exchange;

    follow(connection, exchange_take_body(own, bytes));
    if (connection->phase == PHASE_READING)
        connection->deadline =
            own->started_at + patience_for(own->is_streamed ? own->reader.received : 0);
}

static void take_rest(struct connection *connection, struct str *bytes) {
    connection->rest -= str_take(bytes, connection->rest).len;
    if (connection->rest == 0)
        begin_idle(connection);
}

/* Whether what comes behind is of use: nothing is behind the last answer. */
static bool has_use(const struct connection *connection) {
    return !connection->ends || connection->phase == PHASE_READING ||
           (connection->exchange && connection->exchange->is_undecided);
}

/* Keeps what was not used, which may be a part of what is kept already, if it is of use. */
static void keep(struct connection *connection, struct str bytes) {
    struct buffer *kept = &connection->kept;

    if (bytes.len == 0 || !has_use(connection)) {
        buffer_done(kept);
        return;
    }
    if (kept->len > 0) {
        memmove(kept->at, bytes.at, bytes.len);
        kept->len = bytes.len;
        return;
    }
    buffer_put_str(kept, bytes);
}

/* What is there: kept, read now, or both. */
static enum io find_bytes(struct connection *connection, struct str *ret) {
    struct loop *loop = connection->loop;
    struct buffer *kept = &connection->kept;
    size_t count;

    *ret = buffer_str(kept);
    if (kept->len > 0 && !connection->needs_more)
        return IO_DONE;
    enum io io = transport_read(&connection->transport, loop->in, &count);
    if (io != IO_DONE)
        return io;
    connection->needs_more = false;
    *ret = (struct str){loop->in, count};
    if (kept->len > 0) {
        buffer_put_str(kept, *ret);
        *ret = buffer_str(kept);
    }
    return IO_DONE;
}

static enum turn read_on(struct connection *connection) {
    struct str bytes;

    if (!connection->exchange && is_set(&connection->loop->server->closing))
        return begin_lingering(connection);
    switch (find_bytes(connection, &bytes)) {
    case IO_WAIT:
        return transport_flush(&connection->transport) == IO_FAILED ? end(connection) : TURN_WAITS;
    case IO_FAILED:
        return end(connection);
    default:
        break;
    }
    while (bytes.len > 0 && connection->phase == PHASE_READING && !connection->needs_more) {
        if (connection->exchange)
            take_body(connection, &bytes);
        else if (connection->rest > 0)
            take_rest(connection, &bytes);
        else
            take_head(connection, &bytes);
    }
    keep(connection, bytes);
    if (transport_flush(&connection->transport) == IO_FAILED && connection->phase == PHASE_READING)
        return end(connection);
    return TURN_GOES_ON;
}

static enum turn shake(struct connection *connection) {
    switch (transport_handshake(&connection->transport)) {
    case IO_DONE:
        begin_idle(connection);
        return TURN_GOES_ON;
    case IO_WAIT:
        if (!connection->loop->wire.is_dry)
            go_on_later(connection);
        return TURN_WAITS;
    default:
        return end(connection);
    }
}

/* ---- from outside ---- */

static enum turn go_on(struct connection *connection) {
    switch (connection->phase) {
    case PHASE_HANDSHAKE:
        return shake(connection);
    case PHASE_READING:
        return read_on(connection);
    case PHASE_SENDING:
        return send_on(connection);
    case PHASE_LINGERING:
        return linger(connection);
    default:
        return TURN_WAITS;
    }
}

/* Others have their turn after some requests. */
void connection_ready(struct connection *connection, bool is_hung) {
    enum { STEPS = 64 };
    enum turn turn = TURN_GOES_ON;

    if (connection->phase == PHASE_CLOSED)
        return;
    transport_turn(&connection->transport, is_hung);
    for (int i = 0; i < STEPS && turn == TURN_GOES_ON; i++)
        turn = go_on(connection);
    if (turn == TURN_GOES_ON)
        go_on_later(connection);
}

static void read_body(struct connection *connection) {
    transport_turn(&connection->transport, false);
    connection->phase = PHASE_READING;
    wait_at_most(connection, patience_for(0));
    begin_body(connection, exchange_go_on(connection->exchange), connection->kept.len > 0);
}

void connection_answer(struct connection *connection) {
    if (connection->exchange->is_undecided)
        read_body(connection);
    else
        begin_sending(connection);
    connection_ready(connection, false);
}

static void sweep_late(struct connection *connection) {
    if (is_idle(connection)) {
        transport_finish(&connection->transport);
        connection_close(connection);
        return;
    }
    if (connection->phase == PHASE_SENDING && takes_enough(connection))
        return;
    if (connection->phase != PHASE_READING) {
        connection_close(connection);
        return;
    }
    if (connection->exchange)
        refuse(connection, 408);
    else if (connection->rest > 0)
        begin_lingering(connection);
    else
        refuse_head(connection, 408);
    connection_ready(connection, false);
}

static bool may_end(const struct connection *connection) {
    return is_idle(connection) || (is_between(connection) && connection->rest > 0);
}

void connection_look(struct connection *connection) {
    if (may_end(connection) || connection->phase == PHASE_HANDSHAKE)
        connection_ready(connection, false);
    if (!may_end(connection))
        return;
    begin_lingering(connection);
    connection_ready(connection, false);
}

void connection_sweep(struct connection *connection) {
    if (connection->phase != PHASE_WAITING && connection->loop->now >= connection->deadline)
        sweep_late(connection);
}

bool connection_is_answering(const struct connection *connection) {
    const struct transport *transport = &connection->transport;

    return connection->phase == PHASE_SENDING ||
           (connection->phase != PHASE_HANDSHAKE && transport_taken(transport) < transport->sent);
}

bool connection_give_way(struct loop *loop) {
    struct connection *longest = NULL;

    for (struct connection *at = loop->first; at; at = at->next)
        if (is_idle(at) && (!longest || at->deadline < longest->deadline))
            longest = at;
    if (longest)
        connection_close(longest);
    return longest != NULL;
}
