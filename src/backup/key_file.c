/* key_file.c - reads it, and hashes it under a name of its own. */
#include "backup/key_file.h"

#include "base/privacy.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

enum { LEAST = 32, MOST = 64 * 1024 };

static const unsigned char purpose[] = "glimt: key of backups, 1";

static bool refuse(struct run *run, const char *path, const char *what) {
    return run_fail(run, "The key file %s %s.", path, what);
}

static bool check(struct run *run, const char *path, int file) {
    struct stat found;

    if (fstat(file, &found) != 0)
        return run_fail(run, "The key file %s cannot be read: %s.", path, strerror(errno));
    if (!S_ISREG(found.st_mode))
        return refuse(run, path, "is not a file");
    if (!is_private(&found))
        return run_fail(run, "%s", open_to_others(run->arena, "key file", path, &found));
    return true;
}

static bool hash(struct run *run, const char *path, int file, unsigned char ret[KEY_LENGTH]) {
    unsigned char *bytes = arena_take(run->arena, MOST + 1, 1);
    size_t len = 0;
    ssize_t count;

    while (len <= MOST && (count = read(file, bytes + len, MOST + 1 - len)) != 0) {
        if (count < 0)
            return run_fail(run, "The key file %s cannot be read: %s.", path, strerror(errno));
        len += (size_t)count;
    }
    if (len < LEAST)
        return refuse(run, path, "is too short: it must have at least 32 bytes");
    if (len > MOST)
        return refuse(run, path, "is too long: it must have at most 65536 bytes");
    crypto_generichash(ret, KEY_LENGTH, bytes, len, purpose, sizeof(purpose) - 1);
    sodium_memzero(bytes, MOST + 1);
    return true;
}

bool key_file_read(struct run *run, const char *path, unsigned char ret[KEY_LENGTH]) {
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0)
        return run_fail(run, "The key file %s cannot be read: %s.", path, strerror(errno));
    bool fine = check(run, path, file) && hash(run, path, file, ret);
    close(file);
    return fine;
}
