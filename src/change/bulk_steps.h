/* bulk_steps.h - many rows beside a server, in steps that hold nobody up.
 *
 * While one connection writes, all others wait. So whoever writes for long commits after some
 * milliseconds and leaves the database to others for at least as long. Rows of bulk_row.h that are
 * told of the steps have their lists counted with each commit.
 *
 * A part of the rows is committed earlier than others: the caller keeps them from whoever would
 * take them for all, and knows them again after a crash. */
#ifndef GLIMT_CHANGE_BULK_STEPS_H
#define GLIMT_CHANGE_BULK_STEPS_H

#include "change/counted_notes.h"
#include "db/db.h"
#include "plan/plan.h"

struct bulk_steps {
    struct db *db;
    const struct plans *plans;
    struct arena *arena; /* of the notes; emptied with each commit */
    struct counted_notes notes;
    int64_t begun_at; /* monotonic microseconds */
    int64_t work;     /* how long a step may work, learnt from those before; microseconds */
    bool is_open;
};

/* Begins the first step; `plans` are those whose rows come. False: nothing is open. */
bool steps_begin(struct bulk_steps *steps, struct db *db, const struct plans *plans) MUST_USE;

/* A new row was written, of a resource whose lists may be counted. */
bool steps_note(struct bulk_steps *steps, const struct plan *plan, int64_t account_id,
                int64_t id) MUST_USE;

/* Commits and begins anew when it is time. What is written between two calls is there whole or not
 * at all. */
bool steps_go_on(struct bulk_steps *steps) MUST_USE;

/* Commits the last step; or after `false` of any of them, takes it back. */
bool steps_end(struct bulk_steps *steps) MUST_USE;
void steps_stop(struct bulk_steps *steps);

/* Removes the rows of an account that have these ids, in steps, and before them what links them to
 * others. Who may refer to them still, db/bulk.h says. Counted lists are the caller's. */
bool steps_remove_links(struct bulk_steps *steps, const struct plan *plan, int64_t account_id,
                        int64_t from, int64_t to) MUST_USE;
bool steps_remove(struct bulk_steps *steps, const struct plan *plan, int64_t account_id,
                  int64_t from, int64_t to) MUST_USE;

#endif
