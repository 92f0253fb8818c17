/* recover.c - decides, at start, about what a crash left in incoming.
 *
 * What lies in incoming tells how far an upload had come when the process ended:
 *
 *   upload-<random>            bytes that were not durable: nobody was answered, and they go
 *   <account>-<hash>-<random>  a marker: whole and durable bytes. If a row refers to them, they are
 *                              linked to their place once more; if none does, what is in the
 *                              place is set aside (while the files are pinned, or the disk is
 *                              full, that is left to the tidying). Then the marker goes
 *   anything else              is not ours, and stays
 *
 * Each of these can be done twice, so a crash during the recovery leaves nothing worse than it
 * found. The marker goes last: as long as it is there, the next start decides again. */
#include "base/log.h"
#include "files/file_store_parts.h"
#include "files/look.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct recovery {
    struct file_store *store;
    bool (*is_referenced)(void *context, int64_t account_id, const char *hash, bool *ret);
    void *context;
    size_t strange, removed;
    char example[NAME_SIZE]; /* the beginning of a strange name */
};

/* A marker goes together with its bytes, so a name that was listed may be gone. */
static bool is_regular_or_gone(struct recovery *recovery, const char *name) {
    struct stat status;

    if (fstatat(recovery->store->incoming, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT;
    return S_ISREG(status.st_mode);
}

static bool complain(const char *name, const char *what) {
    log_error("The file %s in files/" INCOMING " cannot be %s: %s.", name, what, strerror(errno));
    return false;
}

static bool drop(struct recovery *recovery, const char *name) {
    if (unlinkat(recovery->store->incoming, name, 0) != 0 && errno != ENOENT)
        return complain(name, "removed");
    recovery->removed++;
    return true;
}

/* Bytes that are whole in their place are not given up for others. */
static bool is_whole(struct file_store *store, int64_t account_id, const char *hash) {
    struct file_look look;

    look_begin_at(&look, store->root, account_id, hash, -1);
    while (look_on(&look, SIZE_MAX))
        ;
    look_end(&look);
    return look.fault == FILE_WHOLE;
}

/* A full disk may have no room for a new folder, and must not keep a server from starting. */
static bool set_aside(struct file_store *store, int64_t account_id, const char *hash) {
    return file_store_is_pinned(store) || file_store_set_aside(store, NULL, account_id, hash) ||
           is_no_room(errno);
}

/* With a row its bytes are in their place: the link made sure of it before the commit, and doing
 * it again costs little where it matters most. */
static bool decide(struct recovery *recovery, const char *name, int64_t account_id,
                   const char *hash) {
    bool referenced = false;

    if (!recovery->is_referenced(recovery->context, account_id, hash, &referenced))
        return false;
    if (!referenced)
        return set_aside(recovery->store, account_id, hash);
    bool keeps = is_whole(recovery->store, account_id, hash);
    return link_place(recovery->store, name, account_id, hash, true, keeps) ||
           complain(name, "put in place");
}

static bool recover_one(struct recovery *recovery, const char *name) {
    char hash[FILE_HASH_LENGTH + 1];
    int64_t account_id = 0;

    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return true;
    bool unsynced = is_unsynced(name);
    /* A remote store leaves none: it is of a time when the directory was the store. */
    bool marker = !recovery->store->remote && read_marker(name, &account_id, hash);
    if ((!unsynced && !marker) || !is_regular_or_gone(recovery, name)) {
        recovery->strange++;
        snprintf(recovery->example, NAME_SIZE, "%.*s", NAME_SIZE - 1, name);
        return true;
    }
    return (unsynced || decide(recovery, name, account_id, hash)) && drop(recovery, name);
}

static bool recover_all(struct recovery *recovery, DIR *listing) {
    struct dirent *entry;
    bool fine = true;

    while ((errno = 0, entry = readdir(listing)))
        fine = recover_one(recovery, entry->d_name) && fine;
    if (errno != 0)
        fine = complain(".", "listed");
    return fine;
}

bool file_store_recover(struct file_store *store,
                        bool (*is_referenced)(void *context, int64_t account_id, const char *hash,
                                              bool *ret),
                        void *context) {
    struct recovery recovery = {store, is_referenced, context, 0, 0, ""};
    DIR *listing = list_directory(store->root, INCOMING);

    if (!listing)
        return complain(".", "listed");
    bool fine = recover_all(&recovery, listing);
    closedir(listing);
    if (recovery.removed > 0)
        log_notice("%zu unfinished uploads were removed.", recovery.removed);
    if (recovery.strange > 0)
        log_warning("There are %zu files in files/" INCOMING
                    " that are not glimt's, such as %s; they are left alone.",
                    recovery.strange, recovery.example);
    return fine;
}
