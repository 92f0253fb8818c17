/* receive.h - bodies of the public API, before they come.
 *
 * Who may send one is asked first. Multipart ones are read while they arrive; see form.h. */
#ifndef GLIMT_API_RECEIVE_H
#define GLIMT_API_RECEIVE_H

#include "api/request.h"

/* The functions that http_options wants; the first of them for what is the API's. */
enum http_body receive_begin(void *worker, struct exchange *exchange);
void receive_take(struct exchange *exchange, const char *bytes, size_t count);
void receive_end(struct exchange *exchange);

#endif
