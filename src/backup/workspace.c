/* workspace.c - makes and removes temporary directories, and those of the dead. */
#include "backup/workspace.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_FILES = 16, TRIES = 16 };

bool lock_new(int file, const char *path) {
    struct stat opened, found;

    return flock(file, LOCK_EX | LOCK_NB) == 0 && fstat(file, &opened) == 0 &&
           lstat(path, &found) == 0 && opened.st_ino == found.st_ino &&
           opened.st_dev == found.st_dev;
}

const char *workspace_make(struct run *run, const char *start, int *ret_lock) {
    for (int i = 0; i < TRIES; i++) {
        char *path = arena_z(run->arena, arena_format(run->arena, "%sXXXXXX", start));
        *ret_lock = -1;
        if (!mkdtemp(path))
            break;
        *ret_lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (*ret_lock >= 0 && lock_new(*ret_lock, path))
            return path;
        if (*ret_lock >= 0)
            close(*ret_lock);
        rmdir(path);
    }
    run_fail(run, "A directory in %s cannot be made: %s.", parent_of(run->arena, start),
             strerror(errno));
    return NULL;
}

static int remove_one(const char *path, const struct stat *found, int kind, struct FTW *place) {
    (void)found, (void)kind, (void)place;
    remove(path);
    return 0;
}

void workspace_remove(const char *path) {
    if (path)
        nftw(path, remove_one, OPEN_FILES, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

static bool is_leftover(struct str name, struct str start) {
    const struct str end = STR(PARTIAL);

    if (start.len > 0 && name.len == start.len + 6 && memcmp(name.at, start.at, start.len) == 0)
        return true;
    return name.len > end.len && memcmp(name.at + name.len - end.len, end.at, end.len) == 0;
}

/* Somebody else's is left alone: they could put other things in the way while it is removed. */
static bool is_abandoned(int file) {
    struct stat found;

    return fstat(file, &found) == 0 && found.st_uid == geteuid() &&
           (found.st_mode & (S_IRWXG | S_IRWXO)) == 0 && flock(file, LOCK_EX | LOCK_NB) == 0;
}

void workspace_sweep(struct run *run, const char *directory, const char *start) {
    DIR *entries = opendir(directory);
    struct dirent *entry;

    while (entries && (entry = readdir(entries))) {
        if (!is_leftover(str_of(entry->d_name), str_of(start)))
            continue;
        const char *path = arena_format(run->arena, "%s/%s", directory, entry->d_name).at;
        int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        if (file >= 0 && is_abandoned(file))
            workspace_remove(path);
        if (file >= 0)
            close(file);
    }
    if (entries)
        closedir(entries);
}

const char *parent_of(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');

    if (!slash)
        return ".";
    return slash == path ? "/" : arena_z(arena, (struct str){path, (size_t)(slash - path)});
}

const char *workspace_anywhere(void) {
    const char *directory = getenv("TMPDIR");

    return directory && *directory ? directory : "/var/tmp";
}
