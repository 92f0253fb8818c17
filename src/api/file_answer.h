/* file_answer.h - the answer that is a file: its headers and its bytes. */
#ifndef GLIMT_API_FILE_ANSWER_H
#define GLIMT_API_FILE_ANSWER_H

#include "api/download.h"
#include "api/request.h"

/* The hash between quotes, as ETag has it. */
struct str file_answer_tag(struct request *request, const struct download *file);

/* Sets the answer: 200, 206, 304 or 416, as the request asks. Takes over the descriptor, which may
 * be -1 where the client has what file_answer_tag() names. */
void file_answer_put(struct request *request, const struct download *file, int descriptor,
                     int64_t size);

/* A URL as a header has it. */
struct str file_answer_location(struct arena *arena, struct str url);

#endif
