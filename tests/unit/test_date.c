/* test_date.c - dates of HTTP in their three forms, and what only looks like one. */
#include "base/buffer.h"
#include "base/clock.h"
#include "http/date.h"

#include "cmocka_all.h"

enum { NOVEMBER_2026 = 1796000000 };

static void expect(const char *text, int64_t moment) {
    int64_t read;

    assert_true(http_date_read(str_of(text), NOVEMBER_2026, &read));
    assert_int_equal(read, moment);
}

static void refuse(struct str text) {
    int64_t read;

    assert_false(http_date_read(text, NOVEMBER_2026, &read));
}

static void three_forms(void **state) {
    (void)state;
    expect("Sun, 06 Nov 1994 08:49:37 GMT", 784111777);
    expect("Sunday, 06-Nov-94 08:49:37 GMT", 784111777);
    expect("Sun Nov  6 08:49:37 1994", 784111777);
    expect("Sun Nov 06 08:49:37 1994", 784111777);
    expect("Wednesday, 16-Nov-94 08:49:37 GMT", 784975777);
    expect("Wed Nov 16 08:49:37 1994", 784975777);
    expect("Thu, 01 Jan 1970 00:00:00 GMT", 0);
    expect("Thu, 29 Feb 2024 23:59:59 GMT", 1709251199);
    expect("Fri, 31 Dec 9999 23:59:59 GMT", INT64_C(253402300799));
    expect("Wed, 31 Dec 1969 23:59:59 GMT", -1);
}

/* Each day of some years, written by hand. */
static void every_day(void **state) {
    static const char *const days[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int64_t first = day_from_civil(2023, 1, 1);
    struct buffer text;

    (void)state;
    buffer_init(&text, 100);
    for (int64_t day = first; day < first + 1500; day++) {
        int year, month, of_month;
        day_to_civil(day, &year, &month, &of_month);
        for (int other = 0; other < 7; other++) {
            buffer_reset(&text);
            buffer_format(&text, "%s, %02d %s %d 12:00:00 GMT", days[(day + other) % 7], of_month,
                          months[month - 1], year);
            buffer_put_char(&text, '\0');
            if (other == 0)
                expect(text.at, day * SECONDS_PER_DAY + 43200);
            else
                refuse(str_of(text.at));
        }
    }
    buffer_done(&text);
}

/* RFC 9110, 5.6.7: a minute may have one more at the end of a day. Who sends it back wants a
 * condition to be held, which one that can't be read is not. */
static void leap_seconds(void **state) {
    (void)state;
    expect("Sat, 31 Dec 2016 23:59:60 GMT", 1483228800);
    expect("Saturday, 31-Dec-16 23:59:60 GMT", 1483228800);
    expect("Sat Dec 31 23:59:60 2016", 1483228800);
    refuse(STR("Sat, 31 Dec 2016 23:58:60 GMT"));
    refuse(STR("Sat, 31 Dec 2016 22:59:60 GMT"));
    refuse(STR("Sat, 31 Dec 2016 23:59:61 GMT"));
}

/* RFC 9110, 5.6.7: what appears to be more than 50 years ahead is of the last century. */
static void short_years(void **state) {
    (void)state;
    expect("Wednesday, 01-Jan-76 00:00:00 GMT", INT64_C(3345062400));
    expect("Saturday, 01-Jan-77 00:00:00 GMT", 220924800);
    expect("Saturday, 01-Jan-00 00:00:00 GMT", 946684800);
    refuse(STR("Thursday, 01-Jan-76 00:00:00 GMT")); /* as it was in 1976 */
}

static void others(void **state) {
    static const char *const texts[] = {
        "",
        " ",
        "x",
        "0",
        "784111777",
        "1994-11-06",
        "1994-11-06 08:49:37 +00:00",
        "1994-11-06T08:49:37Z",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 08:49:37 gmt",
        "sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 NOV 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun,06 Nov 1994 08:49:37 GMT",
        "Sun, 06  Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Wed, 30 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT,",
        "Sun, 06 Nov 1994 08:49:37 GMTx",
        " Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06-Nov-94 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sun Nov 6 08:49:37 1994",
        "Sun Nov  6 08:49:37 1994 GMT",
        "Sun, 06 Nov -994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        refuse(str_of(texts[i]));
    refuse(STR("Sun, 06 Nov 1994 08:49:37 GM\0"));
    refuse(STR("Sun, 06 Nov 1994 08:49:37 GMT\0"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_forms), cmocka_unit_test(every_day), cmocka_unit_test(leap_seconds),
        cmocka_unit_test(short_years), cmocka_unit_test(others),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
