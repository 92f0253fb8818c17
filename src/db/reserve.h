/* reserve.h - some room on the disk for a start that finds it full.
 *
 * Even who only reads a database has to write beside it: SQLite makes glimt.db-shm anew, 32 KiB for
 * each 4,000 pages of its log. So DIRECTORY/reserve holds RESERVE_BYTES that nobody needs. They are
 * given up when a database cannot be opened for want of room, which is tried again then. What is
 * left of them is taken back at once, before somebody else fills it, and the rest by a server when
 * there is room. The file may be deleted at any time. */
#ifndef GLIMT_DB_RESERVE_H
#define GLIMT_DB_RESERVE_H

#include <stdbool.h>
#include <stddef.h>

enum { RESERVE_BYTES = 4 * 1024 * 1024 };

/* Frees the reserve if there is no room beside it; whether it did. */
bool reserve_give_up(const char *directory);

/* Fills the reserve as far as at least as much stays free; `at_start` as far as it can be.
 * Failures are of no consequence, and not told. */
void reserve_keep(const char *directory, bool at_start);

#endif
