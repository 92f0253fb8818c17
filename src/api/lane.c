/* lane.c - takes turns, and runs the stages that are left of a request. */
#include "api/lane.h"

#include "api/answer.h"
#include "api/api.h"
#include "api/download.h"
#include "api/pipeline.h"
#include "api/snapshot.h"
#include "api/worker.h"
#include "base/log.h"
#include "base/turns.h"

#include <pthread.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum {
    WAITING = 256,         /* together; each is a connection, and some kilobytes */
    WAITING_OF_OWNER = 32, /* at half a second each: what a client has patience for */
    NICENESS = 10,         /* a tenth of a processor that others want as well */
};

struct lane {
    struct api *api;
    pthread_mutex_t lock; /* of `turns` and `closing` */
    pthread_cond_t filled;
    struct turns *turns;
    bool closing;
    atomic_bool refusing;
    unsigned thread_count;
    pthread_t *threads;
};

struct waiting {
    struct turn turn; /* first, so that one is the other */
    struct request *request;
};

/* ---- one request ---- */

static bool goes_on(void *context) {
    const struct lane *lane = context;

    return !atomic_load_explicit(&lane->refusing, memory_order_relaxed);
}

static struct worker *find_worker(struct lane *lane, struct worker **worker) {
    if (!*worker && (*worker = worker_open(lane->api)))
        db_ask((*worker)->db, goes_on, lane);
    return *worker;
}

static void ask(struct lane *lane, struct worker **worker, struct request *request) {
    request->is_slow = request->deferred = false;
    if (!goes_on(lane)) {
        answer_ending(request->exchange);
        request_finish(request);
        return;
    }
    if (atomic_load(&lane->api->lost) || !find_worker(lane, worker)) {
        worker_missing(request->exchange);
        request_finish(request);
        return;
    }
    request->worker = *worker;
    request->in_lane = true;
    if (look(request) == DONE && request_run(request) == HTTP_LATER)
        download_later(request);
    else
        exchange_finish(request->exchange);
}

/* ---- the threads ---- */

/* Waits for a turn; NULL when there is none and none will come. */
static struct waiting *take(struct lane *lane) {
    struct turn *turn;

    pthread_mutex_lock(&lane->lock);
    while (!(turn = turns_take(lane->turns)) && !lane->closing)
        pthread_cond_wait(&lane->filled, &lane->lock);
    pthread_mutex_unlock(&lane->lock);
    return (struct waiting *)turn;
}

static void end_turn(struct lane *lane, struct turn_owner *owner, int64_t cost) {
    pthread_mutex_lock(&lane->lock);
    turn_end(owner, cost);
    pthread_mutex_unlock(&lane->lock);
}

/* Microseconds that this thread has run. */
static int64_t time_used(void) {
    struct timespec used;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return (int64_t)used.tv_sec * 1000000 + used.tv_nsec / 1000;
}

static void *work(void *context) {
    struct lane *lane = context;
    struct worker *worker = NULL;
    struct waiting *waiting;

    setpriority(PRIO_PROCESS, (id_t)gettid(), NICENESS); /* of this thread alone, in Linux */
    while ((waiting = take(lane))) {
        struct turn_owner *owner = waiting->turn.owner; /* the waiting ends with its request */
        int64_t begun = time_used();
        ask(lane, &worker, waiting->request);
        end_turn(lane, owner, time_used() - begun);
    }
    worker_close(worker);
    return NULL;
}

/* ---- from outside ---- */

unsigned lane_threads(unsigned event_threads) {
    return event_threads > 1 ? event_threads / 2 : 1;
}

struct lane *lane_open(struct arena *arena, struct api *api, unsigned threads) {
    struct lane *lane = NEW(arena, struct lane);

    lane->api = api;
    lane->turns = turns_open(WAITING, WAITING_OF_OWNER);
    lane->threads = NEW_ARRAY(arena, pthread_t, threads);
    lane->thread_count = threads;
    pthread_mutex_init(&lane->lock, NULL);
    pthread_cond_init(&lane->filled, NULL);
    for (unsigned i = 0; i < threads; i++)
        NEEDED(pthread_create(&lane->threads[i], NULL, work, lane) == 0);
    return lane;
}

/* No two applications, or people, of a company have the same. */
static struct turn_key key_of(const struct request *request) {
    const struct caller *caller = &request->caller;

    return (struct turn_key){caller->account_id,
                             caller->application_id ? caller->application_id : -caller->user_id};
}

void lane_submit(struct lane *lane, struct request *request) {
    struct waiting *waiting = NEW(request->arena, struct waiting);

    waiting->request = request;
    pthread_mutex_lock(&lane->lock);
    bool has_room = turns_wait(lane->turns, &waiting->turn, key_of(request));
    if (has_room)
        pthread_cond_signal(&lane->filled);
    pthread_mutex_unlock(&lane->lock); /* from here on the request is the lane's, if it has room */
    if (has_room)
        return;
    answer_crowded(request->exchange);
    request_finish(request);
}

void lane_refuse(struct lane *lane) {
    atomic_store(&lane->refusing, true);
}

void lane_close(struct lane *lane) {
    if (!lane)
        return;
    pthread_mutex_lock(&lane->lock);
    lane->closing = true;
    pthread_cond_broadcast(&lane->filled);
    pthread_mutex_unlock(&lane->lock);
    for (unsigned i = 0; i < lane->thread_count; i++)
        pthread_join(lane->threads[i], NULL);
    turns_close(lane->turns);
    pthread_cond_destroy(&lane->filled);
    pthread_mutex_destroy(&lane->lock);
}
