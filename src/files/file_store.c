/* file_store.c - the places of the bytes: to make, to find and to empty them.
 *
 * Bytes get their place by a link from incoming, never by a copy or a rename: the marker stays
 * until the row is committed, and bytes that are there already are just as good, since their name
 * is the hash of what they hold.
 *
 * A name is durable only when the directory that holds it was synced. So each directory is synced
 * after what was made in it, from the outside in: account, two digits of the hash, the bytes. The
 * two digits split an account's files over 256 directories; with ten thousand files that is some 40
 * in each. How many a directory takes well depends on the file system and was not measured. */
#include "base/log.h"
#include "files/file_store_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_DIRECTORY = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

bool is_hex(const char *at, size_t len) {
    for (size_t i = 0; i < len; i++)
        if ((at[i] < '0' || at[i] > '9') && (at[i] < 'a' || at[i] > 'f'))
            return false;
    return true;
}

static void check_names(int64_t account_id, const char *hash) {
    ALWAYS(account_id > 0);
    ALWAYS(is_hex(hash, FILE_HASH_LENGTH) && hash[FILE_HASH_LENGTH] == 0);
}

static bool complain(int64_t account_id, const char *hash, const char *what) {
    log_error("The file %s of account %" PRId64 " cannot be %s: %s.", hash, account_id, what,
              strerror(errno));
    return false;
}

/* Opens a directory, and makes it when it is missing. One that is made but not durable does not
 * stay: the next to come would take it for one that is. */
static int enter(int parent, const char *name, bool doubtful) {
    bool made = mkdirat(parent, name, 0700) == 0;

    if (!made && errno != EEXIST)
        return -1;
    if ((made || doubtful) && fsync(parent) != 0) {
        int error = errno;
        if (made)
            unlinkat(parent, name, AT_REMOVEDIR);
        errno = error;
        return -1;
    }
    return openat(parent, name, OPEN_DIRECTORY);
}

/* Closes and keeps errno. */
static void leave(int directory) {
    int error = errno;

    if (directory >= 0)
        close(directory);
    errno = error;
}

/* The directory of the bytes, made when it is missing. */
static int enter_place(struct file_store *store, int64_t account_id, const char *hash,
                       bool doubtful) {
    char name[ACCOUNT_DIGITS_MAX + 1], prefix[PREFIX_LENGTH + 1];

    snprintf(name, sizeof(name), "%" PRId64, account_id);
    snprintf(prefix, sizeof(prefix), "%.*s", PREFIX_LENGTH, hash);
    int account = enter(store->root, name, doubtful);
    if (account < 0)
        return -1;
    int directory = enter(account, prefix, doubtful);
    leave(account);
    return directory;
}

/* The directory of the bytes if it is there. */
static int find_place(struct file_store *store, int64_t account_id, const char *hash) {
    char path[NAME_SIZE];

    snprintf(path, sizeof(path), "%" PRId64 "/%.*s", account_id, PREFIX_LENGTH, hash);
    return openat(store->root, path, OPEN_DIRECTORY);
}

bool link_place(struct file_store *store, const char *name, int64_t account_id, const char *hash,
                bool doubtful) {
    int directory = enter_place(store, account_id, hash, doubtful);

    if (directory < 0)
        return false;
    int code = linkat(store->incoming, name, directory, hash + PREFIX_LENGTH, 0);
    /* Bytes that are there may be so without a sync, when that failed the last time. */
    bool fine = (code == 0 || errno == EEXIST) && fsync(directory) == 0;
    leave(directory);
    return fine;
}

bool file_store_link(struct file_store *store, struct upload *upload) {
    ALWAYS(upload->stage == SYNCED && !upload->failed);
    if (link_place(store, upload->name, upload->account_id, upload->hash, false))
        return true;
    upload->is_full = errno == ENOSPC || errno == EDQUOT;
    return complain(upload->account_id, upload->hash, "stored");
}

/* Whether there is no such file any more. */
static bool unlinked(int directory, const char *name) {
    return unlinkat(directory, name, 0) == 0 || errno == ENOENT;
}

/* A directory that is left empty stays: it would only be made again. */
static bool empty_place(struct file_store *store, int64_t account_id, const char *hash) {
    int directory = find_place(store, account_id, hash);

    if (directory < 0)
        return errno == ENOENT;
    bool fine = unlinked(directory, hash + PREFIX_LENGTH) && fsync(directory) == 0;
    leave(directory);
    return fine;
}

bool file_store_remove(struct file_store *store, int64_t account_id, const char *hash) {
    check_names(account_id, hash);
    return empty_place(store, account_id, hash) || complain(account_id, hash, "removed");
}

/* Without a lock: bytes never change, and whoever has them open keeps them when their name goes. */
int file_store_open_file(struct file_store *store, int64_t account_id, const char *hash,
                         int64_t *ret_size) {
    struct stat status;
    int file = -1;

    check_names(account_id, hash);
    int directory = find_place(store, account_id, hash);
    if (directory >= 0)
        file = openat(directory, hash + PREFIX_LENGTH, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    leave(directory);
    if (file >= 0 && fstat(file, &status) == 0) {
        *ret_size = status.st_size;
        return file;
    }
    if (errno != ENOENT)
        complain(account_id, hash, "read");
    leave(file);
    return -1;
}

/* A store may be new, or be left by a crash, so both directories are synced even if they are there.
 */
static bool open_directories(struct file_store *store, const char *directory) {
    /* Where the data lie may well be a link. */
    int parent = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (parent < 0)
        return false;
    store->root = enter(parent, "files", true);
    leave(parent);
    if (store->root >= 0)
        store->incoming = enter(store->root, INCOMING, true);
    return store->incoming >= 0;
}

struct file_store *file_store_open(struct arena *arena, const char *directory,
                                   const char **ret_problem) {
    struct file_store *store = NEW(arena, struct file_store);

    ALWAYS(sodium_init() >= 0);
    store->root = store->incoming = -1;
    if (!open_directories(store, directory)) {
        *ret_problem = arena_format(arena, "The directory %s/files cannot be used: %s.", directory,
                                    strerror(errno))
                           .at;
        leave(store->root);
        return NULL;
    }
    store->end = &store->first;
    pthread_mutex_init(&store->lock, NULL);
    pthread_cond_init(&store->filled, NULL);
    NEEDED(pthread_create(&store->thread, NULL, sync_uploads, store) == 0);
    return store;
}

/* The thread ends once its queue is empty, so nothing that was asked for is lost. */
void file_store_stop(struct file_store *store) {
    pthread_mutex_lock(&store->lock);
    bool stopped = store->stopping;
    store->stopping = true;
    pthread_cond_signal(&store->filled);
    pthread_mutex_unlock(&store->lock);
    if (!stopped)
        pthread_join(store->thread, NULL);
}

void file_store_close(struct file_store *store) {
    if (!store)
        return;
    file_store_stop(store);
    pthread_cond_destroy(&store->filled);
    pthread_mutex_destroy(&store->lock);
    close(store->incoming);
    close(store->root);
}
