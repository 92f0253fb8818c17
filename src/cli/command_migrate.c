/* command_migrate.c - glimt migrate: brings the database up to date without serving. */
#include "admin/admin.h"
#include "cli/commands.h"
#include "cli/database.h"
#include "plan/checked.h"
#include "resources/resources.h"

#include <stdio.h>

/* Opening migrates. Beside a server of an older version on a database of its own, in DIR, nothing
 * is migrated, as that stands on it. What servers check when they start is checked before any
 * does, and remembered for them. */
int command_migrate(const struct options *options) {
    struct db *db = database_migrate(options);

    if (!db)
        return EXIT_FAILED;
    const struct plans *plans = plan_all(options->arena, all_resources);
    const char *problem;
    bool fits = check_once(options->arena, db, plans, admin_plan(options->arena, plans), &problem);
    db_close(db);
    if (!fits)
        return fail("%s", problem);
    puts("The database is up to date.");
    return EXIT_FINE;
}
