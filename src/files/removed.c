/* removed.c - files that no row names, set aside in files/removed before they go for good.
 *
 * That no row names a file may be the fault of the database: an older copy of it was put in place
 * for a moment. So what is tidied is only renamed, to the same path below files/removed, and can be
 * put back as long as it is there. The rename sets the ctime, which nobody can set back: it says
 * since when. */
#include "files/file_store_parts.h"
#include "files/walk.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static int find_removed(int root) {
    return openat(root, REMOVED, OPEN_DIRECTORY);
}

/* The new name is durable before the old one is gone. Where both are names of one file, as in a
 * copy made of links, a rename leaves both. */
static bool move(int from, int to, const char *name) {
    struct stat status;

    if (fstatat(from, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT;
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return false;
    }
    return renameat(from, name, to, name) == 0 && fsync(to) == 0 && is_unlinked(from, name) &&
           fsync(from) == 0;
}

bool file_store_set_aside(struct file_store *store, struct db *db, int64_t account_id,
                          const char *hash) {
    bool was_there;

    check_names(account_id, hash);
    if (store->remote) /* what was aside before makes room */
        return ledger_move(db, account_id, hash, COPY_ASIDE, COPY_DOOMED, &was_there) &&
               ledger_move(db, account_id, hash, COPY_IN_PLACE, COPY_ASIDE, &was_there);
    int from = find_place(store->root, account_id, hash);
    if (from < 0 && errno == ENOENT)
        return true;
    int removed = from >= 0 ? enter_directory(store->root, REMOVED, false) : -1;
    int to = removed >= 0 ? enter_place(removed, account_id, hash, false) : -1;
    bool fine = to >= 0 && move(from, to, hash + PREFIX_LENGTH);
    leave_directory(to);
    leave_directory(removed);
    leave_directory(from);
    return fine || complain_of_file(account_id, hash, "set aside");
}

/* By a link, which replaces nothing. */
static bool move_back(int from, int to, const char *name) {
    return linkat(from, name, to, name, 0) == 0 && fsync(to) == 0 && is_unlinked(from, name) &&
           fsync(from) == 0;
}

static bool put_copy_back(struct db *db, int64_t account_id, const char *hash) {
    struct stored_copy copy;
    enum copy_state state;
    int64_t since;
    bool is_done = false;

    return ledger_find(db, account_id, hash, &copy, &state, &since) && state == COPY_ASIDE &&
           ledger_move(db, account_id, hash, COPY_ASIDE, COPY_IN_PLACE, &is_done) && is_done;
}

bool file_store_put_back(struct file_store *store, struct db *db, int64_t account_id,
                         const char *hash) {
    check_names(account_id, hash);
    if (store->remote)
        return put_copy_back(db, account_id, hash);
    int removed = find_removed(store->root);
    int from = removed >= 0 ? find_place(removed, account_id, hash) : -1;
    int to = from >= 0 ? enter_place(store->root, account_id, hash, true) : -1;
    bool fine = to >= 0 && move_back(from, to, hash + PREFIX_LENGTH);
    leave_directory(to);
    leave_directory(from);
    leave_directory(removed);
    if (!fine && errno != ENOENT && errno != EEXIST)
        complain_of_file(account_id, hash, "put back");
    return fine;
}

bool file_store_remove_aside(struct file_store *store, struct db *db, int64_t account_id,
                             const char *hash) {
    bool was_there;

    check_names(account_id, hash);
    if (store->remote)
        return ledger_move(db, account_id, hash, COPY_ASIDE, COPY_DOOMED, &was_there);
    int removed = find_removed(store->root);
    bool fine = removed < 0 ? errno == ENOENT : empty_place(removed, account_id, hash);
    leave_directory(removed);
    return fine || complain_of_file(account_id, hash, "removed");
}

int open_removed(int root, int64_t account_id, const char *hash) {
    int removed = find_removed(root);
    int file = removed >= 0 ? open_place(removed, account_id, hash) : -1;

    leave_directory(removed);
    return file;
}

bool files_removed_at(int root, int64_t account_id, const char *hash, int64_t *ret) {
    struct stat status;
    int removed = find_removed(root);
    int directory = removed >= 0 ? find_place(removed, account_id, hash) : -1;
    bool found = directory >= 0 &&
                 fstatat(directory, hash + PREFIX_LENGTH, &status, AT_SYMLINK_NOFOLLOW) == 0;

    leave_directory(directory);
    leave_directory(removed);
    if (found)
        *ret = status.st_ctim.tv_sec;
    return found;
}
