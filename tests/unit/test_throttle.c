/* test_throttle.c - the sliding second, with a clock of its own. */
#include "access/throttle.h"

#include "cmocka_all.h"

#include <pthread.h>
#include <stdio.h>

static void fifth_waits(void **state) {
    struct throttle *throttle = throttle_open();

    (void)state;
    for (int64_t now = 0; now < 4; now++)
        assert_int_equal(throttle_token(throttle, STR("a"), 4, now), 0);
    assert_int_equal(throttle_token(throttle, STR("a"), 4, 500), 1);
    assert_int_equal(throttle_token(throttle, STR("b"), 4, 500), 0);
    assert_int_equal(throttle_token(throttle, STR("a"), 4, 849), 1);
    assert_int_equal(throttle_token(throttle, STR("a"), 4, 850), 0); /* forgiven 150 ms */
    throttle_close(throttle);
    throttle_close(NULL);
}

/* Whatever the pace, no 850 ms hold more than four; a naive list of moments is the oracle. */
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
            recent += accepted[j] > now - 850;
        bool wait = throttle_token(throttle, STR("t"), 4, now) > 0;
        assert_int_equal(wait, recent >= 4);
        if (!wait)
            accepted[count++] = now;
    }
    throttle_close(throttle);
}

/* Each up to 150 ms late, whatever the others are. */
static void an_even_pace_is_never_refused(void **state) {
    struct throttle *throttle = throttle_open();

    (void)state;
    for (int64_t i = 0; i < 1000; i++)
        assert_int_equal(throttle_token(throttle, STR("t"), 4, i * 250 + i * 97 % 151), 0);
    throttle_close(throttle);
}

static void networks_guess(void **state) {
    static const char *const known[][2] = {
        {"192.0.2.7", "192.0.2.7"},
        {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"},
        {"2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::"},
        {"2001:db8:1:3::1", "2001:db8:1:3::"},
        {"::1", "::"},
        {"unknown", "unknown"},
        {"", ""},
    };
    struct arena *arena = arena_open();

    (void)state;
    for (size_t i = 0; i < COUNT(known); i++)
        assert_true(str_equal(throttle_guesser(arena, str_of(known[i][0])), str_of(known[i][1])));
    arena_close(arena);
}

static void refusals_do_not_prolong_the_wait(void **state) {
    struct throttle *throttle = throttle_open();

    (void)state;
    for (int i = 0; i < 4; i++)
        assert_int_equal(throttle_token(throttle, STR("t"), 4, 0), 0);
    for (int64_t now = 1; now < 850; now++)
        assert_int_equal(throttle_token(throttle, STR("t"), 4, now), 1);
    assert_int_equal(throttle_token(throttle, STR("t"), 4, 850), 0);
    throttle_close(throttle);
}

/* A rate is a number of an application; each application has its own. */
static void every_rate_is_kept(void **state) {
    struct throttle *throttle = throttle_open();

    (void)state;
    for (unsigned rate = 1; rate < 50; rate++) {
        char token[20];
        unsigned accepted = 0;
        snprintf(token, sizeof(token), "token %u", rate);
        for (int64_t now = 0; now < 850; now += 3)
            accepted += throttle_token(throttle, str_of(token), rate, now) == 0;
        assert_int_equal(accepted, rate);
    }
    throttle_close(throttle);
}

static void tokens_do_not_disturb_each_other(void **state) {
    struct throttle *throttle = throttle_open();
    char token[20];

    (void)state;
    for (int64_t now = 0; now < 60000; now += 20000)
        for (int i = 0; i < 20000; i++) {
            snprintf(token, sizeof(token), "%d", i);
            assert_int_equal(throttle_token(throttle, str_of(token), 1, now), 0);
            assert_int_equal(throttle_token(throttle, str_of(token), 1, now + 1), 1);
        }
    throttle_close(throttle);
}

enum { THREADS = 8, CALLS = 1000 };

struct caller {
    struct throttle *throttle;
    int accepted;
};

static void *call(void *context) {
    struct caller *caller = context;

    for (int i = 0; i < CALLS; i++)
        caller->accepted += throttle_token(caller->throttle, STR("shared"), 100, 7) == 0;
    return NULL;
}

static void threads_share_a_window(void **state) {
    struct caller callers[THREADS] = {0};
    struct throttle *throttle = throttle_open();
    pthread_t threads[THREADS];
    int accepted = 0;

    (void)state;
    for (int i = 0; i < THREADS; i++) {
        callers[i].throttle = throttle;
        assert_int_equal(pthread_create(&threads[i], NULL, call, &callers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        accepted += callers[i].accepted;
    }
    assert_int_equal(accepted, 100);
    throttle_close(throttle);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fifth_waits),
        cmocka_unit_test(agrees_with_a_list),
        cmocka_unit_test(an_even_pace_is_never_refused),
        cmocka_unit_test(networks_guess),
        cmocka_unit_test(refusals_do_not_prolong_the_wait),
        cmocka_unit_test(every_rate_is_kept),
        cmocka_unit_test(tokens_do_not_disturb_each_other),
        cmocka_unit_test(threads_share_a_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
