/* websockets.c - over libwebsockets and OpenSSL. */
#include "fixed.h"

#include <libwebsockets.h>

static int begin_answer(struct lws *connection) {
    unsigned char room[LWS_PRE + 2048], *begin = room + LWS_PRE, *at = begin;
    unsigned char *end = room + sizeof(room) - 1;

    if (lws_add_http_common_headers(connection, 200, "application/json", ANSWER_BYTES, &at, end) ||
        lws_finalize_write_http_header(connection, begin, &at, end))
        return 1;
    lws_callback_on_writable(connection);
    return 0;
}

static int end_answer(struct lws *connection) {
    unsigned char room[LWS_PRE + ANSWER_BYTES];

    memcpy(room + LWS_PRE, fixed_answer(), ANSWER_BYTES);
    if (lws_write(connection, room + LWS_PRE, ANSWER_BYTES, LWS_WRITE_HTTP_FINAL) != ANSWER_BYTES)
        return 1;
    return lws_http_transaction_completed(connection) ? -1 : 0;
}

static int serve(struct lws *connection, enum lws_callback_reasons reason, void *own, void *in,
                 size_t count) {
    switch (reason) {
    case LWS_CALLBACK_HTTP:
        if (lws_hdr_total_length(connection, WSI_TOKEN_POST_URI) > 0)
            return 0; /* its body comes first */
        return begin_answer(connection);
    case LWS_CALLBACK_HTTP_BODY_COMPLETION:
        return begin_answer(connection);
    case LWS_CALLBACK_HTTP_WRITEABLE:
        return end_answer(connection);
    default:
        return lws_callback_http_dummy(connection, reason, own, in, count);
    }
}

int main(int argc, char **argv) {
    static const struct lws_protocols protocols[] = {{"http", serve, 0, 0, 0, NULL, 0},
                                                     {NULL, NULL, 0, 0, 0, NULL, 0}};
    struct lws_context_creation_info info = {0};

    begin(argc);
    lws_set_log_level(LLL_ERR, NULL);
    info.port = atoi(argv[1]);
    info.iface = "127.0.0.1";
    info.protocols = protocols;
    info.ssl_cert_filepath = argv[2];
    info.ssl_private_key_filepath = argv[3];
    info.keepalive_timeout = IDLE_SECONDS;
    info.alpn = "http/1.1";
    info.options = LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
    struct lws_context *context = lws_create_context(&info);
    need(context != NULL, "lws_create_context");
    while (lws_service(context, 0) >= 0)
        ;
    return 1;
}
