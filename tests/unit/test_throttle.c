/* test_throttle.c - the sliding second, with a clock of its own. */
#include "api/throttle.h"

#include "cmocka_all.h"

static void fifth_waits(void **state) {
    struct throttle *throttle = throttle_open();

    (void)state;
    for (int64_t now = 0; now < 4; now++)
        assert_int_equal(throttle_token(throttle, STR("a"), 4, now), 0);
    assert_int_equal(throttle_token(throttle, STR("a"), 4, 500), 1);
    assert_int_equal(throttle_token(throttle, STR("b"), 4, 500), 0);
    assert_int_equal(throttle_token(throttle, STR("a"), 4, 974), 1);
    assert_int_equal(throttle_token(throttle, STR("a"), 4, 975), 0); /* forgiven 25 ms */
    throttle_close(throttle);
}

/* Whatever the pace, no second holds more than four; a naive list of moments is the oracle. */
static void agrees_with_a_list(void **state) {
    struct throttle *throttle = throttle_open();
    int64_t accepted[5000] = {0}, now = 0;
    size_t count = 0;
    uint64_t dice = 5;

    (void)state;
    for (int i = 0; i < 5000; i++) {
        dice = dice * UINT64_C(6364136223846793005) + 1442695040888963407;
        now += (int64_t)(dice >> 33) % 400;
        size_t recent = 0;
        for (size_t j = 0; j < count; j++)
            recent += accepted[j] > now - 975;
        bool wait = throttle_token(throttle, STR("t"), 4, now) > 0;
        assert_int_equal(wait, recent >= 4);
        if (!wait)
            accepted[count++] = now;
    }
    throttle_close(throttle);
}

static void an_even_pace_is_never_refused(void **state) {
    struct throttle *throttle = throttle_open();

    (void)state;
    for (int64_t i = 0; i < 1000; i++)
        assert_int_equal(throttle_token(throttle, STR("t"), 4, i * 250 - i % 7), 0);
    throttle_close(throttle);
}

static void guesses_are_counted_by_who(void **state) {
    struct throttle *throttle = throttle_open();

    (void)state;
    for (int i = 0; i < 5; i++) {
        assert_int_equal(throttle_guesses(throttle, STR("x"), 5, i), 0);
        throttle_failed(throttle, STR("x"), 5, i);
    }
    assert_int_equal(throttle_guesses(throttle, STR("x"), 5, 1000), 59);
    assert_int_equal(throttle_guesses(throttle, STR("y"), 5, 1000), 0);
    assert_int_equal(throttle_guesses(throttle, STR("x"), 5, 61000), 0);
    throttle_close(throttle);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fifth_waits),
        cmocka_unit_test(agrees_with_a_list),
        cmocka_unit_test(an_even_pace_is_never_refused),
        cmocka_unit_test(guesses_are_counted_by_who),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
