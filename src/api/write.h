/* write.h - operations that write: prepared on the event thread, done by the writer. */
#ifndef GLIMT_API_WRITE_H
#define GLIMT_API_WRITE_H

#include "api/request.h"

/* Create, update or delete: decodes the body and notes its faults; a healthy request is left to
 * the writer (request->deferred). */
enum outcome perform_write(struct request *request) MUST_USE;

/* A new access token for the authenticated application. */
enum outcome perform_token(struct request *request) MUST_USE;

/* Hands a deferred request to the writer; the exchange is finished from its thread. */
void write_submit(struct request *request);

/* The same of a request whose answer is made, and has only to be kept; see idempotency.h. It is
 * sent also when it can't be kept, since nothing was written for it. */
void write_keep(struct request *request);

#endif
