/* own.c - over src/http. */
#include "fixed.h"
#include "http/server.h"

#include <unistd.h>

static enum http_next answer(void *worker, struct exchange *exchange) {
    (void)worker;
    exchange->status = 200;
    exchange->content_type = "application/json";
    exchange->body_kept = (struct str){exchange->app, ANSWER_BYTES};
    return HTTP_ANSWER;
}

static enum http_body collect(void *worker, struct exchange *exchange) {
    (void)worker;
    (void)exchange;
    return HTTP_COLLECT;
}

static void *open_worker(void *app) {
    return app;
}

static void close_worker(void *worker) {
    (void)worker;
}

static void never(struct exchange *exchange) {
    (void)exchange;
}

int main(int argc, char **argv) {
    begin(argc);
    const struct http_address address = {"127.0.0.1", (uint16_t)atoi(argv[1]), true};
    const char *problem = "";
    const struct http_options options = {
        .addresses = &address,
        .address_count = 1,
        .cert_path = argv[2],
        .key_path = argv[3],
        .threads = 1,
        .body_limit = 1 << 20,
        .stream_limit = 1 << 20,
        .connection_limit = 10000,
        .idle_seconds = IDLE_SECONDS,
        .spool_directory = "/tmp",
        .answers_limit = 1 << 30,
        .app = (void *)fixed_answer(),
        .worker_open = open_worker,
        .worker_close = close_worker,
        .handle = answer,
        .begin_body = collect,
        .end_stream = never,
        .start_later = never,
    };
    need(server_open(arena_open(), &options, &problem) != NULL, problem);
    for (;;)
        pause();
}
