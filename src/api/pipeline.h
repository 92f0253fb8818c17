/* pipeline.h - the beginning of a request's way, for bodies that are read before it is handled. */
#ifndef GLIMT_API_PIPELINE_H
#define GLIMT_API_PIPELINE_H

#include "api/request.h"

/* The request of an exchange, at its beginning. */
struct request *request_new(struct worker *worker, struct exchange *exchange);

/* Runs the stages that say whether the request may be made at all; false when one of them has
 * answered it. They are not run again when it is handled. */
bool request_admit(struct request *request);

#endif
