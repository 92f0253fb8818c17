/* verify.h - which stored files were found whole already, and a thread that reads the others.
 *
 * A file that was read once from end to end, and had the hash that it is named by, is remembered
 * for a day, by what the file system says of it: as long as it is the same file, and nothing was
 * written to it, it is whole. Some thousand are remembered. */
#ifndef GLIMT_FILES_VERIFY_H
#define GLIMT_FILES_VERIFY_H

#include "files/look.h"

#include <sys/stat.h>

struct file_verification {
    /* Called on the verifying thread, when `look` has ended; it may be freed in it. */
    void (*done)(struct file_verification *verification);
    struct file_look look;
    struct file_verification *next; /* the thread's */
    struct stat before;
    int64_t begun_at;
};

/* Whether the open file is remembered to have this content. From any thread. */
bool file_store_remembers(struct file_store *store, int descriptor, const char *hash);

/* Forgets it, since it was found damaged although the file system does not tell. */
void file_store_forget(struct file_store *store, int descriptor);

/* The same of what a look has read, wherever it was. */
void file_store_forget_look(struct file_store *store, const struct file_look *look);

/* Reads the open file, which stays the caller's, and remembers it when it is whole; at once. */
enum file_fault file_store_verify(struct file_store *store, struct file_verification *verification,
                                  int descriptor, const char *hash, int64_t size);

/* The same on the verifying thread, which is started for the first of all. Several files are read
 * in turns, so that a small one does not wait for a large one. None may be left when the store
 * stops. */
void file_store_verify_later(struct file_store *store, struct file_verification *verification,
                             int descriptor, const char *hash, int64_t size);

#endif
