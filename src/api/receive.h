/* receive.h - multipart bodies, read while they arrive; see form.h. */
#ifndef GLIMT_API_RECEIVE_H
#define GLIMT_API_RECEIVE_H

#include "api/request.h"

/* The functions that http_options wants. */
enum http_body receive_begin(void *worker, struct exchange *exchange);
void receive_take(struct exchange *exchange, const char *bytes, size_t count);
void receive_end(struct exchange *exchange);

#endif
