"""A clock that tests set, for a server that is started with it."""

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


def clock_options(folder):
    """Options of a Server whose clock stands at the second that is written into folder / "now"."""
    return preload(folder, CLOCK, CLOCK_FILE=folder / "now")


# Says what it said first; who waits until a moment of it waits for as long as by the true one.
STANDING = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static struct timespec first;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void look(void) { syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &first); }

int clock_gettime(clockid_t which, struct timespec *ret) {
    if (which != CLOCK_MONOTONIC)
        return (int)syscall(SYS_clock_gettime, which, ret);
    pthread_once(&once, look);
    *ret = first;
    return 0;
}

int pthread_cond_timedwait(pthread_cond_t *changed, pthread_mutex_t *lock, const struct timespec *until) {
    int (*wait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *) =
        (int (*)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *))dlsym(RTLD_NEXT, "pthread_cond_timedwait");
    struct timespec end;

    pthread_once(&once, look);
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &end);
    end.tv_sec += until->tv_sec - first.tv_sec;
    end.tv_nsec += until->tv_nsec - first.tv_nsec;
    end.tv_sec += end.tv_nsec < 0 ? -1 : end.tv_nsec / 1000000000;
    end.tv_nsec = (end.tv_nsec + 1000000000) % 1000000000;
    return wait(changed, lock, &end);
}
"""


def endless_patience(folder):
    """Options of a Server for which no time passes: what is to be over after a time never is."""
    return preload(folder, STANDING)
