/* remote.c - the ledger and the holders together. */
#include "files/database/remote.h"

#include "base/log.h"
#include "files/database/chunks.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>

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

/* What a bucket is to keep is in the ledger before its first byte leaves. Where a bucket has not
 * answered, the bytes may still come there, after they were deleted: they stay on their way until
 * that expires. */
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
    if (error != EHOSTUNREACH)
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

struct cleaning {
    struct remote *remote;
    struct db *db;
    bool has_bucket; /* which can be reached */
    struct stored_copy after;
};

/* What a bucket refuses to delete does not stand in the way of the rest. */
static bool clean_one(struct cleaning *cleaning, const struct stored_copy *copy) {
    bool is_in_bucket = copy->held_in == HELD_IN_BUCKET;

    if (is_in_bucket && !cleaning->has_bucket)
        return true;
    struct holder *holder = holder_of(cleaning->remote, copy);
    if (holder && holder->remove(holder, copy))
        return ledger_forget(cleaning->db, copy);
    if (is_in_bucket && errno == EHOSTUNREACH)
        cleaning->has_bucket = false;
    return is_in_bucket;
}

void remote_clean(struct remote *remote, bool (*goes_on)(void *context), void *context) {
    struct cleaning cleaning = {
        remote, connections_take(remote->connections), remote->bucket != NULL, {.account_id = 0}};
    struct stored_copy copies[PAGE];
    size_t count = PAGE;

    if (cleaning.db)
        db_of_account(cleaning.db, EVERY_ACCOUNT);
    bool fine = cleaning.db && ledger_expire(cleaning.db);

    while (fine && count == PAGE) {
        fine = ledger_doomed(cleaning.db, &cleaning.after, copies, PAGE, &count);
        for (size_t i = 0; fine && i < count; i++)
            fine = goes_on(context) && clean_one(&cleaning, &copies[i]);
        if (count > 0)
            cleaning.after = copies[count - 1];
    }
    if (cleaning.db)
        connections_give(remote->connections, cleaning.db);
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
    struct remote *remote;
    struct db *db;
    char *piece;
    bool (*visit)(void *context, const struct stored_copy *copy);
    void *context;
};

/* Bytes go before the ledger forgets them, so what it does not know may be gone by now. */
static bool are_there(const struct strange *strange, const struct stored_copy *copy) {
    struct stored_copy begin = *copy;

    begin.size = 1;
    return remote_read(strange->remote, &begin, 0, strange->piece, HOLDER_PIECE) > 0 ||
           errno != ENOENT;
}

static bool see_bytes(void *context, const struct stored_copy *copy) {
    struct strange *strange = context;
    bool is_known;

    return ledger_has(strange->db, copy, &is_known) &&
           (is_known || !are_there(strange, copy) || strange->visit(strange->context, copy));
}

bool remote_walk_strange(struct remote *remote,
                         bool (*visit)(void *context, const struct stored_copy *copy),
                         void *context) {
    struct db *db = connections_take(remote->connections);
    struct strange strange = {remote, db, malloc(HOLDER_PIECE), visit, context};

    NEEDED(strange.piece);
    if (db)
        db_of_account(db, EVERY_ACCOUNT);
    bool fine = db && remote->chunks->walk(remote->chunks, see_bytes, &strange) &&
                (!remote->bucket || remote->bucket->walk(remote->bucket, see_bytes, &strange));

    if (db)
        connections_give(remote->connections, db);
    free(strange.piece);
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
