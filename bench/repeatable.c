/* repeatable.c - preloaded, takes away what differs between two runs: the clock, and chance.
 *
 * The clock stands at the seconds in the file that REPEATABLE_CLOCK names; whoever writes into it
 * lets time pass. Random bytes are the same in each run: with other ones, other keys of a cache
 * would meet in one place. Nothing that has to be secret may be made under it. */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *open_clock(void) {
    const char *path = getenv("REPEATABLE_CLOCK");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    void *map = file < 0 ? MAP_FAILED : mmap(NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);

    if (map == MAP_FAILED)
        abort();
    close(file);
    return map;
}

/* Every clock is this one. The first call comes before there are threads. */
int clock_gettime(clockid_t clock, struct timespec *ret) {
    static const volatile int64_t *seconds;

    (void)clock;
    if (!seconds)
        seconds = open_clock();
    *ret = (struct timespec){.tv_sec = *seconds};
    return 0;
}

/* Who waits for a moment of a clock that stands would wait for ever: so he waits as long as it is
 * from now to then, by the real clock. */
int pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
                           const struct timespec *end) {
    const int64_t second = 1000000000;
    struct timespec now, real;

    clock_gettime(CLOCK_MONOTONIC, &now);
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &real);
    int64_t left = (end->tv_sec - now.tv_sec) * second + end->tv_nsec - now.tv_nsec;
    int64_t until = real.tv_sec * second + real.tv_nsec + (left > 0 ? left : 0);
    const struct timespec then = {until / second, until % second};
    return pthread_cond_clockwait(cond, mutex, CLOCK_MONOTONIC, &then);
}

/* SplitMix64, by Sebastiano Vigna: https://prng.di.unimi.it/splitmix64.c */
static uint64_t next_random(void) {
    static _Atomic uint64_t state;
    uint64_t z = atomic_fetch_add(&state, 0x9E3779B97F4A7C15) + 0x9E3779B97F4A7C15;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

ssize_t getrandom(void *buffer, size_t length, unsigned flags) {
    char *at = buffer;

    (void)flags;
    for (size_t left = length; left > 0;) {
        uint64_t random = next_random();
        size_t some = left < sizeof(random) ? left : sizeof(random);
        memcpy(at, &random, some);
        at += some;
        left -= some;
    }
    return (ssize_t)length;
}
