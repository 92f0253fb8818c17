/* api.h - the public API as one thing: what main gives to the HTTP server. */
#ifndef GLIMT_API_API_H
#define GLIMT_API_API_H

#include "api/pruning.h"
#include "change/retention.h"
#include "db/writer.h"
#include "files/file_store.h"
#include "http/server.h"
#include "plan/plan.h"

#include <stdatomic.h>

struct cache;
struct door;
struct guesses;
struct hasher;
struct keys_at_work;
struct lane;
struct ledger;
struct looks;
struct replica;
struct request;
struct routes;
struct scrub;
struct secret_key;
struct security;
struct slow;
struct throttle;
struct token_memory;
struct usage;
struct watch;
struct worker;

/* The job that removes files which no row names any longer; see stored_files.h. */
struct sweep {
    struct job job; /* first, so that one is the other */
    struct api *api;
    struct removal {
        int64_t account_id, times;
        char hash[FILE_HASH_LENGTH + 1];
    } removed[100]; /* files that are gone, but noted still */
    size_t count;
    atomic_bool is_queued;
    atomic_bool is_put_off; /* until the files are no longer pinned */
};

/* What jobs of the writer have found in their transaction, for those behind them in it. A right
 * that one of them takes away counts from the next transaction on, as it is not told before. */
struct writing {
    bool knows_callers;
    int64_t callers; /* the version of applications and tokens */
};

/* What all threads share. It is complete before the server listens, and constant from then on but
 * for `closed`, `lost` and what the members keep behind locks of their own. Who sets a member
 * closes it. */
struct api {
    /* api_init(), until api_done(). Plans and routes lie in its arena. */
    const char *directory;          /* where the data is */
    struct db_address database;     /* each event thread, or thread of a lane, opens it to read */
    bool is_shared;                 /* other servers may write to it */
    struct str node;                /* names this one among them: the same after a new start */
    const char *const *permissions; /* names, in the order of their bits; ends with NULL */
    const struct plans *plans;
    const struct routes *routes;
    struct throttle *throttle;         /* from any thread */
    struct guesses *guesses;           /* likewise */
    struct token_memory *token_memory; /* likewise */
    struct usage *usage;               /* requests are noted from any thread */
    struct security *security;         /* and what is refused to whom */
    struct cache *cache;   /* what event threads keep of the database; see read/cached.h */
    struct slow *slow;     /* questions that take long; from any thread */
    struct ledger *ledger; /* the writer's, whose thread alone uses it */
    struct keys_at_work *keys_at_work; /* from any thread */

    /* admin_init(), in the same arena */
    const struct plans *managed; /* the same rows, as people manage them */
    const struct routes *admin_routes;

    /* site_open(), until site_stop() */
    const struct secret_key *secret_key; /* of people's code apps */
    struct hasher *hasher;               /* where passwords are checked; from any thread */
    struct lane *slow_lane;  /* for slow questions; from any thread. NULL: on event threads */
    struct lane *quick_lane; /* for all that asks a database that is elsewhere; else NULL */
    struct looks *looks;     /* likewise: at its stamp; from any thread */
    struct replica *replica; /* likewise: read in its place where it may be; NULL: none is */

    /* site_init(). Makes a token for the door's caller, an application that has `beside` tokens in
     * token_memory, inside the writer's transaction: from above, where it is known what rows tokens
     * are. `*ret_ended` of its live ones ended, since it had too many. */
    bool (*make_token)(const struct door *door, const struct plans *plans, int64_t expires_at,
                       size_t beside, struct str *ret_token, int64_t *ret_ended);
    /* Likewise: deletes at most `most` tokens that have expired, and reads what an account has
     * chosen to keep. */
    bool (*sweep_tokens)(const struct door *door, const struct plans *plans, int64_t most,
                         int64_t *ret_removed);
    retention_chosen *retention_chosen;
    void (*describe_managed)(
        struct exchange *exchange); /* answers with how the pages' interface is */

    /* The program, before it listens (cli/serve.c) */
    struct file_store *files;   /* linking and removing by the writer's thread; see file_store.h */
    size_t upload_limit;        /* bytes of a file */
    struct writer *writer;      /* jobs are submitted from any thread */
    struct retention retention; /* the server's times; a company may have chosen shorter ones */
    struct pruning pruning;     /* see pruning.h */

    struct scrub *scrub; /* looks at all stored files; NULL: none does; see upkeep/scrub.h */

    struct sweep sweep; /* the writer's thread; at start, before there is one, who recovers files */

    /* Whether files that a crash has left are still to be looked after, for which there is no room:
     * until then no upload is taken. The program, then the writer's thread; see cli/postponed.h. */
    atomic_bool uploads_wait;

    struct writing writing; /* the writer's thread alone */

    struct watch *watch; /* of the files; NULL before it begins */

    /* Every request reads them, and is answered with 503. The program's first thread: in
     * maintenance or shutting down. */
    atomic_bool closed;
    atomic_bool lost; /* watch.h: what is written to is not where it was */
};

/* Plans the resources, which may need the `permissions`. The caller opens the writer and the file
 * store. The cache takes at most `cache_limit` bytes; `threads` is how many workers are opened at
 * most, those of the lanes included. */
void api_init(struct api *api, struct arena *arena, const struct resource *const *resources,
              const char *const *permissions, struct db_address database, size_t cache_limit,
              unsigned threads);
void api_done(struct api *api);

/* Called now and then, by one thread: what has to be done when it is time. */
void api_tick(struct api *api);

/* The functions that http_options wants; see worker.h for others. */
enum http_next api_handle(void *worker, struct exchange *exchange);
enum http_body api_begin_body(void *worker, struct exchange *exchange);
void api_start_later(struct exchange *exchange); /* also of the pages */

#endif
