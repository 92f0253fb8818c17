/* file.c - answers that are read from a file while they are sent, whole or in part. */
#include "base/log.h"
#include "http/range.h"
#include "http/server_parts.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static ssize_t break_off(const char *why) {
    log_error("A stored file cannot be sent to its end: %s.", why);
    return -1;
}

/* Its name may come and go, which changes nothing of what is sent. */
static bool is_unchanged(const struct exchange_file *file) {
    struct stat status;

    return fstat(file->descriptor, &status) == 0 && status.st_mtim.tv_sec == file->changed.tv_sec &&
           status.st_mtim.tv_nsec == file->changed.tv_nsec;
}

ssize_t block_read(int descriptor, char *to, size_t room, int64_t at) {
    ssize_t count;

    do
        count = pread(descriptor, to, room, at);
    while (count < 0 && errno == EINTR);
    return count;
}

ssize_t file_read(struct connection_exchange *own, char *to, size_t room) {
    const struct exchange_file *file = &own->exchange.file;
    size_t left = (size_t)(file->length - own->file_at);
    ssize_t count =
        block_read(file->descriptor, to, room < left ? room : left, file->offset + own->file_at);

    if (count <= 0)
        return break_off(count ? strerror(errno) : "it is too short");
    if ((size_t)count == left && !is_unchanged(file))
        return break_off("it was changed meanwhile");
    own->file_at += count;
    return count;
}

/* Only GET knows ranges, and one of another version of the file would not fit to what the client
 * has. */
static bool may_send_range(const struct exchange *exchange, struct str tag) {
    struct str wanted = exchange_header(exchange, "If-Range");

    return str_equal(exchange->method, STR("GET")) && (wanted.len == 0 || str_equal(wanted, tag));
}

static struct timespec moment_of_change(int descriptor) {
    struct stat status;

    return fstat(descriptor, &status) == 0 ? status.st_mtim : (struct timespec){-1, 0};
}

void exchange_drop_file(struct exchange *exchange) {
    if (exchange->file.is_open)
        close(exchange->file.descriptor);
    exchange->file.is_open = false;
}

void exchange_send_file(struct exchange *exchange, int descriptor, int64_t size, struct str tag) {
    struct exchange_file file = {true, descriptor, 0, size, moment_of_change(descriptor)};
    struct exchange_file part = file;
    enum range range =
        may_send_range(exchange, tag)
            ? range_read(exchange_header(exchange, "Range"), size, &part.offset, &part.length)
            : RANGE_NONE;

    exchange->status = 200;
    exchange_add_header(exchange, "Accept-Ranges", STR("bytes"));
    exchange_add_header(exchange, "ETag", tag);
    if (exchange_is_known(exchange, tag)) {
        exchange->status = 304;
        if (descriptor >= 0)
            close(descriptor);
        return;
    }
    if (range == RANGE_OUTSIDE) {
        exchange->status = 416;
        exchange_add_header(exchange, "Content-Range",
                            arena_format(exchange->arena, "bytes */%lld", (long long)size));
        close(descriptor);
        return;
    }
    if (range == RANGE_FINE) {
        exchange->status = 206;
        exchange_add_header(
            exchange, "Content-Range",
            arena_format(exchange->arena, "bytes %lld-%lld/%lld", (long long)part.offset,
                         (long long)(part.offset + part.length - 1), (long long)size));
        file = part;
    }
    exchange->file = file;
}
