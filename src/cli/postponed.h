/* postponed.h - what a start on a full disk leaves for later.
 *
 * A server reads without it: files that a crash has left half stored are looked after, and counted
 * lists without blocks are counted, when there is room. It is tried again now and then, by a job of
 * the writer. */
#ifndef GLIMT_CLI_POSTPONED_H
#define GLIMT_CLI_POSTPONED_H

#include "api/api.h"

struct postponed {
    struct job job; /* first, so that one is the other */
    struct api *api;
    bool files, lists; /* what is left; the writer's, once there is one */
    atomic_bool is_due, is_queued;
    int64_t tried_at;
};

/* Does both, before the writer begins, or leaves for later what there is no room for. False with a
 * sentence for any other failure. */
bool start_files(struct arena *arena, struct postponed *postponed, struct db *db,
                 const char **ret_problem);
bool start_lists(struct postponed *postponed, struct db *db, const char **ret_problem);

/* Tries again, when it is time. */
void postponed_tick(struct postponed *postponed);

#endif
