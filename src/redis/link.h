/* link.h - a connection to a Redis, on which requests of tokens are counted.
 *
 * Of one thread. Nothing waits longer than the patience that it was opened with, for each step. */
#ifndef GLIMT_REDIS_LINK_H
#define GLIMT_REDIS_LINK_H

#include "redis/address.h"

struct link;

enum { LINK_KEY_LENGTH = 32, LINK_PROBLEM = 160 };

/* One request, to be counted under a key unless `rate` were counted within so many milliseconds
 * before, by the clock of Redis. */
struct count {
    char key[LINK_KEY_LENGTH + 1];
    unsigned rate, within;
    int64_t age; /* set: -1 when it was counted, else how long ago the first of those was */
};

/* NULL with what is wrong, without a full stop: nobody there, a wrong password, or a Redis that
 * counts nothing, as a replica. */
struct link *link_open(const struct redis_address *at, int patience, char problem[LINK_PROBLEM]);
void link_close(struct link *link); /* NULL is allowed */

/* Whether the other end is still there, as far as is known without asking. */
bool link_is_up(const struct link *link);

/* All at once. After false, with what is wrong, the link can only be closed, and what was counted
 * is not known. */
bool link_count(struct link *link, struct count *counts, size_t count,
                char problem[LINK_PROBLEM]) MUST_USE;

#endif
