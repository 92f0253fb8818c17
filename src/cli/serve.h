/* serve.h - runs the server until a signal ends it. */
#ifndef GLIMT_CLI_SERVE_H
#define GLIMT_CLI_SERVE_H

#include "base/arena.h"
#include "change/retention.h"
#include "db/db.h"
#include "files/file_store.h"
#include "http/server.h"
#include "redis/address.h"

#include <stdint.h>

struct serve_settings {
    const char *directory;                /* made when missing */
    struct db_address database;           /* with this directory */
    struct file_place files;              /* likewise */
    const struct redis_address *redis;    /* where requests of tokens are counted; NULL: here */
    const struct http_address *addresses; /* those with TLS first, of which there is one */
    size_t address_count;
    const char *cert_path, *key_path; /* both or neither; NULL: DIR/tls/, made when missing */
    bool has_old_clients;             /* of TLS; see http/tls.h */
    struct str trusted_proxies;       /* as an allow-list; empty: none */
    bool demo;                        /* load the demo company into an empty database */
    bool begin_anew;                  /* make what is missing; see directory.h */
    size_t body_limit, upload_limit;  /* bytes */
    size_t cache_limit;               /* bytes */
    size_t answers_limit;             /* bytes of large answers on their way */
    int64_t wal_limit;                /* bytes */
    int64_t scrub_days;               /* between two looks at all stored files; 0: none */
    struct retention retention;       /* how long logs are kept */
    const char *security_log;         /* where else it goes, as sink_open() has it; NULL: nowhere */
    unsigned threads, connections, idle_seconds;
    const char *read_database;     /* URL of a replica of the database; NULL: none */
    int64_t read_lag;              /* milliseconds that it may lag behind */
    unsigned database_connections; /* for reading, when the database is elsewhere */
};

/* Prints `listening on https://ADDR:PORT` for each address when ready (`http` for one without TLS),
 * and then a link for the first administrator, at the first address, unless there is one (`set up:
 * ...`), or how to sign in to the demo company. SIGHUP reloads the certificate and opens the file
 * of the security log anew, SIGTERM and SIGINT end it (ending.h). Returns the exit status; failures
 * are reported on standard error. */
int serve(struct arena *arena, const struct serve_settings *settings);

#endif
