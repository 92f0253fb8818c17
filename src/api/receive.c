/* receive.c - who may send a body at all, which is asked before any of it is kept. */
#include "api/receive.h"

#include "api/api.h"
#include "api/form.h"
#include "api/idempotency.h"

static bool brings_file(const struct request *request) {
    struct str type = exchange_header(request->exchange, "Content-Type");

    return request->operation == OPERATION_CREATE && request->plan->resource->uploads &&
           str_starts_any_case(type, STR("multipart/"));
}

enum http_body receive_admitted(struct request *request) {
    if (!brings_file(request))
        return HTTP_COLLECT;
    idempotency_begin_form(request);
    form_begin(request);
    return HTTP_STREAM;
}

void receive_take(struct exchange *exchange, const char *bytes, size_t count) {
    form_take(exchange->work, bytes, count);
}

void receive_end(struct exchange *exchange) {
    form_end(exchange->work);
}
