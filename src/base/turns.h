/* turns.h - whose turn it is, when many wait for few hands.
 *
 * Whoever waits belongs to an owner. The next turn is of the owner that has the fewest at work, and
 * of these, of the one that has used least; what owners did not use while they asked for nothing is
 * not kept for them. Of one owner, who came first has the first turn. Knows neither threads nor
 * what the work is: one caller at a time. */
#ifndef GLIMT_BASE_TURNS_H
#define GLIMT_BASE_TURNS_H

#include "base/str.h"

#include <stdint.h>

struct turns;
struct turn_owner;

struct turn_key {
    int64_t account_id, who;
};

/* Whoever waits: from turns_wait() until turns_take() gave it, it has to stay where it is. */
struct turn {
    struct turn_owner *owner; /* set by turns_wait() */
    struct turn *next;        /* the queue's */
    int64_t since;            /* whoever waits, for turns_drop(): any clock */
};

/* `limit` is the most that may wait, `share` the most of one owner. */
struct turns *turns_open(unsigned limit, unsigned share);
void turns_close(struct turns *turns); /* NULL is allowed */

/* False when the queue, or the owner's share of it, is full. */
bool turns_wait(struct turns *turns, struct turn *turn, struct turn_key key) MUST_USE;

/* The next, which is at work now; NULL: nobody waits. */
struct turn *turns_take(struct turns *turns) MUST_USE;

/* Takes out one of those who are next of their owner, and have waited since before `at`; it is not
 * at work. NULL: nobody has. For queues whose turns say when they began to wait. */
struct turn *turns_drop(struct turns *turns, int64_t at) MUST_USE;

/* One of the owner has done its work, which cost so much, in any unit. */
void turn_end(struct turn_owner *owner, int64_t cost);

#endif
