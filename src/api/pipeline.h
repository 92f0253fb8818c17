/* pipeline.h - the way of a request as a list of stages.
 *
 * The public API's list stands in api.c; the pages have one of their own, made of the same parts
 * (stages.h). The first stage that is not DONE ends the request. */
#ifndef GLIMT_API_PIPELINE_H
#define GLIMT_API_PIPELINE_H

#include "api/request.h"

struct pipeline {
    const struct stage {
        const char *name;
        enum outcome (*run)(struct request *request);
    } * stages;
    size_t count;
    size_t local; /* how many of them, from the first, need no database */
    size_t known; /* how many may need none, when the cache has what they look for; 0: no more */
    /* The last of those that say whether a request may be made at all, which need no body; and what
     * then becomes of its body, unless that is forgotten. NULL: it is kept. */
    enum outcome (*last)(struct request *request);
    enum http_body (*begin_body)(struct request *request);
};

/* The request of an exchange, at the beginning of its way. */
struct request *request_new(struct worker *worker, struct exchange *exchange,
                            const struct pipeline *pipeline);

/* Whether the operation takes a body; any other is ignored. */
bool request_reads_body(const struct request *request);

/* For a request whose body is still to come: runs the stages up to the pipeline's `last`.
 * HTTP_REFUSE: one of them has answered it, which is noted. HTTP_UNDECIDED: they go on in the quick
 * lane, by request_admit() there; lane_start_later() has to follow. Else request_go_on() follows
 * when the body is there. */
enum http_body request_admit(struct request *request);

/* For the worker of an event thread: runs the stages that are left; all of them again when the body
 * was long on its way, since whoever might send it may have lost his right meanwhile. */
enum http_next request_go_on(struct worker *worker, struct request *request);

/* Runs the stages that are left. After HTTP_LATER lane_start_later() has to follow (lane.h). */
enum http_next request_run(struct request *request);

/* Notes and sends the answer of a request that was deferred. From any thread, once. */
void request_finish(struct request *request);

#endif
