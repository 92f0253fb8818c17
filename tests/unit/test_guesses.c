/* test_guesses.c - wrong secrets are counted in memory that does not grow. */
#include "access/guesses.h"

#include "cmocka_all.h"

#include <stdio.h>

enum { SECOND = 1000, MINUTE = 60 * SECOND };

static void each_name_has_its_window(void **state) {
    struct guesses *guesses = guesses_open();

    (void)state;
    for (int i = 0; i < 10; i++) {
        assert_int_equal(guesses_count(guesses, GUESS_SIGN_IN, STR("x"), i), (unsigned)i);
        assert_int_equal(guesses_wait(guesses, GUESS_SIGN_IN, STR("x"), i), 0);
        assert_int_equal(guesses_note(guesses, GUESS_SIGN_IN, STR("x"), i), 0);
    }
    assert_int_equal(guesses_wait(guesses, GUESS_SIGN_IN, STR("x"), 1000), 59);
    assert_int_equal(guesses_wait(guesses, GUESS_SIGN_IN, STR("x"), 59001), 1);
    assert_int_equal(guesses_wait(guesses, GUESS_SIGN_IN, STR("y"), 1000), 0);
    assert_int_equal(guesses_wait(guesses, GUESS_SIGN_IN_ADDRESS, STR("x"), 1000), 0);
    assert_int_equal(guesses_wait(guesses, GUESS_SIGN_IN, STR("x"), MINUTE), 0);
    assert_int_equal(guesses_count(guesses, GUESS_SIGN_IN, STR("x"), MINUTE), 0);
    guesses_close(guesses);
    guesses_close(NULL);
}

/* Whoever has to wait may ask as often as he likes. */
static void waiting_is_not_prolonged(void **state) {
    struct guesses *guesses = guesses_open();

    (void)state;
    for (int i = 0; i < 5; i++)
        assert_int_equal(guesses_note(guesses, GUESS_CODE, STR("x"), 0), 0);
    for (int now = 0; now < MINUTE; now += SECOND)
        assert_int_equal(guesses_note(guesses, GUESS_CODE, STR("x"), now),
                         (unsigned)(60 - now / SECOND));
    assert_int_equal(guesses_count(guesses, GUESS_CODE, STR("x"), MINUTE - 1), 5);
    assert_int_equal(guesses_note(guesses, GUESS_CODE, STR("x"), MINUTE), 0);
    guesses_close(guesses);
}

/* Names that were made up do not free whoever has guessed twice: neither of this kind nor, of
 * course, of another. */
static void a_flood_of_names_forgives_nobody(void **state) {
    enum { FLOOD = 2000000 };
    struct guesses *guesses = guesses_open();
    char name[24];

    (void)state;
    for (int i = 0; i < 2; i++)
        assert_int_equal(guesses_note(guesses, GUESS_SIGN_IN_LOGIN, STR("attacked"), 0), 0);
    assert_int_equal(guesses_note(guesses, GUESS_SIGN_IN_ADDRESS, STR("attacked"), 0), 0);
    for (int i = 0; i < FLOOD; i++) {
        snprintf(name, sizeof(name), "made up %d", i);
        assert_int_equal(guesses_note(guesses, GUESS_SIGN_IN_LOGIN, str_of(name), 1), 0);
    }
    assert_int_equal(guesses_count(guesses, GUESS_SIGN_IN_LOGIN, STR("attacked"), 1), 2);
    assert_int_equal(guesses_count(guesses, GUESS_SIGN_IN_ADDRESS, STR("attacked"), 1), 1);
    assert_int_equal(guesses_wait(guesses, GUESS_SIGN_IN_LOGIN, STR("honest"), 1), 0);
    guesses_close(guesses);
}

static void note_names(struct guesses *guesses, const char *kind, int first, int count, int times,
                       int64_t now) {
    char name[24];

    for (int i = first; i < first + count; i++) {
        snprintf(name, sizeof(name), "%s %d", kind, i);
        for (int j = 0; j < times; j++)
            assert_int_equal(guesses_note(guesses, GUESS_CODE, str_of(name), now), 0);
    }
}

static void expect_names(struct guesses *guesses, const char *kind, int count, unsigned times,
                         int64_t now) {
    char name[24];

    for (int i = 0; i < count; i++) {
        snprintf(name, sizeof(name), "%s %d", kind, i);
        assert_int_equal(guesses_count(guesses, GUESS_CODE, str_of(name), now), times);
    }
}

/* New names take the room of what is over, however much was guessed there, and not each other's. */
static void what_is_over_makes_room_first(void **state) {
    enum { FILL = 100, EACH = 1000, FEW = 1000, LATER = 30 * SECOND, OVER = MINUTE + FILL };
    struct guesses *guesses = guesses_open();

    (void)state;
    for (int now = 0; now < FILL; now++)
        note_names(guesses, "full", now * EACH, EACH, 2, now);
    note_names(guesses, "later", 0, FEW, 3, LATER);
    note_names(guesses, "new", 0, FEW, 1, OVER);
    expect_names(guesses, "later", FEW, 3, OVER);
    expect_names(guesses, "new", FEW, 1, OVER);
    guesses_close(guesses);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_name_has_its_window),
        cmocka_unit_test(waiting_is_not_prolonged),
        cmocka_unit_test(a_flood_of_names_forgives_nobody),
        cmocka_unit_test(what_is_over_makes_room_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
