/* slow.c - the budget of a read, and the memory of what went over it.
 *
 * The budget is 100 pieces of 1,000 steps. A piece was measured to take 16 us where rows are
 * counted by an index, 46 us where texts are searched and 115 us where rows are read for one column
 * each: a request holds its event thread for 2 to 11 ms, once. A page of 100 rows takes less than
 * half of it. Steps are counted instead of time, so that a question takes the same way on a busy
 * machine.
 */
#include "api/slow.h"

#include "api/api.h"
#include "api/replica.h"
#include "plan/action.h"

#include <stdatomic.h>
#include <xxhash.h>

enum {
    BUDGET = 100,            /* pieces; see db_allow() */
    BUDGET_ELSEWHERE = 1000, /* where a piece is time, and the network's too: a tenth of a second */
    REMEMBERED = 4096 /* a guess; two that meet in one place cost each other a budget at times */
};

struct slow {
    atomic_uint_least64_t names[REMEMBERED]; /* 0: none */
};

struct slow *slow_open(struct arena *arena) {
    return NEW(arena, struct slow);
}

static bool only_reads(const struct request *request) {
    if (request->operation == OPERATION_LIST || request->operation == OPERATION_GET)
        return true;
    const struct action *action = request->action ? request->action->declared : NULL;

    return action && !action->body && !action->hash && !action->run;
}

/* The same, in whatever order the parameters stand, and whatever their values are. */
static uint64_t name_of(const struct request *request) {
    const uint64_t what[] = {(uint64_t)request->caller.account_id, (uintptr_t)request->plan,
                             (uintptr_t)request->action, request->operation,
                             request->visible_to != 0};
    uint64_t seed = XXH3_64bits(what, sizeof(what)), name = seed;

    for (size_t i = 0; i < request->query.count; i++) {
        struct str parameter = request->query.parameters[i].name;
        name += XXH3_64bits_withSeed(parameter.at, parameter.len, seed);
    }
    return name | 1;
}

static atomic_uint_least64_t *place_of(const struct request *request) {
    return &request->worker->api->slow->names[(request->slow_name >> 1) % REMEMBERED];
}

static unsigned budget_of(const struct request *request) {
    return request->worker->api->is_shared ? BUDGET_ELSEWHERE : BUDGET;
}

enum outcome slow_begin(struct request *request) {
    if (!request->worker->api->slow_lane || !only_reads(request))
        return DONE;
    request->slow_name = name_of(request);
    if (request->in_slow_lane) {
        db_allow(request_reads(request), DB_UNBOUNDED);
        return DONE;
    }
    if (atomic_load_explicit(place_of(request), memory_order_relaxed) == request->slow_name) {
        request->is_slow = true;
        return ANSWERED;
    }
    struct request *fresh = NEW(request->arena, struct request);
    *fresh = *request;
    request->fresh = fresh;
    db_allow(request_reads(request), budget_of(request));
    return DONE;
}

static void defer(struct request *request) {
    if (request->fresh)
        *request = *request->fresh;
    /* Nothing is set in it before decode(), unless the request has ended there. */
    exchange_drop_answer(request->exchange);
    buffer_done(&request->exchange->body_out); /* it may wait for long */
    request->stage--;                          /* from decode() on it is done again */
    request->is_slow = request->deferred = true;
}

bool slow_end(struct request *request) {
    struct db *db = request_reads(request);

    if (request->slow_name == 0)
        return false;
    atomic_uint_least64_t *place = place_of(request);
    bool is_known = atomic_load_explicit(place, memory_order_relaxed) == request->slow_name;
    bool is_over = request->is_slow || db_pieces(db) > budget_of(request);
    db_allow(db, DB_UNBOUNDED);
    if (is_over != is_known)
        atomic_store_explicit(place, is_over ? request->slow_name : 0, memory_order_relaxed);
    if (is_over && !request->in_slow_lane)
        defer(request);
    return request->is_slow;
}
