/* database.h - runs a command's work on the database of --data. */
#ifndef GLIMT_CLI_DATABASE_H
#define GLIMT_CLI_DATABASE_H

#include "cli/options.h"
#include "manage/management.h"

/* Work on an open database, which either reads or writes. */
struct work {
    /* False with a sentence. */
    bool (*read)(struct work *work, const struct options *options, struct db *db,
                 const char **ret_problem);
    /* False with the management's problem. */
    bool (*write)(struct work *work, const struct options *options, struct management *management);
    int64_t account_id; /* in which it writes; 0: it makes one */
};

/* Runs it in a transaction that writes, on behalf of the command line. DB_CREATE also makes a
 * missing database and its first account, and migrates an older one unless a server runs on it.
 * Returns the exit status; failures are reported on standard error. */
int database_write(const struct options *options, enum db_mode mode, struct work *work);

/* Runs it on one state of the database. */
int database_read(const struct options *options, struct work *work);

/* The database itself, for the rest. NULL when it can't be opened: standard error says why. */
struct db *database_open(const struct options *options, enum db_mode mode) MUST_USE;

#endif
