/* act.h - performs an action (plan/action.h): reads its body, runs its steps, puts its answer. */
#ifndef GLIMT_API_ACT_H
#define GLIMT_API_ACT_H

#include "api/request.h"
#include "read/object.h"

/* The answer of the request's action, which its steps fill with values; each call gives the same
 * object. For actions that declare an answer. */
struct object *action_answer(struct request *request);

/* Puts the answer before the last step is done, and ends the request: ANSWERED. In `run`, what was
 * changed is taken back. */
enum outcome action_end(struct request *request);

/* Of a list of stages: the body and `look`; the other steps are left to start_later(). */
enum outcome perform_action(struct request *request) MUST_USE;

/* Hands a deferred request on that goes to no lane (lane.h): to the thread for passwords, the one
 * for files, or the writer. It may be finished before this returns. */
void start_later(struct request *request);

#endif
