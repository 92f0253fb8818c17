/* pem.c - reads and replaces small files. */
#include "http/pem.h"

#include "base/log.h"
#include "base/owner.h"
#include "base/privacy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { MOST = 256 * 1024 }; /* bytes: a chain and what people write beside it */

bool pem_refuse(struct arena *arena, enum pem what, const char *path, const char *why,
                const char **ret_problem) {
    *ret_problem = arena_format(arena, "The %s %s cannot be used: %s",
                                what == PEM_KEY ? "key" : "certificate", path, why)
                       .at;
    return false;
}

static bool refuse_errno(struct arena *arena, enum pem what, const char *path,
                         const char **ret_problem) {
    return pem_refuse(arena, what, path, arena_format(arena, "%s.", strerror(errno)).at,
                      ret_problem);
}

/* ---- reading ---- */

bool pem_is_there(const char *path) {
    return access(path, F_OK) == 0 || errno != ENOENT;
}

static bool may_be_used(struct arena *arena, enum pem what, const char *path, int file,
                        const char **ret_problem) {
    struct stat found;

    if (fstat(file, &found) != 0)
        return refuse_errno(arena, what, path, ret_problem);
    if (what == PEM_CERTIFICATE || is_private(&found))
        return true;
    *ret_problem = open_to_others(arena, "key file", path, &found);
    return false;
}

/* The length, MOST when there is more; below 0 on failure. */
static ssize_t read_all(int file, unsigned char *to) {
    size_t len = 0;
    ssize_t count;

    while (len < MOST && (count = read(file, to + len, MOST - len)) != 0) {
        if (count < 0 && errno != EINTR)
            return count;
        len += count > 0 ? (size_t)count : 0;
    }
    return (ssize_t)len;
}

static bool read_open(struct arena *arena, enum pem what, const char *path, int file,
                      gnutls_datum_t *ret, const char **ret_problem) {
    if (!may_be_used(arena, what, path, file, ret_problem))
        return false;
    NEEDED(ret->data = gnutls_malloc(MOST));
    ssize_t len = read_all(file, ret->data);
    if (len >= 0 && len < MOST) {
        ret->size = (unsigned)len;
        return true;
    }
    ret->size = MOST;
    return len < 0 ? refuse_errno(arena, what, path, ret_problem)
                   : pem_refuse(arena, what, path, "it is too long.", ret_problem);
}

bool pem_read(struct arena *arena, enum pem what, const char *path, gnutls_datum_t *ret,
              const char **ret_problem) {
    int file = open(path, O_RDONLY | O_CLOEXEC);

    *ret = (gnutls_datum_t){NULL, 0};
    if (file < 0)
        return refuse_errno(arena, what, path, ret_problem);
    bool fine = read_open(arena, what, path, file, ret, ret_problem);
    if (!fine)
        pem_done(ret);
    close(file);
    return fine;
}

void pem_done(gnutls_datum_t *data) {
    if (data->data)
        gnutls_memset(data->data, 0, data->size);
    gnutls_free(data->data);
    *data = (gnutls_datum_t){NULL, 0};
}

/* ---- writing ---- */

static bool write_all(int file, const unsigned char *at, size_t len) {
    while (len > 0) {
        ssize_t written = write(file, at, len);
        if (written < 0)
            return false;
        at += written;
        len -= (size_t)written;
    }
    return true;
}

static const char *parent_of(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');

    return slash ? arena_z(arena, (struct str){path, (size_t)(slash - path)}) : ".";
}

static bool sync_directory(const char *directory) {
    int file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool fine = file >= 0 && fsync(file) == 0;

    if (file >= 0)
        close(file);
    return fine;
}

bool pem_write(struct arena *arena, enum pem what, const char *path, gnutls_datum_t data,
               const char **ret_problem) {
    const char *temporary = arena_format(arena, "%s.new", path).at;
    const char *parent = parent_of(arena, path);
    int file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
                    what == PEM_KEY ? 0600 : 0644);
    bool fine = file >= 0 && write_all(file, data.data, data.size) && fsync(file) == 0;

    if (file >= 0) {
        give_to_owner_of(AT_FDCWD, parent, file);
        fine = close(file) == 0 && fine;
    }
    if (fine && rename(temporary, path) == 0 && sync_directory(parent))
        return true;
    *ret_problem =
        arena_format(arena, "The file %s cannot be written: %s.", path, strerror(errno)).at;
    return false;
}
