/* instant.h - moments and days, read leniently and written exactly; clock.h says what they are. */
#ifndef GLIMT_BASE_INSTANT_H
#define GLIMT_BASE_INSTANT_H

#include "base/buffer.h"
#include "base/clock.h"
#include "base/str.h"

/* What a client wrote as a date and time. */
struct moment {
    int64_t instant; /* UTC */
    int64_t day;     /* the calendar day as written, whatever the offset */
    bool has_time;   /* false for a bare date: instant is its midnight UTC */
};

/* Reads `2021-01-01`, `2021-01-01 14:00`, `2021-01-01T14:00:00.123`, each with an optional `Z`,
 * `+00:00`, ` +00:00`, `+0000`, ` UTC`, `+01:00[Europe/Stockholm]`; a `+` that arrived as a blank
 * counts; and `/Date(1609459200000+0100)/`, of which the day is that at the offset. Without an
 * offset the time is UTC; fractions of a second are dropped. False for anything else, days that do
 * not exist included; `ret` is then untouched. */
bool moment_read(struct str text, struct moment *ret) MUST_USE;

/* `2022-06-29 04:43:12 +00:00`, 26 bytes */
void instant_put(struct buffer *buffer, int64_t instant);

/* `2022-06-29T04:43:12Z`, and a NUL */
enum { INSTANT_LENGTH = 20 };
void instant_write(char ret[INSTANT_LENGTH + 1], int64_t instant);

/* `2022-06-29`, 10 bytes */
void day_put(struct buffer *buffer, int64_t day);

/* `08:05` for the minutes of a day, 5 bytes */
void clock_put(struct buffer *buffer, int64_t minutes);

#endif
