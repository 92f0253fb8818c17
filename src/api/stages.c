/* stages.c - what every list of stages begins and ends with. */
#include "api/stages.h"

#include "api/answer.h"
#include "api/api.h"
#include "api/get.h"
#include "api/list.h"
#include "api/pipeline.h"
#include "api/slow.h"
#include "api/snapshot.h"
#include "api/write.h"

enum outcome be_open(struct request *request) {
    if (!request->exchange->secure)
        return answer_insecure(request);
    if (atomic_load(&request->worker->api->closed))
        return answer_unavailable(request);
    if (!atomic_load(&request->worker->api->lost))
        return DONE;
    answer_lost(request->exchange);
    return ANSWERED;
}

/* A body that is packed in a way that the server does not take can't be read. */
static bool is_packed(const struct request *request) {
    struct str coding = str_trim(exchange_header(request->exchange, "Content-Encoding"));

    return request_reads_body(request) && coding.len > 0 &&
           !str_equal_any_case(coding, STR("identity"));
}

/* What a write finds out before the writer has it is read from no cache, and it opens the snapshot
 * for that itself. A database at hand costs no way. */
static bool needs_versions(const struct request *request) {
    bool is_write = request->operation == OPERATION_CREATE ||
                    request->operation == OPERATION_UPDATE ||
                    request->operation == OPERATION_DELETE;

    return !is_write || !request->worker->api->is_shared;
}

enum outcome decode(struct request *request) {
    if (request->operation == OPERATION_TOKEN)
        return DONE;
    if (is_packed(request))
        return answer_packed(request);
    request->source = (struct source){.db = request->worker->db,
                                      .cache = request->worker->cache,
                                      .account_id = request->caller.account_id,
                                      .viewer = request->visible_to};
    if (needs_versions(request) && !read_source(request))
        return FAILED;
    query_read(request->arena, request->exchange->query, &request->query);
    return slow_begin(request);
}

enum outcome perform_resource(struct request *request) {
    switch (request->operation) {
    case OPERATION_LIST:
        return perform_list(request);
    case OPERATION_GET:
        return perform_get(request);
    default:
        return perform_write(request);
    }
}
