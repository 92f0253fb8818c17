/* calls.c - the calls on files and connections that fail when they are told to.
 *
 * Of reads and writes only those count that go to files; connections have calls of their own. */
/* Both widths of each call are defined here, and neither stands for the other. */
#undef _FILE_OFFSET_BITS

#include "faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* The call of libc behind ours, looked up once. */
#define REAL(name)                                                                                 \
    static __typeof__(&name) real;                                                                 \
    if (!real)                                                                                     \
        *(void **)&real = dlsym(RTLD_NEXT, #name);

static bool is_file(int file) {
    struct stat status;

    return control && control->armed && file > STDERR_FILENO && fstat(file, &status) == 0 &&
           (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
}

static bool fails_on(enum kind kind, int file) {
    return is_file(file) && should_fail(kind);
}

/* How much of a write is done: all, half, or (-1) nothing. */
static ssize_t share(int file, size_t size) {
    if (!fails_on(WRITE, file))
        return (ssize_t)size;
    return control->error == 0 && size > 1 ? (ssize_t)(size / 2) : -1;
}

#define READS(name, parameters, arguments, file)                                                   \
    ssize_t name parameters {                                                                      \
        REAL(name)                                                                                 \
        return fails_on(READ, file) ? -1 : real arguments;                                         \
    }

READS(read, (int file, void *to, size_t size), (file, to, size), file)
READS(pread, (int file, void *to, size_t size, off_t at), (file, to, size, at), file)
READS(pread64, (int file, void *to, size_t size, off64_t at), (file, to, size, at), file)
/* As the checks of sizes call them (_FORTIFY_SOURCE). */
ssize_t __read_chk(int file, void *to, size_t size, size_t room);
ssize_t __pread_chk(int file, void *to, size_t size, off_t at, size_t room);
ssize_t __pread64_chk(int file, void *to, size_t size, off64_t at, size_t room);
READS(__read_chk, (int file, void *to, size_t size, size_t room), (file, to, size, room), file)
READS(__pread_chk, (int file, void *to, size_t size, off_t at, size_t room),
      (file, to, size, at, room), file)
READS(__pread64_chk, (int file, void *to, size_t size, off64_t at, size_t room),
      (file, to, size, at, room), file)
READS(readv, (int file, const struct iovec *to, int count), (file, to, count), file)
READS(sendfile, (int to, int file, off_t *at, size_t size), (to, file, at, size), file)
READS(sendfile64, (int to, int file, off64_t *at, size_t size), (to, file, at, size), file)

ssize_t write(int file, const void *from, size_t size) {
    REAL(write)
    ssize_t part = share(file, size);
    return part < 0 ? -1 : real(file, from, (size_t)part);
}

ssize_t pwrite(int file, const void *from, size_t size, off_t at) {
    REAL(pwrite)
    ssize_t part = share(file, size);
    return part < 0 ? -1 : real(file, from, (size_t)part, at);
}

ssize_t pwrite64(int file, const void *from, size_t size, off64_t at) {
    REAL(pwrite64)
    ssize_t part = share(file, size);
    return part < 0 ? -1 : real(file, from, (size_t)part, at);
}

ssize_t writev(int file, const struct iovec *from, int count) {
    REAL(writev)
    return fails_on(WRITE, file) ? -1 : real(file, from, count);
}

#define FAILS(kind, type, name, parameters, arguments)                                             \
    type name parameters {                                                                         \
        REAL(name)                                                                                 \
        return should_fail(kind) ? -1 : real arguments;                                            \
    }

FAILS(SYNC, int, fsync, (int file), (file))
FAILS(SYNC, int, fdatasync, (int file), (file))
FAILS(SYNC, int, syncfs, (int file), (file))
FAILS(SYNC, int, msync, (void *at, size_t size, int flags), (at, size, flags))
FAILS(SYNC, int, sync_file_range, (int file, off64_t at, off64_t size, unsigned flags),
      (file, at, size, flags))

FAILS(RENAME, int, rename, (const char *from, const char *to), (from, to))
FAILS(RENAME, int, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to))
FAILS(RENAME, int, renameat2, (int a, const char *from, int b, const char *to, unsigned flags),
      (a, from, b, to, flags))
FAILS(RENAME, int, link, (const char *from, const char *to), (from, to))
FAILS(RENAME, int, linkat, (int a, const char *from, int b, const char *to, int flags),
      (a, from, b, to, flags))
FAILS(RENAME, int, unlink, (const char *path), (path))
FAILS(RENAME, int, unlinkat, (int at, const char *path, int flags), (at, path, flags))
FAILS(RENAME, int, mkdirat, (int at, const char *path, mode_t mode), (at, path, mode))

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir)
    look_for_fork(path);
    return should_fail(RENAME) ? -1 : real(path, mode);
}

FAILS(TRUNCATE, int, truncate, (const char *path, off_t size), (path, size))
FAILS(TRUNCATE, int, truncate64, (const char *path, off64_t size), (path, size))
FAILS(TRUNCATE, int, ftruncate, (int file, off_t size), (file, size))
FAILS(TRUNCATE, int, ftruncate64, (int file, off64_t size), (file, size))
FAILS(TRUNCATE, int, fallocate, (int file, int mode, off_t at, off_t size), (file, mode, at, size))
FAILS(TRUNCATE, int, fallocate64, (int file, int mode, off64_t at, off64_t size),
      (file, mode, at, size))

/* These two give the error, and leave errno alone. */
int posix_fallocate(int file, off_t at, off_t size) {
    REAL(posix_fallocate)
    return should_fail(TRUNCATE) ? (int)control->error : real(file, at, size);
}

int posix_fallocate64(int file, off64_t at, off64_t size) {
    REAL(posix_fallocate64)
    return should_fail(TRUNCATE) ? (int)control->error : real(file, at, size);
}

static mode_t mode_of(int flags, va_list arguments) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

#define OPENS(name, parameters, arguments)                                                         \
    int name parameters {                                                                          \
        REAL(name)                                                                                 \
        va_list list;                                                                              \
        look_for_fork(path);                                                                       \
        va_start(list, flags);                                                                     \
        mode_t mode = mode_of(flags, list);                                                        \
        va_end(list);                                                                              \
        return should_fail(OPEN) ? -1 : real arguments;                                            \
    }

OPENS(open, (const char *path, int flags, ...), (path, flags, mode))
OPENS(open64, (const char *path, int flags, ...), (path, flags, mode))
OPENS(openat, (int at, const char *path, int flags, ...), (at, path, flags, mode))
OPENS(openat64, (int at, const char *path, int flags, ...), (at, path, flags, mode))

FILE *fopen(const char *path, const char *mode) {
    REAL(fopen)
    return should_fail(OPEN) ? NULL : real(path, mode);
}

FILE *fopen64(const char *path, const char *mode) {
    REAL(fopen64)
    return should_fail(OPEN) ? NULL : real(path, mode);
}

void *mmap(void *at, size_t size, int protection, int flags, int file, off_t offset) {
    REAL(mmap)
    return should_fail(MAP) ? MAP_FAILED : real(at, size, protection, flags, file, offset);
}

void *mmap64(void *at, size_t size, int protection, int flags, int file, off64_t offset) {
    REAL(mmap64)
    return should_fail(MAP) ? MAP_FAILED : real(at, size, protection, flags, file, offset);
}

FAILS(NETWORK, int, socket, (int family, int type, int protocol), (family, type, protocol))
FAILS(NETWORK, int, setsockopt,
      (int file, int level, int option, const void *value, socklen_t size),
      (file, level, option, value, size))
FAILS(NETWORK, int, bind, (int file, __CONST_SOCKADDR_ARG address, socklen_t size),
      (file, address, size))
FAILS(NETWORK, int, accept4, (int file, __SOCKADDR_ARG address, socklen_t *size, int flags),
      (file, address, size, flags))
FAILS(NETWORK, int, epoll_create1, (int flags), (flags))
FAILS(NETWORK, int, epoll_ctl, (int epoll, int what, int file, struct epoll_event *event),
      (epoll, what, file, event))
FAILS(NETWORK, int, eventfd, (unsigned count, int flags), (count, flags))
FAILS(NETWORK, ssize_t, send, (int file, const void *from, size_t size, int flags),
      (file, from, size, flags))
FAILS(NETWORK, ssize_t, recv, (int file, void *to, size_t size, int flags), (file, to, size, flags))
ssize_t __recv_chk(int file, void *to, size_t size, size_t room, int flags);
FAILS(NETWORK, ssize_t, __recv_chk, (int file, void *to, size_t size, size_t room, int flags),
      (file, to, size, room, flags))

/* The driver learns the ports. */
int listen(int file, int backlog) {
    REAL(listen)
    struct sockaddr_in address;
    socklen_t size = sizeof(address);
    int code = should_fail(NETWORK) ? -1 : real(file, backlog);

    if (code == 0 && control && getsockname(file, (struct sockaddr *)&address, &size) == 0 &&
        control->port_count < PORTS_MAX)
        control->ports[control->port_count++] = ntohs(address.sin_port);
    return code;
}
