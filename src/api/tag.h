/* tag.h - entity tags: which state of a row or an answer a client has seen.
 *
 * A tag is a hash of what is shown, in quotes, so it means the same after a restart, and to another
 * server on a copy of the data. All are made by one hash, XXH3 with 128 bits: rsync and LLVM name
 * contents by it, and it reads many gigabytes in a second. Two texts with the same tag can be made
 * on purpose, but only by those who may write both. */
#ifndef GLIMT_API_TAG_H
#define GLIMT_API_TAG_H

#include "api/request.h"

enum { TAG_LENGTH = 34 }; /* with its quotes */

/* A row's tags, of the version in `row`, which is the row as its resource shows it alone, as JSON:
 * one for each representation that answers have of it. Whatever is answered with a row has one of
 * them, and If-Match takes any. Properties that are APART are left out: use alone changes those. */
enum {
    TAGS_OF_SHOWN = 2,               /* plain, and packed (http/pack.h) */
    ROW_TAGS_MAX = 2 * TAGS_OF_SHOWN /* as documented, and extended */
};
size_t tags_of_row(struct arena *arena, const struct plan *plan, struct str row,
                   struct str ret[TAGS_OF_SHOWN]);

/* Of a long body: hashes what is in `body_out`, before it leaves that. */
void tag_take(struct request *request);

/* The tag of the plain answer in the body: that of its row, or of all its bytes, as if they were in
 * one piece. */
struct str tag_of_answer(struct request *request);

/* Gives it to the answer. */
void tag_answer(struct request *request);

#endif
