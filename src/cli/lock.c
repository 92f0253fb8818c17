/* lock.c - flock() on a file that nobody reads. */
#include "cli/lock.h"

#include "base/owner.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 50, PAUSE_MILLISECONDS = 20 };

static enum lock fail(struct arena *arena, const char *directory, const char **ret_problem) {
    *ret_problem =
        arena_format(arena, "The directory %s cannot be written: %s.", directory, strerror(errno))
            .at;
    return LOCK_FAILED;
}

static enum lock take(int file, int tries, int *ret_lock) {
    const struct timespec pause = {0, PAUSE_MILLISECONDS * 1000000L};

    while (flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (--tries <= 0) {
            close(file);
            return LOCK_HELD;
        }
        nanosleep(&pause, NULL);
    }
    *ret_lock = file;
    return LOCK_TAKEN;
}

enum lock lock_take(struct arena *arena, const char *directory, int *ret_lock,
                    const char **ret_problem) {
    const char *path = arena_format(arena, "%s/glimt.lock", directory).at;
    int file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

    *ret_lock = -1;
    if (file >= 0)
        give_to_owner_of(AT_FDCWD, directory, file);
    return file < 0 ? fail(arena, directory, ret_problem) : take(file, TRIES, ret_lock);
}

enum lock lock_directory(struct arena *arena, const char *directory, int *ret_lock,
                         const char **ret_problem) {
    int file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    *ret_lock = -1;
    return file < 0 ? fail(arena, directory, ret_problem) : take(file, 1, ret_lock);
}

bool lock_is_held(const char *directory) {
    char path[PATH_MAX];

    snprintf(path, sizeof(path), "%s/glimt.lock", directory);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    bool held = flock(file, LOCK_SH | LOCK_NB) != 0;
    close(file);
    return held;
}

void lock_give(int *lock) {
    if (*lock >= 0)
        close(*lock);
    *lock = -1;
}
