/* trouble.c - what went wrong with a connection, as a word and as a sentence. */
#include "base/log.h"
#include "base/room.h"
#include "db/sqlite/parts.h"

#include <errno.h>

static const struct {
    enum db_trouble trouble;
    const char *sentence;
} sentences[] = {
    {DB_FINE, "Nothing is wrong with the database."},
    {DB_FULL, "The disk is full."},
    {DB_READ_ONLY, "The database cannot be written."},
    {DB_CORRUPT, "The database is damaged."},
    {DB_LOST, "The database's files were moved or replaced."},
    {DB_BUSY, "Another program keeps the database busy."},
    {DB_ENDING, "The program ends."},
    {DB_HELD, "A program that reads the database keeps its log from being cut."},
    {DB_CONFLICT, "The database refuses what contradicts other rows."},
    {DB_OTHER, "The database failed."},
};

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

void db_note(struct db *db, int code, const char *doing) {
    if ((code & 0xff) == SQLITE_INTERRUPT && db_is_spent(db))
        return;
    db->trouble = trouble_of(code, errno);
    if (db->trouble == DB_CONFLICT)
        log_warning("The database refuses %s: %s", doing, sqlite3_errmsg(db->sqlite));
    else if (db->trouble == DB_ENDING)
        log_notice("The end comes before %s is done.", doing);
    else if (db->trouble == DB_FULL || db->trouble == DB_BUSY)
        log_repeated(db->trouble == DB_FULL ? LOG_FULL : "busy",
                     "%s The database fails at %s: %s (%d)", db_problem(db), doing,
                     sqlite3_errmsg(db->sqlite), code);
    else
        log_error("The database fails at %s: %s (%d)", doing, sqlite3_errmsg(db->sqlite),
                  sqlite3_extended_errcode(db->sqlite));
}

enum db_trouble db_trouble(const struct db *db) {
    return db->trouble;
}

const char *db_sentence(enum db_trouble trouble) {
    for (size_t i = 0; i < COUNT(sentences); i++)
        if (sentences[i].trouble == trouble)
            return sentences[i].sentence;
    return sentences[COUNT(sentences) - 1].sentence;
}

const char *db_problem(const struct db *db) {
    return db_sentence(db->trouble);
}
