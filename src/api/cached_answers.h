/* cached_answers.h - answers that were given before and are still right, plain and packed. */
#ifndef GLIMT_API_CACHED_ANSWERS_H
#define GLIMT_API_CACHED_ANSWERS_H

#include "api/request.h"

/* A stage: answers a list or a get from the cache when the same was asked before and nothing has
 * changed since; 304 when the client has that answer. */
enum outcome answer_from_cache(struct request *request) MUST_USE;

/* Whether there is one, as of the versions that are cached under the worker's look. */
bool has_cached_answer(struct request *request) MUST_USE;

/* Gives the answer of a list or a get its tag and caches it; 304 when the client has it already. */
void cache_answer(struct request *request);

#endif
