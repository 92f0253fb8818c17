/* server_parts.h - the inside of the HTTP server. */
#ifndef GLIMT_HTTP_SERVER_PARTS_H
#define GLIMT_HTTP_SERVER_PARTS_H

#include "http/server.h"

#include <gnutls/gnutls.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

/* An exchange and what only the server knows of it. */
struct connection_exchange {
    struct exchange exchange; /* first, so that one is the other */
    struct server *server;
    struct MHD_Connection *connection;
    struct connection_exchange *next; /* in the list of free ones */
    struct buffer body;
    void *worker;       /* asked for once: what began without one ends without */
    int64_t started_at; /* monotonic milliseconds */
    size_t received;    /* bytes of body, those left out included */
    bool has_worker, has_headers, is_handled, is_refused, may_cork, is_streamed, is_later;
    bool corked;           /* what is sent is collected in `records` until the end */
    struct buffer records; /* of TLS */
    unsigned repeated;     /* headers that may stand once and stand twice */
    bool has_length, has_encoding, has_host, has_authorization;
    atomic_bool finished;
};

enum { PEER_LEN = 46 }; /* the longest address, terminated */

/* What is known of a connection, as long as it is open. */
struct connection_state {
    struct connection_exchange *current; /* the exchange that it is in, or NULL */
    int socket;
    char peer[PEER_LEN]; /* the address at the other end, as text */
};

struct server {
    struct http_options options;
    struct MHD_Daemon *secure, *plain;
    pthread_key_t worker;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t changed;
    struct connection_exchange *free;
    size_t open_exchanges, later_exchanges;
    bool closing; /* no exchange may be answered later any more */
    atomic_bool draining, listening;
};

/* Callbacks for MHD_start_daemon(); the closure is the server. */
void *exchange_begin(void *closure, const char *target, struct MHD_Connection *connection);
enum MHD_Result exchange_continue(void *closure, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *size, void **state);
void exchange_end(void *closure, struct MHD_Connection *connection, void **state,
                  enum MHD_RequestTerminationCode why);
void connection_notice(void *closure, struct MHD_Connection *connection, void **context,
                       enum MHD_ConnectionNotificationCode what);

/* The response for exchange->file, which it takes over; NULL when memory fails. */
struct MHD_Response *file_response(struct exchange *exchange);

/* Frees the exchanges that wait to be used again. */
void exchanges_free(struct server *server);

enum { RECORDS_CEILING = 64 * 1024 };

/* When a connection begins: what GnuTLS sends comes through our hands. */
void cork_prepare(struct connection_state *state, struct MHD_Connection *connection);

/* From the first of these to the second, an answer that is small is held back, to leave at once. */
void cork(struct connection_exchange *own, size_t body_length);
void uncork(struct connection_exchange *own);

/* Who is at the other end of the connection; and of an exchange: fills peer and secure. */
void peer_prepare(struct connection_state *state, struct MHD_Connection *connection);
void peer_read(struct connection_exchange *own, const struct connection_state *state);

#endif
