/* whole.c - has SQLite fail at a page that is cut, where it would read zeros.
 *
 * SQLite takes what is missing at the end of a database file for zeros, since it may not have
 * written there yet. In a file that was cut, that makes rows which are empty or not to be found,
 * instead of an error. A page that is there in part is never right. One that is not there at all
 * may be so: a page that was taken and given back in one transaction was never written, until the
 * WAL is copied as a whole. But one that the file has to have since the last such copy (place.c)
 * may not.
 *
 * So each connection reads its database file through one more function. The file stays SQLite's
 * own, with its own methods but for this one. */
#include "db/sqlite/parts.h"

/* The methods of a file come first, by which its reader finds what it needs. */
static const struct whole *whole_of(const sqlite3_file *file) {
    return (const struct whole *)(const void *)file->pMethods;
}

static bool is_partly_there(sqlite3_file *file, sqlite3_int64 at) {
    sqlite3_int64 size = 0;

    return file->pMethods->xFileSize(file, &size) == SQLITE_OK && size > at;
}

static int read_whole(sqlite3_file *file, void *to, int count, sqlite3_int64 at) {
    const struct whole *whole = whole_of(file);
    int code = whole->original->xRead(file, to, count, at);

    if (code != SQLITE_IOERR_SHORT_READ || at < WHOLE_FROM)
        return code;
    bool is_cut = (uint64_t)at < whole->place->least_size || is_partly_there(file, at);
    return is_cut ? SQLITE_IOERR_READ : code;
}

void whole_reads(struct db *db) {
    if (!inside(db)->file || inside(db)->whole.original)
        return;
    inside(db)->whole.original = inside(db)->file->pMethods;
    inside(db)->whole.methods = *inside(db)->file->pMethods;
    inside(db)->whole.methods.xRead = read_whole;
    inside(db)->whole.place = &inside(db)->place;
    inside(db)->file->pMethods = &inside(db)->whole.methods;
}
