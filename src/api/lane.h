/* lane.h - threads for questions that take long, beside the event threads.
 *
 * Whoever asks them waits for others that ask them, and nobody else does. They run at a lower
 * priority than the rest of the server, on connections of their own. Turns go round by what each
 * application, or person, has used (base/turns.h), and both queues are short: who comes when they
 * are full is told to come again. */
#ifndef GLIMT_API_LANE_H
#define GLIMT_API_LANE_H

#include "api/request.h"

struct lane;

/* How many threads, each with a worker, stand beside so many event threads. */
unsigned lane_threads(unsigned event_threads);

struct lane *lane_open(struct arena *arena, struct api *api, unsigned threads);

/* Takes over a request that is_slow; it may be finished before this returns. From any thread. */
void lane_submit(struct lane *lane, struct request *request);

/* The server ends: whoever waits, and soon whoever is at work, is answered with 503. */
void lane_refuse(struct lane *lane);

/* When no request is left: ends the threads. NULL is allowed. */
void lane_close(struct lane *lane);

#endif
