/* shared_rates.h - how often tokens call, counted for all servers together in a Redis.
 *
 * Redis is known hashes of tokens alone. Losing it holds nobody up: who asks then is told at once
 * that nothing is known, and only those who were asking meanwhile have waited, a quarter of a
 * second. A thread of its own speaks with Redis, and looks for it when it is lost. Thread-safe. */
#ifndef GLIMT_REDIS_SHARED_RATES_H
#define GLIMT_REDIS_SHARED_RATES_H

#include "redis/address.h"

struct shared_rates;

/* Looks for Redis, a second at most and the time that its name takes; the address has to live as
 * long. What is wrong is logged, and looked for again. */
struct shared_rates *shared_rates_open(const struct redis_address *at);
void shared_rates_close(
    struct shared_rates *rates); /* NULL is allowed; when nobody asks any more */

/* Counts a request of this token, unless `rate` were counted within so many milliseconds, by all
 * who ask that Redis. `*ret_age` is -1 when it was counted, else the milliseconds since the first
 * of those. Waits for Redis. False: it is lost, and the caller has to count. */
bool shared_rates_count(struct shared_rates *rates, struct str token, unsigned rate,
                        unsigned within, int64_t *ret_age) MUST_USE;

#endif
