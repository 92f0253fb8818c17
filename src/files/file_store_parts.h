/* file_store_parts.h - what the parts of the store share. */
#ifndef GLIMT_FILES_FILE_STORE_PARTS_H
#define GLIMT_FILES_FILE_STORE_PARTS_H

#include "files/file_store.h"

#include <errno.h>
#include <pthread.h>
#include <sodium.h>

#define INCOMING "incoming"
#define UNSYNCED_PREFIX "upload-"

enum {
    ACCOUNT_DIGITS_MAX = 19,
    PREFIX_LENGTH = 2, /* of the hash, the name of a directory */
    RANDOM_BYTES = 16,
    RANDOM_LENGTH = 2 * RANDOM_BYTES,
    /* "<account>-<hash>-<random>" is the longest name, and longer than a path to a place. */
    NAME_SIZE = ACCOUNT_DIGITS_MAX + 1 + FILE_HASH_LENGTH + 1 + RANDOM_LENGTH + 1,
};

struct file_store {
    int root;     /* DIRECTORY/files */
    int incoming; /* in it */
    pthread_t thread;
    pthread_mutex_t lock; /* over what follows */
    pthread_cond_t filled;
    struct upload *first, **end;
    bool stopping;
};

enum upload_stage { WRITING, SYNCING, SYNCED };

struct upload {
    crypto_generichash_state state;
    struct file_store *store;
    struct upload *next; /* in the queue of the sync thread */
    void (*done)(void *context, bool durable);
    void *context;
    int64_t account_id, size;
    int64_t on_its_way; /* bytes that the disk was told to begin with */
    int file;           /* -1 once it is synced */
    enum upload_stage stage;
    bool failed, is_full;
    char name[NAME_SIZE]; /* in incoming */
    char hash[FILE_HASH_LENGTH + 1];
};

/* Whether a failure of the system says that there is no room: on the disk, in a quota or a limit.
 */
static inline bool is_full(int error) {
    return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

/* Whether `len` characters at `at` are lower-case hexadecimal digits; stops at a terminator. */
bool is_hex(const char *at, size_t len);

/* The work of the sync thread, whose context is the store; ends when that is stopping. */
void *sync_uploads(void *context);

/* Links the file `name` of incoming to the place of the bytes. `doubtful`: directories that are
 * there may be so only in memory, too. False, with errno, is not logged. */
bool link_place(struct file_store *store, const char *name, int64_t account_id, const char *hash,
                bool doubtful);

#endif
