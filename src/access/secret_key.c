/* secret_key.c - the key file beside the database. */
#include "access/codes.h"
#include "base/log.h"
#include "base/owner.h"
#include "base/privacy.h"

#include <errno.h>
#include <fcntl.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <unistd.h>

static bool refuse(struct arena *arena, const char *path, const char *what,
                   const char **ret_problem) {
    *ret_problem = arena_format(arena, "The key file %s %s.", path, what).at;
    return false;
}

static bool refuse_errno(struct arena *arena, const char *path, const char *what,
                         const char **ret_problem) {
    const char *why = arena_format(arena, "cannot be %s: %s", what, strerror(errno)).at;

    return refuse(arena, path, why, ret_problem);
}

/* A key that is lost with the power would take every code with it. */
static bool sync_directory(const char *directory) {
    int file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool fine = file >= 0 && fsync(file) == 0;

    if (file >= 0)
        close(file);
    return fine;
}

static bool make(struct arena *arena, const char *directory, const char *path,
                 const char **ret_problem) {
    const char *temporary = arena_format(arena, "%s.new", path).at;
    struct secret_key key;

    randombytes_buf(key.bytes, sizeof(key.bytes));
    int file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool fine = file >= 0 &&
                write(file, key.bytes, sizeof(key.bytes)) == (ssize_t)sizeof(key.bytes) &&
                fsync(file) == 0;
    if (file >= 0) {
        give_to_owner_of(AT_FDCWD, directory, file);
        fine = close(file) == 0 && fine;
    }
    sodium_memzero(&key, sizeof(key));
    if (fine && rename(temporary, path) == 0 && sync_directory(directory))
        return true;
    return refuse_errno(arena, path, "written", ret_problem);
}

static bool read_key(struct arena *arena, const char *path, int file, struct secret_key *ret,
                     const char **ret_problem) {
    unsigned char bytes[SECRET_KEY_LEN + 1];
    struct stat found;

    if (fstat(file, &found) != 0)
        return refuse_errno(arena, path, "read", ret_problem);
    if (!is_private(&found)) {
        *ret_problem = open_to_others(arena, "key file", path, &found);
        return false;
    }
    ssize_t len = read(file, bytes, sizeof(bytes));
    if (len < 0)
        return refuse_errno(arena, path, "read", ret_problem);
    if (len != SECRET_KEY_LEN)
        return refuse(arena, path, "is not a key: it must have 32 bytes", ret_problem);
    memcpy(ret->bytes, bytes, SECRET_KEY_LEN);
    sodium_memzero(bytes, sizeof(bytes));
    return true;
}

bool secret_key_open(struct arena *arena, const char *directory, struct secret_key *ret,
                     const char **ret_problem) {
    const char *path = arena_format(arena, "%s/secret.key", directory).at;

    _Static_assert(SECRET_KEY_LEN == crypto_secretbox_KEYBYTES, "it seals with secretbox");
    ALWAYS(sodium_init() >= 0 && oath_init() == OATH_OK);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT) {
        if (!make(arena, directory, path, ret_problem))
            return false;
        file = open(path, O_RDONLY | O_CLOEXEC);
    }
    if (file < 0)
        return refuse_errno(arena, path, "read", ret_problem);
    bool good = read_key(arena, path, file, ret, ret_problem);
    close(file);
    return good;
}
