/* receive.h - multipart bodies, read while they arrive.
 *
 * A file goes to the file store; fields are kept until the request is handled. */
#ifndef GLIMT_API_RECEIVE_H
#define GLIMT_API_RECEIVE_H

#include "api/request.h"
#include "json/read.h"

/* The functions that http_options wants. */
enum http_body receive_begin(void *worker, struct exchange *exchange);
void receive_take(struct exchange *exchange, const char *bytes, size_t count);
void receive_end(struct exchange *exchange);

/* What came, once the body is over: its fields as an object. Faults are noted for a body that is
 * malformed. INVALID, FAILED, or ANSWERED with 413, when it can't be used. */
enum outcome receive_finish(struct request *request, const struct json **ret) MUST_USE;

/* The fields of an application/x-www-form-urlencoded body. */
const struct json *receive_form(struct request *request);

#endif
