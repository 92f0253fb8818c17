/* pruning.h - removes what is older than it is kept, now and then, and gives room back.
 *
 * A job of the writer takes one small step and queues itself again while there are more, so that no
 * request waits long behind it: entries of one log of one account, sessions or tokens that have
 * ended, or free pages at the end of the file. pruning.c has the list. */
#ifndef GLIMT_API_PRUNING_H
#define GLIMT_API_PRUNING_H

#include "change/logs.h"
#include "change/retention.h"
#include "db/writer.h"

#include <stdatomic.h>

struct api;

/* Set to zero before its first use. */
struct pruning {
    struct job job;        /* first, so that one is the other */
    const struct api *api; /* its writer, ledger and plans; `retention` and what it was
                              given from above */
    int64_t begun_at;      /* of the thread that ticks: monotonic milliseconds */
    size_t at;             /* of the writer's thread: the place in the list, */
    int64_t account_id;    /* whose entries were seen to last, */
    struct log_walk walk;  /* how far the log of the next one was, */
    bool has_more;         /* and whether anything is left */
    bool is_claimed;       /* of several servers: it is this one that prunes, this time */
    bool is_whole;    /* whether this time logs are walked through to their end, as once a day */
    int64_t whole_at; /* when they last were; 0: not since the start */
    atomic_bool is_queued, is_stopped;
};

/* Called often, by one thread; begins when it is time, at first at once. */
void pruning_tick(struct pruning *pruning, const struct api *api);

/* By the same thread, before the writer is closed: what is left is removed another time. */
void pruning_stop(struct pruning *pruning);

/* How long the account's entries are kept: the server's times, or the shorter ones that it has
 * chosen. */
bool pruning_retention(const struct api *api, struct db *db, int64_t account_id,
                       struct retention *ret) MUST_USE;

#endif
