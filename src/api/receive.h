/* receive.h - bodies of the public API, before they come.
 *
 * Who may send one is asked first. Multipart ones are read while they arrive; see form.h. */
#ifndef GLIMT_API_RECEIVE_H
#define GLIMT_API_RECEIVE_H

#include "api/request.h"

/* The pipeline's `begin_body`: whether it is read while it arrives. */
enum http_body receive_admitted(struct request *request);

/* Functions that http_options wants. */
void receive_take(struct exchange *exchange, const char *bytes, size_t count);
void receive_end(struct exchange *exchange);

#endif
