/* replica.c - whether the replica serves, and what becomes of requests when it is lost.
 *
 * Each worker that reads has a connection of its own. What is lost is tried again once in a while
 * by one of them, so that no more than one request at a time waits for a server that does not
 * answer. */
#include "api/replica.h"

#include "api/api.h"
#include "base/clock.h"
#include "base/log.h"

#include <stdatomic.h>

enum {
    AGAIN_MILLISECONDS = 3000, /* a guess; longer than it takes to try */
    REACH_PIECES = 1000,       /* a tenth of a second; see db_allow() */
    WAIT_MILLISECONDS = 1000,
};

struct replica {
    struct db_address at;
    atomic_bool is_lost;
    _Atomic int64_t again_at; /* monotonic milliseconds */
};

struct replica *replica_open(struct arena *arena, const char *url) {
    struct replica *replica = NEW(arena, struct replica);

    replica->at = (struct db_address){.url = url, .is_served = true, .is_replica = true};
    return replica;
}

/* ---- the connection ---- */

static void lose(struct worker *worker, const char *problem) {
    struct replica *replica = worker->api->replica;

    atomic_store(&replica->again_at, monotonic_milliseconds() + AGAIN_MILLISECONDS);
    if (!atomic_exchange(&replica->is_lost, true))
        log_warning("The read database is lost, and lists are read from the database instead: %s",
                    problem);
    replica_close(worker);
}

static void find(struct replica *replica) {
    if (atomic_load(&replica->is_lost) && atomic_exchange(&replica->is_lost, false))
        log_notice("The read database is back.");
}

/* Of those that find it lost, one at a time. */
static bool may_try(struct replica *replica) {
    int64_t now = monotonic_milliseconds(), at = atomic_load(&replica->again_at);

    return now >= at &&
           (!atomic_load(&replica->is_lost) ||
            atomic_compare_exchange_strong(&replica->again_at, &at, now + AGAIN_MILLISECONDS));
}

static struct db *connection(struct worker *worker) {
    struct replica *replica = worker->api->replica;
    const char *problem = NULL;

    if (worker->replica || !may_try(replica))
        return worker->replica;
    struct arena *arena = arena_open();
    worker->replica = db_open(arena, replica->at, DB_READ, &problem);
    if (worker->replica)
        db_wait_at_most(worker->replica, WAIT_MILLISECONDS);
    else
        lose(worker, problem);
    arena_close(arena);
    return worker->replica;
}

void replica_close(struct worker *worker) {
    db_close(worker->replica);
    worker->replica = NULL;
}

/* ---- one request ---- */

static bool may_serve(const struct request *request) {
    return request->worker->api->replica && !request->is_without_replica &&
           !request->is_in_memory &&
           (request->operation == OPERATION_LIST || request->operation == OPERATION_GET);
}

/* How far it has come; 0 when it can't be told. */
static int64_t ask(struct worker *worker, struct db *db) {
    db_allow(db, REACH_PIECES);
    int64_t reached = db_reached(db, &worker->look.at);
    db_allow(db, DB_UNBOUNDED);
    if (reached == 0)
        lose(worker, db_trouble(db) != DB_FINE
                         ? db_problem(db)
                         : "It does not answer in time, or is no replica of the database.");
    else
        find(worker->api->replica);
    return reached;
}

/* Pages open a snapshot of the database without a look. What that sees was committed before this
 * question, too. */
static void look_once_more(struct request *request) {
    if (request->in_snapshot)
        request->worker->look = looks_ask(request->worker->api->looks, request->worker->db);
}

enum replica_use replica_take(struct request *request, int64_t account_id) {
    struct worker *worker = request->worker;
    struct db *db = may_serve(request) ? connection(worker) : NULL;
    int64_t reached = 0;

    if (db)
        look_once_more(request);
    if (db && worker->look.at.log > 0)
        reached = ask(worker, db);
    if (reached == 0 || reached < worker->look.enough)
        return REPLICA_NONE;
    struct request *before = NEW(request->arena, struct request);
    *before = *request;
    request->before_replica = before;
    db_of_account(db, account_id);
    request->on_replica = db_begin_read(db);
    if (!request->on_replica)
        return REPLICA_NONE;
    return reached >= worker->look.at.log ? REPLICA_CURRENT : REPLICA_LATE;
}

struct db *request_reads(const struct request *request) {
    return request->on_replica ? request->worker->replica : request->worker->db;
}

bool replica_failed(struct request *request) {
    struct worker *worker = request->worker;

    if (!request->on_replica)
        return false;
    replica_end(request);
    if (db_trouble(worker->replica) == DB_AWAY)
        lose(worker, db_problem(worker->replica));
    bool in_snapshot = request->in_snapshot;
    *request = *request->before_replica;
    request->in_snapshot = in_snapshot;
    request->is_without_replica = true;
    request->stage--; /* decode() is done again */
    exchange_drop_answer(request->exchange);
    return true;
}

void replica_end(struct request *request) {
    if (request->on_replica)
        db_end_read(request->worker->replica);
    request->on_replica = false;
}
