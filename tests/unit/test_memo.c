/* test_memo.c - a memory never gives what was not kept, or was kept under another version. */
#include "base/memo.h"

#include "cmocka_all.h"

#include <stdio.h>

enum { KEYS = 20000 };

static void stands_as_long_as_its_version(void **state) {
    struct memo *memo = memo_open();
    const int64_t one = 1, two = 2, three = 3;

    (void)state;
    memo_keep(memo, STR("key"), one, STR("value"));
    assert_true(str_equal(memo_find(memo, STR("key"), one), STR("value")));
    assert_null(memo_find(memo, STR("key"), two).at);
    assert_null(memo_find(memo, STR("key"), three).at);
    assert_null(memo_find(memo, STR("other"), one).at);
    assert_null(memo_find(memo, STR("ke"), one).at);
    assert_null(memo_find(memo, STR("keyv"), one).at);
    memo_keep(memo, STR("key"), two, STR(""));
    assert_non_null(memo_find(memo, STR("key"), two).at);
    assert_int_equal(memo_find(memo, STR("key"), two).len, 0);
    assert_null(memo_find(memo, STR("key"), one).at);
    memo_close(memo);
    memo_close(NULL);
}

static void nothing_is_kept_at_first(void **state) {
    struct memo *memo = memo_open();

    (void)state;
    assert_null(memo_find(memo, STR("key"), 0).at);
    memo_close(memo);
}

/* More keys than places: each answer is the right one or none, and most are still there. */
static void others_take_the_place_but_not_the_name(void **state) {
    struct memo *memo = memo_open();
    const int64_t now = 7;
    char key[40], value[40];
    int found = 0;

    (void)state;
    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof(key), "key %d", i);
        snprintf(value, sizeof(value), "%*d", 1 + i % 30, i);
        memo_keep(memo, str_of(key), now, str_of(value));
        assert_true(str_equal(memo_find(memo, str_of(key), now), str_of(value)));
    }
    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof(key), "key %d", i);
        snprintf(value, sizeof(value), "%*d", 1 + i % 30, i);
        struct str kept = memo_find(memo, str_of(key), now);
        assert_true(!kept.at || str_equal(kept, str_of(value)));
        found += kept.at != NULL;
    }
    assert_in_range(found, 1000, KEYS - 1000);
    memo_close(memo);
}

static void long_values_are_not_kept(void **state) {
    static char longest[100000];
    struct memo *memo = memo_open();
    const int64_t now = 1;

    (void)state;
    memset(longest, 'x', sizeof(longest));
    memo_keep(memo, STR("key"), now, (struct str){longest, sizeof(longest)});
    assert_null(memo_find(memo, STR("key"), now).at);
    memo_keep(memo, STR("key"), now, (struct str){longest, 2000});
    assert_int_equal(memo_find(memo, STR("key"), now).len, 2000);
    memo_keep(memo, STR("key"), now, STR("short"));
    assert_true(str_equal(memo_find(memo, STR("key"), now), STR("short")));
    memo_close(memo);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stands_as_long_as_its_version),
        cmocka_unit_test(nothing_is_kept_at_first),
        cmocka_unit_test(others_take_the_place_but_not_the_name),
        cmocka_unit_test(long_values_are_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
