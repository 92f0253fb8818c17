/* serve.h - runs the server until a signal ends it. */
#ifndef GLIMT_CLI_SERVE_H
#define GLIMT_CLI_SERVE_H

#include "base/arena.h"
#include "change/retention.h"

#include <stdint.h>

struct serve_settings {
    const char *directory;            /* made when missing */
    const char *address;              /* of the TLS listener */
    uint16_t port;                    /* 0: any free one */
    const char *cert_path, *key_path; /* both or neither; NULL: DIR/tls/, made when missing */
    const char *plain_address;        /* NULL: no listener without TLS */
    uint16_t plain_port;
    const char *const *trusted_proxies; /* ends with NULL */
    bool demo;                          /* load the demo company into an empty database */
    size_t body_limit, upload_limit;    /* bytes */
    size_t cache_limit;                 /* bytes */
    struct retention retention;         /* how long logs are kept */
    unsigned threads, connections, idle_seconds;
};

/* Prints `listening on https://ADDR:PORT` when ready, and then a link for the first administrator
 * unless there is one (`set up: ...`), or how to sign in to the demo company. SIGHUP reloads the
 * certificate, SIGTERM and SIGINT end it (ending.h). Returns the exit status; failures are reported
 * on standard error. */
int serve(struct arena *arena, const struct serve_settings *settings);

#endif
