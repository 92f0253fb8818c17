/* tag.h - entity tags: which state of a row a client has seen. */
#ifndef GLIMT_API_TAG_H
#define GLIMT_API_TAG_H

#include "api/request.h"

/* `"` + a hash of the bytes + `"`, in the arena: the same for the same bytes. */
struct str tag_of(struct arena *arena, struct str bytes);

/* Gives the answer the tag of its body. */
void tag_answer(struct request *request);

#endif
