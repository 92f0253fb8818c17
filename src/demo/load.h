/* load.h - the demo company beside a server, in steps.
 *
 * Rows come in many short transactions (change/bulk_steps.h). From the first to the last of them
 * the account has a row in demo_loads, and whoever asks for it is answered that it is closed. Ids
 * that others take meanwhile, by a request that was let in just before, lie far above the demo's.
 * A load that fails takes back what it did. One that was killed leaves a closed account; the next
 * removes what is there, in steps as well, and begins anew. */
#ifndef GLIMT_DEMO_LOAD_H
#define GLIMT_DEMO_LOAD_H

#include "demo/company.h"

/* False: `*ret_problem` says why, or is as it was when the database failed. */
bool load_fill(struct company *company, const char **ret_problem) MUST_USE;

#endif
