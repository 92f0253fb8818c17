/* directory.h - what a data directory has to have before anybody works on it.
 *
 * The database, the stored files and the key of people's code apps belong together. A directory in
 * which one of them is missing that was there is not gone on with, since whatever is made in its
 * place would hide that it is missing: a new company where there was one, rows whose files are
 * gone, a key that opens nothing. Who means it says --begin-anew: what is missing is made, and
 * nothing is deleted or overwritten. */
#ifndef GLIMT_CLI_DIRECTORY_H
#define GLIMT_CLI_DIRECTORY_H

#include "db/db.h"
#include "files/file_store.h"
#include "plan/plan.h"

/* Makes the directory for its owner alone. One that is there and open to others is closed when it
 * has no data yet, and else refused. False with a sentence. */
bool directory_make(struct arena *arena, const char *directory, const char **ret_problem) MUST_USE;

/* Before the process has a connection to the database: whether there is one, or nothing that had
 * one, and whether its files belong together (db_fits()). False with a sentence. */
bool directory_may_be_opened(struct arena *arena, struct db_address at, bool begin_anew,
                             const char **ret_problem) MUST_USE;

/* Afterwards, before anything is made: whether the files that rows name have a place, and the
 * secrets that are sealed have their key. */
bool directory_is_whole(struct arena *arena, const struct file_place *place, struct db *db,
                        const struct plans *plans, const char **ret_problem) MUST_USE;

#endif
