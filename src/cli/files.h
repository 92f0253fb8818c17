/* files.h - where the options of a command say that stored files are. */
#ifndef GLIMT_CLI_FILES_H
#define GLIMT_CLI_FILES_H

#include "cli/options.h"
#include "db/db.h"
#include "files/file_store.h"

/* With the database where it was found to be, which has to live as long as what is returned.
 * EXIT_FINE, or another exit status with a sentence on standard error. */
int files_place(const struct options *options, const struct db_address *database,
                struct file_place *ret) MUST_USE;

#endif
