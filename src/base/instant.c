/* instant.c - moments as texts, without time zones and libc. */
#include "base/instant.h"

/* What is left to read. */
struct reader {
    const char *at, *end;
};

static bool take(struct reader *reader, const char *any_of) {
    if (reader->at == reader->end || !*reader->at || !strchr(any_of, *reader->at))
        return false;
    reader->at++;
    return true;
}

static bool take_digits(struct reader *reader, int count, int *ret) {
    int value = 0;

    for (int i = 0; i < count; i++, reader->at++) {
        if (reader->at == reader->end || *reader->at < '0' || *reader->at > '9')
            return false;
        value = value * 10 + (*reader->at - '0');
    }
    *ret = value;
    return true;
}

static bool take_day(struct reader *reader, int64_t *ret) {
    int year, month, day, month_of_day, unused;

    if (!take_digits(reader, 4, &year) || !take(reader, "-") || !take_digits(reader, 2, &month) ||
        !take(reader, "-") || !take_digits(reader, 2, &day))
        return false;
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return false;
    *ret = day_from_civil(year, month, day);
    day_to_civil(*ret, &unused, &month_of_day, &unused);
    return month_of_day == month; /* a day too many is one of a later month */
}

static bool take_time(struct reader *reader, int *ret_seconds) {
    int hours, minutes, seconds = 0;

    if (!take_digits(reader, 2, &hours) || !take(reader, ":") || !take_digits(reader, 2, &minutes))
        return false;
    if (take(reader, ":") && !take_digits(reader, 2, &seconds))
        return false;
    if (take(reader, ".,")) {
        if (!take(reader, "0123456789"))
            return false;
        while (take(reader, "0123456789"))
            ;
    }
    *ret_seconds = hours * 3600 + minutes * 60 + seconds;
    return hours < 24 && minutes < 60 && seconds < 60;
}

/* `Z`, `+02:00`, ` +0200`; two blanks in front of digits are a blank and a `+` that became one. */
static bool take_offset(struct reader *reader, int *ret_seconds) {
    int hours, minutes = 0;
    bool blank = take(reader, " ");

    if (take(reader, "Zz"))
        return true;
    bool minus = take(reader, "-");
    if (!minus && !take(reader, "+ ") && !blank)
        return false;
    if (!take_digits(reader, 2, &hours))
        return false;
    take(reader, ":");
    if (reader->at < reader->end && !take_digits(reader, 2, &minutes))
        return false;
    *ret_seconds = (hours * 3600 + minutes * 60) * (minus ? -1 : 1);
    return hours <= 14 && minutes < 60;
}

bool moment_read(struct str text, struct moment *ret) {
    struct str trimmed = str_trim(text);
    struct reader reader = {trimmed.at, trimmed.at + trimmed.len};
    struct moment moment = {0};
    int seconds = 0, offset = 0;

    if (trimmed.len == 0 || !take_day(&reader, &moment.day))
        return false;
    if (reader.at < reader.end) {
        if (!take(&reader, "Tt ") || !take_time(&reader, &seconds) ||
            (reader.at < reader.end && !take_offset(&reader, &offset)) || reader.at < reader.end)
            return false;
        moment.has_time = true;
    }
    moment.instant = moment.day * SECONDS_PER_DAY + seconds - offset;
    if (moment.instant < day_from_civil(1, 1, 1) * SECONDS_PER_DAY ||
        moment.instant >= day_from_civil(10000, 1, 1) * SECONDS_PER_DAY)
        return false;
    *ret = moment;
    return true;
}

static void put_two(char *at, int value) {
    at[0] = (char)('0' + value / 10);
    at[1] = (char)('0' + value % 10);
}

static void write_day(char *at, int64_t day) {
    int year, month, of_month;

    day_to_civil(day, &year, &month, &of_month);
    put_two(at, year / 100);
    put_two(at + 2, year % 100);
    put_two(at + 5, month);
    put_two(at + 8, of_month);
}

void day_put(struct buffer *buffer, int64_t day) {
    char text[] = "0000-00-00";

    write_day(text, day);
    buffer_put(buffer, text, sizeof(text) - 1);
}

/* The digits of `0000-00-00 00:00:00`. */
static void write_moment(char *at, int64_t instant) {
    int64_t second = instant % SECONDS_PER_DAY;

    if (second < 0)
        second += SECONDS_PER_DAY;
    write_day(at, (instant - second) / SECONDS_PER_DAY);
    put_two(at + 11, (int)(second / 3600));
    put_two(at + 14, (int)(second / 60 % 60));
    put_two(at + 17, (int)(second % 60));
}

void instant_put(struct buffer *buffer, int64_t instant) {
    char text[] = "0000-00-00 00:00:00 +00:00";

    write_moment(text, instant);
    buffer_put(buffer, text, sizeof(text) - 1);
}

void instant_write(char ret[INSTANT_LENGTH + 1], int64_t instant) {
    memcpy(ret, "0000-00-00T00:00:00Z", INSTANT_LENGTH + 1);
    write_moment(ret, instant);
}

void clock_put(struct buffer *buffer, int64_t minutes) {
    char text[] = "00:00";

    put_two(text, (int)(minutes / 60));
    put_two(text + 3, (int)(minutes % 60));
    buffer_put(buffer, text, sizeof(text) - 1);
}
