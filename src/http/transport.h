/* transport.h - the bytes of a connection, over TLS or bare, without ever waiting.
 *
 * What is read from a socket goes through a buffer of the thread, and so does what is sent: the
 * records of TLS are collected and leave with one system call. Only what a socket does not take is
 * kept by its connection, encrypted already. A connection that does nothing keeps nothing.
 *
 * A `wire` belongs to a thread, a transport to one wire for its life. */
#ifndef GLIMT_HTTP_TRANSPORT_H
#define GLIMT_HTTP_TRANSPORT_H

#include "base/buffer.h"

#include <gnutls/gnutls.h>

enum {
    WIRE_IN = 16 * 1024,    /* bytes that are taken from a socket at once */
    READ_ROOM = 48 * 1024,  /* that transport_read() has to have */
    WIRE_OUT = 64 * 1024,   /* that are sent at once, about */
    WIRE_PIECE = 16 * 1024, /* the most that transport_put() takes: a record of TLS */
};

struct wire {
    char in[WIRE_IN];
    size_t in_at, in_len;
    bool may_fill, is_dry; /* the socket may be asked, and has no more for now */
    struct buffer out;
};

struct transport {
    struct wire *wire;
    int socket;
    gnutls_session_t session; /* NULL: bare */
    bool is_hung;             /* the other end has said that no more will come, or is gone */
    bool has_said_bye, is_finished;
    int64_t sent; /* bytes, to the system */
    struct buffer unsent;
    size_t unsent_at;
};

enum io { IO_DONE, IO_WAIT, IO_FAILED };

void wire_init(struct wire *wire);
void wire_done(struct wire *wire);

/* Takes over the socket, which does not block. `credentials` and `priorities` NULL: bare. False
 * when there is no memory; the socket is still the caller's. */
bool transport_open(struct transport *transport, struct wire *wire, int socket,
                    gnutls_certificate_credentials_t credentials, gnutls_priority_t priorities);

/* Before anything else whenever the socket has something: a wire serves one at a time. */
void transport_turn(struct transport *transport, bool is_hung);

/* When it is to wait and the wire is not dry, others have their turn before. */
enum io transport_handshake(struct transport *transport) MUST_USE;

/* All that is to be had at once, READ_ROOM at most. IO_DONE without a byte: there may be some after
 * what was none, such as alerts. IO_FAILED: the end. */
enum io transport_read(struct transport *transport, char *to, size_t *ret_count) MUST_USE;

/* Collects at most WIRE_PIECE bytes, which leave with transport_flush(); nothing may be unsent, and
 * less than WIRE_OUT collected. */
void transport_put(struct transport *transport, const char *at, size_t count);

/* Sends what was collected. IO_DONE: all of it is with the system. */
enum io transport_flush(struct transport *transport) MUST_USE;

/* Says that no more will come from here. To be called again, whenever the socket takes more, until
 * the transport is_finished. */
void transport_finish(struct transport *transport);

/* Bytes that the other end's system has taken. */
int64_t transport_taken(const struct transport *transport);

/* Reads some and forgets it: IO_DONE when the other end has no more. The wire is not dry when there
 * may be more at once: others have their turn before. */
enum io transport_discard(struct transport *transport) MUST_USE;

void transport_close(struct transport *transport);

#endif
