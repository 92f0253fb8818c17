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
    /* The same afterwards, when that state is no longer held; NULL: nothing. */
    bool (*read_after)(struct work *work, const struct options *options, struct db *db,
                       const char **ret_problem);
    /* False with the management's problem. */
    bool (*write)(struct work *work, const struct options *options, struct management *management);
    int64_t account_id; /* in which it writes; 0: it makes one */
};

/* The URL of `option`, which is its value or stands in the first line of the file that the option
 * with the same name and "-file" names, which others may not read if it has a password; NULL:
 * neither is given. EXIT_FINE, or another exit status, with a sentence on standard error that has
 * nothing of the URL. */
int url_of(const struct options *options, const char *option, const char **ret) MUST_USE;

/* Where the options say that it is; the URL is read from its file, if one is named. EXIT_FINE, or
 * another exit status, with a sentence on standard error that has nothing of the URL. */
int database_address(const struct options *options, struct db_address *ret) MUST_USE;

/* The database of --data; NULL when that was reported on standard error. */
struct db *database_open(const struct options *options, enum db_mode mode);

/* The same, brought up to date unless a server runs on the directory. One in the directory has to
 * be there: who has forgotten --database would get an empty one. */
struct db *database_migrate(const struct options *options);

/* Runs it in a transaction that writes, on behalf of the command line. DB_CREATE also makes a
 * missing database and its first account, and migrates an older one unless a server runs on it.
 * Returns the exit status; failures are reported on standard error. */
int database_write(const struct options *options, enum db_mode mode, struct work *work);

/* Runs it on one state of the database, or on several, if it says so: db_read_on(). */
int database_read(const struct options *options, struct work *work);

/* Whether a server runs on it now. */
bool database_is_served(const struct options *options);

#endif
