/* hasher.h - the one thread for passwords, so that they hold up neither requests nor writes.
 *
 * The queue is short on purpose: each job costs a good part of a second and 64 MiB, so whoever
 * comes when it is full is told to come again, instead of waiting for minutes. But nobody keeps
 * others out of it, not from many addresses either:
 *
 * - Each job is of an origin and for a target, and has a rank: the wrong passwords that its origin
 *   has to answer for, and its origin's jobs that wait already; and some more when many jobs wait
 *   for the same target. The lowest rank is next, and of one rank who came first. So everybody's
 *   first comes before anybody's second.
 * - A full queue gives the place of the job with the highest rank to one with a lower.
 * - Jobs of the known (somebody is where he signed in before, or has a session or a link) go before
 *   those of strangers, and take their places, up to three quarters of the queue; every third turn
 *   is a stranger's.
 * - No origin has more than its share. */
#ifndef GLIMT_ACCESS_HASHER_H
#define GLIMT_ACCESS_HASHER_H

#include "base/str.h"

#include <stdint.h>

struct hasher;

/* Whose job it is. The texts stay as long as the job waits. */
struct hasher_claim {
    struct str origin;
    struct str target; /* empty: nobody else's can be for the same */
    bool is_known;
    unsigned failures; /* the wrong ones of the origin that are remembered */
};

struct hasher_job {
    /* Runs on the hasher's thread. Hands the job on to whoever continues it; the hasher does not
     * look at it again. */
    void (*run)(struct hasher_job *job);
    /* Instead, once hasher_refuse() was called; or on the thread of another hasher_submit(), when
     * its place is given away. */
    void (*refuse)(struct hasher_job *job);
    struct hasher_claim claim;
    /* the hasher's */
    struct hasher_job *next;
    unsigned rank;
};

/* `limit` is the most jobs that may wait, beside the one that runs; `share` the most of one
 * origin. */
struct hasher *hasher_open(unsigned limit, unsigned share);

/* False, at once, when there is no place for it. Not after hasher_close() has begun. */
bool hasher_submit(struct hasher *hasher, struct hasher_job *job) MUST_USE;

/* Whoever waits is refused, soon; nobody may come any more. */
void hasher_refuse(struct hasher *hasher);

/* Finishes every submitted job and stops the thread. What the jobs hand on to must still be there:
 * close it before the writer. NULL is allowed. */
void hasher_close(struct hasher *hasher);

#endif
