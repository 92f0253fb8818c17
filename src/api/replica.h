/* replica.h - a copy of the database that follows it, from which lists and gets are read.
 *
 * It is asked once it is known who asks and what he may. It serves when it has all that the
 * database had when the request came, or some milliseconds before (looks.h). When it has not, or is
 * lost, the database serves, and nobody is told but the log. It is never read for rights, sessions,
 * or what a write is to look at. */
#ifndef GLIMT_API_REPLICA_H
#define GLIMT_API_REPLICA_H

#include "api/request.h"

struct replica;

/* `url` has to live as long as it. */
struct replica *replica_open(struct arena *arena, const char *url);

enum replica_use {
    REPLICA_NONE,
    REPLICA_LATE,    /* it serves, and lacks what was committed last */
    REPLICA_CURRENT, /* it serves, and has all that the last look() has seen */
};

/* Opens a snapshot of the account's rows on the worker's replica, if there is one that may serve
 * this request. */
enum replica_use replica_take(struct request *request, int64_t account_id) MUST_USE;

/* The database that the request reads. */
struct db *request_reads(const struct request *request);

/* After a failure: whether it was the replica's. Then the request is as it was before, to be gone
 * on with on the database. */
bool replica_failed(struct request *request) MUST_USE;

/* Ends its snapshot, if one is open. */
void replica_end(struct request *request);

/* Closes the worker's connection to it; NULL is allowed there. */
void replica_close(struct worker *worker);

#endif
