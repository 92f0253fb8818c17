/* run.h - what backup, verify and restore carry along: the first failure, the wish to end.
 *
 * SIGINT, SIGTERM and SIGHUP are blocked by run_begin() and noticed where the run reads, writes or
 * works in steps: it then fails like any other, and its owner removes what it had begun. One that
 * was ignored when the program was started, as by nohup, stays so. */
#ifndef GLIMT_BACKUP_RUN_H
#define GLIMT_BACKUP_RUN_H

#include "base/arena.h"

#include <stdint.h>

struct run {
    struct arena *arena;
    const char *problem; /* the first failure, one sentence; NULL: none */
    int signals;         /* where they can be read from */

    /* The line on a terminal, which says how far it is. */
    bool visible;
    const char *doing; /* "Copying the database" */
    int64_t total, drawn_at;
    bool drawn;
    int64_t told;
};

void run_begin(struct run *run, struct arena *arena);
void run_end(struct run *run);

/* Keeps the sentence if it is the first; always false. */
bool run_fail(struct run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* `glimt: ` and a sentence on standard error, of the first hundred; the run goes on. */
void run_tell(struct run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* False, as a failure, when a signal has come. */
bool run_goes_on(struct run *run) MUST_USE;

/* Waits until `file` can be read or written (POLLIN, POLLOUT), or a signal comes: false. */
bool run_wait(struct run *run, int file, short events) MUST_USE;

/* A line that is rewritten at most ten times a second, when standard error is a terminal. */
void run_doing(struct run *run, const char *doing, int64_t total);
void run_progress(struct run *run, int64_t done);
void run_clear_line(struct run *run);

#endif
