/* lane.c - takes turns, and runs the stages that are left of a request.
 *
 * In the quick lane one thread at a time looks at the database's stamp, for all that have come by
 * then: a request wants to know what was committed before it came, and that is known of each by a
 * question that is asked after the last of them. Whatever the cache has the answer to is answered
 * at once by the same thread; what is left has to take a turn. So of what is cached many requests
 * cost one question, and hardly more switches of threads than that.
 *
 * Threads that have nothing to do lie on a stack, and the one that was at work last is woken first:
 * when few are needed it is always the same ones, whose caches know what is asked for. */
#include "api/lane.h"

#include "api/act.h"
#include "api/answer.h"
#include "api/api.h"
#include "api/foresee.h"
#include "api/pipeline.h"
#include "api/snapshot.h"
#include "api/worker.h"
#include "base/log.h"
#include "base/turns.h"

#include <pthread.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* `waiting` together, each of which is a connection and some kilobytes, and `of_owner`, for at most
 * so many milliseconds; 0: for as long as it takes. */
static const struct bounds {
    unsigned waiting, of_owner;
    int64_t patience;
    int niceness;
} bounds[] = {
    /* At half a second each: what a client has patience for. A tenth of a processor that others
     * want as well. */
    [LANE_SLOW] = {256, 32, 0, 10},
    /* Guesses: some times more than there are clients at once on most days, and half of what a
     * client waits for before it gives up. */
    [LANE_QUICK] = {2048, 2048, 5000, 0},
};

enum { LOOKED_FOR = 64 }; /* at once: they wait for each other's answers, some microseconds each */

struct hand {
    pthread_t thread;
    pthread_cond_t called;
    bool is_called;
    struct hand *next; /* of those that are idle */
    struct lane *lane;
};

struct lane {
    struct api *api;
    enum lane_kind kind;
    pthread_mutex_t lock; /* of what follows */
    struct turns *coming; /* of the quick lane: who is to be looked for */
    bool is_looking;
    struct turns *turns;
    struct hand *idle;
    bool closing;
    atomic_bool refusing;
    unsigned count;
    struct hand *hands;
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
    if (!*worker && (*worker = worker_connect(lane->api)))
        db_ask((*worker)->db, goes_on, lane);
    return *worker;
}

static void admit(struct request *request) {
    enum http_body how = request_admit(request);

    if (how == HTTP_UNDECIDED)
        lane_start_later(request);
    else
        exchange_decide(request->exchange, how);
}

static void go_on(struct request *request) {
    if (request->is_at_head)
        admit(request);
    else if (request_run(request) == HTTP_LATER)
        lane_start_later(request);
    else
        exchange_finish(request->exchange);
}

/* Gives it to the hand's worker; false: there is none, or the server ends, and it is answered. */
static bool take_on(struct lane *lane, struct worker *own, struct request *request) {
    request->is_slow = request->is_for_quick = request->deferred = false;
    if (own && goes_on(lane) && !atomic_load(&lane->api->lost)) {
        request->worker = own;
        return true;
    }
    if (goes_on(lane))
        worker_missing(request->exchange);
    else
        answer_ending(request->exchange);
    request_finish(request);
    return false;
}

/* A write that is known to be somebody's asks nothing for itself before the writer has it. */
static bool wants_to_foresee(const struct request *request) {
    return request->caller.account_id == 0 || request->operation == OPERATION_GET ||
           request->operation == OPERATION_LIST;
}

static void ask(struct lane *lane, struct worker **worker, struct request *request) {
    if (!take_on(lane, find_worker(lane, worker), request))
        return;
    request->in_slow_lane = lane->kind == LANE_SLOW;
    request->is_in_memory = false;
    if (lane->kind == LANE_QUICK && !lane->api->replica && request->pipeline->known > 0 &&
        wants_to_foresee(request)) {
        cache_enter(request->worker->cache);
        foresee(request);
        cache_leave(request->worker->cache);
    }
    look_again(request);
    go_on(request);
}

/* ---- the threads ---- */

/* With the lock. */
static void call_one(struct lane *lane) {
    struct hand *hand = lane->idle;

    if (!hand)
        return;
    lane->idle = hand->next;
    hand->is_called = true;
    pthread_cond_signal(&hand->called);
}

/* With the lock. */
static void lie_down(struct lane *lane, struct hand *hand) {
    hand->is_called = false;
    hand->next = lane->idle;
    lane->idle = hand;
    while (!hand->is_called && !lane->closing)
        pthread_cond_wait(&hand->called, &lane->lock);
}

/* What a hand has to do: a turn, or to look for some that have come. */
struct work {
    struct waiting *turn, *coming[LOOKED_FOR];
    size_t count; /* of those that have come */
};

/* With the lock. */
static bool find_work(struct lane *lane, struct work *ret) {
    struct turn *turn;

    *ret = (struct work){.turn = NULL};
    while (!lane->is_looking && ret->count < LOOKED_FOR && (turn = turns_take(lane->coming)))
        ret->coming[ret->count++] = (struct waiting *)turn;
    lane->is_looking |= ret->count > 0;
    if (ret->count == 0)
        ret->turn = (struct waiting *)turns_take(lane->turns);
    return ret->count > 0 || ret->turn;
}

/* Waits for work; false when there is none and none will come. */
static bool take(struct lane *lane, struct hand *hand, struct work *ret) {
    bool has_work;

    pthread_mutex_lock(&lane->lock);
    while (!(has_work = find_work(lane, ret)) && !lane->closing)
        lie_down(lane, hand);
    pthread_mutex_unlock(&lane->lock);
    return has_work;
}

static void end_turn(struct lane *lane, struct turn_owner *owner, int64_t cost) {
    pthread_mutex_lock(&lane->lock);
    turn_end(owner, cost);
    pthread_mutex_unlock(&lane->lock);
}

/* Microseconds that this thread has run; where all are one owner's, they make no difference. */
static int64_t time_used(const struct lane *lane) {
    struct timespec used;

    if (lane->kind == LANE_QUICK)
        return 0;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return (int64_t)used.tv_sec * 1000000 + used.tv_nsec / 1000;
}

static void do_turn(struct lane *lane, struct worker **worker, struct waiting *waiting) {
    struct turn_owner *owner = waiting->turn.owner; /* the waiting ends with its request */
    int64_t begun = time_used(lane);

    ask(lane, worker, waiting->request);
    end_turn(lane, owner, time_used(lane) - begun);
}

/* This hand looks again at once, if others have come. */
static void end_look(struct lane *lane, size_t count, struct turn_owner *owner) {
    pthread_mutex_lock(&lane->lock);
    lane->is_looking = false;
    for (size_t i = 0; i < count; i++)
        turn_end(owner, 0);
    pthread_mutex_unlock(&lane->lock);
}

static void submit(struct lane *lane, struct request *request);

/* Takes out those that have to read in any case: they look for themselves, by what they read with.
 */
static size_t take_alone(struct worker *own, struct work *work, struct request **ret) {
    size_t count = 0, left = 0;

    cache_enter(own->cache);
    for (size_t i = 0; i < work->count; i++) {
        struct request *request = work->coming[i]->request;
        request->worker = own;
        request->goes_alone = reads_afresh(request);
        if (request->goes_alone)
            ret[count++] = request;
        else
            work->coming[left++] = work->coming[i];
    }
    cache_leave(own->cache);
    work->count = left;
    return count;
}

/* Who writes needs to be known, and has most likely made the last look an old one. */
static bool wants_versions(const struct work *work) {
    for (size_t i = 0; i < work->count; i++) {
        const struct request *request = work->coming[i]->request;
        if (request->operation != OPERATION_GET && request->operation != OPERATION_LIST)
            return true;
    }
    return false;
}

static struct look look_together(struct worker *own, const struct work *work) {
    cache_enter(own->cache);
    struct look look = look_for_many(own, wants_versions(work));
    cache_leave(own->cache);
    return look;
}

static void look_for(struct lane *lane, struct worker **worker, struct work *work) {
    struct turn_owner *owner = work->coming[0]->turn.owner; /* of all */
    struct request *alone[LOOKED_FOR];
    struct worker *own = find_worker(lane, worker);
    size_t come = work->count,
           count = own && !lane->api->replica ? take_alone(own, work, alone) : 0;
    bool is_only = count == 1 && work->count == 0;
    struct look look = {.number = 0};

    for (size_t i = 0; i < count && !is_only; i++)
        submit(lane, alone[i]);
    if (own && work->count > 0)
        look = look_together(own, work);
    for (size_t i = 0; i < work->count; i++) {
        struct request *request = work->coming[i]->request;
        if (!take_on(lane, own, request))
            continue;
        request->look = look;
        request->is_in_memory = true;
        go_on(request);
    }
    end_look(lane, come, owner);
    if (is_only)
        ask(lane, worker, alone[0]);
}

static void *work(void *context) {
    struct hand *hand = context;
    struct lane *lane = hand->lane;
    struct worker *worker = NULL;
    struct work work;

    /* Of this thread alone, in Linux. */
    setpriority(PRIO_PROCESS, (id_t)gettid(), bounds[lane->kind].niceness);
    while (take(lane, hand, &work))
        if (work.turn)
            do_turn(lane, &worker, work.turn);
        else
            look_for(lane, &worker, &work);
    worker_close(worker);
    return NULL;
}

/* ---- from outside ---- */

unsigned lane_threads(unsigned event_threads) {
    return event_threads > 1 ? event_threads / 2 : 1;
}

static void begin(struct lane *lane, struct hand *hand) {
    hand->lane = lane;
    pthread_cond_init(&hand->called, NULL);
    NEEDED(pthread_create(&hand->thread, NULL, work, hand) == 0);
}

struct lane *lane_open(struct arena *arena, struct api *api, enum lane_kind kind,
                       unsigned threads) {
    struct lane *lane = NEW(arena, struct lane);

    lane->api = api;
    lane->kind = kind;
    lane->turns = turns_open(bounds[kind].waiting, bounds[kind].of_owner);
    lane->coming = turns_open(bounds[kind].waiting, bounds[kind].of_owner);
    lane->hands = NEW_ARRAY(arena, struct hand, threads);
    lane->count = threads;
    pthread_mutex_init(&lane->lock, NULL);
    for (unsigned i = 0; i < threads; i++)
        begin(lane, &lane->hands[i]);
    return lane;
}

/* No two applications, or people, of a company have the same. In the quick lane it is not known yet
 * who asks. */
static struct turn_key key_of(const struct lane *lane, const struct request *request) {
    const struct caller *caller = &request->caller;

    if (lane->kind == LANE_QUICK)
        return (struct turn_key){0, 0};
    return (struct turn_key){caller->account_id,
                             caller->application_id ? caller->application_id : -caller->user_id};
}

static void refuse(const struct lane *lane, struct request *request) {
    request->is_slow = request->is_for_quick = request->deferred = false;
    if (lane->kind == LANE_QUICK)
        answer_busy(request->exchange);
    else
        answer_crowded(request->exchange);
    request_finish(request);
}

/* Whether it has not been looked for yet, and will be. */
static bool is_coming(const struct lane *lane, const struct request *request) {
    return lane->kind == LANE_QUICK && request->stage <= request->pipeline->local &&
           request->pipeline->known > 0 && !request->is_in_memory && !request->goes_alone;
}

static void submit(struct lane *lane, struct request *request) {
    struct waiting *waiting = NEW(request->arena, struct waiting);

    waiting->request = request;
    waiting->turn.since = monotonic_milliseconds();
    pthread_mutex_lock(&lane->lock);
    bool is_new = is_coming(lane, request);
    bool has_room =
        turns_wait(is_new ? lane->coming : lane->turns, &waiting->turn, key_of(lane, request));
    if (has_room && !(is_new && lane->is_looking))
        call_one(lane);
    pthread_mutex_unlock(&lane->lock); /* from here on the request is the lane's, if it has room */
    if (!has_room)
        refuse(lane, request);
}

void lane_start_later(struct request *request) {
    const struct api *api = request->worker->api;

    if (request->is_slow)
        submit(api->slow_lane, request);
    else if (request->is_for_quick)
        submit(api->quick_lane, request);
    else
        start_later(request);
}

static struct waiting *take_late(struct lane *lane, int64_t at) {
    pthread_mutex_lock(&lane->lock);
    struct turn *turn = turns_drop(lane->coming, at);
    if (!turn)
        turn = turns_drop(lane->turns, at);
    pthread_mutex_unlock(&lane->lock);
    return (struct waiting *)turn;
}

void lane_tick(struct lane *lane) {
    struct waiting *late;

    if (!lane || bounds[lane->kind].patience == 0)
        return;
    int64_t at = monotonic_milliseconds() - bounds[lane->kind].patience;
    while ((late = take_late(lane, at)))
        refuse(lane, late->request);
}

void lane_refuse(struct lane *lane) {
    if (lane)
        atomic_store(&lane->refusing, true);
}

void lane_close(struct lane *lane) {
    if (!lane)
        return;
    pthread_mutex_lock(&lane->lock);
    lane->closing = true;
    for (unsigned i = 0; i < lane->count; i++)
        pthread_cond_signal(&lane->hands[i].called);
    pthread_mutex_unlock(&lane->lock);
    for (unsigned i = 0; i < lane->count; i++) {
        pthread_join(lane->hands[i].thread, NULL);
        pthread_cond_destroy(&lane->hands[i].called);
    }
    turns_close(lane->turns);
    turns_close(lane->coming);
    pthread_mutex_destroy(&lane->lock);
}
