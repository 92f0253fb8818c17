/* orphans.h - whether a stored file is one that nobody needs. */
#ifndef GLIMT_UPKEEP_ORPHANS_H
#define GLIMT_UPKEEP_ORPHANS_H

#include "db/db.h"
#include "files/stored.h"
#include "plan/plan.h"

/* Whether a file that was found is named by no row, waits for no removal, belongs to no
 * upload, and is still there. Beside a server that writes, too. Not inside a transaction. False
 * when the database fails. */
bool file_is_orphan(struct db *db, const struct plans *plans, const struct stored *stored,
                    int64_t account_id, const char *hash, bool *ret) MUST_USE;

#endif
