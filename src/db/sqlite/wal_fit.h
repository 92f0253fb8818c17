/* wal_fit.h - whether a WAL or a journal belongs to the database file beside it.
 *
 * SQLite does not look: it lays the pages of the WAL over whatever file has the name, and a
 * database that was put over another one, while that one's WAL was still there, is corrupt from
 * then on. Here each of them names the first page that it was begun on; wal_fit.c says how. */
#ifndef GLIMT_DB_SQLITE_WAL_FIT_H
#define GLIMT_DB_SQLITE_WAL_FIT_H

#include "base/arena.h"

#include <stdint.h>

/* Bytes at the beginning of the first page, of the WAL, and of each of its frames. */
enum { DATABASE_HEADER = 100, WAL_HEADER = 32, FRAME_HEADER = 24 };

/* Bytes of a file, wherever they are. */
struct bytes {
    void *context;
    /* False when there are fewer, or they can't be read. */
    bool (*read)(void *context, uint64_t at, void *to, size_t count);
};

/* The number by which a WAL or a journal names the first page that begins with `header`; never 0.
 */
uint32_t header_mark(const unsigned char header[DATABASE_HEADER]);

/* The mark that stands in the page itself. */
uint32_t mark_in(const unsigned char header[DATABASE_HEADER]);

/* How many pages the database has, by its first one. */
uint32_t header_pages(const unsigned char header[DATABASE_HEADER]);

bool wal_fits(const struct bytes *wal, const unsigned char header[DATABASE_HEADER]);
bool journal_fits(const struct bytes *journal, const unsigned char header[DATABASE_HEADER]);

#endif
