/* pipeline.c - runs a request through its stages. */
#include "api/pipeline.h"

#include "api/answer.h"
#include "api/api.h"
#include "api/idempotency.h"
#include "api/replica.h"
#include "api/slow.h"
#include "api/snapshot.h"
#include "api/usage.h"
#include "base/clock.h"

/* What a failed read is answered with. */
static void answer_unread(struct request *request) {
    if (db_trouble(request->worker->db) == DB_ENDING)
        answer_ending(request->exchange);
    else if (db_trouble(request->worker->db) == DB_AWAY)
        answer_away(request->exchange);
    else if (db_trouble(request->worker->db) == DB_FULL)
        answer_no_room(request->exchange);
    else if (db_trouble(request->worker->db) == DB_SHORT)
        answer_no_file(request->exchange);
    else if (db_trouble(request->worker->db) == DB_BUSY)
        answer_held_up(request->exchange);
    else
        answer_failed(request->exchange);
}

/* Its answer is made, by whoever it was. */
static void end(struct request *request) {
    idempotency_end(request);
    usage_note(request->worker->api->usage, request);
}

enum { STILL_TRUE = 1000000 }; /* microseconds for which an admission holds: a guess */

static void end_early(struct request *request, enum outcome outcome) {
    request->deferred = false;
    request->stage = request->pipeline->count;
    if (outcome == INVALID)
        answer_invalid(request);
    if (outcome == FAILED)
        answer_unread(request);
}

/* Runs at most the first `part` of the stages, and leaves the rest to the quick lane: all that an
 * event thread can do whose database is elsewhere, or what the cache may be enough for. The stage
 * for which it was not is run again. */
static enum outcome run_part(struct request *request, size_t end, size_t part) {
    size_t last = part < end ? part : end;
    enum outcome outcome = DONE;

    request->lacks_database = false;
    while (request->stage < last && outcome == DONE)
        outcome = request->pipeline->stages[request->stage++].run(request);
    if (outcome == FAILED && request->lacks_database) {
        request->stage--;
        outcome = DONE;
    } else if (outcome != DONE) {
        end_early(request, outcome);
    }
    request->is_for_quick = request->deferred = outcome == DONE && request->stage < end;
    return outcome;
}

/* DONE also when the request goes on in a lane. */
static enum outcome run_stages(struct request *request, size_t end) {
    enum outcome outcome = DONE;

    if (!request->worker->db)
        return run_part(request, end, request->pipeline->local);
    cache_enter(request->worker->cache);
    if (request->is_in_memory) {
        outcome = run_part(request, end, request->pipeline->known);
        cache_leave(request->worker->cache);
        return outcome;
    }
    bool is_slow = false;
    do {
        outcome = DONE;
        while (request->stage < end && outcome == DONE)
            outcome = request->pipeline->stages[request->stage++].run(request);
        is_slow = slow_end(request);
    } while (outcome == FAILED && !is_slow && replica_failed(request));
    if (is_slow)
        outcome = DONE;
    else if (outcome != DONE)
        end_early(request, outcome);
    close_snapshot(request);
    cache_leave(request->worker->cache);
    return outcome;
}

struct request *request_new(struct worker *worker, struct exchange *exchange,
                            const struct pipeline *pipeline) {
    struct request *request = NEW(exchange->arena, struct request);

    request->worker = worker;
    request->is_in_memory = false;
    request->look.number = 0;
    request->pipeline = pipeline;
    request->exchange = exchange;
    request->started_at = monotonic_microseconds();
    request->arena = exchange->arena;
    faults_init(&request->faults, exchange->arena);
    exchange->work = request;
    return request;
}

bool request_reads_body(const struct request *request) {
    if (request->operation == OPERATION_ACTION)
        return request->action->body != NULL;
    return request->operation == OPERATION_CREATE || request->operation == OPERATION_UPDATE;
}

static size_t end_of_admission(const struct pipeline *pipeline) {
    size_t end = 0;

    while (pipeline->stages[end++].run != pipeline->last)
        ;
    return end;
}

enum http_body request_admit(struct request *request) {
    const struct pipeline *pipeline = request->pipeline;

    request->is_at_head = true;
    if (run_stages(request, end_of_admission(pipeline)) != DONE) {
        end(request);
        return HTTP_REFUSE;
    }
    if (request->is_for_quick)
        return HTTP_UNDECIDED;
    request->is_at_head = false;
    if (!request_reads_body(request) && !idempotency_is_asked(request))
        return HTTP_FORGET;
    return pipeline->begin_body ? pipeline->begin_body(request) : HTTP_COLLECT;
}

/* The time until here was the client's, but that of an upload, which was worked on meanwhile. */
enum http_next request_go_on(struct worker *worker, struct request *request) {
    int64_t now = monotonic_microseconds();

    request->worker = worker;
    request->is_again = now - request->started_at > STILL_TRUE;
    if (request->is_again)
        request->stage = 0;
    if (!request->receiving)
        request->started_at = now;
    return request_run(request);
}

enum http_next request_run(struct request *request) {
    run_stages(request, request->pipeline->count);
    if (request->deferred || idempotency_has_to_keep(request))
        return HTTP_LATER;
    end(request);
    return HTTP_ANSWER;
}

void request_finish(struct request *request) {
    end(request);
    if (request->is_at_head)
        exchange_decide(request->exchange, HTTP_REFUSE);
    else
        exchange_finish(request->exchange);
}
