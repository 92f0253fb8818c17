/* get.h - one row by its id. */
#ifndef GLIMT_API_GET_H
#define GLIMT_API_GET_H

#include "api/request.h"

/* Writes the row in its detail view; INVALID when there is none that the caller may see. */
enum outcome perform_get(struct request *request) MUST_USE;

#endif
