/* connections.h - connections of the file store's own, for whichever of its threads needs one.
 *
 * As many are made as threads ask at once, and kept. From any thread. */
#ifndef GLIMT_FILES_DATABASE_CONNECTIONS_H
#define GLIMT_FILES_DATABASE_CONNECTIONS_H

#include "db/db.h"

struct connections;

/* It lives in the arena, until connections_close(), and so have the texts of the address to. */
struct connections *connections_open(struct arena *arena, struct db_address at);
void connections_close(struct connections *connections); /* all were given back */

/* NULL when none can be made, which is logged. */
struct db *connections_take(struct connections *connections) MUST_USE;
/* What has failed there, as an errno of copy.h; NULL: there is no connection. */
int connections_error(const struct db *db);

void connections_give(struct connections *connections, struct db *db); /* in no transaction */

#endif
