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
#include "read/list_rows.h"

/* What a worker has asked for the request that it has now. */
struct foreseen {
    int64_t account_id;
    const struct plan *plan; /* whose row was asked for; NULL: none was */
    struct source source;
    struct ahead room;
    struct rows_ahead rows; /* of a list */
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

/* Whether what was asked for is of this request after all; once. */
static inline bool was_foreseen(const struct request *request) {
    struct foreseen *foreseen = request->worker->foreseen;
    bool is_it = request->is_foreseen && foreseen->plan && foreseen->plan == request->plan &&
                 foreseen->account_id == request->caller.account_id;

    if (is_it)
        foreseen->plan = NULL;
    return is_it;
}

/* Lets the encoding of a get's row take what was asked for it, and a list its rows; NULL: none were
 * asked for. */
static inline void foresee_take(struct request *request) {
    if (was_foreseen(request))
        request->source.ahead = &request->worker->foreseen->room;
}

static inline struct rows_ahead *foreseen_rows(const struct request *request) {
    return was_foreseen(request) ? &request->worker->foreseen->rows : NULL;
}

#endif
