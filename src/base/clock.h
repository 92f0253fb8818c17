/* clock.h - the calendar, and what time it is.
 *
 * An instant is whole seconds since 1970-01-01 00:00:00 UTC, a day is whole days since
 * 1970-01-01, both int64_t, years 0001 to 9999. Nothing here looks at the machine's time zone.
 *
 * Instants are shown and stored in UTC. What depends on which day it is, such as whether a user has
 * left or a report is missing, depends on the day in Sweden: day_today(). */
#ifndef GLIMT_BASE_CLOCK_H
#define GLIMT_BASE_CLOCK_H

#include <stdint.h>

enum { SECONDS_PER_DAY = 86400 };

int64_t day_from_civil(int year, int month, int day);
void day_to_civil(int64_t day, int *ret_year, int *ret_month, int *ret_day);

/* The calendar day of an instant from 1970 on by Swedish clocks, with their summer time. */
int64_t day_today(int64_t instant);

/* The clock, in seconds; and in parts of a second of a clock that never goes back. */
int64_t instant_now(void);
int64_t monotonic_milliseconds(void);
int64_t monotonic_microseconds(void);

#endif
