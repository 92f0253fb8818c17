/* lane.h - threads beside the event threads, on which requests go on with a database of their own.
 *
 * There are two. The slow lane is for questions that take long (slow.h): whoever asks them waits
 * for others that ask them, and nobody else does. It runs at a lower priority than the rest of the
 * server, and turns go round by what each application, or person, has used (base/turns.h).
 *
 * The quick lane is for a database that is elsewhere, so that no event thread waits for the
 * network: whatever asks it goes on there, in the order in which it came. It has as many threads as
 * connections to the database may be kept for reading.
 *
 * Both queues are short, and nobody waits in the quick one for longer than some seconds: who comes
 * when they are full, or has waited for too long, is told to come again. */
#ifndef GLIMT_API_LANE_H
#define GLIMT_API_LANE_H

#include "api/request.h"

struct lane;

enum lane_kind { LANE_SLOW, LANE_QUICK };

/* How many threads the slow lane has, each with a worker, beside so many event threads. */
unsigned lane_threads(unsigned event_threads);

struct lane *lane_open(struct arena *arena, struct api *api, enum lane_kind kind, unsigned threads);

/* Hands a deferred request on: to the lane, if it is_slow or is_for_quick, or to whoever
 * start_later() says (act.h). It may be finished before this returns. From any thread. */
void lane_start_later(struct request *request);

/* Refuses who has waited for too long; now and then, by one thread. NULL is allowed, here and
 * below. */
void lane_tick(struct lane *lane);

/* The server ends: whoever waits, and soon whoever is at work, is answered with 503. */
void lane_refuse(struct lane *lane);

/* When no request is left: ends the threads. */
void lane_close(struct lane *lane);

#endif
