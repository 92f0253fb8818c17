/* throttle.h - how often a token may call, and how often an address may guess.
 *
 * Both windows slide. State is in memory: a restart forgives. Thread-safe. */
#ifndef GLIMT_ACCESS_THROTTLE_H
#define GLIMT_ACCESS_THROTTLE_H

#include "base/arena.h"

#include <stdint.h>

struct throttle;

struct throttle *throttle_open(void);
void throttle_close(struct throttle *throttle);

/* Counts a request of this token unless it is one too many within a second; then returns the
 * seconds to wait and counts nothing. `now` is monotonic milliseconds, `rate` at least 1. */
unsigned throttle_token(struct throttle *throttle, struct str token, unsigned rate, int64_t now);

/* The key under which failed guesses are counted: of an IPv6 address only the network, as whoever
 * has an address has all of its network. In the arena. */
struct str throttle_guesser(struct arena *arena, struct str address);

/* Seconds that `who` (an address, with or without the application it tries) has to wait after
 * `allowed` failed credentials within a minute; 0: go on. Ask with the same `allowed` each time. */
unsigned throttle_guesses(struct throttle *throttle, struct str who, unsigned allowed, int64_t now);

/* Notes a failed credential. */
void throttle_failed(struct throttle *throttle, struct str who, unsigned allowed, int64_t now);

#endif
