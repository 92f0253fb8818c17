/* snapshot.c - stamps, snapshots and versions. */
#include "api/snapshot.h"

#include "api/api.h"
#include "api/looks.h"
#include "api/pipeline.h" /* what a struct pipeline is */
#include "plan/action.h"
#include "read/cached.h"

/* Nothing that was read before is known to be so now. */
static void forget(struct worker *worker) {
    memset(&worker->stamp, 0, sizeof(worker->stamp));
    worker->look++;
}

static bool find_stamp(const struct worker *worker, struct db_stamp *ret) {
    struct looks *looks = worker->api->looks;

    return looks ? looks_ask(looks, worker->db, ret) : db_stamp(worker->db, ret);
}

static void note_stamp(struct worker *worker) {
    struct db_stamp stamp;

    if (!find_stamp(worker, &stamp)) {
        forget(worker);
    } else if (memcmp(&stamp, &worker->stamp, sizeof(stamp)) != 0) {
        worker->stamp = stamp;
        worker->look++;
    }
}

enum outcome look(struct request *request) {
    note_stamp(request->worker);
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
        note_stamp(request->worker);
}

int64_t request_account(const struct request *request) {
    bool is_anyones = request->action && request->action->declared->right == RIGHT_ANYONE;

    return request->caller.account_id && !is_anyones ? request->caller.account_id : EVERY_ACCOUNT;
}

void narrow_snapshot(struct request *request) {
    db_of_account(request->worker->db, request_account(request));
}

enum outcome open_snapshot(struct request *request) {
    narrow_snapshot(request);
    if (!request->in_snapshot)
        request->in_snapshot = db_begin_read(request->worker->db);
    return request->in_snapshot ? DONE : FAILED;
}

void close_snapshot(struct request *request) {
    if (request->in_snapshot)
        db_end_read(request->worker->db);
    request->in_snapshot = false;
}

bool find_versions(struct request *request, int64_t account_id, struct versions *ret) {
    struct worker *worker = request->worker;
    struct cached what = cached_versions(account_id, worker->look);
    struct str found = cached_read(request->arena, worker->cache, &what);

    if (found.at)
        memcpy(ret, found.at, sizeof(*ret));
    return found.at != NULL;
}

/* The snapshot may be of a later commit than the stamp. Then the stamp is not found again, nor is
 * what is cached under its number. */
bool read_versions(struct request *request, int64_t account_id, struct versions *ret) {
    struct worker *worker = request->worker;
    struct cached what = cached_versions(account_id, worker->look);

    if (open_snapshot(request) != DONE || !versions_read(worker->db, account_id, ret))
        return false;
    cached_store(worker->cache, &what, (struct str){(const char *)ret, sizeof(*ret)});
    return true;
}
