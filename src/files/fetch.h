/* fetch.h - files of a remote store, brought here to be sent.
 *
 * A file is read from end to end, as its hash can only be told then, into one without a name that
 * goes with its descriptor. Some threads do that, each one file at a time and one piece of it in
 * memory. What was fetched last stays for who asks again. */
#ifndef GLIMT_FILES_FETCH_H
#define GLIMT_FILES_FETCH_H

#include "files/look.h"

struct file_fetch {
    /* Called on a thread of the store, when `look` has ended; the fetch may be freed in it. A fault
     * of FILE_MISSING: the copy is gone, and so is the row that was read, or it has others by now.
     * Of FILE_UNREADABLE, with the error EHOSTUNREACH: what keeps the files can't be reached now;
     * with ENOSPC: there is no room here. */
    void (*done)(struct file_fetch *fetch);
    struct file_look look;
    int descriptor; /* the caller's, of a whole file; else -1 */
    struct stored_copy copy;
    struct file_fetch *next; /* the store's */
};

/* A descriptor of a file that was fetched before, for the caller to close; -1: there is none. */
int file_store_fetched(struct file_store *store, int64_t account_id, const char *hash,
                       int64_t *ret_size);

/* The copy that the transaction of `db` sees in its place, or set aside; `*ret_found` says whether
 * there is one. False when the database fails. */
bool file_store_find(struct db *db, int64_t account_id, const char *hash, struct stored_copy *ret,
                     bool *ret_found) MUST_USE;

/* Fetches the copy that `copy` of the fetch says, of which rows say `size`; -1: they do not. None
 * may be left when the store stops. */
void file_store_fetch_later(struct file_store *store, struct file_fetch *fetch, int64_t size);

#endif
