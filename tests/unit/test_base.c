/* test_base.c - texts, arenas and buffers. */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/build.h"

#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void cuts_and_trims(void **state) {
    struct str rest = STR("a,,b");

    (void)state;
    assert_true(str_equal(str_cut(&rest, ','), STR("a")));
    assert_true(str_equal(str_cut(&rest, ','), STR("")));
    assert_true(rest.at != NULL);
    assert_true(str_equal(str_cut(&rest, ','), STR("b")));
    assert_null(rest.at);
    assert_true(str_equal(str_trim(STR(" \t x y\t ")), STR("x y")));
    assert_int_equal(str_trim(STR("   ")).len, 0);
    assert_true(str_equal_any_case(STR("PageSize"), STR("pagesize")));
    assert_false(str_equal_any_case(STR("page"), STR("pages")));
    assert_false(str_equal_any_case(STR("@"), STR("`"))); /* differ by the bit of the case */
    assert_true(str_starts_any_case(STR("Bearer x"), STR("bearer")));
}

static void knows_utf8(void **state) {
    static const char *const good[] = {
        "", "abc", "åäö", "€", "😀", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF"};
    static const char *const bad[] = {"\x80",
                                      "\xC3",
                                      "\xC0\xAF",
                                      "\xE0\x80\xAF",
                                      "\xED\xA0\x80",
                                      "\xF0\x80\x80\xAF",
                                      "\xF4\x90\x80\x80",
                                      "\xFE",
                                      "a\xE2\x82"};

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(str_is_text(str_of(good[i])));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(str_is_text(str_of(bad[i])));
    assert_false(str_is_text(STR("a\0b")));
}

static void counts_and_cuts_characters(void **state) {
    static const struct str text = {"a\xc3\xb6\xf0\x9f\x98\x80", 7};
    static const size_t kept[] = {0, 1, 1, 3, 3, 3, 3, 7, 7};

    (void)state;
    assert_int_equal(str_characters(text), 3);
    assert_int_equal(str_characters((struct str){NULL, 0}), 0);
    for (size_t most = 0; most < COUNT(kept); most++)
        assert_int_equal(str_shorten(text, most).len, kept[most]);
    assert_false(str_has_control(text));
    assert_true(str_has_control(STR("a\n")) && str_has_control(STR("\x7f")));
    assert_true(str_has_control(STR("a\xc2\x80")) && str_has_control(STR("\xc2\x9f")));
    assert_false(str_has_control(STR("\xc2\xa0\xc3\x85")) || str_has_control(STR("\xc2")));
}

static void arena_gives_zeroed_aligned_memory(void **state) {
    struct arena *arena = arena_open();

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (size_t size = 1; size < 60000; size = size * 3 + 1) {
            unsigned char *taken = arena_take(arena, size, 64);
            assert_int_equal((uintptr_t)taken % 64, 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(taken[i], 0);
            memset(taken, 0xAA, size);
        }
        arena_reset(arena);
    }
    struct str text = arena_format(arena, "%s-%d", "x", 7);
    assert_string_equal(text.at, "x-7");
    assert_int_equal(text.len, 3);
    arena_close(arena);
}

static void buffer_stops_at_its_ceiling(void **state) {
    struct buffer buffer;

    (void)state;
    buffer_init(&buffer, 10);
    buffer_put_z(&buffer, "12345");
    buffer_put_integer(&buffer, INT64_MIN);
    assert_true(buffer_failed(&buffer));
    buffer_put_char(&buffer, 'x');
    assert_true(str_equal(buffer_str(&buffer), STR("12345")));
    buffer_reset(&buffer);
    buffer_put_z(&buffer, "1234567890");
    assert_false(buffer_failed(&buffer));
    buffer_done(&buffer);
}

static void buffer_writes_integers(void **state) {
    static const int64_t values[] = {0, 9, -1, 1000, INT64_MAX, INT64_MIN};
    static const char *const texts[] = {
        "0", "9", "-1", "1000", "9223372036854775807", "-9223372036854775808"};
    struct buffer buffer;

    (void)state;
    buffer_init(&buffer, 100000);
    for (size_t i = 0; i < COUNT(values); i++) {
        buffer_reset(&buffer);
        buffer_put_integer(&buffer, values[i]);
        assert_true(str_equal(buffer_str(&buffer), str_of(texts[i])));
    }
    for (int i = 0; i < 9000; i++)
        buffer_format(&buffer, "%d,", i % 10);
    assert_false(buffer_failed(&buffer));
    buffer_done(&buffer);
}

/* What `readelf -n` says of this program. */
static void build_is_the_linkers(void **state) {
    struct str id = build_id();
    struct buffer text;
    char line[256];
    bool found = false;

    (void)state;
    buffer_init(&text, 1000);
    for (size_t i = 0; i < id.len; i++)
        buffer_format(&text, "%02x", (unsigned)(unsigned char)id.at[i]);
    buffer_put_char(&text, '\0');
    assert_int_equal(id.len, 20);
    char *command = NULL;
    assert_true(asprintf(&command, "readelf -n /proc/%d/exe", (int)getpid()) > 0);
    FILE *notes = popen(command, "r");
    while (notes && fgets(line, sizeof(line), notes))
        found |= strstr(line, "Build ID: ") && strstr(line, text.at);
    pclose(notes);
    free(command);
    buffer_done(&text);
    assert_true(found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_and_trims),
        cmocka_unit_test(knows_utf8),
        cmocka_unit_test(counts_and_cuts_characters),
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(buffer_stops_at_its_ceiling),
        cmocka_unit_test(buffer_writes_integers),
        cmocka_unit_test(build_is_the_linkers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
