/* stored.c - the directory, or the ledger. */
#include "files/stored.h"

#include "files/file_store_parts.h"

#include <inttypes.h>
#include <stdio.h>

struct stored stored_of(const struct file_store *store, int root) {
    return (struct stored){root, store->remote};
}

/* 0: there is none; what can't be known is `unknown`. */
static enum copy_state find(const struct stored *stored, int64_t account_id, const char *hash,
                            enum copy_state unknown, struct stored_copy *ret, int64_t *ret_since) {
    enum copy_state state;

    return remote_find(stored->remote, account_id, hash, ret, &state, ret_since) ? state : unknown;
}

void stored_look_begin(struct file_look *look, const struct stored *stored, int64_t account_id,
                       const char *hash, int64_t size) {
    struct stored_copy copy;
    int64_t since;

    if (!stored->remote) {
        look_begin_at(look, stored->root, account_id, hash, size);
        return;
    }
    enum copy_state state = find(stored, account_id, hash, COPY_DOOMED, &copy, &since);
    if (state != COPY_IN_PLACE) {
        copy = (struct stored_copy){.account_id = account_id};
        memcpy(copy.hash, hash, sizeof(copy.hash));
    }
    look_begin_copy(look, stored->remote, &copy, size);
    if (state == COPY_DOOMED)
        look_fail(look, EHOSTUNREACH);
    else if (state != COPY_IN_PLACE)
        look->fault = FILE_MISSING;
}

/* ---- walks ---- */

struct walk {
    bool (*visit)(void *context, const struct found_file *found);
    void *context;
    const char *folder; /* as paths begin */
};

static bool see(void *context, const struct stored_copy *copy) {
    const struct walk *walk = context;
    char path[2 * NAME_SIZE];

    snprintf(path, sizeof(path), "%s/%" PRId64 "/%.*s/%s", walk->folder, copy->account_id,
             PREFIX_LENGTH, copy->hash, copy->hash + PREFIX_LENGTH);
    struct found_file found = {path, copy->account_id, copy->hash, 0};
    return walk->visit(walk->context, &found);
}

/* Without a hash, as it is not in its place: it is no file of the store's. */
static bool see_strange(void *context, const struct stored_copy *copy) {
    const struct walk *walk = context;
    char path[2 * NAME_SIZE];

    snprintf(path, sizeof(path), "%s %" PRId64 "/%s-%016" PRIx64,
             copy->held_in == HELD_IN_BUCKET ? "object" : "stored_chunks", copy->account_id,
             copy->hash, copy->number);
    struct found_file found = {path, copy->account_id, NULL, 0};
    return walk->visit(walk->context, &found);
}

bool stored_walk(const struct stored *stored,
                 bool (*visit)(void *context, const struct found_file *found), void *context) {
    struct walk walk = {visit, context, "files"};

    if (!stored->remote)
        return files_walk(stored->root, visit, context);
    return remote_walk(stored->remote, COPY_IN_PLACE, see, &walk) &&
           remote_walk_strange(stored->remote, see_strange, &walk);
}

bool stored_walk_removed(const struct stored *stored,
                         bool (*visit)(void *context, const struct found_file *found),
                         void *context) {
    struct walk walk = {visit, context, "files/" REMOVED};

    if (!stored->remote)
        return files_walk_removed(stored->root, visit, context);
    return remote_walk(stored->remote, COPY_ASIDE, see, &walk);
}

/* ---- one file ---- */

bool stored_removed_at(const struct stored *stored, int64_t account_id, const char *hash,
                       int64_t *ret) {
    struct stored_copy copy;

    if (!stored->remote)
        return files_removed_at(stored->root, account_id, hash, ret);
    return find(stored, account_id, hash, 0, &copy, ret) == COPY_ASIDE;
}

/* Uploads that are on their way into a remote store are told by nobody's but its own rows. */
struct found_incoming stored_incoming(const struct stored *stored) {
    struct found_incoming found = {0, 0, 0};
    int64_t coming = 0;

    if (!stored->remote)
        return files_incoming(stored->root);
    if (remote_count_coming(stored->remote, &coming))
        found.unfinished = (size_t)coming;
    else
        found.error = EHOSTUNREACH;
    return found;
}

/* A copy that is on its way is not in the place, and comes there with its row. */
bool stored_is_marked(const struct stored *stored, int64_t account_id, const char *hash) {
    return !stored->remote && files_are_marked(stored->root, account_id, hash);
}

bool stored_is_there(const struct stored *stored, int64_t account_id, const char *hash) {
    struct stored_copy copy;
    int64_t since;

    if (!stored->remote)
        return files_are_there(stored->root, account_id, hash);
    return find(stored, account_id, hash, COPY_IN_PLACE, &copy, &since) == COPY_IN_PLACE;
}
