/* progress.h - a bar on a terminal while something long is made. */
#ifndef GLIMT_BASE_PROGRESS_H
#define GLIMT_BASE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    const char *what; /* "contacts" */
    int64_t total, drawn_at;
    bool visible;
};

/* Shows itself on standard error when that is a terminal and `quiet` is false. */
void progress_init(struct progress *progress, const char *what, int64_t total, bool quiet);
void progress_show(struct progress *progress, int64_t done);

/* Ends the line; the bar is full when the work is `complete`. */
void progress_done(struct progress *progress, bool complete);

#endif
