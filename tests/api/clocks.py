"""Clocks that tests set, for a server that is started with them."""

import mmap
import os
import struct
import time

from preloads import preload

# Says what a file says it is.
CLOCK = """
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t which, struct timespec *ret) {
    FILE *file = which == CLOCK_REALTIME ? fopen(getenv("CLOCK_FILE"), "r") : NULL;
    long long now;
    int code = (int)syscall(SYS_clock_gettime, which, ret);

    if (file && fscanf(file, "%lld", &now) == 1)
        ret->tv_sec = (time_t)now;
    if (file)
        fclose(file);
    return code;
}
"""

# The clock that never goes back stands still at the milliseconds in a file. Who waits for a moment of
# it waits as long as it is from now to then, by the real clock.
STANDING = """
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *milliseconds;

static void real(clockid_t which, struct timespec *ret) {
    syscall(SYS_clock_gettime, which, ret);
}

int clock_gettime(clockid_t which, struct timespec *ret) {
    if (which != CLOCK_MONOTONIC) {
        real(which, ret);
        return 0;
    }
    if (!milliseconds) {
        int file = open(getenv("CLOCK_FILE"), O_RDONLY);
        milliseconds = mmap(NULL, sizeof(*milliseconds), PROT_READ, MAP_SHARED, file, 0);
        close(file);
    }
    int64_t now = *milliseconds;
    *ret = (struct timespec){(time_t)(now / 1000), (long)(now % 1000 * 1000000)};
    return 0;
}

int pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
                           const struct timespec *end) {
    struct timespec now, then;
    int64_t left, until;

    clock_gettime(CLOCK_MONOTONIC, &now);
    real(CLOCK_MONOTONIC, &then);
    left = (int64_t)(end->tv_sec - now.tv_sec) * 1000000000 + end->tv_nsec - now.tv_nsec;
    until = (int64_t)then.tv_sec * 1000000000 + then.tv_nsec + (left > 0 ? left : 0);
    then = (struct timespec){until / 1000000000, until % 1000000000};
    return pthread_cond_clockwait(cond, mutex, CLOCK_MONOTONIC, &then);
}
"""


def clock_options(folder):
    """Options of a Server whose clock stands at the second that is written into folder / "now"."""
    return preload(folder, CLOCK, CLOCK_FILE=folder / "now")


class WallClock:
    """Says to a Server with these options what time it is, to the second; it stands, and begins with a step
    of codes."""

    def __init__(self, folder):
        self.folder, self.now = folder, int(time.time()) // 30 * 30
        self.let_pass(0)
        self.options = clock_options(folder)

    def let_pass(self, seconds):
        self.now += seconds
        (self.folder / "next").write_text(str(self.now))
        os.replace(self.folder / "next", self.folder / "now")


class StandingClock:
    """No deadline of a Server with these options comes but when the test lets time pass."""

    def __init__(self, folder, source=STANDING):
        (folder / "now").write_bytes(struct.pack("q", 1000000))
        with open(folder / "now", "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 8)
        self.options = preload(folder, source, CLOCK_FILE=folder / "now")

    def let_pass(self, seconds):
        now, = struct.unpack("q", self.memory)
        self.memory[:] = struct.pack("q", now + round(seconds * 1000))
