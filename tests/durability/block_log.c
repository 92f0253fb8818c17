/* block_log.c - a file system of one file, a disk's image, that notes each write and each flush.
 *
 * block_log MOUNTPOINT IMAGE LOG: while it runs, MOUNTPOINT/disk has the bytes of IMAGE. A loop
 * device on it is a disk whose flushes come here as fsync. What is done stands in LOG in its order:
 * a head each, followed by the bytes of a write. Requests are served one by one, so a flush stands
 * behind all that was written before it. Ends by SIGTERM. */
#define FUSE_USE_VERSION 31
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char disk_path[] = "/disk";

struct recorder {
    int image;
    FILE *log;
};

enum kind { KIND_WRITE, KIND_FLUSH };

/* block_image.py reads these. */
struct head {
    uint64_t kind;
    uint64_t offset; /* of a write */
    uint64_t length;
    uint64_t nanoseconds; /* by the monotonic clock, before the answer */
};

static struct recorder *the_recorder(void) {
    return fuse_get_context()->private_data;
}

static bool note(enum kind kind, const char *bytes, size_t length, off_t offset) {
    FILE *log = the_recorder()->log;
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    struct head head = {
        .kind = kind,
        .offset = (uint64_t)offset,
        .length = length,
        .nanoseconds = (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec,
    };
    return fwrite(&head, sizeof head, 1, log) == 1 && fwrite(bytes, 1, length, log) == length;
}

static int disk_getattr(const char *path, struct stat *ret, struct fuse_file_info *file) {
    (void)file;
    memset(ret, 0, sizeof *ret);
    if (strcmp(path, "/") == 0) {
        ret->st_mode = S_IFDIR | 0700;
        ret->st_nlink = 2;
        return 0;
    }
    if (strcmp(path, disk_path) != 0)
        return -ENOENT;
    return fstat(the_recorder()->image, ret) == 0 ? 0 : -errno;
}

static int disk_open(const char *path, struct fuse_file_info *file) {
    (void)file;
    return strcmp(path, disk_path) == 0 ? 0 : -ENOENT;
}

static int disk_read(const char *path, char *bytes, size_t size, off_t offset,
                     struct fuse_file_info *file) {
    (void)path;
    (void)file;
    ssize_t count = pread(the_recorder()->image, bytes, size, offset);
    return count >= 0 ? (int)count : -errno;
}

static int disk_write(const char *path, const char *bytes, size_t size, off_t offset,
                      struct fuse_file_info *file) {
    (void)path;
    (void)file;
    ssize_t count = pwrite(the_recorder()->image, bytes, size, offset);
    if (count < 0)
        return -errno;
    return note(KIND_WRITE, bytes, (size_t)count, offset) ? (int)count : -EIO;
}

static int disk_fsync(const char *path, int data_only, struct fuse_file_info *file) {
    (void)path;
    (void)data_only;
    (void)file;
    return note(KIND_FLUSH, "", 0, 0) ? 0 : -EIO;
}

static void disk_destroy(void *data) {
    struct recorder *recorder = data;
    fclose(recorder->log);
}

static const struct fuse_operations operations = {
    .getattr = disk_getattr,
    .open = disk_open,
    .read = disk_read,
    .write = disk_write,
    .fsync = disk_fsync,
    .destroy = disk_destroy,
};

int main(int count, char **arguments) {
    if (count != 4) {
        fputs("Usage: block_log MOUNTPOINT IMAGE LOG\n", stderr);
        return 2;
    }
    struct recorder recorder = {
        .image = open(arguments[2], O_RDWR | O_CLOEXEC),
        .log = fopen(arguments[3], "wbe"),
    };
    if (recorder.image < 0 || !recorder.log) {
        perror("block_log");
        return 1;
    }
    // One request after the other.
    char foreground[] = "-f", single[] = "-s";
    char *flags[] = {arguments[0], arguments[1], foreground, single};
    return fuse_main(4, flags, &operations, &recorder);
}
