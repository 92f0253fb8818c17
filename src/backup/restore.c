/* restore.c - makes a data directory beside its place, and moves it there at the end.
 *
 * All that was written is made durable by one sync of the file system, which costs less than one
 * for each of a million files. */
#include "backup/backup.h"
#include "backup/judge.h"
#include "backup/unpack.h"
#include "backup/workspace.h"
#include "db/reserve.h"
#include "files/file_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool refuse_existing(struct run *run, const char *directory) {
    return run_fail(run, "%s exists already; a backup is restored into a new directory.",
                    directory);
}

static bool is_there(const char *path) {
    struct stat found;

    return lstat(path, &found) == 0;
}

/* Some file systems cannot rename without replacing; a plain rename replaces no directory but an
 * empty one. */
static bool take_name(const char *from, const char *to) {
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL)
        return false;
    errno = EEXIST;
    return !is_there(to) && rename(from, to) == 0;
}

static bool sync_all(const char *directory) {
    int file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool fine = file >= 0 && syncfs(file) == 0;

    if (file >= 0)
        close(file);
    return fine;
}

/* The empty places that a store has beside its files, and the files' own if there was none. */
static bool complete_store(struct run *run, const char *directory) {
    const char *problem = NULL;
    struct file_store *store = file_store_open(run->arena, directory, &problem);

    file_store_close(store);
    return store || run_fail(run, "%s", problem);
}

/* With the reserve, it can be started even if the disk is full from now on. */
static bool move(struct run *run, const char *from, const char *to) {
    reserve_keep(from, true);
    if (!sync_all(from))
        return run_fail(run, "%s cannot be written to the disk: %s.", from, strerror(errno));
    if (!run_goes_on(run))
        return false;
    if (!take_name(from, to))
        return errno == EEXIST ? refuse_existing(run, to)
                               : run_fail(run, "%s cannot be made: %s.", to, strerror(errno));
    return true;
}

static const char *without_slashes(struct arena *arena, const char *path) {
    size_t len = strlen(path);

    while (len > 1 && path[len - 1] == '/')
        len--;
    return arena_z(arena, (struct str){path, len});
}

bool backup_restore(struct run *run, const struct plans *plans, int file, const char *name,
                    const unsigned char *key, const char *directory, struct holding *ret) {
    const char *target = without_slashes(run->arena, directory);
    const char *start = arena_format(run->arena, "%s.restoring-", target).at;
    struct manifest manifest;
    int lock;

    *ret = (struct holding){.kind_count = 0};
    if (is_there(target))
        return refuse_existing(run, directory);
    const char *slash = strrchr(start, '/');
    workspace_sweep(run, parent_of(run->arena, target), slash ? slash + 1 : start);
    const char *place = workspace_make(run, start, &lock);
    if (!place)
        return false;
    struct unpacking unpacking = {run, file, name, key, place, .with_all = true};
    bool fine = unpack_all(&unpacking, ret, &manifest);
    fine = fine && judge(run, plans, place, &manifest, ret) && complete_store(run, place);
    manifest_close(&manifest);
    fine = fine && move(run, place, target);
    if (!fine)
        workspace_remove(place);
    else if (!sync_all(parent_of(run->arena, target)))
        run_tell(run, "The directory %s is in its place, but may not be on the disk yet: %s.",
                 directory, strerror(errno));
    close(lock);
    return fine;
}
