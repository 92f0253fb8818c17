/* slow.h - which questions take long, so that they are not asked on an event thread.
 *
 * Nobody can tell beforehand what a question costs, so each that only reads (lists, gets, actions
 * without later steps) has a budget there: some milliseconds, counted in steps of SQLite's machine.
 * Whatever needs more is stopped and taken back, as if it had not been begun, and deferred to the
 * slow lane (lane.h), which begins it anew without a budget. What was found to need more is
 * remembered by company, resource and the names of its parameters, and goes there at once the next
 * time, until it turns out to be within the budget. */
#ifndef GLIMT_API_SLOW_H
#define GLIMT_API_SLOW_H

#include "api/request.h"

struct slow; /* what is remembered; from any thread */

struct slow *slow_open(struct arena *arena);

/* For decode(), last, when the query has been read: begins the budget. ANSWERED when the request is
 * to be deferred at once. */
enum outcome slow_begin(struct request *request) MUST_USE;

/* After the stages, when the snapshot is closed: ends the budget. True when the request is deferred
 * to the lane; it is then as it was before decode(). */
bool slow_end(struct request *request) MUST_USE;

#endif
