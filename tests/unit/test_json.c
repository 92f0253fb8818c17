/* test_json.c - reading what clients send and writing what they get. */
#include "json/read.h"
#include "json/write.h"

#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>

static const struct json *read_text(struct arena *arena, const char *text) {
    const char *problem = NULL;
    const struct json *json = json_read(arena, str_of(text), &problem);

    assert_true(json ? problem == NULL : problem != NULL);
    return json;
}

static void accepts(void **state) {
    static const char *const texts[] = {"{}",
                                        "[]",
                                        "null",
                                        "true",
                                        " 1 ",
                                        "-0.5e+10",
                                        "\"x\"",
                                        "{\"a\":1,}",
                                        "[1,2,]",
                                        "[{},]",
                                        "[1 ,\n]",
                                        "{\"a\":[1,],}",
                                        "{\"a\":\",}\"}",
                                        "\"\\\"\\\\\\u00e5\\ud83d\\ude00\""};
    struct arena *arena = arena_open();

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        if (!read_text(arena, texts[i]))
            fail_msg("refused: %s", texts[i]);
    arena_close(arena);
}

static void refuses(void **state) {
    static const char *const texts[] = {"",
                                        " ",
                                        "{",
                                        "}",
                                        "[,]",
                                        "{,}",
                                        "[1,,]",
                                        "[,1]",
                                        "{\"a\":,}",
                                        "{1:2}",
                                        "{\"a\" 1}",
                                        "01",
                                        "1.",
                                        ".5",
                                        "+1",
                                        "1e",
                                        "--1",
                                        "nul",
                                        "'x'",
                                        "\"x",
                                        "\"\\x\"",
                                        "[1] 2",
                                        "{\"a\":1 \"b\":2}",
                                        "\"\\ud800\"",
                                        "\"\\u0000\"",
                                        "\"\x01\"",
                                        "\xFF",
                                        "\"\xC3\"",
                                        "NaN",
                                        "1 2",
                                        "[1}",
                                        "//x\n1"};
    struct arena *arena = arena_open();

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        if (read_text(arena, texts[i]))
            fail_msg("accepted: %s", texts[i]);
    assert_null(json_read(arena, STR("\"a\0b\""), &(const char *){NULL}));
    arena_close(arena);
}

static void depth_has_a_limit(void **state) {
    struct arena *arena = arena_open();
    char text[100];

    (void)state;
    for (size_t depth = 30; depth < 40; depth++) {
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        text[2 * depth] = '\0';
        assert_int_equal(read_text(arena, text) != NULL, depth <= JSON_DEPTH_LIMIT);
    }
    arena_close(arena);
}

static void keeps_values_as_written(void **state) {
    struct arena *arena = arena_open();
    const struct json *json =
        read_text(arena, "{\"s\":\"n1\",\"n\":12345678901234567890.10,\"s\":\"så\",\"e\":\"\"}");

    (void)state;
    assert_int_equal(json->count, 3);
    assert_true(str_equal(json->names[0], STR("s")));
    assert_int_equal(json->items[0].kind, JSON_KIND_STRING);
    assert_true(str_equal(json->items[0].text, STR("så")));
    assert_int_equal(json->items[1].kind, JSON_KIND_NUMBER);
    assert_true(str_equal(json->items[1].text, STR("12345678901234567890.10")));
    assert_int_equal(json->items[2].text.len, 0);
    arena_close(arena);
}

/* Any text survives being written and read. */
static void strings_come_back(void **state) {
    struct arena *arena = arena_open();
    struct buffer out;

    (void)state;
    buffer_init(&out, 10000);
    for (char c = 1; c < 127; c++) {
        char text[] = {'a', c, c, 'z'};
        buffer_reset(&out);
        json_put_string(&out, (struct str){text, sizeof(text)});
        const char *problem = NULL;
        const struct json *json = json_read(arena, buffer_str(&out), &problem);
        assert_non_null(json);
        assert_true(str_equal(json->text, (struct str){text, sizeof(text)}));
    }
    buffer_reset(&out);
    json_put_string(&out, STR("å😀/"));
    assert_true(str_equal(buffer_str(&out), STR("\"å😀/\"")));
    buffer_done(&out);
    arena_close(arena);
}

static void reals_come_back(void **state) {
    static const double values[] = {0, 1, -2.5, 21.48181104660036, 65.31789, 0.1, 1.0 / 3, 1e-7};
    struct buffer out;

    (void)state;
    buffer_init(&out, 100);
    for (size_t i = 0; i < COUNT(values); i++) {
        buffer_reset(&out);
        json_put_real(&out, values[i]);
        buffer_put_char(&out, '\0');
        assert_true(strtod(out.at, NULL) == values[i]);
        assert_non_null(strpbrk(out.at, ".e"));
    }
    buffer_done(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts),           cmocka_unit_test(refuses),
        cmocka_unit_test(depth_has_a_limit), cmocka_unit_test(keeps_values_as_written),
        cmocka_unit_test(strings_come_back), cmocka_unit_test(reals_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
