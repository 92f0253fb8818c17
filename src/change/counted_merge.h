/* counted_merge.h - counts noted rows in the blocks of counted lists. */
#ifndef GLIMT_CHANGE_COUNTED_MERGE_H
#define GLIMT_CHANGE_COUNTED_MERGE_H

#include "change/counted_notes.h"

/* Counts all notes, inside the transaction and outside of its jobs, and leaves them to the caller
 * to forget. Of a plan without notes nothing is read. */
bool counted_merge(struct db *db, const struct plans *plans,
                   const struct counted_notes *notes) MUST_USE;

#endif
