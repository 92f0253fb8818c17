/* server.h - HTTP/1.1 over TLS, for many clients at once. Knows neither JSON nor SQL.
 *
 * An `exchange` is one request and its answer. It lives from the request line until the answer
 * has been sent. The handler runs on one of a few event threads and must not wait: it answers at
 * once, or returns HTTP_LATER. Then the server sets the connection aside, calls `start_later`, and
 * waits for exchange_finish() from any thread. There is one server in a process. */
#ifndef GLIMT_HTTP_SERVER_H
#define GLIMT_HTTP_SERVER_H

#include "base/arena.h"
#include "base/buffer.h"

#include <stdint.h>
#include <time.h>

enum {
    HTTP_HEADERS_MAX = 12,
    SPOOL_BYTES = 256 * 1024, /* of an answer that are made before they are moved to a file: a
                                 guess; few answers have so many, and one write costs little */
};

struct http_header {
    const char *name;
    struct str value; /* must live as long as the exchange: its arena or a constant */
};

/* A part of a file, sent as it is read. When the bytes change before the last of them are sent, the
 * answer is broken off. */
struct exchange_file {
    bool is_open;
    int descriptor; /* the server closes it */
    int64_t offset, length;
    struct timespec changed; /* its bytes, when it was given to the exchange */
};

/* The beginning of a long body, in a file without a name. */
struct exchange_spool {
    bool is_open, has_failed;
    int descriptor;
    int64_t bytes, at; /* written, and sent */
    size_t counted;    /* of the whole body, against the limit of the server */
};

struct exchange {
    /* The request. All texts live as long as the exchange. */
    struct str method;
    struct str path;          /* path_decode(): `%2F` and its like stay so; without the query */
    struct str query;         /* raw, without the `?` */
    struct str authorization; /* the header's value, or empty */
    struct str peer;          /* the client's address as text; IPv4 in IPv6 is written as IPv4 */
    bool secure;              /* over TLS, here or at a trusted proxy */
    struct str body;          /* all of it */
    char id[40];              /* `r-` and a random UUID: the X-Request-Id of the answer */
    struct arena *arena;      /* the exchange's own */

    /* The answer. `body_out` may be left empty. Content-Type is set when it is not NULL. HEAD is
     * answered as GET: the server leaves the body out and keeps its length. */
    unsigned status;
    const char *content_type;
    const char *cache_control; /* NULL: `no-store`, as for all that tells of people */
    bool is_page;              /* which browsers are to run, instead of nothing at all */
    bool may_be_packed;        /* the body, which is text without a secret; see pack.h */
    bool has_looked_for_coding, takes_gzip; /* pack.c's own */
    bool is_packed;                         /* `body_out` is */
    bool varies;                            /* which of the two is sent depends on the request */
    struct str told; /* lines of the head, each with its CRLF, whatever is answered in the end */
    struct http_header headers[HTTP_HEADERS_MAX];
    size_t header_count;
    struct buffer body_out;
    struct exchange_spool spool; /* what was before `body_out`; see exchange_spool() */
    struct str body_kept; /* instead of `body_out`, when not empty: bytes that outlive it all */
    struct exchange_file file; /* instead of both, when it is open */

    void *app; /* of the options */

    size_t body_limit; /* begin_body() may set it: less than what the options have; 0: that */

    /* For the handler's own use until it finishes. */
    void *work;
};

enum http_next { HTTP_ANSWER, HTTP_LATER };
enum http_body { HTTP_COLLECT, HTTP_STREAM, HTTP_FORGET, HTTP_REFUSE, HTTP_UNDECIDED };

/* Where to listen. Without TLS it is for a proxy that ends TLS: see `is_trusted`. */
struct http_address {
    const char *host; /* "127.0.0.1", "::1", or a name, which stands for all its addresses */
    uint16_t port;    /* 0: any free one */
    bool is_secure;
};

struct http_options {
    /* At least one. `::` takes clients of IPv4 too, unless an address of IPv4 has the same port. */
    const struct http_address *addresses;
    size_t address_count;
    const char *cert_path, *key_path; /* PEM files */
    bool is_trusted_by_browsers;      /* the certificate, unless a server made it for itself: over
                                         TLS they are told to come so only, if they ask a server
                                         with a name (HSTS) */
    bool has_old_clients;             /* see tls_priorities() */
    unsigned threads;                 /* 0: one per processor */
    size_t body_limit;                /* bytes; above it 413 */
    size_t stream_limit;              /* the same of bodies that are streamed */
    size_t bodies_limit; /* bytes of bodies kept at once, of those that have more than 16 KB */
    unsigned connection_limit, idle_seconds;
    struct str too_large_body;   /* the constant JSON body of the 413 */
    const char *spool_directory; /* where long answers lie, in files without names */
    size_t answers_limit; /* bytes of answers on their way, of those that have more than 64 KB */

    /* Whether a proxy is at the address, which is never empty. An exchange without TLS is `secure`
     * when the connecting address is trusted and X-Forwarded-Proto says https, each time that it is
     * given; its peer is then the last address of X-Forwarded-For that is not trusted, or `unknown`
     * when that is no address. NULL: none is. From any thread. */
    bool (*is_trusted)(void *app, struct str address);

    void *app; /* given to worker_open and is_trusted */
    /* Make and end what a thread needs for itself (a database connection), at its first request.
     * After NULL it is tried again with the next request. */
    void *(*worker_open)(void *app);
    void (*worker_close)(void *worker);
    enum http_next (*handle)(void *worker, struct exchange *exchange); /* worker may be NULL */
    /* Asked once the head of a request has come that says how long its body is. HTTP_COLLECT: it
     * is kept for handle(). HTTP_FORGET: handle() does not want it. HTTP_STREAM: it is given to
     * take_body() as it arrives; handle() follows as always, and end_stream() when the exchange
     * ends, however it does. HTTP_REFUSE: the answer is in the exchange already, and leaves before
     * the body has come, of which nothing is kept; nothing follows. HTTP_UNDECIDED: `start_later`
     * follows, and the connection waits, its body unread, until exchange_decide() says which of the
     * others it is. */
    enum http_body (*begin_body)(void *worker, struct exchange *exchange);
    void (*take_body)(struct exchange *exchange, const char *bytes, size_t count);
    void (*end_stream)(struct exchange *exchange);
    void (*start_later)(struct exchange *exchange); /* after HTTP_LATER: it may be finished now */
};

struct server;

/* The event threads when options have so many `threads`. */
unsigned server_threads(unsigned threads);

/* Takes all addresses: clients may come, and wait. NULL on failure, with one sentence in the arena.
 */
struct server *server_open(struct arena *arena, const struct http_options *options,
                           const char **ret_problem) MUST_USE;

/* Reads the certificate and answers from now on. False on failure, with one sentence; the server is
 * to be closed then, too. */
bool server_begin(struct arena *arena, struct server *server, const char **ret_problem) MUST_USE;

/* The port of its first address, which may have been any. */
uint16_t server_port(const struct server *server);

/* Where it listens, in the order of the options: `https://[::1]:8443`. NULL after the last. */
const char *server_url(struct arena *arena, const struct server *server, size_t index);

/* Reads the certificate files again; on failure the old ones stay, with one sentence. New
 * connections get the new certificate. */
bool server_reload_certificate(struct arena *arena, struct server *server,
                               const char **ret_problem) MUST_USE;

/* No new connections; waits until all exchanges are answered, at most so long; true when all were.
 * Answers sent meanwhile carry `Connection: close`. May be called again. */
bool server_drain(struct server *server, unsigned milliseconds);

/* Ends everything. After it no exchange exists. */
void server_close(struct server *server);

/* Sends the answer of an exchange whose handler returned HTTP_LATER. From any thread, once. */
void exchange_finish(struct exchange *exchange);

/* What becomes of the body of an exchange for which begin_body() returned HTTP_UNDECIDED. From any
 * thread, once; handle() follows on the event thread. */
void exchange_decide(struct exchange *exchange, enum http_body how);

#define NO_ROOM_FOR_ANSWER "The server's disk has no room for so long an answer."
#define NO_FILE_FOR_ANSWER "The server cannot make so long an answer now."

/* Called between the rows of a long answer, when `body_out` holds SPOOL_BYTES: moves them to a
 * file, so that an answer of any length takes little memory. False when there is no room for it, or
 * too much is on its way: the exchange has the answer that says so, and is to be sent as it is.
 * By whoever makes the answer. */
bool exchange_spool(struct exchange *exchange) MUST_USE;

/* Takes back the body that was made, wherever it is; all of the answer that was made or begun. */
void exchange_drop_body(struct exchange *exchange);
void exchange_drop_answer(struct exchange *exchange);

/* The first header with this name, any case, or empty. */
struct str exchange_header(const struct exchange *exchange, const char *name);

/* How many headers have this name; the value of the first, or empty. */
size_t exchange_headers(const struct exchange *exchange, const char *name, struct str *ret);

/* The values of all headers with this name, with commas between; {NULL, 0} when there is none. */
struct str exchange_list(const struct exchange *exchange, const char *name);

void exchange_add_header(struct exchange *exchange, const char *name, struct str value);

/* Whether the client says with If-None-Match that it has what `tag` names. */
bool exchange_is_known(const struct exchange *exchange, struct str tag);

/* Answers with the file of `size` bytes, or with the range of it that the request asks for: sets
 * status and headers. Takes over the descriptor, which may be -1 when exchange_is_known(). `tag`
 * names the content, for If-Range and If-None-Match; it lives as long as the exchange. */
void exchange_send_file(struct exchange *exchange, int descriptor, int64_t size, struct str tag);

/* Counts the bytes of the file that is to be sent with those of long answers, since it is a copy
 * that lies on the disk until its client has taken it. False beyond their limit: the exchange has
 * the answer that says so. */
bool exchange_count_file(struct exchange *exchange) MUST_USE;

/* Takes the file back from an answer that was not sent, if it has one, and closes it. */
void exchange_drop_file(struct exchange *exchange);

#endif
