/* foresee.h - asks for what a request will want together with the look at the database.
 *
 * With a database elsewhere the stamp, the versions and the row would be a way there and back each.
 * Whose a token is and what was answered under it is mostly known from before: so all of it goes in
 * one set of statements, which see one snapshot. A guess only says what is asked for: whether it
 * was right is found out as ever, and what was asked in vain is dropped. */
#ifndef GLIMT_API_FORESEE_H
#define GLIMT_API_FORESEE_H

#include "api/request.h"
#include "read/ahead.h"

/* What a worker has asked for the request that it has now. */
struct foreseen {
    int64_t account_id;
    const struct plan *plan; /* whose row was asked for; NULL: none was */
    struct source source;
    struct ahead room;
};

/* Whether a request that has come reads something that the cache had no answer to when it was last
 * looked: then it is not worth while to look for that first. Of a thread with a connection. */
bool reads_afresh(struct request *request) MUST_USE;

/* Opens the snapshot of a request, looks at the stamp in it, and asks for the versions and the row
 * that it will want. When that fails nothing is open, and its stages ask by themselves. */
void foresee(struct request *request);

/* Looks for several; `with_versions`: and finds those that tokens depend on. The number of the
 * look. */
struct look look_for_many(struct worker *worker, bool with_versions) MUST_USE;

/* Lets the encoding of the request's row take what was asked for it, if it is the one. */
void foresee_take(struct request *request);

#endif
