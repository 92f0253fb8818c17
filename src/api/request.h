/* request.h - one request on its way through the pipeline. */
#ifndef GLIMT_API_REQUEST_H
#define GLIMT_API_REQUEST_H

#include "access/hasher.h"
#include "api/looks.h"
#include "base/clock.h"
#include "change/door.h"
#include "http/query.h"
#include "http/server.h"
#include "read/encode.h"

struct api;
struct keyed_write;
struct fingerprint;
struct foreseen;
struct object;
struct receiving;
struct person;
struct pipeline;
struct precondition;
struct upload;
struct uploaded;
struct verifying;
struct fetching;

/* What an event thread, or one of a lane, has for itself: made by worker_open() at its first
 * request, freed by worker_close(). Other threads that work on one of its requests touch nothing of
 * it but `api`. An event thread whose database is elsewhere has `api` and nothing more. */
struct worker {
    struct api *api;            /* shared by all threads */
    struct db *db;              /* the worker's own connection, which only reads; or NULL */
    struct thread_cache *cache; /* the cache's; see cache_join() */
    struct db_stamp stamp;      /* that look() saw last; see snapshot.h */
    struct look look;           /* what look() saw last: the same number for the same stamp */
    struct db *replica;         /* see replica.h; or NULL */
    struct foreseen *foreseen;  /* foresee.h; NULL: the database is at hand */
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

/* It lives in the exchange's arena, and ends with the exchange. One thread at a time works on it:
 * the event thread that got it; then, if it is deferred, the thread for passwords (an action with
 * `hash`) or for syncs (a file came with it), and the writer's; or one of a lane (the
 * database is elsewhere; or it reads, and that takes long); or the one that verifies files. Each
 * hands it on as a whole by a queue (hasher_submit(), upload_sync(), writer_submit(),
 * lane_submit(), file_store_verify_later()) and does not touch it afterwards, so no member has a
 * lock. Behind the names stands who sets them. What is not set is 0 or NULL. */
struct request {
    /* request_new(), request_go_on(); of one that a lane takes, the lane's */
    struct worker *worker;
    struct exchange *exchange; /* the server's */
    struct arena *arena;       /* the exchange's */
    const struct pipeline *pipeline;
    int64_t started_at; /* monotonic microseconds */

    /* run_stages(): the next of the pipeline's; past the end when a stage has answered */
    size_t stage;
    bool is_again; /* request_go_on(): those that were run before the body came are run once more */
    /* The quick lane: it is looked whether the cache has the answer, so nothing is asked of the
     * database; that one looked, for this request and others, and saw the number `look` (looks.h).
     * open_snapshot(): the cache is not enough. */
    bool is_in_memory, lacks_database;
    struct look look;
    bool goes_alone;                 /* the quick lane: nobody looks for it and others together */
    int64_t guessed_account;         /* reads_afresh(): whose token it may be, 0: nobody knows; */
    const struct plan *guessed_plan; /* and the plan of his answers */
    bool is_at_head;   /* request_admit(): whether its body may come is not known yet */
    bool is_for_quick; /* run_stages(): it has to go to the quick lane */

    /* route() */
    bool is_preflight;       /* OPTIONS; its answer is made, and only lacks what it allows */
    const struct plan *plan; /* NULL for the token endpoint, and actions that are about no row */
    enum operation operation;
    const struct action_plan *action; /* of OPERATION_ACTION, else NULL */
    unsigned permission;              /* that the operation needs; 0: none */
    int64_t id, parent_id;            /* of the path; INT64_MAX when they are larger */
    const char *id_name;              /* what the path's template calls the id: "id", "commentId" */
    const char *parent_id_name;       /* "taskId" */

    /* The stage that finds out who asks: authenticate(), or in the pages identify(); and, of
     * somebody who signs in with it, the action. Nobody before. */
    struct caller caller;
    unsigned rate;      /* of an application: requests per second and token; 0: unlimited */
    bool is_closed;     /* of an application: its account is being filled */
    struct str allow;   /* of an application: where it may call from; see allow_list_has() */
    struct str origins; /* of an application: see cross_origin_note() */
    const struct person *person; /* who is signed in, in the pages; NULL: an application calls */
    int64_t visible_to; /* authorize_person(): the user whose rows alone are shown; 0: all are */

    int64_t callers; /* authenticate(), for a token: the version of applications and tokens */

    /* open_snapshot() and close_snapshot(): whether worker->db is in a read transaction. Never when
     * the request has left the event thread. */
    bool in_snapshot;
    bool is_foreseen; /* foresee(): the stamp of the worker's look was read in it */

    /* replica_take(), until close_snapshot(): what is read comes from worker->replica; as the
     * request was before, and whether it was in vain, so that the database is read after all. */
    bool on_replica;
    const struct request *before_replica;
    bool is_without_replica;

    /* decode() */
    struct query query;
    struct source source; /* the snapshot that is read, with the worker's connection and cache; its
                             `parameters` by perform_list(), whose they are */

    /* slow_begin(), for a request that only reads */
    uint64_t slow_name;          /* what it is remembered by when it takes long; 0: has no budget */
    const struct request *fresh; /* as it was then */
    bool is_slow;                /* slow_end(): it has to go to the slow lane */
    bool in_slow_lane;           /* the lane's thread: it is there */

    /* answer_from_cache(), or cache_answer() if that was not asked: what the answer is cached
     * under; empty: not made yet */
    struct str question;

    /* tag_take(): of the part of the body that was moved to a file; NULL: none was */
    struct XXH3_state_s *hashed;

    /* Whoever finds a fault; a stage or a job that ends with INVALID has them answered. */
    struct faults faults;

    /* idempotency_begin_form(): of a body that is read while it arrives; NULL: no key counts */
    struct fingerprint *fingerprint;
    /* idempotency_claim(), until idempotency_end(); NULL: no key counts. */
    struct keyed_write *keyed;

    /* perform_write(), or perform_action() for an action with a body: the change, which reads with
     * the worker's connection; before it passes, the writer's thread puts its own connection and
     * ledger into the door. */
    struct door door;
    struct change *change; /* of a create, update or delete; or the body of an action */

    /* form_begin(), when authorize() is done: a body that is read while it arrives; form_end() ends
     * it with the exchange. */
    struct receiving *receiving;
    /* form_finish(): the file that came in it. The request owns the upload, but in a sync; what is
     * left of it at the end form_end() discards. */
    struct upload *upload;
    struct uploaded *uploaded; /* its hash by the thread for syncs */

    /* perform_token(): how many live ones the application has lost by it. */
    int64_t tokens_ended;

    /* precondition_note(): what has to be so for the write to be done; NULL: nothing. */
    const struct precondition *precondition;
    /* perform() of both lists of stages, and perform_token(). The writer asks it first in its
     * transaction: a request may have waited while its right to be done was taken away. NULL: it
     * may. */
    enum outcome (*still_may)(struct request *request, struct db *db);

    struct statement *callers_asked; /* ask_callers(), until caller_still_may(); else NULL */

    /* The first step of an action with `hash`: its place among those who wait for that. */
    struct hasher_claim claim;
    /* The action's first step that has something to keep, and the others after it; or
     * authenticate(), for whoever wants a token. */
    void *state;
    struct object *answer; /* action_answer(): its values; NULL: none yet; see act.h */

    /* perform_action() and perform_token(): what the writer runs inside its transaction. NULL: the
     * change passes the door. */
    enum outcome (*run)(struct request *request, struct db *db);
    /* download_file(): the answer is set, but its file has to be read before it is sent. */
    struct verifying *verifying;
    struct fetching *fetching; /* or has to be brought here first; see remote_file.h */

    /* perform...(): another thread will answer. run_stages() takes it back when the stage fails. */
    bool deferred;
};

/* What the changes that the request asks for have in common, while it is on its event thread: the
 * connection is the worker's, and there is no ledger. */
static inline struct door request_door(struct request *request) {
    return (struct door){.arena = request->arena,
                         .db = request->worker->db,
                         .caller = &request->caller,
                         .faults = &request->faults,
                         .now = instant_now(),
                         .address = request->exchange->peer};
}

#endif
