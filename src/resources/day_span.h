/* day_span.h - spans of days, as lists of days and actions on them are asked for. */
#ifndef GLIMT_RESOURCES_DAY_SPAN_H
#define GLIMT_RESOURCES_DAY_SPAN_H

#include "plan/resource.h"

/* The longest span, as a number and as descriptions and sentences have it; and that of statistics
 * when both ends are given, since clients let 31 days lie between these. */
enum { SPAN_DAYS_MAX = 31, STATISTICS_DAYS_MAX = 32 };
#define SPAN_DAYS "31"
#define STATISTICS_DAYS "32"

/* What is wrong with a span, as a sentence about its last day; NULL: nothing. */
const char *day_span_fault(int64_t from, int64_t to);

/* For `check_list`: completes the filters `from` and `to`. Without dates it is this month; with
 * one, the longest span from it or up to it. INVALID when the span is wrong. */
enum outcome day_span_complete(struct list_parameters *parameters, struct faults *faults);
enum outcome day_span_complete_statistics(struct list_parameters *parameters,
                                          struct faults *faults);

#endif
