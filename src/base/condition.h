/* condition.h - condition variables that wait by the clock that never goes back. */
#ifndef GLIMT_BASE_CONDITION_H
#define GLIMT_BASE_CONDITION_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

void condition_init(pthread_cond_t *condition);

/* Waits for a signal, at most until the moment (monotonic milliseconds): false when it has come.
 * `condition` is from condition_init(); the caller has the lock, and has to ask again what it waits
 * for. */
bool condition_wait_until(pthread_cond_t *condition, pthread_mutex_t *lock, int64_t moment);

#endif
