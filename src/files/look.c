/* look.c - reads a stored file by pieces, and compares size and hash.
 *
 * For whoever looks at everything, memory is of two minds. Pages that are kept from an earlier read
 * hide what the disk has become, so they are dropped before (clean ones only: nothing is lost). And
 * pages that are read now would push out what others need, so they are dropped afterwards. */
#include "files/look.h"

#include "base/log.h"
#include "files/file_store_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HASH_BYTES = FILE_HASH_LENGTH / 2, PIECE = 64 * 1024 };

static bool end(struct file_look *look, enum file_fault fault) {
    look->fault = fault;
    look->error = fault == FILE_UNREADABLE ? errno : 0;
    return false;
}

static void clear(struct file_look *look, const char *hash, int64_t size) {
    look->descriptor = look->copy_to = -1;
    look->remote = NULL;
    look->piece = NULL;
    look->size = size;
    look->offset = 0;
    memcpy(look->hash, hash, sizeof(look->hash));
    crypto_generichash_init(&look->state, NULL, 0, HASH_BYTES);
}

static void prepare(struct file_look *look, int descriptor, const char *hash, int64_t size) {
    struct stat status;

    clear(look, hash, size);
    look->descriptor = descriptor;
    bool is_known = fstat(descriptor, &status) == 0;
    look->found = is_known ? status.st_size : 0;
    if (!is_known)
        end(look, FILE_UNREADABLE);
    else if (!S_ISREG(status.st_mode))
        end(look, FILE_STRANGE);
    else if (size >= 0 && status.st_size != size)
        end(look, FILE_CUT);
    else
        end(look, FILE_WHOLE);
}

void look_begin(struct file_look *look, int descriptor, const char *hash, int64_t size) {
    look->is_fresh = false;
    prepare(look, descriptor, hash, size);
}

void look_begin_at(struct file_look *look, int root, int64_t account_id, const char *hash,
                   int64_t size) {
    int descriptor = root < 0 ? -1 : open_place(root, account_id, hash);

    if (root < 0)
        errno = ENOENT;
    look->is_fresh = true;
    if (descriptor >= 0) {
        prepare(look, descriptor, hash, size);
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
        return;
    }
    int error = errno;
    clear(look, hash, size);
    look->found = 0;
    errno = error;
    if (errno == ENOENT)
        end(look, FILE_MISSING);
    else if (errno == ELOOP || errno == ENXIO)
        end(look, FILE_STRANGE);
    else
        end(look, FILE_UNREADABLE);
}

void look_begin_copy(struct file_look *look, struct remote *remote, const struct stored_copy *copy,
                     int64_t size) {
    clear(look, copy->hash, size);
    look->is_fresh = false;
    look->remote = remote;
    look->copy = *copy;
    look->found = copy->size;
    end(look, size >= 0 && copy->size != size ? FILE_CUT : FILE_WHOLE);
}

void look_fail(struct file_look *look, int error) {
    errno = error;
    end(look, FILE_UNREADABLE);
}

static bool compare(struct file_look *look) {
    unsigned char hash[HASH_BYTES];
    char text[FILE_HASH_LENGTH + 1];

    if (look->size >= 0 && look->offset != look->size) {
        look->found = look->offset;
        return end(look, FILE_CUT);
    }
    crypto_generichash_final(&look->state, hash, sizeof(hash));
    sodium_bin2hex(text, sizeof(text), hash, sizeof(hash));
    return end(look, strcmp(text, look->hash) == 0 ? FILE_WHOLE : FILE_CHANGED);
}

/* ---- copies ---- */

static bool write_whole(int descriptor, const char *at, size_t count, int64_t offset) {
    while (count > 0) {
        ssize_t written = pwrite(descriptor, at, count, offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        at += written;
        offset += written;
        count -= (size_t)written;
    }
    return true;
}

/* The next piece of a copy; of a file that was cut at its end, what is missing is not there. */
static bool read_copy(struct file_look *look) {
    if (look->offset >= look->copy.size)
        return compare(look);
    if (!look->piece)
        look->piece = malloc(HOLDER_PIECE);
    NEEDED(look->piece);
    ssize_t count = remote_read(look->remote, &look->copy, look->offset, look->piece, HOLDER_PIECE);
    if (count < 0)
        return end(look, errno == ENOENT ? FILE_MISSING : FILE_UNREADABLE);
    crypto_generichash_update(&look->state, (const unsigned char *)look->piece, (size_t)count);
    if (look->copy_to >= 0 && !write_whole(look->copy_to, look->piece, (size_t)count, look->offset))
        return end(look, FILE_UNREADABLE);
    look->offset += count;
    return true;
}

static bool read_copy_on(struct file_look *look, size_t most) {
    int64_t begin = look->offset;

    while (look->fault == FILE_WHOLE && (size_t)(look->offset - begin) < most)
        if (!read_copy(look))
            return false;
    return look->fault == FILE_WHOLE;
}

bool look_on(struct file_look *look, size_t most) {
    if (look->remote)
        return read_copy_on(look, most);
    unsigned char piece[PIECE];
    int64_t begin = look->offset;

    while (look->fault == FILE_WHOLE && (size_t)(look->offset - begin) < most) {
        ssize_t count = pread(look->descriptor, piece, sizeof(piece), look->offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return end(look, FILE_UNREADABLE);
        if (count == 0)
            return compare(look);
        crypto_generichash_update(&look->state, piece, (size_t)count);
        look->offset += count;
    }
    if (look->is_fresh && look->offset > begin)
        posix_fadvise(look->descriptor, begin, look->offset - begin, POSIX_FADV_DONTNEED);
    return look->fault == FILE_WHOLE;
}

void look_end(struct file_look *look) {
    if (look->descriptor >= 0)
        close(look->descriptor);
    look->descriptor = -1;
    free(look->piece);
    look->piece = NULL;
}

struct str look_text(struct arena *arena, const struct file_look *look) {
    switch (look->fault) {
    case FILE_WHOLE:
        return STR("is whole");
    case FILE_MISSING:
        return STR("is missing");
    case FILE_STRANGE:
        return STR("is not a regular file");
    case FILE_CUT:
        return arena_format(arena, "has %" PRId64 " bytes instead of %" PRId64, look->found,
                            look->size);
    case FILE_CHANGED:
        return STR("does not have the content that it is named by");
    case FILE_UNREADABLE:
        break;
    }
    return arena_format(arena, "cannot be read (%s)", strerror(look->error));
}

struct str look_path(struct arena *arena, int64_t account_id, const char *hash) {
    return arena_format(arena, "files/%" PRId64 "/%.*s/%s", account_id, PREFIX_LENGTH, hash,
                        hash + PREFIX_LENGTH);
}

void look_log(struct arena *arena, int64_t account_id, const char *hash,
              const struct file_look *look) {
    struct str path = look_path(arena, account_id, hash), text = look_text(arena, look);

    log_error("The stored file %.*s %.*s. An upload of the same content repairs it.", (int)path.len,
              path.at, (int)text.len, text.at);
}
