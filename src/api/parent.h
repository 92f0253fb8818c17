/* parent.h - the row in a path that another belongs to: the task of a comment. */
#ifndef GLIMT_API_PARENT_H
#define GLIMT_API_PARENT_H

#include "api/request.h"

/* Notes a fault under the path's name for it when the request's parent does not exist: INVALID.
 * DONE also when there is none. */
enum outcome parent_check(struct request *request, struct db *db) MUST_USE;

#endif
