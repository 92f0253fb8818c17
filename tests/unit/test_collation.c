/* test_collation.c - Swedish order, natural order, and folding. */
#include "base/collation.h"

#include "cmocka_all.h"

#include <pthread.h>
#include <stdio.h>

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
    /* The same two marks below and above, in either order. */
    assert_int_equal(compare(arena, COLLATE_TEXT, "e\xCC\xA3\xCC\x82", "e\xCC\x82\xCC\xA3"), 0);
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

/* Whole numbers have the order of their values, with and without words around them. */
static void numbers_have_the_order_of_their_values(void **state) {
    struct arena *arena = arena_open();
    char a[20], b[20];

    (void)state;
    for (int i = 1; i < 1200; i += 7)
        for (int j = 1; j < 1200; j += 13) {
            snprintf(a, sizeof(a), "K-%d B", i);
            snprintf(b, sizeof(b), "K-%d B", j);
            int order = compare(arena, COLLATE_NUMBER, a, b);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
            arena_reset(arena);
        }
    arena_close(arena);
}

/* A key begins no other way when more follows, so that prefixes come first. */
static void prefixes_come_first(void **state) {
    struct arena *arena = arena_open();
    char text[] = "Åkermans Åkeri i Hjo";

    (void)state;
    for (size_t len = 2; len < sizeof(text) - 1; len++) {
        if (!str_is_text((struct str){text, len}))
            continue;
        char *shorter = arena_z(arena, (struct str){text, len});
        assert_true(compare(arena, COLLATE_TEXT, shorter, text) < 0);
    }
    arena_close(arena);
}

static size_t put_utf8(char *text, unsigned c) {
    if (c < 0x80)
        return text[0] = (char)c, 1;
    if (c < 0x800)
        return text[0] = (char)(0xC0 | c >> 6), text[1] = (char)(0x80 | (c & 63)), 2;
    if (c < 0x10000)
        return text[0] = (char)(0xE0 | c >> 12), text[1] = (char)(0x80 | (c >> 6 & 63)),
               text[2] = (char)(0x80 | (c & 63)), 3;
    return text[0] = (char)(0xF0 | c >> 18), text[1] = (char)(0x80 | (c >> 12 & 63)),
           text[2] = (char)(0x80 | (c >> 6 & 63)), text[3] = (char)(0x80 | (c & 63)), 4;
}

/* Some grow threefold; none stops the process, loses itself or gives what is no text. */
static void every_character_folds(void **state) {
    struct arena *arena = arena_open();
    char text[8];

    (void)state;
    for (unsigned c = 1; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c < 0xE000)
            continue;
        struct str one = {text, put_utf8(text, c)};
        assert_true(str_is_text(one));
        struct str folded = collation_fold(arena, one);
        assert_true(folded.len > 0 && str_is_text(folded));
        if (c % 4096 == 0)
            arena_reset(arena);
    }
    arena_close(arena);
}

enum { THREADS = 4, TEXTS = 300 };

static void *make_keys(void *context) {
    struct str *keys = context;
    struct arena *arena = arena_open();
    char text[40];

    for (int i = 0; i < TEXTS; i++) {
        snprintf(text, sizeof(text), "%d Åsö %d", i % 17, i);
        struct str key = collation_key(arena, i % 2 ? COLLATE_TEXT : COLLATE_NUMBER, str_of(text));
        struct str folded = collation_fold(arena, str_of(text));
        keys[i] =
            arena_format(arena, "%.*s/%.*s", (int)folded.len, folded.at, (int)key.len, key.at);
    }
    return arena;
}

static void threads_make_the_same_keys(void **state) {
    static struct str keys[THREADS][TEXTS];
    pthread_t threads[THREADS];
    void *arenas[THREADS];

    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, make_keys, keys[i]), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], &arenas[i]);
    for (int i = 1; i < THREADS; i++)
        for (int j = 0; j < TEXTS; j++)
            assert_true(str_equal(keys[0][j], keys[i][j]));
    for (int i = 0; i < THREADS; i++)
        arena_close(arenas[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_swedish),
        cmocka_unit_test(numbers_are_natural),
        cmocka_unit_test(same_keys),
        cmocka_unit_test(folds),
        cmocka_unit_test(numbers_have_the_order_of_their_values),
        cmocka_unit_test(prefixes_come_first),
        cmocka_unit_test(every_character_folds),
        cmocka_unit_test(threads_make_the_same_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
