/* judge.h - what is in the database of a backup, and whether its rows and files fit together. */
#ifndef GLIMT_BACKUP_JUDGE_H
#define GLIMT_BACKUP_JUDGE_H

#include "backup/backup.h"
#include "backup/manifest.h"

/* Opens the database in `directory`, brings it to the newest schema, checks it as `glimt check`
 * does, holds its rows against the files that `manifest` names, and counts. False: the run has
 * failed; it is damaged or refused, or there is a file too many or too few that nobody told of. */
bool judge(struct run *run, const struct plans *plans, const char *directory,
           struct manifest *manifest, struct holding *holding) MUST_USE;

#endif
