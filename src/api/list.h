/* list.h - pages: parameters, filters, totals, items. */
#ifndef GLIMT_API_LIST_H
#define GLIMT_API_LIST_H

#include "api/request.h"

/* Reads page, pageSize, sortBy, sortOrder and the filters of the request, notes their faults, and
 * writes the page. */
enum outcome perform_list(struct request *request) MUST_USE;

#endif
