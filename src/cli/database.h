/* database.h - runs a command's work on the database of --data. */
#ifndef GLIMT_CLI_DATABASE_H
#define GLIMT_CLI_DATABASE_H

#include "cli/options.h"
#include "db/db.h"

/* Work on an open database; false with a sentence. */
struct work {
    bool (*run)(struct work *work, const struct options *options, struct db *db,
                const char **ret_problem);
};

/* Runs it in a transaction that writes. DB_CREATE also makes a missing database and its first
 * account. Returns the exit status; failures are reported on standard error. */
int database_write(const struct options *options, enum db_mode mode, struct work *work);

/* Runs it on one state of the database. */
int database_read(const struct options *options, struct work *work);

#endif
