/* command_migrate.c - glimt migrate: brings the database up to date without serving. */
#include "cli/commands.h"
#include "cli/database.h"

#include <stdio.h>

/* What opening does is all that there is to do. Beside a server of an older version on a database
 * of its own, in DIR, nothing is migrated, as that stands on it. */
int command_migrate(const struct options *options) {
    struct db *db = database_migrate(options);

    if (!db)
        return EXIT_FAILED;
    db_close(db);
    puts("The database is up to date.");
    return EXIT_FINE;
}
