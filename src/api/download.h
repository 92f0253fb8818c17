/* download.h - answers that are the bytes of a stored file, for actions. */
#ifndef GLIMT_API_DOWNLOAD_H
#define GLIMT_API_DOWNLOAD_H

#include "base/arena.h"
#include "db/db.h"
#include "plan/resource.h"

struct download {
    struct str name; /* what the client is to call the file */
    struct str content_type, hash;
    int64_t size; /* as the row says; -1: it does not */
};

struct arena *request_arena(struct request *request);

/* Steps a SELECT of one row to it, whose parameters are those of rows (plan/parameters.h): the
 * account, the path's id, and for more the parent's where there is one; the caller resets it. When
 * there is no such row: answer_not_found(). */
enum outcome download_find(struct request *request, const char *sql,
                           struct statement **ret) MUST_USE;

/* Sets the answer. `sql` is that of download_find(). INVALID when the row has gone since, FAILED
 * when the file is missing or damaged, which is logged. DONE: it has to be read first, so the
 * request is to be deferred. */
enum outcome download_file(struct request *request, const char *sql, const struct download *file);

/* Reads the file of a deferred request, on a thread for that, and finishes the request. */
void download_later(struct request *request);

/* Sets the answer: ANSWERED. */
enum outcome download_elsewhere(struct request *request, struct str url); /* 302 */

#endif
