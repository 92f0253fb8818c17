/* request.h - one request on its way through the pipeline. */
#ifndef GLIMT_API_REQUEST_H
#define GLIMT_API_REQUEST_H

#include "api/encode.h"
#include "api/faults.h"
#include "api/plan.h"
#include "api/query.h"
#include "http/server.h"

struct api;
struct throttle;
struct change;

/* What an event thread has for itself. */
struct worker {
    struct api *api;
    struct db *db;            /* read only */
    struct memo *memo, *rows; /* see struct source */
};

/* What a path and a method lead to. */
enum operation {
    OPERATION_NONE,
    OPERATION_TOKEN,
    OPERATION_LIST,
    OPERATION_GET,
    OPERATION_CREATE,
    OPERATION_UPDATE,
    OPERATION_DELETE,
};

struct request {
    struct worker *worker;
    struct exchange *exchange;
    struct arena *arena;
    struct query query;
    const struct plan *plan; /* NULL for the token endpoint */
    enum operation operation;
    int64_t id;          /* of the path; INT64_MAX when it is larger */
    unsigned permission; /* that the operation needs; 0: none */
    struct application application;
    struct source source; /* the snapshot of the account that the request reads */
    struct faults faults;
    struct change *change; /* of a create, update or delete */
    bool in_snapshot;
    bool deferred; /* answered by the writer */
};

#endif
