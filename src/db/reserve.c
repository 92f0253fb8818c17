/* reserve.c - a file that only takes room.
 *
 * It is filled with fallocate, which writes nothing; where a file system does not know that, the C
 * library writes zeros. What is allocated counts, not the size: a copy of the directory may have
 * left a file of holes. */
#include "db/reserve.h"

#include "base/owner.h"
#include "base/room.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum {
    STEP_BYTES = 64 * 1024, /* less is not worth it */
    BLOCK_BYTES = 512,      /* of st_blocks */
};

static int open_directory(const char *directory) {
    return open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Whether the reserve could not grow by a step, be it the disk, a quota or a limit. */
static bool is_needed(int parent) {
    int file = openat(parent, "reserve", O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    struct stat status;
    bool needed = false;

    if (file < 0)
        return false;
    if (fstat(file, &status) == 0 && status.st_blocks > 0) {
        int error = posix_fallocate(file, status.st_size, STEP_BYTES);
        needed = is_no_room(error);
        if (ftruncate(file, status.st_size) != 0)
            needed = true; /* it goes anyhow */
    }
    close(file);
    return needed;
}

bool reserve_give_up(const char *directory) {
    int parent = open_directory(directory);

    if (parent < 0)
        return false;
    bool done = is_needed(parent) && unlinkat(parent, "reserve", 0) == 0;
    close(parent);
    return done;
}

/* How many bytes the reserve may have, if it has `used` now. */
static int64_t most_of(int parent, int64_t used, bool at_start) {
    struct statvfs system;

    if (fstatvfs(parent, &system) != 0)
        return 0;
    int64_t left = (int64_t)system.f_bavail * (int64_t)system.f_frsize;
    int64_t most = at_start ? used + left : (used + left) / 2;
    return most < RESERVE_BYTES ? most / STEP_BYTES * STEP_BYTES : RESERVE_BYTES;
}

/* File systems need some room for their own: what does not fit is tried with less. */
static void fill(int file, int64_t used, int64_t most) {
    while (most >= used + STEP_BYTES && posix_fallocate(file, 0, most) != 0)
        most = used + (most - used) / 2;
}

void reserve_keep(const char *directory, bool at_start) {
    int parent = open_directory(directory);
    struct stat status = {.st_blocks = 0};

    if (parent < 0)
        return;
    fstatat(parent, "reserve", &status, AT_SYMLINK_NOFOLLOW);
    int64_t used = (int64_t)status.st_blocks * BLOCK_BYTES, most = 0;
    if (used < RESERVE_BYTES)
        most = most_of(parent, used, at_start);
    if (most >= used + STEP_BYTES) {
        int file = openat(parent, "reserve", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (file >= 0) {
            give_to_owner_of(parent, ".", file);
            fill(file, used, most);
            close(file);
        }
    }
    close(parent);
}
