/* test_instant.c - the calendar against libc and a slow count, and every accepted form. */
#include "base/instant.h"

#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Counts day by day from the first to the last that can be written. */
static void every_day_of_ten_thousand_years(void **state) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t day = -719162; /* 0001-01-01 */
    int shown_year, shown_month, shown_day;

    (void)state;
    for (int year = 1; year <= 9999; year++)
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (month == 2 && is_leap(year));
            for (int i = 1; i <= length; i++, day++) {
                assert_int_equal(day_from_civil(year, month, i), day);
                day_to_civil(day, &shown_year, &shown_month, &shown_day);
                assert_true(shown_year == year && shown_month == month && shown_day == i);
            }
        }
}

/* The calendar begins anew after 400 years, also before the year 0. */
static void years_before_the_first(void **state) {
    int year, month, day, later_year;

    (void)state;
    for (int64_t at = -3 * 146097 - 719468; at < -719468 + 800; at += 13) {
        day_to_civil(at, &year, &month, &day);
        assert_int_equal(day_from_civil(year, month, day), at);
        day_to_civil(at + 4 * 146097, &later_year, &month, &day);
        assert_int_equal(later_year, year + 1600);
    }
    assert_int_equal(day_from_civil(-400, 3, 1), day_from_civil(0, 3, 1) - 146097);
}

static void put_agrees_with_libc(void **state) {
    struct buffer out;
    char expected[40];
    uint64_t dice = 1;

    (void)state;
    buffer_init(&out, 100);
    for (int i = 0; i < 20000; i++) {
        dice = dice * UINT64_C(6364136223846793005) + 1442695040888963407;
        time_t instant = (time_t)(dice >> 20) % 200000000000 - 60000000000;
        struct tm parts;
        gmtime_r(&instant, &parts);
        strftime(expected, sizeof(expected), "%Y-%m-%d %H:%M:%S +00:00", &parts);
        if (strlen(expected) != 26)
            continue;
        buffer_reset(&out);
        instant_put(&out, instant);
        assert_int_equal(out.len, 26);
        assert_memory_equal(out.at, expected, 26);
    }
    buffer_done(&out);
}

static void accepted_forms(void **state) {
    static const struct {
        const char *text;
        int64_t instant, day;
        bool has_time;
    } forms[] = {
        {"2021-01-01", 1609459200, 18628, false},
        {" 2021-01-01 ", 1609459200, 18628, false},
        {"2021-01-01 14:00", 1609509600, 18628, true},
        {"2021-01-01 14:00:05", 1609509605, 18628, true},
        {"2021-01-01T14:00:05.999", 1609509605, 18628, true},
        {"2021-01-01T14:00:05Z", 1609509605, 18628, true},
        {"2021-01-01 14:00:05 +00:00", 1609509605, 18628, true},
        {"2021-01-01 14:00:05  00:00", 1609509605, 18628, true},
        {"2021-01-01T14:00:05 01:00", 1609506005, 18628, true},
        {"2021-01-01T00:30:00+0100", 1609457400, 18628, true},
        {"2021-01-01T23:30:00-01:00", 1609547400, 18628, true},
        {"2021-01-01T14:00+01", 1609506000, 18628, true},
        {"2021-01-01T14:00z", 1609509600, 18628, true},
        {"2021-01-01 14:00 -14:00", 1609560000, 18628, true},
        {"2021-01-01 14:00:05 UTC", 1609509605, 18628, true},
        {"2021-01-01 14:00:05.000000 gmt", 1609509605, 18628, true},
        {"2021-01-01T14:00:05Z[UTC]", 1609509605, 18628, true},
        {"2021-01-01T14:00:05.5+01:00[Europe/Stockholm]", 1609506005, 18628, true},
        {"/Date(1609509605999)/", 1609509605, 18628, true},
        {"/Date(1609455600000+0100)/", 1609455600, 18628, true},
        {"/Date(1609455600000)/", 1609455600, 18627, true},
        {"/Date(-1)/", -1, -1, true},
        {"/Date(0-0100)/", 0, -1, true},
        {"2020-02-29", 1582934400, 18321, false},
        {"0001-01-01", -62135596800, -719162, false},
        {"9999-12-31 23:59:59", 253402300799, 2932896, true},
    };
    struct moment moment;

    (void)state;
    for (size_t i = 0; i < COUNT(forms); i++) {
        assert_true(moment_read(str_of(forms[i].text), &moment));
        assert_int_equal(moment.instant, forms[i].instant);
        assert_int_equal(moment.day, forms[i].day);
        assert_int_equal(moment.has_time, forms[i].has_time);
    }
}

static void refused_forms(void **state) {
    static const char *const forms[] = {"",
                                        " ",
                                        "2021",
                                        "2021-1-1",
                                        "2021-02-29",
                                        "2021-13-01",
                                        "2021-00-10",
                                        "2021-01-00",
                                        "0000-01-01",
                                        "2021-01-01 24:00",
                                        "2021-01-01 14",
                                        "2021-01-01 14:60",
                                        "2021-01-01 1:00",
                                        "2021-01-01 14:00:60",
                                        "2021-01-01 14:00:",
                                        "2021-01-01 14:00:00.",
                                        "2021-01-01x",
                                        "2021-01-01 14:00 +",
                                        "2021-01-01 14:00 +1",
                                        "2021-01-01 14:00+15:00",
                                        "2021-01-01 14:00+01:00x",
                                        "2021-01-01 14:00+01:00[]",
                                        "2021-01-01 14:00+01:00[UTC",
                                        "2021-01-01 14:00+01:00[UTC]x",
                                        "2021-01-01 14:00+01:00[a]b]",
                                        "2021-01-01 14:00[Europe/Stockholm]",
                                        "2021-01-01[UTC]",
                                        "20210101",
                                        "1609459200000",
                                        "/Date()/",
                                        "/Date(-)/",
                                        "/Date(1609459200000)",
                                        "/Date(1609459200000)/x",
                                        "/Date(1609459200000Z)/",
                                        "/Date(1609459200000+15)/",
                                        "/Date(1609459200000000000)/",
                                        "/Date(253402300799000+0100)/",
                                        "2021-01-01 14:00 CET",
                                        "2021-01-01 UTC",
                                        "01/02/2021",
                                        "now",
                                        "2021-01-01T14:00:00ZZ",
                                        "0001-01-01 00:00 +01:00",
                                        "+2021-01-01",
                                        "2021-01-01\n",
                                        "2021-12-32",
                                        "2021-01-99",
                                        "2021x01-01",
                                        "2021-01x01",
                                        "2021-01-1x",
                                        "2021-01-01 x4:00",
                                        "2021-01-01 14:x0",
                                        "2021-01-01 14:00x01:00",
                                        "2021-01-01 14:00+x1:00",
                                        "2021-01-01 14:00+01x",
                                        "2021-01-01 14:00+01:0",
                                        "2021-01-01 14:00+01:60",
                                        "9999-12-31 23:59:59 -00:01"};
    const struct str with_nul[] = {STR("2021-01-01\0"), STR("2021\0-01-01"),
                                   STR("2021-01-01 14:00\0")};
    struct moment moment = {.day = 42};

    (void)state;
    for (size_t i = 0; i < COUNT(forms); i++)
        if (moment_read(str_of(forms[i]), &moment))
            fail_msg("accepted: %s", forms[i]);
    for (size_t i = 0; i < COUNT(with_nul); i++)
        assert_false(moment_read(with_nul[i], &moment));
    assert_int_equal(moment.day, 42);
}

/* timegm() is the oracle, in a time zone that must not matter. */
static void check_against_libc(uint64_t dice) {
    static const char *const between[] = {"", " ", ".7654321"};
    time_t instant = (time_t)(dice >> 20) % 300000000000 - 61000000000;
    int hours = (int)(dice >> 60) % 14, minutes = (int)(dice >> 58) % 4 * 15;
    char sign = dice >> 63 ? '-' : '+', start[60], text[80];
    struct moment moment;
    struct tm parts;

    gmtime_r(&instant, &parts);
    if (parts.tm_year < 2 - 1900 || parts.tm_year > 9998 - 1900)
        return;
    strftime(start, sizeof(start), dice & 1 << 20 ? "%m-%d %H:%M:%S" : "%m-%dT%H:%M:%S", &parts);
    snprintf(text, sizeof(text), "%04d-%s%s%c%02d%s%02d", parts.tm_year + 1900, start,
             between[dice % 3], sign, hours, dice & 1 << 21 ? ":" : "", minutes);
    if (!moment_read(str_of(text), &moment))
        fail_msg("refused: %s", text);
    time_t away = (hours * 60 + minutes) * 60;
    assert_int_equal(moment.instant, timegm(&parts) + (sign == '-' ? away : -away));
    parts.tm_hour = parts.tm_min = parts.tm_sec = 0;
    assert_int_equal(moment.day * SECONDS_PER_DAY, timegm(&parts));
    assert_true(moment.has_time);
}

static void reading_agrees_with_libc(void **state) {
    uint64_t dice = 11;

    (void)state;
    setenv("TZ", "Europe/Stockholm", 1);
    tzset();
    for (int i = 0; i < 20000; i++) {
        dice = dice * UINT64_C(6364136223846793005) + 1442695040888963407;
        check_against_libc(dice);
    }
    unsetenv("TZ");
}

static void days_are_put(void **state) {
    static const struct {
        int64_t day;
        const char *text;
    } cases[] = {{0, "1970-01-01"},
                 {-1, "1969-12-31"},
                 {19172, "2022-06-29"},
                 {-719162, "0001-01-01"},
                 {2932896, "9999-12-31"}};
    struct buffer out;

    (void)state;
    buffer_init(&out, 100);
    for (size_t i = 0; i < COUNT(cases); i++) {
        buffer_reset(&out);
        day_put(&out, cases[i].day);
        assert_true(str_equal(buffer_str(&out), str_of(cases[i].text)));
    }
    buffer_done(&out);
}

/* Every hour of 80 years, against the rule of summer time as libc knows it. */
static void swedish_days_agree_with_libc(void **state) {
    struct tm parts;

    (void)state;
    setenv("TZ", "CET-1CEST,M3.5.0/2,M10.5.0/3", 1);
    tzset();
    for (time_t instant = 0; instant < INT64_C(80) * 365 * SECONDS_PER_DAY; instant += 3600) {
        localtime_r(&instant, &parts);
        int64_t day = day_from_civil(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
        if (day_today(instant) != day || day_today(instant + 3599) != day)
            fail_msg("%lld", (long long)instant);
    }
    unsetenv("TZ");
    tzset();
}

static void test_instant_write(void **state) {
    char text[INSTANT_LENGTH + 1];

    (void)state;
    instant_write(text, 0);
    assert_string_equal(text, "1970-01-01T00:00:00Z");
    instant_write(text, 1656477792);
    assert_string_equal(text, "2022-06-29T04:43:12Z");
    instant_write(text, -1);
    assert_string_equal(text, "1969-12-31T23:59:59Z");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_instant_write),
        cmocka_unit_test(every_day_of_ten_thousand_years),
        cmocka_unit_test(years_before_the_first),
        cmocka_unit_test(put_agrees_with_libc),
        cmocka_unit_test(accepted_forms),
        cmocka_unit_test(refused_forms),
        cmocka_unit_test(reading_agrees_with_libc),
        cmocka_unit_test(days_are_put),
        cmocka_unit_test(swedish_days_agree_with_libc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
