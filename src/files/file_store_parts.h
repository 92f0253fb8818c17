/* file_store_parts.h - what the parts of the store share. */
#ifndef GLIMT_FILES_FILE_STORE_PARTS_H
#define GLIMT_FILES_FILE_STORE_PARTS_H

#include "base/room.h"
#include "files/database/remote.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>

#define INCOMING "incoming"
#define PIN "pin"
#define REMOVED "removed" /* where files that no row names are set aside */
#define SCRUB "scrub"     /* where the scrub is; see upkeep/scrub.h */
#define UNSYNCED_PREFIX "upload-"

enum { OPEN_DIRECTORY = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

/* Threads that keep uploads, and fetch files, where each waits for the network. */
enum { REMOTE_THREADS = 4 };

enum {
    ACCOUNT_DIGITS_MAX = 19,
    PREFIX_LENGTH = 2, /* of the hash, the name of a directory */
    RANDOM_BYTES = 16,
    RANDOM_LENGTH = 2 * RANDOM_BYTES,
    /* "<account>-<hash>-<random>" is the longest name, and longer than a path to a place. */
    NAME_SIZE = ACCOUNT_DIGITS_MAX + 1 + FILE_HASH_LENGTH + 1 + RANDOM_LENGTH + 1,
};

struct file_store {
    const char *directory; /* in which everything is; as long as the store */
    int root;              /* DIRECTORY/files */
    int incoming;          /* in it */
    struct remote *remote; /* where files are; NULL: in the directory */
    pthread_t syncers[REMOTE_THREADS], fetchers[REMOTE_THREADS];
    unsigned syncer_count, fetcher_count;
    pthread_mutex_t lock; /* over what follows */
    pthread_cond_t filled;
    struct upload *first, **end;
    bool stopping;
    bool is_to_clean; /* what is doomed, in the remote store */
    /* fetch.c, under the same lock */
    pthread_cond_t fetch_filled;
    struct file_fetch *fetch_first, **fetch_end;
    struct staged *staged;
    /* verify.c, under the same lock */
    pthread_t verifier;
    pthread_cond_t verify_filled;
    struct file_verification *verify_first, **verify_end;
    pthread_mutex_t memory_lock;
    struct file_memory *memory; /* NULL: nothing was remembered */
};

enum upload_stage { WRITING, SYNCING, SYNCED, DROPPING };

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
    bool failed, is_full, is_away;
    bool is_linked;       /* in a remote store */
    bool has_replaced;    /* likewise: a copy, whose bytes are to be deleted */
    char name[NAME_SIZE]; /* in incoming; empty: there is none */
    char hash[FILE_HASH_LENGTH + 1];
    struct stored_copy copy; /* in a remote store, once it is synced */
};

/* Whether `len` characters at `at` are lower-case hexadecimal digits; stops at a terminator. */
bool is_hex(const char *at, size_t len);

/* Reads an account, as printing writes it; returns what follows, or NULL. */
const char *read_account(const char *at, int64_t *ret);

/* Whether a name in incoming is that of bytes that are not durable yet, or of a marker. */
bool is_unsynced(const char *name);
bool read_marker(const char *name, int64_t *ret_account, char ret_hash[]);

/* A listing of its own, which begins at the beginning. NULL, with errno, is not logged. */
DIR *list_directory(int parent, const char *name);

/* A new name in incoming for what a recovery is to remove. */
void name_unsynced(char ret[NAME_SIZE]);

/* The work of the sync threads, of the verifier and of the fetchers, whose context is the store;
 * ends when that is stopping. */
void *sync_uploads(void *context);
void *verify_queued(void *context);
void *fetch_queued(void *context);

/* Opens what is in the place of the bytes, in the descriptor of DIRECTORY/files, whatever it is: a
 * pipe does not hold up. -1, with errno, is not logged. */
int open_place(int root, int64_t account_id, const char *hash);

/* The same in files/removed. */
int open_removed(int root, int64_t account_id, const char *hash);

/* Stops the program unless the names are those of a file. */
void check_names(int64_t account_id, const char *hash);

/* Logs what cannot be done to a file, with errno, which stays; false. */
bool complain_of_file(int64_t account_id, const char *hash, const char *what);

/* Opens a directory, and makes it, durably, when it is missing. -1, with errno, is not logged. */
int enter_directory(int parent, const char *name, bool doubtful);

/* Closes it, if it is one, and keeps errno. */
void leave_directory(int directory);

/* The directory of the bytes below `root`: made when it is missing, or only if it is there. */
int enter_place(int root, int64_t account_id, const char *hash, bool doubtful);
int find_place(int root, int64_t account_id, const char *hash);

/* Whether there is no such file any more. */
bool is_unlinked(int directory, const char *name);

/* Removes the bytes below `root`, durably. False, with errno, is not logged. */
bool empty_place(int root, int64_t account_id, const char *hash);

/* Links the file `name` of incoming to the place of the bytes, instead of what may be there.
 * `doubtful`: directories that are there may be so only in memory, too; `keeps`: what is there
 * stays. False, with errno, is not logged. */
bool link_place(struct file_store *store, const char *name, int64_t account_id, const char *hash,
                bool doubtful, bool keeps);

#endif
