/* condition.c - condition variables that wait by the clock that never goes back. */
#include "base/condition.h"

#include <errno.h>
#include <time.h>

void condition_init(pthread_cond_t *condition) {
    pthread_condattr_t monotonic;

    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

bool condition_wait_until(pthread_cond_t *condition, pthread_mutex_t *lock, int64_t moment) {
    const struct timespec end = {moment / 1000, moment % 1000 * 1000000};

    return pthread_cond_timedwait(condition, lock, &end) != ETIMEDOUT;
}
