/* arrivals.h - new rows of counted lists, counted together.
 *
 * An insert only notes where the row stands in each list (struct counting, `arrivals`). Before its
 * transaction ends, the rows are walked through in the order of each list, and those that belong to
 * one block are added to it at once. Of what is written together most has come to few blocks:
 * today's reports, created now, neither handed in nor attested. */
#ifndef GLIMT_READ_ARRIVALS_H
#define GLIMT_READ_ARRIVALS_H

#include "read/counted_list.h"

/* Counts what has arrived, inside the transaction; costs next to nothing when nothing has. */
bool arrivals_count(struct arena *arena, struct db *db, const struct plan *plan) MUST_USE;

#endif
