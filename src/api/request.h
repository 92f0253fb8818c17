/* request.h - one request on its way through the pipeline. */
#ifndef GLIMT_API_REQUEST_H
#define GLIMT_API_REQUEST_H

#include "base/clock.h"
#include "change/door.h"
#include "http/query.h"
#include "http/server.h"
#include "read/encode.h"

struct api;
struct throttle;
struct object;
struct receiving;
struct person;
struct pipeline;
struct upload;
struct uploaded;

/* What an event thread has for itself. */
struct worker {
    struct api *api;
    struct db *db; /* read only */
    struct thread_cache *cache;
    struct db_stamp stamp; /* that was seen last; see snapshot.h */
    int64_t look;          /* how many were seen */
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
    OPERATION_ACTION,
};

struct request {
    struct worker *worker;
    struct exchange *exchange;
    struct arena *arena;
    struct query query;
    const struct plan *plan; /* NULL for the token endpoint, and actions that are about no row */
    enum operation operation;
    int64_t id, parent_id;      /* of the path; INT64_MAX when they are larger */
    const char *id_name;        /* what the path's template calls the id: "id", "commentId" */
    const char *parent_id_name; /* "taskId" */
    unsigned permission;        /* that the operation needs; 0: none */
    struct caller caller;       /* who asks; set by the stage that finds out, nobody before */
    unsigned rate;              /* of an application: requests per second and token; 0: unlimited */
    struct str allow; /* of an application: where it may call from; see allow_list_has() */
    const struct person *person; /* who is signed in, in the pages; NULL: an application calls */
    const struct action_plan *action; /* of OPERATION_ACTION, else NULL */
    void *state;                      /* that action's own */
    struct object *answer;            /* its values; NULL: none yet; see act.h */
    struct source source;             /* the snapshot of the account that the request reads */
    struct str question;              /* what the answer is cached under; empty: not made yet */
    struct faults faults;
    struct door door;            /* of the change: reading first, then the writer's */
    struct change *change;       /* of a create, update or delete; or the body of an action */
    struct receiving *receiving; /* a body that was read while it arrived; see form.h */
    struct upload *upload;       /* the file that came in it, until it is in its place */
    struct uploaded *uploaded;
    const struct pipeline *pipeline;
    size_t stage;        /* the next of the pipeline's */
    int64_t started_at;  /* monotonic microseconds */
    int64_t visible_to;  /* the user whose rows alone are shown; 0: all are */
    struct str if_match; /* tags, one of which the row must have to be changed; empty: any */
    /* Asked first in the writer's transaction: a request may have waited while its right to be done
     * was taken away. NULL: it may. */
    enum outcome (*still_may)(struct request *request, struct db *db);
    /* What the writer runs, inside its transaction, for a deferred request. */
    enum outcome (*run)(struct request *request, struct db *db);
    bool in_snapshot;
    bool deferred; /* answered by the writer */
};

/* What the changes that the request asks for have in common, while it is on its event thread. */
static inline struct door request_door(struct request *request) {
    return (struct door){.arena = request->arena,
                         .db = request->worker->db,
                         .caller = &request->caller,
                         .faults = &request->faults,
                         .now = instant_now()};
}

#endif
