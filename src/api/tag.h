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

/* Both tags live in the arena. That of a row, given as JSON, leaves out properties that are APART:
 * those that use alone changes. */
struct str tag_of_bytes(struct arena *arena, struct str bytes);
struct str tag_of_row(struct arena *arena, const struct plan *plan, struct str row);

/* Of a long body: hashes what is in `body_out`, before it leaves that. tag_of_body() is then the
 * tag of all of it, which is that of the same bytes in one piece. */
void tag_take(struct request *request);
struct str tag_of_body(struct request *request);

/* Gives the answer the tag of the row in its body. */
void tag_answer(struct request *request);

#endif
