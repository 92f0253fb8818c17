/* evhttp.c - over libevent and OpenSSL. */
#include "fixed.h"

#include <event2/buffer.h>
#include <event2/bufferevent_ssl.h>
#include <event2/event.h>
#include <event2/http.h>
#include <openssl/ssl.h>

static struct bufferevent *open_connection(struct event_base *base, void *tls) {
    return bufferevent_openssl_socket_new(base, -1, SSL_new(tls), BUFFEREVENT_SSL_ACCEPTING,
                                          BEV_OPT_CLOSE_ON_FREE);
}

static void answer(struct evhttp_request *request, void *text) {
    struct evbuffer *body = evbuffer_new();

    evbuffer_add_reference(body, text, ANSWER_BYTES, NULL, NULL);
    evhttp_add_header(evhttp_request_get_output_headers(request), "Content-Type",
                      "application/json");
    evhttp_send_reply(request, 200, "OK", body);
    evbuffer_free(body);
}

int main(int argc, char **argv) {
    begin(argc);
    SSL_CTX *tls = SSL_CTX_new(TLS_server_method());
    need(SSL_CTX_use_certificate_chain_file(tls, argv[2]) == 1, argv[2]);
    need(SSL_CTX_use_PrivateKey_file(tls, argv[3], SSL_FILETYPE_PEM) == 1, argv[3]);
    SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS);
    struct event_base *base = event_base_new();
    struct evhttp *http = evhttp_new(base);
    evhttp_set_bevcb(http, open_connection, tls);
    evhttp_set_gencb(http, answer, (void *)fixed_answer());
    evhttp_set_timeout(http, IDLE_SECONDS);
    evhttp_set_max_headers_size(http, 32768);
    evhttp_set_max_body_size(http, 1 << 20);
    need(evhttp_bind_socket(http, "127.0.0.1", (ev_uint16_t)atoi(argv[1])) == 0, "bind");
    return event_base_dispatch(base);
}
