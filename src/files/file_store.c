/* file_store.c - the places of files that are whole. */
#include "base/log.h"
#include "files/file_store_parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where a file lies, below files/. */
struct place {
    char account[32], folder[40], path[NAME_MAX_LEN];
};

static bool is_hash(struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if (!strchr("0123456789abcdef", text.at[i]) || text.at[i] == '\0')
            return false;
    return text.len == HASH_LEN;
}

static struct place place_of(int64_t account_id, struct str hash) {
    struct place place;

    ALWAYS(account_id > 0 && is_hash(hash));
    snprintf(place.account, sizeof(place.account), "%" PRId64, account_id);
    snprintf(place.folder, sizeof(place.folder), "%" PRId64 "/%.2s", account_id, hash.at);
    snprintf(place.path, sizeof(place.path), "%" PRId64 "/%.2s/%.62s", account_id, hash.at,
             hash.at + 2);
    return place;
}

static bool fail(const char *doing) {
    log_error("A stored file cannot be %s: %s.", doing, strerror(errno));
    return false;
}

static int open_folder(int parent, const char *name) {
    return openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static bool sync_folder(int parent, const char *name) {
    int folder = open_folder(parent, name);
    bool good = folder >= 0 && fsync(folder) == 0;

    if (folder >= 0)
        close(folder);
    return good;
}

/* A new folder is on the disk only when the one above it is. */
static bool make_folder(struct file_store *store, const char *name, const char *above) {
    if (mkdirat(store->files, name, 0700) == 0)
        return sync_folder(store->files, above);
    return errno == EEXIST;
}

static int open_incoming(struct file_store *store, const char *path) {
    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        return -1;
    store->files = open_folder(AT_FDCWD, path);
    if (store->files < 0 || (mkdirat(store->files, "incoming", 0700) != 0 && errno != EEXIST))
        return -1;
    return open_folder(store->files, "incoming");
}

struct file_store *file_store_open(struct arena *arena, const char *directory,
                                   const char **ret_problem) {
    const char *path = arena_format(arena, "%s/files", directory).at;
    struct file_store *store = calloc(1, sizeof(*store));

    ALWAYS(store);
    store->files = -1;
    store->incoming = open_incoming(store, path);
    if (store->incoming < 0) {
        *ret_problem = arena_format(arena, "The directory %s cannot be made or opened: %s.", path,
                                    strerror(errno))
                           .at;
        if (store->files >= 0)
            close(store->files);
        free(store);
        return NULL;
    }
    store->end = &store->first;
    pthread_mutex_init(&store->lock, NULL);
    pthread_cond_init(&store->filled, NULL);
    ALWAYS(pthread_create(&store->thread, NULL, upload_work, store) == 0);
    return store;
}

void file_store_close(struct file_store *store) {
    if (!store)
        return;
    pthread_mutex_lock(&store->lock);
    store->closing = true;
    pthread_cond_signal(&store->filled);
    pthread_mutex_unlock(&store->lock);
    pthread_join(store->thread, NULL);
    pthread_cond_destroy(&store->filled);
    pthread_mutex_destroy(&store->lock);
    close(store->incoming);
    close(store->files);
    free(store);
}

bool file_store_link(struct file_store *store, const struct upload *upload) {
    struct place place = place_of(upload->account_id, upload_hash(upload));

    if (!make_folder(store, place.account, ".") || !make_folder(store, place.folder, place.account))
        return fail("given a folder");
    if (linkat(store->incoming, upload->name, store->files, place.path, 0) != 0 && errno != EEXIST)
        return fail("put in its place");
    return sync_folder(store->files, place.folder) || fail("brought to the disk");
}

bool file_store_remove(struct file_store *store, int64_t account_id, struct str hash) {
    struct place place = place_of(account_id, hash);

    return unlinkat(store->files, place.path, 0) == 0 || errno == ENOENT || fail("removed");
}

int file_store_read(struct file_store *store, int64_t account_id, struct str hash,
                    int64_t *ret_size) {
    struct place place = place_of(account_id, hash);
    int descriptor = openat(store->files, place.path, O_RDONLY | O_CLOEXEC);
    struct stat found;

    if (descriptor >= 0 && fstat(descriptor, &found) == 0) {
        *ret_size = found.st_size;
        return descriptor;
    }
    fail("opened");
    if (descriptor >= 0)
        close(descriptor);
    return -1;
}

/* ACCOUNT-HASH-RANDOM */
static bool read_marker(const char *name, int64_t *ret_account, struct str *ret_hash) {
    struct str rest = str_of(name), account = str_cut(&rest, '-'), random;
    int64_t id = 0;

    *ret_hash = str_cut(&rest, '-');
    random = rest;
    for (size_t i = 0; i < account.len; i++) {
        if (account.at[i] < '0' || account.at[i] > '9' || id > INT64_MAX / 10 - 1)
            return false;
        id = id * 10 + (account.at[i] - '0');
    }
    *ret_account = id;
    return id > 0 && is_hash(*ret_hash) && random.len == RANDOM_LEN;
}

struct recovery {
    struct file_store *store;
    bool (*is_needed)(void *context, int64_t account_id, struct str hash, bool *ret);
    void *context;
};

static bool recover_one(const struct recovery *recovery, const char *name) {
    struct file_store *store = recovery->store;
    struct str hash;
    int64_t account;
    bool needed = true;

    if (strncmp(name, "upload-", 7) == 0)
        return unlinkat(store->incoming, name, 0) == 0 || fail("removed");
    if (!read_marker(name, &account, &hash)) {
        log_warning("There is a strange file in files/incoming, which is left alone: %s.", name);
        return true;
    }
    if (!recovery->is_needed(recovery->context, account, hash, &needed))
        return false;
    if (!needed && !file_store_remove(store, account, hash))
        return false;
    return unlinkat(store->incoming, name, 0) == 0 || fail("removed");
}

bool file_store_recover(struct file_store *store,
                        bool (*is_needed)(void *context, int64_t account_id, struct str hash,
                                          bool *ret),
                        void *context) {
    const struct recovery recovery = {store, is_needed, context};
    int folder = open_folder(store->files, "incoming");
    DIR *list = folder >= 0 ? fdopendir(folder) : NULL;
    struct dirent *entry;
    bool good = list != NULL;

    while (good && (entry = readdir(list)))
        if (entry->d_name[0] != '.')
            good = recover_one(&recovery, entry->d_name);
    if (list)
        closedir(list);
    else
        fail("looked for");
    return good;
}
