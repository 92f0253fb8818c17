/* worker.c - opens and closes what a thread that reads has for itself. */
#include "api/worker.h"

#include "api/answer.h"
#include "api/api.h"
#include "api/foresee.h"
#include "api/replica.h"
#include "api/watch.h"
#include "base/cache.h"
#include "base/log.h"

#include <stdlib.h>

/* Milliseconds. A reader waits only while the index of the log is made anew, and all requests of
 * its thread with it. */
enum { READER_PATIENCE = 1000 };

static struct worker *worker_new(struct api *api) {
    struct worker *worker = calloc(1, sizeof(*worker));

    NEEDED(worker);
    worker->api = api;
    return worker;
}

void *worker_open(void *app) {
    struct api *api = app;

    return db_is_remote(api->database) ? worker_new(api) : worker_connect(api);
}

struct worker *worker_connect(struct api *api) {
    struct worker *worker = worker_new(api);
    struct arena *arena = arena_open();
    const char *problem = NULL;

    worker->db = db_open(arena, worker->api->database, DB_READ, &problem);
    if (!worker->db)
        log_repeated("a thread's database", "A thread cannot open the database: %s", problem);
    arena_close(arena);
    /* A thread begins with its first request: meanwhile another file may have the name. */
    if (!worker->db || !watch_is_fine(worker->api->watch)) {
        db_close(worker->db);
        free(worker);
        return NULL;
    }
    db_wait_at_most(worker->db, READER_PATIENCE);
    worker->cache = cache_join(worker->api->cache);
    if (db_asks_ahead(worker->db)) {
        worker->foreseen = calloc(1, sizeof(*worker->foreseen));
        NEEDED(worker->foreseen);
    }
    return worker;
}

void worker_close(void *ended) {
    struct worker *worker = ended;

    if (!worker)
        return;
    db_close(worker->db);
    replica_close(worker);
    free(worker->foreseen);
    free(worker);
}

enum http_next worker_missing(struct exchange *exchange) {
    const struct api *api = exchange->app;

    if (atomic_load(&api->lost))
        answer_lost(exchange);
    else if (db_is_remote(api->database))
        answer_away(exchange);
    else
        answer_failed(exchange);
    return HTTP_ANSWER;
}
