/* list.h - pages: parameters, filters, totals, items. */
#ifndef GLIMT_API_LIST_H
#define GLIMT_API_LIST_H

#include "api/request.h"
#include "read/list_rows.h"

/* Reads page, pageSize, sortBy, sortOrder and the filters of the request, notes their faults, and
 * writes the page. */
enum outcome perform_list(struct request *request) MUST_USE;

/* Sends for the rows of the page that a list will most likely want, for a copy of its request that
 * has a guessed source, faults of its own and its query. What is not known stays unasked. */
void list_foresee(struct request *request, struct rows_ahead *ret);

#endif
