/* snapshot.c - stamps, snapshots and versions. */
#include "api/snapshot.h"

/* What is remembered under a stamp is remembered under the number of its turn. */
struct versions_key {
    const void *what;
    int64_t account_id;
};

static struct versions_key key_of(int64_t account_id) {
    static const char what;

    return (struct versions_key){&what, account_id};
}

enum outcome look(struct request *request) {
    struct worker *worker = request->worker;
    struct db_stamp stamp;

    if (!db_stamp(worker->db, &stamp)) {
        memset(&worker->stamp, 0, sizeof(worker->stamp));
        worker->turn++;
    } else if (memcmp(&stamp, &worker->stamp, sizeof(stamp)) != 0) {
        worker->stamp = stamp;
        worker->turn++;
    }
    return DONE;
}

enum outcome open_snapshot(struct request *request) {
    if (!request->in_snapshot)
        request->in_snapshot = db_begin_read(request->worker->db);
    return request->in_snapshot ? DONE : FAILED;
}

void close_snapshot(struct request *request) {
    if (request->in_snapshot)
        db_end_read(request->worker->db);
    request->in_snapshot = false;
}

bool known_versions(struct request *request, int64_t account_id, struct versions *ret) {
    struct worker *worker = request->worker;
    struct versions_key key = key_of(account_id);
    struct str known =
        memo_find(worker->memo, (struct str){(const char *)&key, sizeof(key)}, worker->turn);

    if (known.at)
        memcpy(ret, known.at, sizeof(*ret));
    return known.at != NULL;
}

/* The snapshot may be of a later commit than the stamp. Then the stamp is not found again, and what
 * is remembered under it neither. */
bool read_versions(struct request *request, int64_t account_id, struct versions *ret) {
    struct worker *worker = request->worker;
    struct versions_key key = key_of(account_id);

    if (open_snapshot(request) != DONE || !versions_read(worker->db, account_id, ret))
        return false;
    memo_keep(worker->memo, (struct str){(const char *)&key, sizeof(key)}, worker->turn,
              (struct str){(const char *)ret, sizeof(*ret)});
    return true;
}
