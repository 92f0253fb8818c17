/* pipeline.h - the way of a request as a list of stages.
 *
 * The public API's list stands in pipeline.c; the pages have one of their own, made of the same
 * parts. The first stage that is not DONE ends the request. */
#ifndef GLIMT_API_PIPELINE_H
#define GLIMT_API_PIPELINE_H

#include "api/request.h"

struct pipeline {
    const struct stage {
        const char *name;
        enum outcome (*run)(struct request *request);
    } * stages;
    size_t count;
};

/* The request of an exchange, at the beginning of its way; and of the public API's. */
struct request *request_new(struct worker *worker, struct exchange *exchange,
                            const struct pipeline *pipeline);
struct request *request_new_public(struct worker *worker, struct exchange *exchange);

/* Runs the stages that are left. After HTTP_LATER the request is the writer's. */
enum http_next request_run(struct request *request);

/* Runs the stages that say whether a request of the public API may be made at all, for a body that
 * is read before it is handled; false when one of them has answered it. They are not run again. */
bool request_admit(struct request *request);

/* Stages for every list. */
enum outcome be_open(struct request *request) MUST_USE; /* HTTPS, no maintenance: 403, 503 */
enum outcome decode(struct request *request) MUST_USE;  /* query, versions: 400 */

/* Lists, gets, or leaves a write to the writer. */
enum outcome perform_resource(struct request *request) MUST_USE;

#endif
