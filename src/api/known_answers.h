/* known_answers.h - answers that were given before and are still right, and tags of all answers. */
#ifndef GLIMT_API_KNOWN_ANSWERS_H
#define GLIMT_API_KNOWN_ANSWERS_H

#include "api/request.h"

/* A stage: answers a list or a get with what was kept of the same question, when nothing has
 * changed; 304 when the client has it already. */
enum outcome recall_answer(struct request *request) MUST_USE;

/* Gives the answer of a list or a get its tag and keeps it; 304 when the client has it already. */
void keep_answer(struct request *request);

#endif
