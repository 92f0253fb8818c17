/* cork.c - lets the pieces of a small answer leave with one system call.
 *
 * The library writes headers and body one after the other, each with a system call of its own.
 * GnuTLS could collect them, but it keeps the memory for as long as the connection is open, and
 * most connections do nothing; an exchange takes its memory along when it ends. */
#include "http/server_parts.h"

#include <errno.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

enum { CORK_BYTES = 32 * 1024 }; /* less than any socket takes at once */

static ssize_t hold_back(struct connection_exchange *own, const giovec_t *pieces, int count) {
    size_t before = own->records.len;

    for (int i = 0; i < count; i++)
        buffer_put(&own->records, pieces[i].iov_base, pieces[i].iov_len);
    if (!buffer_failed(&own->records))
        return (ssize_t)(own->records.len - before);
    errno = ENOBUFS;
    return -1;
}

static ssize_t push(gnutls_transport_ptr_t pointer, const giovec_t *pieces, int count) {
    struct connection_state *state = pointer;
    struct msghdr message = {.msg_iov = (giovec_t *)pieces, .msg_iovlen = (size_t)count};

    if (state->current && state->current->corked)
        return hold_back(state->current, pieces, count);
    return sendmsg(state->socket, &message, MSG_NOSIGNAL);
}

static int socket_of(struct MHD_Connection *connection) {
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
}

void cork_prepare(struct connection_state *state, struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);

    state->socket = socket_of(connection);
    if (!info)
        return;
    gnutls_session_t session = info->tls_session;
    gnutls_transport_set_ptr2(session, gnutls_transport_get_ptr(session), state);
    gnutls_transport_set_vec_push_function(session, push);
}

/* It must not wait for a slow client when it leaves: the socket has to be empty before, and the
 * connection to stay open after. */
void cork(struct connection_exchange *own, size_t body_length) {
    int queued = 0;

    if (!own->may_cork || own->is_refused || own->exchange.file.is_open ||
        body_length > CORK_BYTES ||
        !MHD_get_connection_info(own->connection, MHD_CONNECTION_INFO_GNUTLS_SESSION) ||
        ioctl(socket_of(own->connection), SIOCOUTQ, &queued) != 0 || queued > 0)
        return;
    own->corked = true;
}

void uncork(struct connection_exchange *own) {
    const int yes = 1;
    size_t len = own->records.len;

    if (!own->corked)
        return;
    own->corked = false;
    int socket = socket_of(own->connection);
    if (len > 0 && send(socket, own->records.at, len, MSG_NOSIGNAL) != (ssize_t)len)
        shutdown(socket, SHUT_RDWR);
    /* The library has set TCP_CORK for its header; this pushes what the socket holds back. */
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
}
