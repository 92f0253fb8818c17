/* log_keeper.h - keeps SQLite's write-ahead log (glimt.db-wal) short.
 *
 * What is committed stands in the log first, and is moved into the database from time to time: by
 * the writer itself as long as there is little of it. But while somebody reads an old state the log
 * can't be begun anew and grows with each commit, and later there may be hundreds of megabytes to
 * move. So a thread with a connection of its own moves them beside the writer, and cuts the file
 * back when nobody reads it; for that the writer waits a tenth of a second at most. Past a limit
 * nothing is written, DB_HELD, until the reader has ended. The log of the server names it.
 *
 * It also has the database file become shorter when pages were given back (space.c), as soon as
 * nobody reads a state that has them. */
#ifndef GLIMT_DB_LOG_KEEPER_H
#define GLIMT_DB_LOG_KEEPER_H

#include "db/db.h"

struct log_keeper;

/* Takes over `db`, opened with DB_WRITE, and begins. `limit` is in bytes, as told to
 * db_limit_log().
 */
struct log_keeper *log_keeper_open(struct db *db, int64_t limit);
void log_keeper_close(struct log_keeper *keeper); /* NULL is allowed */

#endif
