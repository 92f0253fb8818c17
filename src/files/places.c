/* places.c - the directories of the store, and a file in them.
 *
 * A name is durable only when the directory that holds it was synced. So each directory is synced
 * after what was made in it, from the outside in: account, two digits of the hash, the bytes. The
 * two digits split an account's files over 256 directories; with ten thousand files that is some 40
 * in each. How many a directory takes well depends on the file system and was not measured. */
#include "base/log.h"
#include "base/owner.h"
#include "files/file_store_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

void check_names(int64_t account_id, const char *hash) {
    ALWAYS(account_id > 0);
    ALWAYS(is_hex(hash, FILE_HASH_LENGTH) && hash[FILE_HASH_LENGTH] == 0);
}

bool complain_of_file(int64_t account_id, const char *hash, const char *what) {
    int error = errno;

    if (is_no_room(error))
        log_repeated(LOG_FULL,
                     "The disk is full. The file %s of account %" PRId64 " cannot be %s: %s.", hash,
                     account_id, what, strerror(error));
    else
        log_error("The file %s of account %" PRId64 " cannot be %s: %s.", hash, account_id, what,
                  strerror(error));
    errno = error;
    return false;
}

/* One that is made but not durable does not stay: the next to come would take it for one that is.
 */
int enter_directory(int parent, const char *name, bool doubtful) {
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
    int directory = openat(parent, name, OPEN_DIRECTORY);
    if (made && directory >= 0)
        give_to_owner_of(parent, ".", directory);
    return directory;
}

void leave_directory(int directory) {
    int error = errno;

    if (directory >= 0)
        close(directory);
    errno = error;
}

int enter_place(int root, int64_t account_id, const char *hash, bool doubtful) {
    char name[ACCOUNT_DIGITS_MAX + 1], prefix[PREFIX_LENGTH + 1];

    snprintf(name, sizeof(name), "%" PRId64, account_id);
    snprintf(prefix, sizeof(prefix), "%.*s", PREFIX_LENGTH, hash);
    int account = enter_directory(root, name, doubtful);
    if (account < 0)
        return -1;
    int directory = enter_directory(account, prefix, doubtful);
    leave_directory(account);
    return directory;
}

int find_place(int root, int64_t account_id, const char *hash) {
    char path[NAME_SIZE];

    snprintf(path, sizeof(path), "%" PRId64 "/%.*s", account_id, PREFIX_LENGTH, hash);
    return openat(root, path, OPEN_DIRECTORY);
}

bool is_unlinked(int directory, const char *name) {
    return unlinkat(directory, name, 0) == 0 || errno == ENOENT;
}

/* A directory that is left empty stays: it would only be made again. */
bool empty_place(int root, int64_t account_id, const char *hash) {
    int directory = find_place(root, account_id, hash);

    if (directory < 0)
        return errno == ENOENT;
    bool fine = is_unlinked(directory, hash + PREFIX_LENGTH) && fsync(directory) == 0;
    leave_directory(directory);
    return fine;
}

int open_place(int root, int64_t account_id, const char *hash) {
    int file = -1;

    check_names(account_id, hash);
    int directory = find_place(root, account_id, hash);
    if (directory >= 0)
        file = openat(directory, hash + PREFIX_LENGTH,
                      O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    leave_directory(directory);
    return file;
}
