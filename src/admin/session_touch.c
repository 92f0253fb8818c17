/* session_touch.c - notes in a job of its own that a session is in use. */
#include "admin/session_touch.h"

#include "base/log.h"

#include <stdlib.h>

struct touch {
    struct job job; /* first, so that one is the other */
    int64_t account_id, session_id, now;
};

static bool run(struct job *job, struct db *db) {
    const struct touch *touch = (const struct touch *)job;

    db_of_account(db, touch->account_id);
    return session_touch(db, touch->account_id, touch->session_id, touch->now);
}

static void done(struct job *job, struct db *db, bool durable) {
    (void)db;
    (void)durable;
    free(job);
}

void session_touch_later(struct api *api, const struct person *person, int64_t now) {
    struct touch *touch = calloc(1, sizeof(*touch));

    NEEDED(touch);
    *touch = (struct touch){.job = {.run = run, .done = done, .again = job_as_it_was},
                            .account_id = person->account_id,
                            .session_id = person->session_id,
                            .now = now};
    writer_submit(api->writer, &touch->job);
}
