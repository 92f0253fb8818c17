/* test_disguise.c - other words for words: as long, of the same kind, and never two alike. */
#include "import/disguise.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmocka_all.h"

static const unsigned char key[DISGUISE_KEY_BYTES] = "a key", other[DISGUISE_KEY_BYTES] = "another";

enum { SIZE = 512 };

static void disguise(char made[SIZE], const unsigned char *with, const char *text) {
    struct buffer out;

    buffer_init(&out, SIZE - 1);
    disguise_put(&out, with, str_of(text));
    assert_false(buffer_failed(&out));
    memcpy(made, out.at, out.len);
    made[out.len] = '\0';
    buffer_done(&out);
}

static void what_is_unique_stays_so(void **state) {
    static char seen[10000];
    char text[16], made[SIZE];

    (void)state;
    for (int digits = 1, most = 10; digits <= 4; digits++, most *= 10) {
        memset(seen, 0, sizeof(seen));
        for (int number = 0; number < most; number++) {
            snprintf(text, sizeof(text), "%0*d", digits, number);
            disguise(made, key, text);
            long place = strtol(made, NULL, 10);
            assert_int_equal(strlen(made), digits);
            assert_int_equal(strspn(made, "0123456789"), digits);
            assert_int_equal(seen[place]++, 0);
        }
    }
}

static void single_ones_never_stay(void **state) {
    char made[SIZE];

    (void)state;
    for (const char *one = "0123456789abcxyzABCXYZ"; *one; one++) {
        disguise(made, key, (char[]){*one, '\0'});
        assert_int_equal(strlen(made), 1);
        assert_int_not_equal(*made, *one);
    }
}

static void what_stands_between_stays(void **state) {
    char made[SIZE], again[SIZE], elsewhere[SIZE];

    (void)state;
    disguise(made, key, "Anna-Lisa Ek <anna.ek@example.com>, +46 (0)70-123 45 67");
    disguise(again, key, "Anna-Lisa Ek <anna.ek@example.com>, +46 (0)70-123 45 67");
    disguise(elsewhere, other, "Anna-Lisa Ek <anna.ek@example.com>, +46 (0)70-123 45 67");
    assert_string_equal(made, again);
    assert_string_not_equal(made, elsewhere);
    int first = made[0], last = made[5];
    assert_true(first >= 'A' && first <= 'Z' && last >= 'A' && last <= 'Z');
    made[4] = '\0';
    assert_string_not_equal(made, "Anna");
    assert_int_equal(again[4], '-');
    assert_string_equal(strpbrk(again, "<"), again + 13);
    assert_int_equal(again[21], '@');
}

static void case_is_kept_and_makes_no_difference(void **state) {
    char upper[SIZE], lower[SIZE];

    (void)state;
    disguise(upper, key, "ANDERSSON");
    disguise(lower, key, "andersson");
    for (size_t i = 0; lower[i]; i++)
        assert_int_equal(upper[i] | 0x20, lower[i]);
}

static void any_letters_do(void **state) {
    char made[SIZE], text[200];

    (void)state;
    disguise(made, key, "Åsa Öst");
    assert_string_not_equal(made, "Åsa Öst");
    assert_int_equal(str_characters(str_of(made)), 7);
    disguise(made, key, "\xe6\x9d\xb1\xe4\xba\xac \xc3\xa9");
    assert_int_equal(str_characters(str_of(made)), 4);
    assert_true(str_is_text(str_of(made)));
    memset(text, 'a', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    disguise(made, key, text);
    assert_int_equal(strlen(made), sizeof(text) - 1);
    assert_int_not_equal(strspn(made, "a"), sizeof(text) - 1);
    disguise(made, key, "a");
    disguise(made, key, " ,.");
    assert_string_equal(made, " ,.");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_unique_stays_so),
        cmocka_unit_test(single_ones_never_stay),
        cmocka_unit_test(what_stands_between_stays),
        cmocka_unit_test(case_is_kept_and_makes_no_difference),
        cmocka_unit_test(any_letters_do),
    };

    return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
