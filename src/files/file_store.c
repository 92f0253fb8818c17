/* file_store.c - the store itself, and how bytes come to their place and leave it.
 *
 * Bytes get their place by a link from incoming, never by a copy: the marker stays until the row is
 * committed. What is there already under the name makes room, so that whoever uploads a content
 * again repairs what has become of it. */
#include "base/log.h"
#include "base/owner.h"
#include "files/file_store_parts.h"
#include "files/staged.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Something else is in the place, and may be damaged: fresh bytes were hashed as they came and are
 * durable, so they are better than any that would have to be read first. They change places with
 * it in one step, under a name that a recovery removes if this is the last that happens. Whoever
 * reads the old ones keeps them. A directory goes only when it is empty; else it is left in
 * incoming, where the next start tells of it. */
static bool replace(struct file_store *store, const char *name, int directory, const char *place) {
    char fresh[NAME_SIZE];
    struct stat status;

    name_unsynced(fresh);
    if (linkat(store->incoming, name, store->incoming, fresh, 0) != 0)
        return false;
    bool is_directory =
        fstatat(directory, place, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
    bool fine = renameat2(store->incoming, fresh, directory, place,
                          is_directory ? RENAME_EXCHANGE : 0) == 0;
    int error = errno;
    /* A rename of a file to another name of itself leaves both. */
    unlinkat(store->incoming, fresh, fine && is_directory ? AT_REMOVEDIR : 0);
    errno = error;
    return fine;
}

bool link_place(struct file_store *store, const char *name, int64_t account_id, const char *hash,
                bool doubtful, bool keeps) {
    int directory = enter_place(store->root, account_id, hash, doubtful);

    if (directory < 0)
        return false;
    const char *place = hash + PREFIX_LENGTH;
    bool fine = (linkat(store->incoming, name, directory, place, 0) == 0 ||
                 (errno == EEXIST && (keeps || replace(store, name, directory, place)))) &&
                fsync(directory) == 0;
    leave_directory(directory);
    return fine;
}

bool file_store_link(struct file_store *store, struct db *db, struct upload *upload) {
    ALWAYS(upload->stage == SYNCED && !upload->failed);
    if (store->remote) { /* its bytes are there, and the row says so to whoever commits with it */
        upload->is_linked = ledger_link(db, &upload->copy, &upload->has_replaced);
        return upload->is_linked;
    }
    if (link_place(store, upload->name, upload->account_id, upload->hash, false, false))
        return true;
    upload->is_full = is_no_room(errno);
    return complain_of_file(upload->account_id, upload->hash, "stored");
}

bool file_store_remove(struct file_store *store, struct db *db, int64_t account_id,
                       const char *hash) {
    bool was_there;

    check_names(account_id, hash);
    /* The bytes go after the commit, by remote_clean(): until then others read them, and the
     * transaction may be taken back. */
    if (store->remote)
        return ledger_move(db, account_id, hash, COPY_IN_PLACE, COPY_DOOMED, &was_there);
    return empty_place(store->root, account_id, hash) ||
           complain_of_file(account_id, hash, "removed");
}

/* Without a lock: bytes never change, and whoever has them open keeps them when their name goes. */
int file_store_open_file(struct file_store *store, int64_t account_id, const char *hash,
                         int64_t *ret_size) {
    struct stat status;
    int file = open_place(store->root, account_id, hash);

    /* Its row has come back, with a newer database, and the scrub has not been there yet. */
    if (file < 0 && errno == ENOENT)
        file = open_removed(store->root, account_id, hash);
    if (file >= 0 && fstat(file, &status) == 0 && S_ISREG(status.st_mode)) {
        *ret_size = status.st_size;
        return file;
    }
    if (file >= 0)
        errno = EINVAL;
    if (errno != ENOENT)
        complain_of_file(account_id, hash, "read");
    leave_directory(file);
    return -1;
}

/* A store may be new, or be left by a crash, so both directories are synced even if they are there.
 */
static bool open_directories(struct file_store *store, const char *directory) {
    /* Where the data lie may well be a link. */
    int parent = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (parent < 0)
        return false;
    store->root = enter_directory(parent, "files", true);
    leave_directory(parent);
    if (store->root >= 0)
        store->incoming = enter_directory(store->root, INCOMING, true);
    return store->incoming >= 0;
}

/* In the directory one thread is enough: its disk does one sync after the other, whoever asks. A
 * remote store has each of them wait for the network, so several upload, or fetch, side by side. */
static void begin_threads(struct file_store *store) {
    store->syncer_count = store->remote ? REMOTE_THREADS : 1;
    store->fetcher_count = store->remote ? REMOTE_THREADS : 0;
    for (unsigned i = 0; i < store->syncer_count; i++)
        NEEDED(pthread_create(&store->syncers[i], NULL, sync_uploads, store) == 0);
    for (unsigned i = 0; i < store->fetcher_count; i++)
        NEEDED(pthread_create(&store->fetchers[i], NULL, fetch_queued, store) == 0);
    NEEDED(pthread_create(&store->verifier, NULL, verify_queued, store) == 0);
}

struct file_store *file_store_open(struct arena *arena, const char *directory,
                                   const char **ret_problem) {
    return file_store_open_at(arena, &(struct file_place){.directory = directory}, ret_problem);
}

struct file_store *file_store_open_at(struct arena *arena, const struct file_place *place,
                                      const char **ret_problem) {
    struct file_store *store = NEW(arena, struct file_store);
    const char *directory = place->directory;

    ALWAYS(sodium_init() >= 0);
    store->root = store->incoming = -1;
    if (!open_directories(store, directory)) {
        *ret_problem = arena_format(arena, "The directory %s/files cannot be used: %s.", directory,
                                    strerror(errno))
                           .at;
        leave_directory(store->root);
        return NULL;
    }
    store->directory = arena_copy(arena, str_of(directory)).at;
    if (place->database)
        store->remote = remote_open(arena, *place->database, place->bucket);
    store->staged = store->remote ? staged_open() : NULL;
    store->is_to_clean = store->remote != NULL;
    store->end = &store->first;
    store->fetch_end = &store->fetch_first;
    store->verify_end = &store->verify_first;
    pthread_mutex_init(&store->lock, NULL);
    pthread_mutex_init(&store->memory_lock, NULL);
    pthread_cond_init(&store->filled, NULL);
    pthread_cond_init(&store->verify_filled, NULL);
    pthread_cond_init(&store->fetch_filled, NULL);
    begin_threads(store);
    return store;
}

bool file_store_is_remote(const struct file_store *store) {
    return store->remote != NULL;
}

/* The threads end once their queues are empty, so nothing that was asked for is lost. */
void file_store_stop(struct file_store *store) {
    pthread_mutex_lock(&store->lock);
    bool stopped = store->stopping;
    store->stopping = true;
    pthread_cond_broadcast(&store->filled);
    pthread_cond_broadcast(&store->fetch_filled);
    pthread_cond_signal(&store->verify_filled);
    pthread_mutex_unlock(&store->lock);
    if (stopped)
        return;
    for (unsigned i = 0; i < store->syncer_count; i++)
        pthread_join(store->syncers[i], NULL);
    for (unsigned i = 0; i < store->fetcher_count; i++)
        pthread_join(store->fetchers[i], NULL);
    pthread_join(store->verifier, NULL);
}

void file_store_close(struct file_store *store) {
    if (!store)
        return;
    file_store_stop(store);
    staged_close(store->staged);
    if (store->remote)
        remote_close(store->remote);
    pthread_cond_destroy(&store->fetch_filled);
    pthread_cond_destroy(&store->filled);
    pthread_cond_destroy(&store->verify_filled);
    pthread_mutex_destroy(&store->lock);
    pthread_mutex_destroy(&store->memory_lock);
    free(store->memory);
    close(store->incoming);
    close(store->root);
}
