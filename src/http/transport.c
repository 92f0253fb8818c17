/* transport.c - GnuTLS between the buffers of a thread and a socket. */
#include "http/transport.h"

#include "base/log.h"

#include <errno.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

/* At the end nobody waits for what a client does not take. */
enum { OUT_CEILING = 4 * WIRE_OUT };

enum { FILLS = 8 }; /* of a handshake at once, which has two or three of them */

/* ---- the socket ---- */

/* Fills the wire's buffer, once for each time that it may be. A short read means that the socket
 * has no more, which saves asking again; but of a stream that ends, the end has to be read. */
static enum io fill(struct transport *transport) {
    struct wire *wire = transport->wire;
    ssize_t count;

    if (wire->is_dry || !wire->may_fill)
        return IO_WAIT;
    wire->may_fill = false;
    do
        count = recv(transport->socket, wire->in, sizeof(wire->in), 0);
    while (count < 0 && errno == EINTR);
    bool is_empty = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    wire->is_dry = is_empty || (!transport->is_hung && (size_t)count < sizeof(wire->in));
    if (is_empty)
        return IO_WAIT;
    if (count <= 0)
        return IO_FAILED;
    wire->in_at = 0;
    wire->in_len = (size_t)count;
    return IO_DONE;
}

static size_t take(struct wire *wire, void *to, size_t most) {
    size_t left = wire->in_len - wire->in_at, count = left < most ? left : most;

    memcpy(to, wire->in + wire->in_at, count);
    wire->in_at += count;
    return count;
}

/* As recv(), but that GNUTLS_E_AGAIN says that there is nothing yet. */
static ssize_t receive_bare(struct transport *transport, void *to, size_t most) {
    struct wire *wire = transport->wire;

    if (wire->in_at == wire->in_len) {
        enum io io = fill(transport);
        if (io != IO_DONE)
            return io == IO_WAIT ? GNUTLS_E_AGAIN : 0;
    }
    return (ssize_t)take(wire, to, most);
}

/* GnuTLS asks for a few bytes at a time. */
static ssize_t pull(gnutls_transport_ptr_t context, void *to, size_t most) {
    struct transport *transport = context;
    ssize_t count = receive_bare(transport, to, most);

    if (count != GNUTLS_E_AGAIN)
        return count;
    gnutls_transport_set_errno(transport->session, EAGAIN);
    return -1;
}

/* For GnuTLS to see that there is nothing to wait for. */
static int has_come(gnutls_transport_ptr_t context, unsigned milliseconds) {
    (void)context;
    (void)milliseconds;
    return 1;
}

static ssize_t push(gnutls_transport_ptr_t context, const giovec_t *pieces, int count) {
    struct transport *transport = context;
    ssize_t sum = 0;

    for (int i = 0; i < count; i++) {
        buffer_put(&transport->wire->out, pieces[i].iov_base, pieces[i].iov_len);
        sum += (ssize_t)pieces[i].iov_len;
    }
    return sum;
}

/* ---- its life ---- */

void wire_init(struct wire *wire) {
    *wire = (struct wire){.in_at = 0};
    buffer_init(&wire->out, OUT_CEILING);
}

void wire_done(struct wire *wire) {
    buffer_done(&wire->out);
}

static bool begin_tls(struct transport *transport, gnutls_certificate_credentials_t credentials,
                      gnutls_priority_t priorities) {
    static const gnutls_datum_t protocol = {(unsigned char *)"http/1.1", 8};
    gnutls_session_t session;

    if (gnutls_init(&session, GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL) !=
        GNUTLS_E_SUCCESS)
        return false;
    transport->session = session;
    gnutls_transport_set_ptr(session, transport);
    gnutls_transport_set_pull_function(session, pull);
    gnutls_transport_set_pull_timeout_function(session, has_come);
    gnutls_transport_set_vec_push_function(session, push);
    return gnutls_priority_set(session, priorities) == GNUTLS_E_SUCCESS &&
           gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials) ==
               GNUTLS_E_SUCCESS &&
           gnutls_alpn_set_protocols(session, &protocol, 1, 0) == GNUTLS_E_SUCCESS;
}

bool transport_open(struct transport *transport, struct wire *wire, int socket,
                    gnutls_certificate_credentials_t credentials, gnutls_priority_t priorities) {
    *transport = (struct transport){.wire = wire, .socket = socket};
    buffer_init(&transport->unsent, SIZE_MAX);
    if (!credentials || begin_tls(transport, credentials, priorities))
        return true;
    if (transport->session)
        gnutls_deinit(transport->session);
    return false;
}

void transport_close(struct transport *transport) {
    if (transport->session)
        gnutls_deinit(transport->session);
    buffer_done(&transport->unsent);
    close(transport->socket);
}

void transport_turn(struct transport *transport, bool is_hung) {
    struct wire *wire = transport->wire;

    wire->in_at = wire->in_len = 0;
    wire->is_dry = false;
    wire->may_fill = true;
    transport->is_hung |= is_hung;
}

static bool is_fatal(ssize_t code) {
    return code < 0 && code != GNUTLS_E_AGAIN && gnutls_error_is_fatal((int)code);
}

/* GnuTLS says GNUTLS_E_AGAIN also after a message of its own, as of new keys, however much there is
 * behind it. */
static bool has_nothing(const struct wire *wire, ssize_t code) {
    return code == GNUTLS_E_AGAIN && wire->in_at == wire->in_len;
}

static bool is_shaking(const struct transport *transport, int code) {
    const struct wire *wire = transport->wire;

    return code < 0 && !is_fatal(code) && !(has_nothing(wire, code) && wire->is_dry);
}

enum io transport_handshake(struct transport *transport) {
    int code = GNUTLS_E_AGAIN;

    if (!transport->session)
        return IO_DONE;
    for (int i = 0; i < FILLS && is_shaking(transport, code); i++) {
        transport->wire->may_fill = true;
        code = gnutls_handshake(transport->session);
    }
    if (is_fatal(code))
        gnutls_alert_send_appropriate(transport->session, code);
    if (transport_flush(transport) == IO_FAILED || is_fatal(code))
        return IO_FAILED;
    return code == GNUTLS_E_SUCCESS ? IO_DONE : IO_WAIT;
}

/* ---- in ---- */

/* 0: the end. Nobody may begin a handshake anew, which is a warning only. */
static ssize_t receive(struct transport *transport, char *to, size_t room) {
    ssize_t count;

    if (!transport->session)
        return receive_bare(transport, to, room);
    do
        count = gnutls_record_recv(transport->session, to, room);
    while (count < 0 && !has_nothing(transport->wire, count) && count != GNUTLS_E_REHANDSHAKE &&
           !is_fatal(count));
    return count;
}

/* All that the wire has is taken at once: what would be left in it is lost with the next turn. */
enum io transport_read(struct transport *transport, char *to, size_t *ret_count) {
    ssize_t count;
    size_t sum = 0;

    transport->wire->may_fill = true;
    while ((count = receive(transport, to + sum, READ_ROOM - sum)) > 0)
        sum += (size_t)count;
    *ret_count = sum;
    if (sum > 0)
        return IO_DONE;
    if (count != GNUTLS_E_AGAIN)
        return IO_FAILED;
    return transport->wire->is_dry ? IO_WAIT : IO_DONE;
}

enum io transport_discard(struct transport *transport) {
    transport->wire->may_fill = true;
    transport->wire->in_at = transport->wire->in_len = 0;
    return fill(transport) == IO_FAILED ? IO_DONE : IO_WAIT;
}

/* ---- out ---- */

/* push() takes all there is, so a record is whole at once. A client may have asked for short ones.
 */
void transport_put(struct transport *transport, const char *at, size_t count) {
    if (!transport->session)
        buffer_put(&transport->wire->out, at, count);
    while (transport->session && count > 0) {
        ssize_t sent = gnutls_record_send(transport->session, at, count);
        if (sent <= 0) {
            transport->wire->out.failed = true;
            return;
        }
        at += sent;
        count -= (size_t)sent;
    }
}

/* As many bytes as the socket takes; below 0 when it is gone. */
static ssize_t send_some(struct transport *transport, const char *at, size_t count) {
    size_t sum = 0;

    while (sum < count) {
        ssize_t sent = send(transport->socket, at + sum, count - sum, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return errno == EAGAIN || errno == EWOULDBLOCK ? (ssize_t)sum : -1;
        sum += (size_t)sent;
        transport->sent += sent;
    }
    return (ssize_t)sum;
}

static enum io send_unsent(struct transport *transport) {
    struct buffer *unsent = &transport->unsent;
    ssize_t sent =
        send_some(transport, unsent->at + transport->unsent_at, unsent->len - transport->unsent_at);

    if (sent < 0)
        return IO_FAILED;
    transport->unsent_at += (size_t)sent;
    if (transport->unsent_at < unsent->len)
        return IO_WAIT;
    buffer_done(unsent);
    transport->unsent_at = 0;
    return IO_DONE;
}

/* What the socket does not take, behind what it did not take before. */
static enum io keep(struct transport *transport, size_t from) {
    struct buffer *out = &transport->wire->out;

    buffer_put(&transport->unsent, out->at + from, out->len - from);
    buffer_reset(out);
    return transport->unsent.len - transport->unsent_at > OUT_CEILING ? IO_FAILED : IO_WAIT;
}

enum io transport_flush(struct transport *transport) {
    struct buffer *out = &transport->wire->out;
    enum io io = transport->unsent.len > 0 ? send_unsent(transport) : IO_DONE;

    if (buffer_failed(out))
        io = IO_FAILED;
    if (io == IO_FAILED)
        buffer_reset(out);
    if (io == IO_WAIT && out->len > 0)
        return keep(transport, 0);
    if (io != IO_DONE || out->len == 0)
        return io;
    ssize_t sent = send_some(transport, out->at, out->len);
    if (sent < 0) {
        buffer_reset(out);
        return IO_FAILED;
    }
    if ((size_t)sent < out->len)
        return keep(transport, (size_t)sent);
    buffer_reset(out);
    return IO_DONE;
}

void transport_finish(struct transport *transport) {
    if (transport->session && !transport->has_said_bye)
        gnutls_bye(transport->session, GNUTLS_SHUT_WR);
    transport->has_said_bye = true;
    enum io io = transport_flush(transport);
    if (io == IO_WAIT)
        return;
    transport->is_hung |= io == IO_FAILED;
    transport->is_finished = true;
    shutdown(transport->socket, SHUT_WR);
}

int64_t transport_taken(const struct transport *transport) {
    int waiting = 0;

    return ioctl(transport->socket, SIOCOUTQ, &waiting) == 0 ? transport->sent - waiting
                                                             : transport->sent;
}
