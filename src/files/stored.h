/* stored.h - the stored files as whoever looks after them sees them, wherever they are.
 *
 * For the directory these are the functions of walk.h and look.h; for a remote store what they say
 * of places is said of rows of its ledger. What the database does not tell is taken for what does
 * least harm, and logged. */
#ifndef GLIMT_FILES_STORED_H
#define GLIMT_FILES_STORED_H

#include "files/look.h"
#include "files/walk.h"

struct stored {
    int root;              /* of files_open(); below 0: there is no folder */
    struct remote *remote; /* NULL: they are in the directory */
};

struct stored stored_of(const struct file_store *store, int root);

void stored_look_begin(struct file_look *look, const struct stored *stored, int64_t account_id,
                       const char *hash, int64_t size);

bool stored_walk(const struct stored *stored,
                 bool (*visit)(void *context, const struct found_file *found),
                 void *context) MUST_USE;
bool stored_walk_removed(const struct stored *stored,
                         bool (*visit)(void *context, const struct found_file *found),
                         void *context) MUST_USE;
bool stored_removed_at(const struct stored *stored, int64_t account_id, const char *hash,
                       int64_t *ret) MUST_USE;
struct found_incoming stored_incoming(const struct stored *stored);
bool stored_is_marked(const struct stored *stored, int64_t account_id, const char *hash) MUST_USE;
bool stored_is_there(const struct stored *stored, int64_t account_id, const char *hash) MUST_USE;

#endif
