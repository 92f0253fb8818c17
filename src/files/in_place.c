/* in_place.c - whether bytes that were stored can be found by their path.
 *
 * The store works in directories that it has opened once, and goes on to do so when they are moved
 * or deleted. So after the commit of a row that names bytes, these are looked up from the outside:
 * under the path by which everybody else will look, the file that the store has linked. */
#include "base/log.h"
#include "files/file_store_parts.h"

#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

static bool names_same(const char *path, int directory, const char *name) {
    struct stat outside, inside;

    return stat(path, &outside) == 0 &&
           fstatat(directory, name, &inside, AT_SYMLINK_NOFOLLOW) == 0 &&
           outside.st_dev == inside.st_dev && outside.st_ino == inside.st_ino;
}

bool file_store_is_in_place(struct file_store *store, const struct upload *upload) {
    char name[NAME_SIZE], path[PATH_MAX];

    if (store->remote) /* it was linked with its row */
        return true;
    snprintf(name, sizeof(name), "%" PRId64 "/%.*s/%s", upload->account_id, PREFIX_LENGTH,
             upload->hash, upload->hash + PREFIX_LENGTH);
    int len = snprintf(path, sizeof(path), "%s/files/%s", store->directory, name);
    if (len > 0 && (size_t)len < sizeof(path) && names_same(path, store->root, name))
        return true;
    log_error("The file %s is gone from its place while it is stored.", path);
    return false;
}
