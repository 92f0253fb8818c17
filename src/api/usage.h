/* usage.h - the log of what applications asked for, next to no cost for those who ask.
 *
 * A request is counted in memory that is there already, under a short lock; twice a second all that
 * came is written in one job of the writer. Every answered request of an application is counted:
 * how many there are is bounded by nothing, and what a transaction could not write is written by
 * the next one. A kill loses what came since the last commit, less than a second. Not counted is
 * what is nobody's (no valid token, no such path), and the fetching of tokens.
 *
 * Some of the requests are listed as well, one by one; each entry says of how many it is one
 * (usage_tally.c). How long both are kept: usage_store.h. */
#ifndef GLIMT_API_USAGE_H
#define GLIMT_API_USAGE_H

#include "api/request.h"
#include "db/writer.h"

struct usage;

struct usage *usage_open(void);

/* Notes an answered request. From any thread. */
void usage_note(struct usage *usage, const struct request *request);

/* Called now and then, by one thread: has what was noted written when it is time. */
void usage_tick(struct usage *usage, struct writer *writer);

/* Has everything written that was noted; no request may come any more. The writer is to be closed
 * after it, and usage_close() called after that. */
void usage_end(struct usage *usage, struct writer *writer);
void usage_close(struct usage *usage);

#endif
