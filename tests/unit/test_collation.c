/* test_collation.c - Swedish order, natural order, and folding. */
#include "base/collation.h"

#include "cmocka_all.h"

static int compare(struct arena *arena, enum collation how, const char *a, const char *b) {
    struct str left = collation_key(arena, how, str_of(a)), right;

    right = collation_key(arena, how, str_of(b));
    size_t shorter = left.len < right.len ? left.len : right.len;
    int order = memcmp(left.at, right.at, shorter);
    return order ? order : (left.len > right.len) - (left.len < right.len);
}

/* Each comes before the next. */
static void check_ascending(enum collation how, const char *const *texts, size_t count) {
    struct arena *arena = arena_open();

    for (size_t i = 0; i + 1 < count; i++)
        for (size_t j = i + 1; j < count; j++)
            if (compare(arena, how, texts[i], texts[j]) >= 0)
                fail_msg("%s does not come before %s", texts[i], texts[j]);
    arena_close(arena);
}

static void texts_are_swedish(void **state) {
    static const char *const texts[] = {"",  "0", "10", "9",  "a", "Ab", "b", "v",
                                        "w", "z", "Å",  "åa", "Ä", "ö",  "Öa"};

    (void)state;
    check_ascending(COLLATE_TEXT, texts, COUNT(texts));
}

static void numbers_are_natural(void **state) {
    static const char *const texts[] = {"1", "2", "9", "10", "100", "A2", "A10", "B1", "Å1"};

    (void)state;
    check_ascending(COLLATE_NUMBER, texts, COUNT(texts));
}

static void same_keys(void **state) {
    struct arena *arena = arena_open();

    (void)state;
    assert_int_equal(compare(arena, COLLATE_TEXT, "ÅSA", "åsa"), 0);
    assert_int_equal(compare(arena, COLLATE_TEXT, "A\xCC\x8A", "å"), 0); /* a and a ring */
    assert_int_not_equal(compare(arena, COLLATE_TEXT, "e", "é"), 0);
    assert_true(collation_version(arena).len > 2);
    arena_close(arena);
}

static void folds(void **state) {
    static const char *const cases[][2] = {{"ÅSA Öberg", "åsa öberg"},
                                           {"STRAßE", "strasse"},
                                           {"A\xCC\x8A", "å"},
                                           {"", ""},
                                           {"ΣΑΣ", "σασ"},
                                           {"100 %", "100 %"},
                                           {"\xEF\xAC\x81", "fi"}};
    struct arena *arena = arena_open();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str folded = collation_fold(arena, str_of(cases[i][0]));
        assert_int_equal(folded.len, strlen(cases[i][1]));
        assert_memory_equal(folded.at, cases[i][1], folded.len);
    }
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_swedish),
        cmocka_unit_test(numbers_are_natural),
        cmocka_unit_test(same_keys),
        cmocka_unit_test(folds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
