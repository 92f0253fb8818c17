/* remote.c - the ledger and the holders together. */
#include "files/database/remote.h"

#include "base/log.h"
#include "files/database/chunks.h"

#include <errno.h>
#include <sodium.h>

enum { PAGE = 64 };

struct remote {
    struct connections *connections;
    struct holder *chunks, *bucket; /* the second may be NULL */
};

struct remote *remote_open(struct arena *arena, struct db_address at, struct holder *bucket) {
    struct remote *remote = NEW(arena, struct remote);

    remote->connections = connections_open(arena, at);
    remote->chunks = chunks_open(arena, remote->connections);
    remote->bucket = bucket;
    return remote;
}

void remote_close(struct remote *remote) {
    if (remote->bucket)
        remote->bucket->close(remote->bucket);
    connections_close(remote->connections);
}

static struct holder *holder_of(struct remote *remote, const struct stored_copy *copy) {
    if (copy->held_in == HELD_IN_DATABASE)
        return remote->chunks;
    if (copy->held_in == HELD_IN_BUCKET && remote->bucket)
        return remote->bucket;
    log_repeated("files of a bucket",
                 "The file %s of account %lld lies in a bucket, and this server was given none.",
                 copy->hash, (long long)copy->account_id);
    errno = EIO;
    return NULL;
}

/* Runs one step on a connection of its own. */
static bool step(struct remote *remote, bool (*run)(struct db *db, const struct stored_copy *copy),
                 const struct stored_copy *copy) {
    struct db *db = connections_take(remote->connections);

    if (db)
        db_of_account(db, copy->account_id);
    bool fine = db && run(db, copy);

    if (!fine)
        errno = connections_error(db);
    if (db)
        connections_give(remote->connections, db);
    return fine;
}

static int64_t random_number(void) {
    uint64_t number;

    randombytes_buf(&number, sizeof(number));
    return (int64_t)(number >> 1);
}

/* What a bucket is to keep is in the ledger before its first byte leaves. */
bool remote_put(struct remote *remote, struct stored_copy *copy, int descriptor) {
    copy->number = random_number();
    copy->held_in = remote->bucket ? HELD_IN_BUCKET : HELD_IN_DATABASE;
    if (!remote->bucket)
        return remote->chunks->put(remote->chunks, copy, descriptor);
    if (!step(remote, ledger_add, copy))
        return false;
    if (remote->bucket->put(remote->bucket, copy, descriptor))
        return true;
    int error = errno;
    remote_drop(remote, copy);
    errno = error;
    return false;
}

/* What can't be dropped now expires. */
void remote_drop(struct remote *remote, const struct stored_copy *copy) {
    if (!step(remote, ledger_drop, copy))
        log_warning("The file %s of account %lld, which no row names, is deleted in a day.",
                    copy->hash, (long long)copy->account_id);
}

bool remote_find(struct remote *remote, int64_t account_id, const char *hash,
                 struct stored_copy *ret, enum copy_state *ret_state, int64_t *ret_since) {
    struct db *db = connections_take(remote->connections);

    if (db)
        db_of_account(db, account_id);
    bool fine = db && ledger_find(db, account_id, hash, ret, ret_state, ret_since);

    if (db)
        connections_give(remote->connections, db);
    return fine;
}

ssize_t remote_read(struct remote *remote, const struct stored_copy *copy, int64_t at, void *to,
                    size_t room) {
    struct holder *holder = holder_of(remote, copy);

    return holder ? holder->read(holder, copy, at, to, room) : -1;
}

/* ---- what is doomed ---- */

static bool clean_page(struct remote *remote, struct db *db, size_t *ret_count) {
    struct stored_copy copies[PAGE];

    bool fine = true;

    *ret_count = 0;
    if (!ledger_doomed(db, copies, PAGE, ret_count))
        return false;
    for (size_t i = 0; i < *ret_count; i++) {
        struct holder *holder = holder_of(remote, &copies[i]);
        fine =
            holder && holder->remove(holder, &copies[i]) && ledger_forget(db, &copies[i]) && fine;
    }
    return fine;
}

void remote_clean(struct remote *remote) {
    struct db *db = connections_take(remote->connections);
    size_t count = PAGE;

    if (db)
        db_of_account(db, EVERY_ACCOUNT);
    bool goes_on = db && ledger_expire(db);

    while (goes_on && count == PAGE)
        goes_on = clean_page(remote, db, &count);
    if (db)
        connections_give(remote->connections, db);
}

/* ---- all of them ---- */

bool remote_walk(struct remote *remote, enum copy_state state,
                 bool (*visit)(void *context, const struct stored_copy *copy), void *context) {
    struct db *db = connections_take(remote->connections);
    struct stored_copy copies[PAGE], after = {.account_id = 0};
    size_t count = PAGE;
    bool fine = db != NULL;

    if (db)
        db_of_account(db, EVERY_ACCOUNT);
    while (fine && count == PAGE) {
        fine = ledger_next(db, state, &after, copies, PAGE, &count);
        for (size_t i = 0; fine && i < count; i++)
            fine = visit(context, &copies[i]);
        if (count > 0)
            after = copies[count - 1];
    }
    if (db)
        connections_give(remote->connections, db);
    return fine;
}

struct strange {
    struct db *db;
    bool (*visit)(void *context, const struct stored_copy *copy);
    void *context;
};

static bool see_bytes(void *context, const struct stored_copy *copy) {
    struct strange *strange = context;
    bool is_known;

    return ledger_has(strange->db, copy, &is_known) &&
           (is_known || strange->visit(strange->context, copy));
}

bool remote_walk_strange(struct remote *remote,
                         bool (*visit)(void *context, const struct stored_copy *copy),
                         void *context) {
    struct db *db = connections_take(remote->connections);
    struct strange strange = {db, visit, context};

    if (db)
        db_of_account(db, EVERY_ACCOUNT);
    bool fine = db && remote->chunks->walk(remote->chunks, see_bytes, &strange) &&
                (!remote->bucket || remote->bucket->walk(remote->bucket, see_bytes, &strange));

    if (db)
        connections_give(remote->connections, db);
    return fine;
}

bool remote_count_coming(struct remote *remote, int64_t *ret) {
    struct db *db = connections_take(remote->connections);

    if (db)
        db_of_account(db, EVERY_ACCOUNT);
    bool fine = db && ledger_count_coming(db, ret);

    if (db)
        connections_give(remote->connections, db);
    return fine;
}
