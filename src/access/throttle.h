/* throttle.h - how often a token may call, and who an address is when guesses are counted.
 *
 * The window slides. State is in memory: a restart forgives. Thread-safe. */
#ifndef GLIMT_ACCESS_THROTTLE_H
#define GLIMT_ACCESS_THROTTLE_H

#include "base/arena.h"

#include <stdint.h>

struct shared_rates;
struct throttle;

struct throttle *throttle_open(void);
void throttle_close(struct throttle *throttle);

/* From now on requests are counted there, for all servers together; here alone while it is lost.
 * Before other threads begin; it has to live as long as anybody asks. */
void throttle_share(struct throttle *throttle, struct shared_rates *rates);

/* Counts a request of this token unless it is one too many within a second; then returns the
 * seconds to wait and counts nothing. `now` is monotonic milliseconds, `rate` at least 1. With
 * shared rates it waits for the network, a quarter of a second at most. */
unsigned throttle_token(struct throttle *throttle, struct str token, unsigned rate, int64_t now);

/* The key under which failed guesses are counted: of an IPv6 address only the network, as whoever
 * has an address has all of its network. In the arena. */
struct str throttle_guesser(struct arena *arena, struct str address);

#endif
