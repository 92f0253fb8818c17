/* receive.c - who may send a body that is read while it arrives. */
#include "api/receive.h"

#include "api/api.h"
#include "api/form.h"
#include "api/route.h"

enum http_body receive_begin(void *worker, struct exchange *exchange) {
    struct worker *own = worker;

    if (!own || !route_takes_file(own->api, exchange))
        return HTTP_COLLECT;
    struct request *request = api_request_new(own, exchange);
    form_begin(request);
    /* Of what somebody sends who may not, nothing is kept. */
    if (!api_request_admit(request))
        return HTTP_REFUSE;
    form_open(request);
    return HTTP_STREAM;
}

void receive_take(struct exchange *exchange, const char *bytes, size_t count) {
    form_take(exchange->work, bytes, count);
}

void receive_end(struct exchange *exchange) {
    form_end(exchange->work);
}
