/* file_name.h - the names of files as forms carry them.
 *
 * Browsers write them in UTF-8, older clients and shells in Latin-1, and libraries that were made
 * for mail as encoded words (RFC 2047: `=?utf-8?B?w6Uu?=`). */
#ifndef GLIMT_HTTP_FILE_NAME_H
#define GLIMT_HTTP_FILE_NAME_H

#include "base/arena.h"

enum { LATIN_MAX = 3 }; /* bytes of UTF-8 that one of Latin-1 becomes at most */

/* The name as UTF-8, in the arena or as it was. An encoded word that can't be read stays as it is;
 * bytes that are not UTF-8 are Latin-1, as Windows extends it. */
struct str file_name_read(struct arena *arena, struct str raw);

/* Whether it names Latin-1, the set that extends it, or what is common to both. */
bool charset_is_latin(struct str charset);

/* One character of Latin-1, as Windows extends it, as UTF-8: LATIN_MAX bytes at most at `out`,
 * whose end is returned. */
char *latin_put(char *out, unsigned char byte);

#endif
