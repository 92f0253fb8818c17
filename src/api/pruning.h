/* pruning.h - removes old entries of the change log, now and then.
 *
 * A job of the writer removes a few hundred entries, oldest first, and queues itself again while
 * there are more, so that no request waits long behind it. */
#ifndef GLIMT_API_PRUNING_H
#define GLIMT_API_PRUNING_H

#include "db/writer.h"

#include <stdatomic.h>

/* Set to zero before its first use. */
struct pruning {
    struct job job; /* first, so that one is the other */
    struct writer *writer;
    int64_t keep_seconds;
    int64_t begun_at;   /* of the thread that ticks: monotonic milliseconds */
    int64_t account_id; /* of the writer's thread: whose entries were seen to last */
    bool has_more;      /* the same */
    atomic_bool is_queued, is_stopped;
};

/* Called often, by one thread; begins when it is time, at first at once. */
void pruning_tick(struct pruning *pruning, struct writer *writer);

/* By the same thread, before the writer is closed: what is left is removed another time. */
void pruning_stop(struct pruning *pruning);

#endif
