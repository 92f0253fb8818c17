/* server_parts.h - the inside of the HTTP server: server, loops, connections, exchanges.
 *
 * A loop is a thread that waits for its connections, with epoll. A connection belongs to one loop
 * for its life, and to one exchange at a time; nothing of them is touched by other threads but by
 * exchange_finish() and exchange_decide(), which hand an exchange back to its loop. */
#ifndef GLIMT_HTTP_SERVER_PARTS_H
#define GLIMT_HTTP_SERVER_PARTS_H

#include "http/body.h"
#include "http/ceiling.h"
#include "http/forwarded.h"
#include "http/server.h"
#include "http/transport.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
    LISTENERS_MAX = 32,
    BLOCK = 64 * 1024, /* of a file, read at once */
};

/* What an event is about. First in what epoll knows. */
enum source { SOURCE_WAKE, SOURCE_LISTENER, SOURCE_CONNECTION };

/* An exchange and what only the server knows of it. */
struct connection_exchange {
    struct exchange exchange; /* first, so that one is the other */
    struct connection *connection;
    struct connection_exchange *next; /* of those that are free, or finished */
    struct head head;
    struct buffer body;
    size_t counted; /* of `body`, against the ceiling of the server */
    struct body_reader reader;
    int64_t started_at; /* monotonic milliseconds */
    void *worker;       /* asked for once: what began without one ends without */
    bool has_worker;
    bool is_undecided;              /* until its loop knows `how` */
    enum http_body how;             /* exchange_decide() */
    bool is_streamed, is_forgotten; /* the body is the app's; nobody's */
    bool is_begun;                  /* the answer's head was put */
    uint64_t rest;                  /* bytes of the body that come after the answer */
    struct str unsent;              /* of the answer's body, behind what is spooled */
    int64_t file_at;                /* bytes of its file that were read */
};

enum phase {
    PHASE_HANDSHAKE,
    PHASE_READING, /* a head, a body or its rest; idle when there is none of them */
    PHASE_WAITING, /* for exchange_finish(), or exchange_decide() */
    PHASE_SENDING,
    PHASE_LINGERING, /* all is sent, and what still comes is forgotten until the other end sees it
                      */
    PHASE_CLOSED,    /* until the end of the turn, which may have more events for it */
};

struct connection {
    enum source source; /* first */
    struct loop *loop;
    struct connection *previous, *next; /* of the loop */
    struct connection *next_listed;     /* of those that go on at once, or are closed */
    bool is_again;
    struct transport transport;
    enum phase phase;
    bool ends;        /* after the answer */
    bool needs_more;  /* than is kept */
    bool has_begun;   /* a head, with more than an empty line */
    int64_t deadline; /* monotonic milliseconds */
    int64_t taken;    /* bytes, by the other end, when the deadline was set for an answer */
    struct head_scan scan;
    struct buffer kept; /* what was read and not used: a head in part, or what follows a request */
    struct connection_exchange *exchange; /* NULL between requests */
    uint64_t rest;                        /* bytes of a body whose request is answered already */
    char peer[ADDRESS_ROOM];              /* the address at the other end */
};

struct listener {
    enum source source; /* first */
    int socket;         /* below 0: closed */
    bool is_secure;
};

/* What was accepted by one loop for another. */
struct arrival {
    struct arrival *next;
    int socket;
    bool is_secure;
    char peer[ADDRESS_ROOM];
};

struct handed_over {
    struct arrival *arrived;
    struct connection_exchange *finished;
};

struct loop {
    enum source source; /* first: of its wake-up */
    struct server *server;
    pthread_t thread;
    bool is_started;
    bool has_looked; /* at all connections, since the server drains; before, it is one of the open
                      * exchanges, since something may have come */
    int epoll, wake;
    void *worker;
    int64_t now, swept_at; /* monotonic milliseconds */
    int64_t listens_at;    /* 0: it listens; else when it does so again */
    struct connection *first, *again, *closed;
    unsigned most; /* connections at once, since memory was last given back */
    struct connection_exchange *free;
    size_t free_count;
    struct wire wire;
    char in[READ_ROOM], block[BLOCK];
    struct buffer text; /* the head of an answer, and a small body */
    char date[40];      /* for the second of `dated_at` */
    int64_t dated_at;

    _Atomic unsigned connections;
    atomic_bool is_asked_to_end; /* once what is answered has left */
    pthread_mutex_t lock;        /* of what follows */
    struct handed_over handed;
};

struct server {
    struct http_options options;
    gnutls_certificate_credentials_t credentials;
    gnutls_priority_t priorities;
    struct listener listeners[LISTENERS_MAX];
    unsigned listener_count, loop_count, connection_limit;
    struct loop *loops;
    _Atomic unsigned connections;
    _Atomic size_t open_exchanges, later_exchanges;
    struct ceiling bodies, answers; /* of large ones, kept and on their way */
    _Atomic size_t open_loops;
    atomic_bool draining, closing, is_over; /* the last: loops end as they are */
    pthread_mutex_t lock;                   /* for whoever waits until there are none */
    pthread_cond_t changed;
};

/* ---- server.c ---- */

/* A zeroed server as its options want it, without listeners and loops. */
void server_prepare(struct server *server, const struct http_options *options);

/* ---- listen.c ---- */

/* Opens a listening socket at each address of the options. False with one sentence; those that are
 * open already are the server's. */
bool listeners_open(struct arena *arena, struct server *server, const char **ret_problem) MUST_USE;
uint16_t listener_port(const struct listener *listener);
const char *listener_name(struct arena *arena, const struct listener *listener); /* ADDR:PORT */
void listener_stop(const struct listener *listener); /* clients are refused; from any thread */
void listener_close(struct listener *listener);

/* ---- loop.c ---- */

bool loop_open(struct loop *loop, struct server *server) MUST_USE;
void loop_begin(struct loop *loop); /* its thread */
void loop_end(struct loop *loop);   /* after its thread; connections end as they are */

/* Waits for events, at most so long (-1: until there are some), and handles them. */
void loop_turn(struct loop *loop, int milliseconds);

/* ---- reach.c ---- */

bool reach_open(struct loop *loop) MUST_USE;
void reach_close(struct loop *loop);

/* From any thread: has it look around; gives it a connection; gives it an exchange back. */
void loop_wake(struct loop *loop);
void loop_hand_over(struct loop *loop, int socket, bool is_secure, const char *peer);
void loop_give_back(struct loop *loop, struct connection_exchange *finished);
void loop_ask_to_end(struct loop *loop);

/* One less of what the end of the server waits for. */
void server_note_end(struct server *server, _Atomic size_t *count);

/* By its own thread. */
struct handed_over loop_take_over(struct loop *loop);

/* What the loop has for itself, made at its first request; NULL when that fails. */
void *loop_worker(struct loop *loop);

/* ---- connection.c ---- */

/* Takes over a socket that was accepted; closes it when there is no room for it. */
void connection_open(struct loop *loop, int socket, bool is_secure, const char *peer);
void connection_close(struct connection *connection); /* it is there until the end of the turn */
void connections_free(struct loop *loop);             /* those that are closed */

/* Goes on as far as it can. */
void connection_ready(struct connection *connection, bool is_hung);

/* Its exchange was finished, or decided: sends the answer, or reads the body. */
void connection_answer(struct connection *connection);

/* Ends what has waited for too long. */
void connection_sweep(struct connection *connection);

/* While the server drains: answers what has come, whose event may be one of the next, and ends what
 * is idle. */
void connection_look(struct connection *connection);

/* Whether something of an answer has not reached the other end. */
bool connection_is_answering(const struct connection *connection);

/* Closes the one that has been idle for longest; false when none is idle. */
bool connection_give_way(struct loop *loop);

/* ---- exchange.c ---- */

/* Begins an exchange with a whole head. Not 0: it is to be refused with that status. */
unsigned exchange_begin(struct connection *connection, struct str head) MUST_USE;

/* What is to be done with it next. */
enum exchange_step { EXCHANGE_READS, EXCHANGE_ANSWERS, EXCHANGE_WAITS };

/* After the head; takes body bytes from the front of `bytes`; after the last of them. */
enum exchange_step exchange_begin_body(struct connection_exchange *own);
enum exchange_step exchange_go_on(struct connection_exchange *own); /* it was decided */
enum exchange_step exchange_take_body(struct connection_exchange *own, struct str *bytes);

/* An answer without the handler. */
void exchange_refuse(struct connection_exchange *own, unsigned status);

void exchange_give_back(struct connection_exchange *own);
void exchanges_free(struct loop *loop);

/* Milliseconds that a body of so many bytes may take, here or there. */
int64_t patience_for(uint64_t bytes);

/* ---- answer.c ---- */

enum answer_state { ANSWER_MORE, ANSWER_DONE, ANSWER_BROKEN };

/* Puts the next bytes of the answer, from its head on. Settles whether the connection ends. */
enum answer_state answer_put(struct connection_exchange *own) MUST_USE;

/* ---- file.c ---- */

/* Reads the next bytes of the exchange's file; 0 at its end, below 0 when it can't be read. */
ssize_t file_read(struct connection_exchange *own, char *to, size_t room);

/* Bytes at a place of a file, as pread() gives them. */
ssize_t block_read(int descriptor, char *to, size_t room, int64_t at);

/* ---- spool.c ---- */

/* Instead of whatever was made, an answer for what may pass by itself, with a sentence; a 503 says
 * when to come again. */
void exchange_put_off(struct exchange *exchange, unsigned status, const char *sentence);

/* Counts an answer that is about to be sent; beyond the ceiling another takes its place. */
void spool_admit(struct connection_exchange *own);

/* Moves what the socket did not take out of the memory, when that is large and its head was put.
 * When there is no room for it, it stays. */
void spool_rest(struct connection_exchange *own);

/* Reads the next bytes that are spooled; not above 0: they can't be read. */
ssize_t spool_read(struct connection_exchange *own, char *to, size_t room);

/* ---- peer.c ---- */

/* Who is at the other end of an exchange: fills peer and secure. */
void peer_read(struct connection_exchange *own);

#endif
