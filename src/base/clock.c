/* clock.c - the calendar by arithmetic, and what time it is. */
#include "base/clock.h"

#include <stdbool.h>
#include <time.h>

enum { DAYS_PER_ERA = 146097, YEARS_PER_ERA = 400, DAYS_TO_1970 = 719468 };

/* Years begin in March here, so that the leap day is the last of its year. */
int64_t day_from_civil(int year, int month, int day) {
    int64_t y = year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - (YEARS_PER_ERA - 1)) / YEARS_PER_ERA;
    int64_t year_of_era = y - era * YEARS_PER_ERA;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
           day_of_year - DAYS_TO_1970;
}

void day_to_civil(int64_t day, int *ret_year, int *ret_month, int *ret_day) {
    int64_t shifted = day + DAYS_TO_1970;
    int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
    int64_t of_era = shifted - era * DAYS_PER_ERA;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;

    *ret_day = (int)(of_year - (153 * month + 2) / 5 + 1);
    *ret_month = (int)(month < 10 ? month + 3 : month - 9);
    *ret_year = (int)(year + era * YEARS_PER_ERA + (*ret_month <= 2));
}

/* When the clocks are changed: at 01:00 UTC on the last Sunday of the month. */
static int64_t clock_change(int year, int month) {
    int64_t last = day_from_civil(year, month + 1, 1) - 1;

    return (last - (last + 4) % 7) * SECONDS_PER_DAY + 3600; /* day 0 was a Thursday */
}

int64_t day_today(int64_t instant) {
    int year, month, day;

    day_to_civil(instant / SECONDS_PER_DAY, &year, &month, &day);
    bool summer = instant >= clock_change(year, 3) && instant < clock_change(year, 10);
    return (instant + (summer ? 7200 : 3600)) / SECONDS_PER_DAY;
}

int64_t instant_now(void) {
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec;
}

int64_t monotonic_microseconds(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t monotonic_milliseconds(void) {
    return monotonic_microseconds() / 1000;
}
