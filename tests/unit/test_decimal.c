/* test_decimal.c - exact numbers against long arithmetic and printf. */
#include "base/decimal.h"

#include "cmocka_all.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void reads(void **state) {
    static const struct {
        const char *text;
        enum number_fault fault;
        int64_t value;
    } cases[] = {
        {"0", NUMBER_FINE, 0},
        {"-0", NUMBER_FINE, 0},
        {"8", NUMBER_FINE, 8000000},
        {"7.75", NUMBER_FINE, 7750000},
        {"-0.000001", NUMBER_FINE, -1},
        {"1.5e3", NUMBER_FINE, 1500000000},
        {"15E-1", NUMBER_FINE, 1500000},
        {"0.1234560000000000000000000000000000000000000000", NUMBER_FINE, 123456},
        {"0.1234567", NUMBER_FINE, 123457},
        {"0.1234564999999999999999999999999999999999999999", NUMBER_FINE, 123456},
        {"0.3333333333333333", NUMBER_FINE, 333333},
        {"0.6666666666666666", NUMBER_FINE, 666667},
        {"0.0000005", NUMBER_FINE, 1},
        {"-0.0000005", NUMBER_FINE, -1},
        {"0.00000049999", NUMBER_FINE, 0},
        {"0.9999995", NUMBER_FINE, 1000000},
        {"-9.9999995", NUMBER_FINE, -10000000},
        {"1e-7", NUMBER_FINE, 0},
        {"9e-7", NUMBER_FINE, 1},
        {"9e-8", NUMBER_FINE, 0},
        {"0.00000000000000000000000000000000000000000000001", NUMBER_FINE, 0},
        {"999999999999.0000004", NUMBER_FINE, 999999999999000000},
        {"999999999999.0000005", NUMBER_OUT_OF_RANGE, 0},
        {"999999999999", NUMBER_FINE, 999999999999000000},
        {"1000000000000", NUMBER_OUT_OF_RANGE, 0},
        {"-1e300", NUMBER_OUT_OF_RANGE, 0},
        {"1e99999999999", NUMBER_OUT_OF_RANGE, 0},
        {"0e99999999999", NUMBER_FINE, 0},
        {"", NUMBER_MALFORMED, 0},
        {"-", NUMBER_MALFORMED, 0},
        {"+1", NUMBER_FINE, 1000000},
        {"+", NUMBER_MALFORMED, 0},
        {"+-1", NUMBER_MALFORMED, 0},
        {"1.", NUMBER_MALFORMED, 0},
        {".5", NUMBER_FINE, 500000},
        {"-.5", NUMBER_FINE, -500000},
        {".", NUMBER_MALFORMED, 0},
        {"-.", NUMBER_MALFORMED, 0},
        {".e1", NUMBER_MALFORMED, 0},
        {"1e", NUMBER_MALFORMED, 0},
        {"1,5", NUMBER_MALFORMED, 0},
        {"0x10", NUMBER_MALFORMED, 0},
        {"NaN", NUMBER_MALFORMED, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t value = 0;
        if (decimal_read(str_of(cases[i].text), &value) != cases[i].fault ||
            value != cases[i].value)
            fail_msg("%s gives %" PRId64, cases[i].text, value);
    }
}

static void reads_integers(void **state) {
    static const struct {
        const char *text;
        enum number_fault fault;
        int64_t value;
    } cases[] = {
        {"15", NUMBER_FINE, 15},
        {"15.0", NUMBER_FINE, 15},
        {"1.5e1", NUMBER_FINE, 15},
        {"-7", NUMBER_FINE, -7},
        {"15.5", NUMBER_TOO_PRECISE, 0},
        {"15.00000000000000000000000000000000000000000000001", NUMBER_TOO_PRECISE, 0},
        {"0.5", NUMBER_TOO_PRECISE, 0},
        {"1e-7", NUMBER_TOO_PRECISE, 0},
        {"x", NUMBER_MALFORMED, 0},
        {"9223372036854775807", NUMBER_FINE, INT64_MAX},
        {"9223372036854775808", NUMBER_OUT_OF_RANGE, 0},
        {"99999999999999999999999999", NUMBER_OUT_OF_RANGE, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t value = 0;
        if (integer_read(str_of(cases[i].text), &value) != cases[i].fault ||
            value != cases[i].value)
            fail_msg("%s gives %" PRId64, cases[i].text, value);
    }
}

/* printf's way: whole part and six decimals, then the zeros are taken off by hand. */
static void put_and_read_back(void **state) {
    struct buffer out;
    char expected[40];
    uint64_t dice = 7;

    (void)state;
    buffer_init(&out, 100);
    for (int i = 0; i < 50000; i++) {
        dice = dice * UINT64_C(6364136223846793005) + 1442695040888963407;
        int64_t value = (int64_t)(dice >> (i % 50)) % (DECIMAL_MAX + 1), again;
        snprintf(expected, sizeof(expected), "%s%lld.%06lld", value < 0 ? "-" : "",
                 llabs(value) / DECIMAL_ONE, llabs(value) % DECIMAL_ONE);
        size_t len = strlen(expected);
        while (expected[len - 1] == '0' && expected[len - 2] != '.')
            expected[--len] = '\0';
        buffer_reset(&out);
        decimal_put(&out, value);
        assert_int_equal(out.len, len);
        assert_memory_equal(out.at, expected, len);
        assert_int_equal(decimal_read(buffer_str(&out), &again), NUMBER_FINE);
        assert_int_equal(again, value);
    }
    buffer_done(&out);
}

/* Adds up digit by digit what the machine multiplies. */
static int64_t slow_multiply(int64_t a, int64_t b) {
    unsigned long long x = (unsigned long long)llabs(a), y = (unsigned long long)llabs(b);
    unsigned long long whole = x / 1000000 * y, rest = x % 1000000 * y;
    unsigned long long product = whole + rest / 1000000 + (rest % 1000000 >= 500000);

    return (a < 0) != (b < 0) ? -(int64_t)product : (int64_t)product;
}

static void multiplies(void **state) {
    uint64_t dice = 3;

    (void)state;
    for (int i = 0; i < 50000; i++) {
        dice = dice * UINT64_C(6364136223846793005) + 1442695040888963407;
        int64_t a = (int64_t)(dice >> 20) % 3000000000, b = (int64_t)(dice >> 7) % 9000000;
        a -= 1500000000;
        b -= 4500000;
        assert_int_equal(decimal_multiply(a, b), slow_multiply(a, b));
    }
    assert_int_equal(decimal_multiply(1, 500000), 1);
    assert_int_equal(decimal_multiply(-1, 500000), -1);
    assert_int_equal(decimal_multiply(1, 499999), 0);
    assert_int_equal(decimal_multiply(DECIMAL_MAX, DECIMAL_MAX), DECIMAL_MAX);
    assert_int_equal(decimal_multiply(DECIMAL_MAX, -DECIMAL_MAX), -DECIMAL_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads),
        cmocka_unit_test(reads_integers),
        cmocka_unit_test(put_and_read_back),
        cmocka_unit_test(multiplies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
