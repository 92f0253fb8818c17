/* snapshot.c - stamps, snapshots and versions. */
#include "api/snapshot.h"

#include "api/api.h"
#include "api/looks.h"
#include "api/pipeline.h" /* what a struct pipeline is */
#include "api/replica.h"
#include "plan/action.h"
#include "read/cached.h"

/* Nothing that was read before is known to be so now. */
static void forget(struct worker *worker) {
    struct looks *looks = worker->api->looks;

    memset(&worker->stamp, 0, sizeof(worker->stamp));
    worker->look = looks ? looks_new(looks) : (struct look){.number = worker->look.number + 1};
}

static void note_stamp(struct worker *worker) {
    struct looks *looks = worker->api->looks;
    struct db_stamp stamp;

    if (looks) {
        worker->look = looks_ask(looks, worker->db);
    } else if (!db_stamp(worker->db, &stamp)) {
        forget(worker);
    } else if (memcmp(&stamp, &worker->stamp, sizeof(stamp)) != 0) {
        worker->stamp = stamp;
        worker->look.number++;
    }
}

/* The lane may have looked for it. */
static void take_look(const struct request *request) {
    if (request->look.number)
        request->worker->look = request->look;
    else
        note_stamp(request->worker);
}

enum outcome look(struct request *request) {
    take_look(request);
    return DONE;
}

static bool is_write(const struct request *request) {
    return request->operation == OPERATION_CREATE || request->operation == OPERATION_UPDATE ||
           request->operation == OPERATION_DELETE;
}

void look_again(struct request *request) {
    if (request->stage <= request->pipeline->local)
        return;
    if (is_write(request))
        forget(request->worker);
    else
        take_look(request);
    request->look.number = 0;
}

int64_t request_account(const struct request *request) {
    bool is_anyones = request->action && request->action->declared->right == RIGHT_ANYONE;

    return request->caller.account_id && !is_anyones ? request->caller.account_id : EVERY_ACCOUNT;
}

void narrow_snapshot(struct request *request) {
    db_of_account(request->worker->db, request_account(request));
}

enum outcome open_snapshot(struct request *request) {
    if (request->is_in_memory) {
        request->lacks_database = true;
        return FAILED;
    }
    narrow_snapshot(request);
    if (!request->in_snapshot)
        request->in_snapshot = db_begin_read(request->worker->db);
    return request->in_snapshot ? DONE : FAILED;
}

void close_snapshot(struct request *request) {
    if (request->in_snapshot)
        db_end_read(request->worker->db);
    request->in_snapshot = request->is_foreseen = false;
    replica_end(request);
}

/* Where looks are numbered for all threads, they share what was read under them. */
static struct cached versions_of(const struct worker *worker, int64_t account_id) {
    struct cached what = cached_versions(account_id, worker->look.number);

    if (worker->api->looks)
        what.levels = CACHE_FIRST | CACHE_SECOND;
    return what;
}

bool find_versions(struct request *request, int64_t account_id, struct versions *ret) {
    struct worker *worker = request->worker;
    struct cached what = versions_of(worker, account_id);
    struct str found = cached_read(request->arena, worker->cache, &what);

    if (found.at)
        memcpy(ret, found.at, sizeof(*ret));
    return found.at != NULL;
}

void keep_versions(const struct worker *worker, int64_t account_id,
                   const struct versions *versions) {
    struct cached what = versions_of(worker, account_id);

    cached_store(worker->cache, &what, (struct str){(const char *)versions, sizeof(*versions)});
}

/* The snapshot may be of a later commit than the stamp. Then the stamp is not found again, nor is
 * what is cached under its number. */
bool read_versions(struct request *request, int64_t account_id, struct versions *ret) {
    if (request->is_foreseen && find_versions(request, account_id, ret))
        return true;
    if (open_snapshot(request) != DONE || !versions_read(request->worker->db, account_id, ret))
        return false;
    keep_versions(request->worker, account_id, ret);
    return true;
}

bool read_source(struct request *request) {
    struct worker *worker = request->worker;
    struct source *source = &request->source;
    enum replica_use taken = replica_take(request, request_account(request));

    if (taken == REPLICA_NONE)
        return read_versions(request, source->account_id, &source->versions);
    source->db = worker->replica;
    versions_follow(source->db, worker->db);
    if (!versions_read(source->db, source->account_id, &source->versions))
        return false;
    struct cached what = versions_of(worker, source->account_id);
    if (taken == REPLICA_CURRENT)
        cached_store(worker->cache, &what,
                     (struct str){(const char *)&source->versions, sizeof(source->versions)});
    return true;
}
