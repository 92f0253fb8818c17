/* telling.c - what the parts of a copy say: failures, and how far it is. */
#include "copy/copy_parts.h"

bool copy_fail(struct copying *copying, struct str problem) {
    copying->copy->problem = problem.at;
    return false;
}

bool copy_fail_source(struct copying *copying) {
    return copy_fail(copying, arena_format(copying->copy->arena, "The source cannot be read: %s",
                                           db_problem(copying->copy->source)));
}

bool copy_fail_target(struct copying *copying) {
    return copy_fail(copying, arena_format(copying->copy->arena, "The target cannot be written: %s",
                                           db_problem(copying->copy->target)));
}

bool copy_goes_on(struct copying *copying) {
    return !*copying->copy->stop ||
           copy_fail(copying, STR("The copy was stopped; the same command goes on with it."));
}

void copy_show(struct copying *copying) {
    enum { SELDOM = 1024 }; /* to look at the clock costs more than a row */

    if (++copying->shown % SELDOM == 0)
        progress_show(&copying->progress, copying->shown);
}
