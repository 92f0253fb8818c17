/* encode.h - rows as JSON, in the order and spelling of a view. */
#ifndef GLIMT_READ_ENCODE_H
#define GLIMT_READ_ENCODE_H

#include "base/buffer.h"
#include "base/cache.h"
#include "db/db.h"
#include "plan/plan.h"
#include "read/found.h"

/* What encoding reads from: one snapshot of one account. */
struct source {
    struct db *db;
    struct thread_cache *cache; /* NULL: nothing is cached (in a write) */
    int64_t account_id;
    int64_t viewer; /* the user whose rows alone are shown; 0: all are */
    struct versions versions;
    const struct list_parameters *parameters; /* of a list; else NULL */
    struct ahead *ahead;                      /* ahead.h; NULL: nothing was asked for */
};

/* Puts the row `id` as an object in `view`, a view of its resource. */
enum found encode_row(struct source *source, const struct view_plan *view, int64_t id,
                      struct buffer *out) MUST_USE;

/* The same of a row that is wanted alone: with a database at the other end of a wire, what it shows
 * is asked for together (ahead.h), unless it was before. */
enum found encode_alone(struct source *source, const struct view_plan *view, int64_t id,
                        struct buffer *out) MUST_USE;

#endif
