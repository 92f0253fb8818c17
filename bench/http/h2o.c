/* h2o.c - over libh2o-evloop and OpenSSL. */
#include "fixed.h"

#include <arpa/inet.h>
#include <h2o.h>
#include <h2o/http1.h>

static h2o_context_t context;
static h2o_accept_ctx_t accepting;

static int answer(h2o_handler_t *handler, h2o_req_t *request) {
    static h2o_generator_t generator;
    h2o_iovec_t body = {(char *)fixed_answer(), ANSWER_BYTES};

    (void)handler;
    request->res.status = 200;
    request->res.reason = "OK";
    request->res.content_length = ANSWER_BYTES;
    h2o_add_header(&request->pool, &request->res.headers, H2O_TOKEN_CONTENT_TYPE, NULL,
                   H2O_STRLIT("application/json"));
    h2o_start_response(request, &generator);
    h2o_send(request, &body, 1, H2O_SEND_STATE_FINAL);
    return 0;
}

static void take_client(h2o_socket_t *listener, const char *problem) {
    h2o_socket_t *client = problem ? NULL : h2o_evloop_socket_accept(listener);

    if (client)
        h2o_accept(&accepting, client);
}

static int listen_at(uint16_t port) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    int yes = 1, fd = socket(AF_INET, SOCK_STREAM, 0);

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    need(bind(fd, (struct sockaddr *)&at, sizeof(at)) == 0 && listen(fd, SOMAXCONN) == 0, "bind");
    return fd;
}

int main(int argc, char **argv) {
    static h2o_globalconf_t config;

    begin(argc);
    h2o_config_init(&config);
    config.http1.req_timeout = 20000;
    h2o_hostconf_t *host =
        h2o_config_register_host(&config, h2o_iovec_init(H2O_STRLIT("default")), 65535);
    h2o_pathconf_t *path = h2o_config_register_path(host, "/", 0);
    h2o_create_handler(path, sizeof(h2o_handler_t))->on_req = answer;
    h2o_context_init(&context, h2o_evloop_create(), &config);
    SSL_CTX *tls = SSL_CTX_new(TLS_server_method());
    need(SSL_CTX_use_certificate_chain_file(tls, argv[2]) == 1, argv[2]);
    need(SSL_CTX_use_PrivateKey_file(tls, argv[3], SSL_FILETYPE_PEM) == 1, argv[3]);
    SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS);
    accepting = (h2o_accept_ctx_t){.ctx = &context, .hosts = config.hosts, .ssl_ctx = tls};
    h2o_socket_t *listener = h2o_evloop_socket_create(
        context.loop, listen_at((uint16_t)atoi(argv[1])), H2O_SOCKET_FLAG_DONT_READ);
    h2o_socket_read_start(listener, take_client);
    while (h2o_evloop_run(context.loop, INT32_MAX) == 0)
        ;
    return 0;
}
