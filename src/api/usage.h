/* usage.h - the log of what applications asked for, next to no cost for those who ask.
 *
 * A request is noted in memory that is there already, under a short lock; about once a second all
 * that was noted is written in one job of the writer. What does not fit until then is left out, and
 * the log of the server says how much that was. The newest 10,000 entries of each application are
 * kept, as long as retention.h says; api/pruning.h removes what is older. */
#ifndef GLIMT_API_USAGE_H
#define GLIMT_API_USAGE_H

#include "api/request.h"
#include "db/writer.h"

struct usage;

struct usage *usage_open(void);

/* Notes an answered request of an application; tokens are fetched without being noted. From any
 * thread. */
void usage_note(struct usage *usage, const struct request *request);

/* Called now and then, by one thread: has what was noted written when it is time. */
void usage_tick(struct usage *usage, struct writer *writer);

/* For pruning, as log_prune() of change/logs.h. */
bool usage_prune(struct db *db, int64_t account_id, int64_t before, int64_t most,
                 int64_t *ret_removed) MUST_USE;

/* Has everything written that was noted; no request may come any more. The writer is to be closed
 * after it, and usage_close() called after that. */
void usage_end(struct usage *usage, struct writer *writer);
void usage_close(struct usage *usage);

#endif
