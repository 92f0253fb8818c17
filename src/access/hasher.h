/* hasher.h - the one thread for passwords, so that they hold up neither requests nor writes.
 *
 * The queue is short on purpose: each job costs a good part of a second and 64 MiB, so whoever
 * comes when it is full is told to come again, instead of waiting for minutes. Nobody fills it
 * alone: the jobs of one origin have a share of it. */
#ifndef GLIMT_ACCESS_HASHER_H
#define GLIMT_ACCESS_HASHER_H

#include "base/str.h"

struct hasher;

struct hasher_job {
    /* Runs on the hasher's thread. Hands the job on to whoever continues it; the hasher does not
     * look at it again. */
    void (*run)(struct hasher_job *job);
    void (*refuse)(struct hasher_job *job); /* instead, once hasher_refuse() was called */
    struct str origin;                      /* whose share it takes; as long as it waits */
    struct hasher_job *next;                /* the hasher's */
};

/* `limit` is the most jobs that may wait, beside the one that runs; `share` the most of one
 * origin. */
struct hasher *hasher_open(unsigned limit, unsigned share);

/* False, at once, when the queue or the share of it is full. Not after hasher_close() has begun. */
bool hasher_submit(struct hasher *hasher, struct hasher_job *job) MUST_USE;

/* Whoever waits is refused, soon; nobody may come any more. */
void hasher_refuse(struct hasher *hasher);

/* Finishes every submitted job and stops the thread. What the jobs hand on to must still be there:
 * close it before the writer. NULL is allowed. */
void hasher_close(struct hasher *hasher);

#endif
