/* test_text_difference.c - pieces put together again give the new text, and are short. */
#include "base/text_difference.h"

#include "cmocka_all.h"

#include <stdlib.h>

enum { WORDS = 400, ROOM = 64 * 1024 };

struct text {
    char at[ROOM];
    size_t len;
};

static unsigned next_number(unsigned *seed) {
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16 & 0x7fff;
}

static void add(struct text *text, struct str more) {
    assert_true(text->len + more.len <= ROOM);
    if (more.len > 0)
        memcpy(text->at + text->len, more.at, more.len);
    text->len += more.len;
}

static struct str str_of_text(const struct text *text) {
    return (struct str){text->at, text->len};
}

/* Words with characters of one to four bytes, blanks and ends of lines; some have no blank. */
static void add_word(struct text *text, unsigned *seed) {
    static const char *const some[] = {"rör ", "ö", "\n",           "kund ", "😀",
                                       "ä",    "a", "en lång rad ", "€ ",    "ventil\n"};

    add(text, str_of(some[next_number(seed) % COUNT(some)]));
}

static bool begins_character(struct str text) {
    return text.len == 0 || ((unsigned char)text.at[0] & 0xC0) != 0x80;
}

/* The new text from the old one and the pieces. Gives the bytes of all pieces. */
static size_t check(struct arena *arena, struct str before, struct str after) {
    static struct text made;
    size_t count, from = 0, bytes = 0;
    const struct text_piece *pieces = text_difference(arena, before, after, &count);

    made.len = 0;
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        assert_true(pieces[i].at >= from);
        assert_true(pieces[i].at + pieces[i].before.len <= before.len);
        assert_ptr_equal(pieces[i].before.at, before.at + pieces[i].at);
        assert_true(str_is_text(pieces[i].before) && str_is_text(pieces[i].after));
        assert_true(begins_character(pieces[i].before) && begins_character(pieces[i].after));
        add(&made, (struct str){before.at + from, pieces[i].at - from});
        add(&made, pieces[i].after);
        from = pieces[i].at + pieces[i].before.len;
        bytes += pieces[i].before.len + pieces[i].after.len;
    }
    add(&made, (struct str){before.at + from, before.len - from});
    assert_int_equal(made.len, after.len);
    assert_memory_equal(made.at, after.at, after.len);
    return bytes;
}

/* Some words go, come or are others. */
static void edit(const unsigned *seeds, size_t count, unsigned *seed, unsigned rarely,
                 struct text *before, struct text *after) {
    before->len = after->len = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned one = seeds[i], other = next_number(seed);
        unsigned what = next_number(seed) % rarely;
        add_word(before, &one);
        one = what == 1 ? other : seeds[i];
        if (what != 0)
            add_word(after, &one);
        if (what == 2)
            add_word(after, &other);
    }
}

static void test_random_edits(void **state) {
    static struct text before, after;
    unsigned seed = 7, seeds[WORDS];

    for (int round = 0; round < 3000; round++) {
        size_t count = next_number(&seed) % WORDS;
        for (size_t i = 0; i < count; i++)
            seeds[i] = next_number(&seed) * 32768u + next_number(&seed);
        edit(seeds, count, &seed, 3 + (unsigned)round % 100, &before, &after);
        if (!str_equal(str_of_text(&before), str_of_text(&after)))
            check(*state, str_of_text(&before), str_of_text(&after));
    }
}

static void test_small_texts(void **state) {
    static const char *const texts[] = {"",
                                        "a",
                                        "b",
                                        "ab",
                                        "å",
                                        "ä",
                                        "åä",
                                        "äå",
                                        "aå",
                                        "å ä",
                                        "ä å",
                                        "\xF0\x9F\x98\x80",
                                        "\xF0\x9F\x98\x81"};

    for (size_t i = 0; i < COUNT(texts); i++)
        for (size_t j = 0; j < COUNT(texts); j++)
            if (i != j)
                check(*state, str_of(texts[i]), str_of(texts[j]));
}

static void fill(struct text *text, size_t words, unsigned seed) {
    text->len = 0;
    for (size_t i = 0; i < words; i++)
        add_word(text, &seed);
}

static void test_far_apart_changes_are_pieces_of_their_own(void **state) {
    static struct text before, middle, after;

    fill(&middle, 8000, 3);
    before.len = after.len = 0;
    add(&before, STR("första "));
    add(&after, STR("andra "));
    add(&before, str_of_text(&middle));
    add(&after, str_of_text(&middle));
    add(&before, STR(" sista"));
    add(&after, STR(" sist"));
    size_t count;
    const struct text_piece *pieces =
        text_difference(*state, str_of_text(&before), str_of_text(&after), &count);
    assert_int_equal(count, 2);
    assert_int_equal(pieces[0].at, 0);
    assert_true(check(*state, str_of_text(&before), str_of_text(&after)) < 200);
}

static void test_other_texts_are_one_piece(void **state) {
    static struct text before, after;
    size_t count;

    fill(&before, 8000, 3);
    fill(&after, 8000, 4);
    text_difference(*state, str_of_text(&before), str_of_text(&after), &count);
    assert_int_equal(count, 1);
    check(*state, str_of_text(&before), str_of_text(&after));
}

static int open_arena(void **state) {
    *state = arena_open();
    return 0;
}

static int close_arena(void **state) {
    arena_close(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_random_edits, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(test_small_texts, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(test_far_apart_changes_are_pieces_of_their_own, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(test_other_texts_are_one_piece, open_arena, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
