/* log_size.c - how long SQLite's log is, and what the writer does about it.
 *
 * A log of 4,000 pages (32 MB) is moved into the database by the commit that makes it so long, as
 * SQLite does it. Twice as long it only gets when somebody reads an old state; then there may be
 * any amount to move afterwards, which is left to the log keeper's thread. */
#include "db/sqlite/parts.h"

#include <sys/stat.h>

enum {
    MOVE_PAGES = 4000,
    LEAVE_PAGES = 2 * MOVE_PAGES,
};

int64_t sqlite_log_size(const struct db *db) {
    struct stat status;
    const char *path = sqlite3_filename_wal(sqlite3_db_filename(inside(db)->sqlite, "main"));

    return stat(path, &status) == 0 ? (int64_t)status.st_size : 0;
}

static int after_commit(void *context, sqlite3 *sqlite, const char *name, int pages) {
    (void)context;
    /* What can't be moved now is moved later: the commit is done. */
    if (pages >= MOVE_PAGES && pages < LEAVE_PAGES)
        sqlite3_wal_checkpoint_v2(sqlite, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return SQLITE_OK;
}

void sqlite_limit_log(struct db *db, int64_t bytes) {
    inside(db)->log_limit = bytes;
    sqlite3_wal_hook(inside(db)->sqlite, after_commit, db);
}

bool sqlite_log_is_over(const struct db *db) {
    return inside(db)->log_limit > 0 && sqlite_log_size(db) > inside(db)->log_limit;
}
