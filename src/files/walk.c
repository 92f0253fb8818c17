/* walk.c - goes through the directories of the store. */
#include "files/walk.h"

#include "files/file_store_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct walk {
    bool (*visit)(void *context, const struct found_file *found);
    void *context;
    int64_t account_id;
    char prefix[PREFIX_LENGTH + 1];
};

int files_open(struct arena *arena, const char *directory) {
    return open(arena_format(arena, "%s/files", directory).at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static bool tell(const struct walk *walk, const char *path, const char *hash, int error) {
    struct found_file found = {path, walk->account_id, hash, error};

    return walk->visit(walk->context, &found);
}

static bool each(struct walk *walk, int parent, const char *name, const char *path,
                 bool (*enter)(struct walk *walk, int directory, const char *name,
                               const char *path)) {
    DIR *listing = list_directory(parent, name);
    const struct dirent *entry;
    char inner[PATH_MAX];
    bool goes_on = true;

    if (!listing) {
        bool is_strange = errno == ENOTDIR || errno == ELOOP;
        return errno == ENOENT || tell(walk, path, NULL, is_strange ? 0 : errno);
    }
    while (goes_on && (errno = 0, entry = readdir(listing))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(inner, sizeof(inner), "%s/%s", path, entry->d_name);
        goes_on = enter(walk, dirfd(listing), entry->d_name, inner);
    }
    if (goes_on && errno != 0)
        goes_on = tell(walk, path, NULL, errno);
    closedir(listing);
    return goes_on;
}

static bool enter_file(struct walk *walk, int directory, const char *name, const char *path) {
    char hash[FILE_HASH_LENGTH + 1];

    (void)directory;
    if (!is_hex(name, FILE_HASH_LENGTH - PREFIX_LENGTH) || name[FILE_HASH_LENGTH - PREFIX_LENGTH])
        return tell(walk, path, NULL, 0);
    snprintf(hash, sizeof(hash), "%s%.*s", walk->prefix, FILE_HASH_LENGTH - PREFIX_LENGTH, name);
    return tell(walk, path, hash, 0);
}

static bool enter_prefix(struct walk *walk, int directory, const char *name, const char *path) {
    if (!is_hex(name, PREFIX_LENGTH) || name[PREFIX_LENGTH])
        return tell(walk, path, NULL, 0);
    memcpy(walk->prefix, name, sizeof(walk->prefix));
    return each(walk, directory, name, path, enter_file);
}

static bool enter_account(struct walk *walk, int directory, const char *name, const char *path) {
    const char *end = read_account(name, &walk->account_id);
    if (end && *end == 0)
        return each(walk, directory, name, path, enter_prefix);
    walk->account_id = 0;
    return tell(walk, path, NULL, 0);
}

/* Where the folder is a file system of its own, it has a lost+found. */
static bool enter_any(struct walk *walk, int directory, const char *name, const char *path) {
    static const char *const known[] = {INCOMING, PIN, REMOVED, SCRUB, "lost+found"};

    for (size_t i = 0; i < COUNT(known); i++)
        if (strcmp(name, known[i]) == 0)
            return true;
    return enter_account(walk, directory, name, path);
}

bool files_walk(int root, bool (*visit)(void *context, const struct found_file *found),
                void *context) {
    struct walk walk = {visit, context, 0, ""};

    return each(&walk, root, ".", "files", enter_any);
}

bool files_walk_removed(int root, bool (*visit)(void *context, const struct found_file *found),
                        void *context) {
    struct walk walk = {visit, context, 0, ""};

    return each(&walk, root, REMOVED, "files/" REMOVED, enter_account);
}

struct found_incoming files_incoming(int root) {
    struct found_incoming found = {0, 0, 0};
    char hash[FILE_HASH_LENGTH + 1];
    const struct dirent *entry;
    DIR *listing = list_directory(root, INCOMING);
    int64_t account_id;

    if (!listing) {
        found.error = errno;
        return found;
    }
    while ((errno = 0, entry = readdir(listing))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        bool known = is_unsynced(entry->d_name) || read_marker(entry->d_name, &account_id, hash);
        found.unfinished += known;
        found.strange += !known;
    }
    found.error = errno;
    closedir(listing);
    return found;
}

bool files_are_marked(int root, int64_t account_id, const char *hash) {
    char marked[FILE_HASH_LENGTH + 1];
    const struct dirent *entry;
    DIR *listing = list_directory(root, INCOMING);
    int64_t account;
    bool found = false;

    if (!listing)
        return true;
    while (!found && (errno = 0, entry = readdir(listing)))
        found = read_marker(entry->d_name, &account, marked) && account == account_id &&
                strcmp(marked, hash) == 0;
    bool failed = !found && errno != 0;
    closedir(listing);
    return found || failed;
}

bool file_store_is_marked(struct file_store *store, int64_t account_id, const char *hash) {
    return !store->remote && files_are_marked(store->root, account_id, hash);
}

bool files_are_there(int root, int64_t account_id, const char *hash) {
    char path[NAME_SIZE];
    struct stat status;

    snprintf(path, sizeof(path), "%" PRId64 "/%.*s/%s", account_id, PREFIX_LENGTH, hash,
             hash + PREFIX_LENGTH);
    return fstatat(root, path, &status, AT_SYMLINK_NOFOLLOW) == 0 || errno != ENOENT;
}

bool file_store_has(struct file_store *store, struct db *db, int64_t account_id, const char *hash) {
    struct stored_copy copy;
    enum copy_state state;
    int64_t since;

    if (store->remote)
        return ledger_find(db, account_id, hash, &copy, &state, &since) && state == COPY_IN_PLACE;
    return files_are_there(store->root, account_id, hash);
}
