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

static bool take_word(struct reader *reader, struct str word) {
    struct str rest = {reader->at, (size_t)(reader->end - reader->at)};

    if (!str_starts_any_case(rest, word))
        return false;
    reader->at += word.len;
    return true;
}

/* `Z`, ` UTC`, `+02:00`, ` +0200`; two blanks in front of digits are a blank and a `+` that became
 * one. */
static bool take_offset(struct reader *reader, int *ret_seconds) {
    int hours, minutes = 0;
    bool blank = take(reader, " ");

    if (take(reader, "Zz") || take_word(reader, STR("UTC")) || take_word(reader, STR("GMT")))
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

static int64_t divide_down(int64_t number, int64_t by) {
    return number / by - (number % by < 0);
}

/* `/Date(1609459200000+0100)/`, with which older platforms of .NET write JSON: milliseconds since
 * 1970 UTC, and the offset of the place where it was written. */
static bool take_ticks(struct reader *reader, struct moment *ret) {
    enum { TICK_DIGITS = 15 }; /* beyond the year 9999 */
    bool minus = take(reader, "-");
    int64_t ticks = 0;
    int count = 0, offset = 0;

    for (; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; count++)
        if (count < TICK_DIGITS)
            ticks = ticks * 10 + (*reader->at++ - '0');
        else
            return false;
    bool placed = reader->at < reader->end && strchr("+-", *reader->at);
    if (count == 0 || (placed && !take_offset(reader, &offset)) || !take_word(reader, STR(")/")) ||
        reader->at < reader->end)
        return false;
    ret->instant = divide_down(minus ? -ticks : ticks, 1000);
    ret->day = divide_down(ret->instant + offset, SECONDS_PER_DAY);
    ret->has_time = true;
    return true;
}

/* `[Europe/Stockholm]` behind an offset, as Java writes it: the offset has said it all. */
static void take_zone(struct reader *reader) {
    if (reader->end - reader->at > 2 && reader->at[0] == '[' && reader->end[-1] == ']' &&
        !memchr(reader->at, ']', (size_t)(reader->end - reader->at - 1)))
        reader->at = reader->end;
}

static bool take_end(struct reader *reader, int *ret_offset) {
    if (reader->at == reader->end)
        return true;
    if (!take_offset(reader, ret_offset))
        return false;
    take_zone(reader);
    return reader->at == reader->end;
}

static bool take_moment(struct reader *reader, struct moment *ret) {
    int seconds = 0, offset = 0;

    if (take_word(reader, STR("/Date(")))
        return take_ticks(reader, ret);
    if (!take_day(reader, &ret->day))
        return false;
    if (reader->at < reader->end) {
        if (!take(reader, "Tt ") || !take_time(reader, &seconds) || !take_end(reader, &offset))
            return false;
        ret->has_time = true;
    }
    ret->instant = ret->day * SECONDS_PER_DAY + seconds - offset;
    return true;
}

bool moment_read(struct str text, struct moment *ret) {
    struct str trimmed = str_trim(text);
    struct reader reader = {trimmed.at, trimmed.at + trimmed.len};
    struct moment moment = {0};

    if (trimmed.len == 0 || !take_moment(&reader, &moment))
        return false;
    if (moment.day >= day_from_civil(10000, 1, 1) ||
        moment.instant < day_from_civil(1, 1, 1) * SECONDS_PER_DAY ||
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
