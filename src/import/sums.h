/* sums.h - hours and costs by month, as the source told them and as they are here.
 *
 * There: what each answer with a time report said, kept in the transaction that stores the row,
 * also when it could not be stored. Here: of the rows. Both multiply and round alike, so that
 * whatever differs is a fault, or was changed on one side. */
#ifndef GLIMT_IMPORT_SUMS_H
#define GLIMT_IMPORT_SUMS_H

#include "import/keep.h"

/* For each time report that comes; others are passed over. False when the database failed. */
bool sums_note(struct keeper *keeper, const struct plan *plan, const struct json *shown) MUST_USE;

/* For a time report that has gone at the source. */
bool sums_forget(struct keeper *keeper, int64_t report_id) MUST_USE;

struct month_sums {
    struct str month;                                         /* "2025-12" */
    int64_t hours_there, hours_here, costs_there, costs_here; /* millionths */
};

/* In order, in the keeper's arena. */
bool sums_compare(struct keeper *keeper, struct month_sums **ret, size_t *ret_count) MUST_USE;

#endif
