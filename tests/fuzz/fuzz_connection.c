/* fuzz_connection.c - whole connections through the server's own loop, which is no thread here.
 *
 * The input is a line that says how the client behaves, and then the bytes that it has to send. Of
 * the line the first letter is the way: `b` bare, `t` TLS, `o` TLS 1.2, `g` bytes in the place of
 * TLS, `h` bytes in the place of its records, after a handshake; upper case: the server's socket
 * takes little at once. Each of the others is a step of the client:
 *
 *    F  what is answered later is finished     T  time passes: all deadlines are over
 *    R  it reads                               D  the server drains
 *    W  it sends as much as a record holds     C  it closes, and reads no more
 *    H  it sends no more, and says so          K  it asks for new keys
 *
 * and every other letter sends some bytes more, after which the server does what it can. At the
 * end the rest is sent, and everything read. What the app was asked has to be what oracle_head()
 * and oracle_chunks() find in the bytes, and each request has one answer, well formed. A client
 * that is cut off or leaves too early may miss answers; but nothing may be left of it. */
#include "base/clock.h"
#include "base/log.h"
#include "fuzz.h"
#include "http/certificate.h"
#include "http/server_parts.h"
#include "http/tls.h"
#include "http_oracle.h"
#include "wire_answers.h"
#include "wire_app.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    TURNS_MAX = 20 * 1000, /* more can't be of use */
    TRIES = 1000,
    MOST_AT_ONCE = 16 * 1024, /* a record */
    LITTLE = 4096,
    DESCRIPTORS = 64,
    KEYS_MAX = 8, /* that GnuTLS gives in a second */
};

static struct http_options options;
static struct wire_app app;
static struct server server;
static struct loop loop;

struct client {
    int socket;
    gnutls_session_t session; /* NULL: bare */
    size_t cut;               /* of what the session sends */
    bool is_troubled;         /* it may miss answers */
    bool is_gone;             /* sends no more */
    struct buffer received;
    size_t taken; /* bytes from the socket */
    size_t sent;  /* bytes of the input */
    size_t keys;  /* that it asked for */
};

/* ---- the server ---- */

static void load_certificate(void) {
    static const char *const made[] = {"cert.pem", "key.pem", "ca.pem", "ca-key.pem"};
    char folder[] = "/tmp/fuzz-XXXXXX", paths[COUNT(made)][64];
    struct arena *arena = arena_open();
    struct own_names names;
    struct validity validity;
    const char *problem;

    ALWAYS(mkdtemp(folder));
    for (size_t i = 0; i < COUNT(made); i++)
        snprintf(paths[i], sizeof(paths[i]), "%s/%s", folder, made[i]);
    own_names_find(arena, NULL, 0, &names);
    ALWAYS(certificate_keep(arena, folder, &names, instant_now(), &validity, &problem) == OWN_MADE);
    ALWAYS(tls_load(arena, paths[0], paths[1], &problem));
    for (size_t i = 0; i < COUNT(made); i++)
        ALWAYS(unlink(paths[i]) == 0);
    ALWAYS(rmdir(folder) == 0);
    arena_close(arena);
}

static void open_once(void) {
    if (loop.server)
        return;
    signal(SIGPIPE, SIG_IGN);
    load_certificate();
    wire_app_options(&app, &options);
    server_prepare(&server, &options);
    server.loops = &loop;
    ALWAYS(loop_open(&loop, &server));
}

/* Until there is nothing to do but to wait for the client. */
static void pump(void) {
    struct pollfd events = {.fd = loop.epoll, .events = POLLIN};
    size_t turns = 0;

    do {
        ALWAYS(turns++ < TURNS_MAX);
        loop_turn(&loop, 0);
        ALWAYS(loop.wire.out.len == 0); /* which would be another client's next */
    } while (loop.again || poll(&events, 1, 0) > 0);
}

static void let_time_pass(void) {
    for (struct connection *at = loop.first; at; at = at->next)
        at->deadline = 0;
    loop.swept_at = 0;
    pump();
}

static size_t count_descriptors(void) {
    size_t count = 0;

    for (int i = 0; i < DESCRIPTORS; i++)
        count += fcntl(i, F_GETFD) >= 0;
    return count;
}

/* ---- the client ---- */

static void receive_all(struct client *client) {
    char bytes[16 * 1024];
    ssize_t count;

    do {
        if (client->session)
            count = gnutls_record_recv(client->session, bytes, sizeof(bytes));
        else
            count = recv(client->socket, bytes, sizeof(bytes), 0);
        if (count > 0) {
            buffer_put(&client->received, bytes, (size_t)count);
            client->taken += client->session ? 0 : (size_t)count;
        }
    } while (count > 0 || count == GNUTLS_E_INTERRUPTED);
    pump();
}

/* Helps the server on, so that it takes what the client has to send; not for ever. */
static void make_room(struct client *client, size_t tries) {
    pump();
    if (!client->session)
        receive_all(client);
    if (tries > 1)
        wire_app_finish(&app);
    pump();
    client->is_gone |= tries > TRIES;
}

/* How much of it could be sent. */
static size_t send_raw(struct client *client, const char *at, size_t count) {
    size_t sum = 0, tries = 0;

    while (sum < count && !client->is_gone) {
        ssize_t sent = send(client->socket, at + sum, count - sum, MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN) {
            make_room(client, tries++);
            continue;
        }
        client->is_gone |= sent < 0;
        sum += sent > 0 ? (size_t)sent : 0;
    }
    return sum;
}

static ssize_t push(gnutls_transport_ptr_t context, const void *at, size_t count) {
    struct client *client = context;

    for (size_t from = 0; from < count; from += client->cut) {
        size_t left = count - from;
        send_raw(client, (const char *)at + from, left < client->cut ? left : client->cut);
        pump();
    }
    return (ssize_t)count;
}

static ssize_t pull(gnutls_transport_ptr_t context, void *to, size_t room) {
    struct client *client = context;
    ssize_t count = recv(client->socket, to, room, 0);

    if (count < 0)
        gnutls_transport_set_errno(client->session, errno);
    client->taken += count > 0 ? (size_t)count : 0;
    return count;
}

static int has_come(gnutls_transport_ptr_t context, unsigned milliseconds) {
    (void)context;
    (void)milliseconds;
    return 1;
}

static void shake_hands(struct client *client, bool is_old) {
    static gnutls_certificate_credentials_t nobody;
    int code;

    if (!nobody)
        ALWAYS(gnutls_certificate_allocate_credentials(&nobody) == 0);
    ALWAYS(gnutls_init(&client->session, GNUTLS_CLIENT | GNUTLS_NONBLOCK) == 0);
    ALWAYS(gnutls_priority_set_direct(
               client->session, is_old ? "NORMAL:-VERS-ALL:+VERS-TLS1.2" : "NORMAL", NULL) == 0);
    gnutls_credentials_set(client->session, GNUTLS_CRD_CERTIFICATE, nobody);
    gnutls_transport_set_ptr(client->session, client);
    gnutls_transport_set_push_function(client->session, push);
    gnutls_transport_set_pull_function(client->session, pull);
    gnutls_transport_set_pull_timeout_function(client->session, has_come);
    for (size_t tries = 0; (code = gnutls_handshake(client->session)) == GNUTLS_E_AGAIN;) {
        ALWAYS(tries++ < TRIES);
        pump();
    }
    ALWAYS(code == GNUTLS_E_SUCCESS);
}

static void send_some(struct client *client, struct str *bytes, size_t most, bool is_raw) {
    size_t count = bytes->len < most ? bytes->len : most;

    if (count > MOST_AT_ONCE)
        count = MOST_AT_ONCE;
    if (client->is_gone || count == 0)
        return;
    if (client->session && !is_raw) {
        ALWAYS(gnutls_record_send(client->session, bytes->at, count) == (ssize_t)count);
        client->sent += client->is_gone ? 0 : count;
    } else {
        client->sent += send_raw(client, bytes->at, count);
    }
    *bytes = (struct str){bytes->at + count, bytes->len - count};
    pump();
}

static void end_sending(struct client *client) {
    if (client->session && !client->is_gone)
        gnutls_bye(client->session, GNUTLS_SHUT_WR);
    client->is_gone = true;
    if (client->socket >= 0)
        shutdown(client->socket, SHUT_WR);
    pump();
}

static void leave(struct client *client) {
    if (client->session)
        gnutls_deinit(client->session);
    if (client->socket >= 0)
        close(client->socket);
    client->session = NULL;
    client->socket = -1;
    client->is_gone = client->is_troubled = true;
    pump();
}

/* With TLS 1.2 there is nothing that asks for them. */
static void ask_for_keys(struct client *client) {
    if (!client->session || client->is_gone)
        return;
    gnutls_session_key_update(client->session, GNUTLS_KU_PEER);
    client->is_troubled |= ++client->keys > KEYS_MAX;
}

static void step(struct client *client, char letter, struct str *bytes, bool is_raw) {
    switch (letter) {
    case 'F':
        wire_app_finish(&app);
        break;
    case 'R':
        if (client->socket >= 0)
            receive_all(client);
        break;
    case 'T':
        client->is_troubled = true;
        let_time_pass();
        break;
    case 'D':
        client->is_troubled = true;
        if (!atomic_exchange(&server.draining, true)) {
            loop.has_looked = false;
            atomic_fetch_add(&server.open_exchanges, 1); /* of the loop, as from its begin on */
        }
        break;
    case 'C':
        leave(client);
        break;
    case 'H':
        end_sending(client);
        break;
    case 'K':
        ask_for_keys(client);
        break;
    default:
        client->cut = (unsigned char)letter % 64 + 1u;
        send_some(client, bytes, letter == 'W' ? MOST_AT_ONCE : client->cut, is_raw);
    }
    pump();
}

/* ---- a connection ---- */

static void connect_client(struct client *client, char way) {
    const char peer[ADDRESS_ROOM] = "127.0.0.1";
    const int little = LITTLE;
    int ends[2];

    ALWAYS(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) == 0);
    *client = (struct client){.socket = ends[0], .cut = SIZE_MAX};
    buffer_init(&client->received, 64 * 1024 * 1024);
    if (isupper((unsigned char)way))
        setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &little, sizeof(little));
    atomic_fetch_add(&loop.connections, 1);
    atomic_fetch_add(&server.connections, 1);
    connection_open(&loop, ends[1], tolower((unsigned char)way) != 'b', peer);
    pump();
}

/* The rest is sent and answered. */
static void finish(struct client *client, struct str *bytes, bool is_raw) {
    client->cut = SIZE_MAX;
    while (bytes->len > 0 && !client->is_gone)
        send_some(client, bytes, MOST_AT_ONCE, is_raw);
    for (size_t last = SIZE_MAX; last != client->taken || app.later;) {
        last = client->taken;
        wire_app_finish(&app);
        pump();
        if (client->socket >= 0)
            receive_all(client);
    }
    end_sending(client);
    if (client->socket >= 0)
        receive_all(client);
}

/* Nothing is left of the connection. */
static void check_end(size_t descriptors) {
    ALWAYS(!loop.first && !loop.again && !loop.closed && !loop.handed.finished);
    ALWAYS(atomic_load(&loop.connections) == 0 && atomic_load(&server.connections) == 0);
    ALWAYS(atomic_load(&server.open_exchanges) == 0);
    ALWAYS(atomic_load(&server.later_exchanges) == 0);
    ALWAYS(app.open_streams == 0 && !app.later && count_descriptors() == descriptors);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_open();
    struct str input = {(const char *)data, size}, steps = str_cut(&input, '\n');
    struct str bytes = oracle_grow(arena, input), rest = bytes;
    char first = steps.len > 0 ? steps.at[0] : 'b';
    char way = (char)tolower((unsigned char)first);
    bool is_raw = way == 'g' || way == 'h';
    struct client client;

    open_once();
    size_t descriptors = count_descriptors();
    wire_app_begin(&app);
    if (!strchr("btogh", way) || !way)
        first = way = 'b';
    connect_client(&client, first);
    if (way == 't' || way == 'o' || way == 'h')
        shake_hands(&client, way == 'o');
    client.is_troubled = is_raw;
    for (size_t i = 1; i < steps.len; i++)
        step(&client, steps.at[i], &rest, is_raw);
    finish(&client, &rest, is_raw);
    if (!is_raw)
        wire_check(arena, (struct str){bytes.at, client.sent}, &app, buffer_str(&client.received),
                   client.is_troubled);
    leave(&client);
    wire_app_finish(&app);
    pump();
    atomic_store(&server.draining, false);
    check_end(descriptors);
    buffer_done(&client.received);
    arena_close(arena);
    return 0;
}
