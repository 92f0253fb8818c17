/* date.c - dates from left to right, without a locale and libc, whose reader is lenient. */
#include "http/date.h"

#include "base/clock.h"

#define FIFTY_YEARS (INT64_C(50) * 31556952) /* of the calendar's mean length, in seconds */

static const struct str weekdays[] = {
    {"Sunday", 6},   {"Monday", 6}, {"Tuesday", 7},  {"Wednesday", 9},
    {"Thursday", 8}, {"Friday", 6}, {"Saturday", 8},
};
static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

struct parts {
    int weekday, day, month, year, seconds; /* the first from 0 for Sunday, the last of the day */
};

static bool take(struct str *rest, struct str text) {
    if (rest->len < text.len || memcmp(rest->at, text.at, text.len) != 0)
        return false;
    *rest = (struct str){rest->at + text.len, rest->len - text.len};
    return true;
}

static bool take_number(struct str *rest, size_t digits, int *ret) {
    *ret = 0;
    if (rest->len < digits)
        return false;
    for (size_t i = 0; i < digits; i++) {
        if (rest->at[i] < '0' || rest->at[i] > '9')
            return false;
        *ret = *ret * 10 + (rest->at[i] - '0');
    }
    *rest = (struct str){rest->at + digits, rest->len - digits};
    return true;
}

static bool take_weekday(struct str *rest, bool is_short, int *ret) {
    for (*ret = 0; *ret < 7; ++*ret) {
        struct str name = weekdays[*ret];
        if (take(rest, is_short ? (struct str){name.at, 3} : name))
            return true;
    }
    return false;
}

static bool take_month(struct str *rest, int *ret) {
    for (*ret = 1; *ret <= 12; ++*ret)
        if (take(rest, (struct str){months + 3 * (*ret - 1), 3}))
            return true;
    return false;
}

static bool take_time(struct str *rest, int *ret) {
    int hours, minutes, seconds;

    if (!take_number(rest, 2, &hours) || !take(rest, STR(":")) || !take_number(rest, 2, &minutes) ||
        !take(rest, STR(":")) || !take_number(rest, 2, &seconds))
        return false;
    *ret = hours * 3600 + minutes * 60 + seconds;
    bool is_leap = hours == 23 && minutes == 59 && seconds == 60;
    return hours < 24 && minutes < 60 && (seconds < 60 || is_leap);
}

/* Sun, 06 Nov 1994 08:49:37 GMT */
static bool read_fixed(struct str text, struct parts *ret) {
    return take_weekday(&text, true, &ret->weekday) && take(&text, STR(", ")) &&
           take_number(&text, 2, &ret->day) && take(&text, STR(" ")) &&
           take_month(&text, &ret->month) && take(&text, STR(" ")) &&
           take_number(&text, 4, &ret->year) && take(&text, STR(" ")) &&
           take_time(&text, &ret->seconds) && str_equal(text, STR(" GMT"));
}

/* Sunday, 06-Nov-94 08:49:37 GMT */
static bool read_of_rfc_850(struct str text, struct parts *ret) {
    return take_weekday(&text, false, &ret->weekday) && take(&text, STR(", ")) &&
           take_number(&text, 2, &ret->day) && take(&text, STR("-")) &&
           take_month(&text, &ret->month) && take(&text, STR("-")) &&
           take_number(&text, 2, &ret->year) && take(&text, STR(" ")) &&
           take_time(&text, &ret->seconds) && str_equal(text, STR(" GMT"));
}

/* Sun Nov  6 08:49:37 1994 */
static bool read_of_asctime(struct str text, struct parts *ret) {
    return take_weekday(&text, true, &ret->weekday) && take(&text, STR(" ")) &&
           take_month(&text, &ret->month) && take(&text, STR(" ")) &&
           take_number(&text, take(&text, STR(" ")) ? 1 : 2, &ret->day) && take(&text, STR(" ")) &&
           take_time(&text, &ret->seconds) && take(&text, STR(" ")) &&
           take_number(&text, 4, &ret->year) && text.len == 0;
}

static int64_t moment_of(const struct parts *parts) {
    return day_from_civil(parts->year, parts->month, parts->day) * SECONDS_PER_DAY + parts->seconds;
}

/* Of the years that end so, that of this century, or of the last if that is far ahead. */
static void choose_century(struct parts *parts, int64_t now) {
    int year, month, day;

    day_to_civil(now / SECONDS_PER_DAY, &year, &month, &day);
    parts->year += year - year % 100;
    if (moment_of(parts) > now + FIFTY_YEARS)
        parts->year -= 100;
}

/* Whether there is such a day, and it is that of the week. */
static bool is_of_the_calendar(const struct parts *parts) {
    int64_t number = day_from_civil(parts->year, parts->month, parts->day);
    int year, month, day;

    day_to_civil(number, &year, &month, &day);
    return year == parts->year && month == parts->month && day == parts->day &&
           ((number + 4) % 7 + 7) % 7 == parts->weekday; /* day 0 was a Thursday */
}

bool http_date_read(struct str text, int64_t now, int64_t *ret) {
    struct parts parts;
    bool is_short = read_of_rfc_850(text, &parts);

    if (is_short)
        choose_century(&parts, now);
    if (!is_short && !read_fixed(text, &parts) && !read_of_asctime(text, &parts))
        return false;
    *ret = moment_of(&parts);
    return is_of_the_calendar(&parts);
}
