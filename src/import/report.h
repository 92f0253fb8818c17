/* report.h - what an import says beforehand, meanwhile and at the end. */
#ifndef GLIMT_IMPORT_REPORT_H
#define GLIMT_IMPORT_REPORT_H

#include "import/fetch.h"

struct reporter {
    bool quiet;
    int64_t rate;     /* requests a second; 0: no limit */
    int64_t shown_at; /* monotonic milliseconds */
    size_t refused;   /* resources that the application may not see */
    const struct plan *refused_plans[32];
};

/* For fetcher.progress: a line on standard error, at most every few seconds. */
void report_progress(void *context, const struct plan *plan, int64_t come, int64_t there);

/* Before the first row: how many requests there will be, and how long they take. */
void report_beforehand(const struct reporter *reporter, int64_t requests);

/* On standard output: counts there and here, what was kept aside, and what people have to do. False
 * when the database failed. */
bool report_end(struct reporter *reporter, struct keeper *keeper) MUST_USE;

#endif
