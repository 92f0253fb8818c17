/* test_packed.c - any text comes back as it was; what is damaged is told. */
#include "base/packed.h"

#include "cmocka_all.h"

#include <string.h>

static void comes_back(struct arena *arena, struct str text, struct str *ret_packed) {
    struct str again;

    *ret_packed = packed_make(arena, text);
    assert_true(packed_read(arena, *ret_packed, &again));
    assert_true(str_equal(again, text));
}

static char *text_of(struct arena *arena, size_t len, bool is_noise) {
    char *text = arena_take(arena, len + 1, 1);
    unsigned dice = 7;

    for (size_t i = 0; i < len; i++) {
        dice = dice * 1103515245U + 12345U;
        text[i] = is_noise ? (char)(dice >> 16) : "{\"name\":7},"[i % 11];
    }
    return text;
}

static void texts_of_any_length(void **state) {
    static const size_t lengths[] = {0, 1, 3, 4, 100, 1535, 1536, 4000, 100000, 5000000};
    struct arena *arena = arena_open();
    struct str packed;

    (void)state;
    for (size_t i = 0; i < COUNT(lengths); i++) {
        comes_back(arena, (struct str){text_of(arena, lengths[i], false), lengths[i]}, &packed);
        assert_true(packed.len <= lengths[i]);
        assert_true(lengths[i] < 1536 || packed.len < lengths[i] / 2);
        comes_back(arena, (struct str){text_of(arena, lengths[i], true), lengths[i]}, &packed);
        assert_true(packed.len <= lengths[i]);
    }
    arena_close(arena);
}

/* No text of ours begins so, but what if. */
static void texts_that_look_packed(void **state) {
    struct arena *arena = arena_open();
    struct str packed;

    (void)state;
    for (size_t len = 4; len < 5000; len += 700) {
        char *text = text_of(arena, len, true);
        memcpy(text, "\x28\xb5\x2f\xfd", 4);
        comes_back(arena, (struct str){text, len}, &packed);
    }
    arena_close(arena);
}

static void damage_is_told(void **state) {
    struct arena *arena = arena_open();
    struct str text = {text_of(arena, 9000, false), 9000}, again;
    struct str packed = packed_make(arena, text);
    char *bytes = arena_z(arena, packed);

    (void)state;
    for (size_t len = 4; len < packed.len; len++)
        assert_false(packed_read(arena, (struct str){bytes, len}, &again));
    /* A length of 2^60 bytes takes no memory. */
    memcpy(bytes + 4, "\xe0\0\0\0\0\0\0\0\x10", 9);
    assert_false(packed_read(arena, (struct str){bytes, packed.len}, &again));
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_of_any_length),
        cmocka_unit_test(texts_that_look_packed),
        cmocka_unit_test(damage_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
