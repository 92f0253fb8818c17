/* clock.h - the calendar, and what time it is.
 *
 * An instant is whole seconds since 1970-01-01 00:00:00 UTC, a day is whole days since
 * 1970-01-01, both int64_t, years 0001 to 9999. Nothing here looks at the machine's time zone. */
#ifndef GLIMT_BASE_CLOCK_H
#define GLIMT_BASE_CLOCK_H

#include <stdint.h>

enum { SECONDS_PER_DAY = 86400 };

int64_t day_from_civil(int year, int month, int day);
void day_to_civil(int64_t day, int *ret_year, int *ret_month, int *ret_day);

/* The clock, in seconds; and in parts of a second of a clock that never goes back. */
int64_t instant_now(void);
int64_t monotonic_milliseconds(void);
int64_t monotonic_microseconds(void);

#endif
