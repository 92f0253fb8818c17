/* walk.h - what lies in the store, found by looking into its directories. */
#ifndef GLIMT_FILES_WALK_H
#define GLIMT_FILES_WALK_H

#include "files/file_store.h"

/* Opens DIRECTORY/files to look into it, for the caller to close; nothing is made. -1, with errno,
 * when it can't be. */
int files_open(struct arena *arena, const char *directory) MUST_USE;

struct found_file {
    const char *path; /* from the data directory: "files/1/ab/cdef..." */
    int64_t account_id;
    const char *hash; /* NULL: the path is none of the store's */
    int error;        /* an errno: what the path leads to cannot be listed; else 0 */
};

/* Calls `visit` for everything in `root` but what is in incoming or set aside, until it returns
 * false; whether it never did. What comes or goes meanwhile may be found or not. */
bool files_walk(int root, bool (*visit)(void *context, const struct found_file *found),
                void *context) MUST_USE;

/* The same for what was set aside: paths are like "files/removed/1/ab/cdef...". */
bool files_walk_removed(int root, bool (*visit)(void *context, const struct found_file *found),
                        void *context) MUST_USE;

/* When the bytes were set aside, as an instant; false when there are none. */
bool files_removed_at(int root, int64_t account_id, const char *hash, int64_t *ret) MUST_USE;

struct found_incoming {
    size_t unfinished; /* uploads on their way, or left by a crash: the next start decides */
    size_t strange;
    int error; /* an errno: the rest is not known */
};

struct found_incoming files_incoming(int root);

/* Whether an upload of these bytes is between its marker and its row, or was left there; true, too,
 * when it cannot be known. */
bool files_are_marked(int root, int64_t account_id, const char *hash) MUST_USE;

bool file_store_is_marked(struct file_store *store, int64_t account_id, const char *hash) MUST_USE;

/* Whether there is something in the place of the bytes. */
bool files_are_there(int root, int64_t account_id, const char *hash) MUST_USE;

/* In a remote store `db` is asked. */
bool file_store_has(struct file_store *store, struct db *db, int64_t account_id,
                    const char *hash) MUST_USE;

#endif
