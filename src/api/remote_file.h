/* remote_file.h - answers with files that are not in the directory. */
#ifndef GLIMT_API_REMOTE_FILE_H
#define GLIMT_API_REMOTE_FILE_H

#include "api/download.h"
#include "api/request.h"

/* As download_file(). DONE: `request->fetching` is set, and remote_file_later() is due. */
enum outcome remote_file_answer(struct request *request, const char *hash,
                                const struct download *file) MUST_USE;

/* Fetches the file on a thread for that, and finishes the request. */
void remote_file_later(struct request *request);

#endif
