/* tag.h - entity tags: which state of a row a client has seen. */
#ifndef GLIMT_API_TAG_H
#define GLIMT_API_TAG_H

#include "api/request.h"

/* `"` + a hash + `"`, in the arena: the same for the same row as JSON, without properties that are
 * APART. */
struct str tag_of(struct arena *arena, const struct plan *plan, struct str row);

/* Gives the answer the tag of its body. */
void tag_answer(struct request *request);

#endif
