/* trouble.c - what SQLite's codes mean. */
#include "base/room.h"
#include "db/sqlite/parts.h"

#include <errno.h>
#include <stdio.h>

/* SQLite knows one of the ways in which there is no room: ENOSPC of a write. Of the others it only
 * says what failed, by a code that follows the system's `error` at once; sqlite3_system_errno()
 * does not have that of a commit. */
static bool is_full(int code, int error) {
    switch (code) {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_SHMSIZE:
    case SQLITE_IOERR_SHMOPEN:
    case SQLITE_CANTOPEN:
        return is_no_room(error);
    default:
        return (code & 0xff) == SQLITE_FULL;
    }
}

enum db_trouble trouble_of(int code, int error) {
    if (is_full(code, error))
        return DB_FULL;
    switch (code & 0xff) {
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return DB_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return DB_CORRUPT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return DB_BUSY;
    case SQLITE_INTERRUPT:
        return DB_ENDING;
    case SQLITE_CONSTRAINT:
        return DB_CONFLICT;
    default:
        return DB_OTHER;
    }
}

void sqlite_note(struct db *db, int code, const char *doing) {
    enum db_trouble trouble = trouble_of(code, errno);
    char number[16];

    if ((code & 0xff) == SQLITE_INTERRUPT && sqlite_is_spent(db))
        return;
    snprintf(number, sizeof(number), "%d", code);
    db_note(db, trouble, doing, sqlite3_errmsg(inside(db)->sqlite), number);
}
