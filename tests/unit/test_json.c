/* test_json.c - reading what clients send and writing what they get. */
#include "json/read.h"
#include "json/write.h"

#include "cmocka_all.h"

#include <jansson.h>
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
                                        "\xEF\xBB\xBF{}",
                                        "\xEF\xBB\xBF 1",
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
                                        "\xEF\xBB\xBF",
                                        "\xEF\xBB\xBF\xEF\xBB\xBF{}",
                                        "{}\xEF\xBB\xBF",
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

/* jansson alone is the oracle for what is JSON, where no comma stands before a bracket. */
static void agrees_on_random_tokens(void **state) {
    static const char *const tokens[] = {"{",      "}", "[",  "]",   ",",    ":",
                                         "\"a\"",  "1", "-0", "2.5", "null", "\"\\n\"",
                                         "\"a\":", " ", "]",  "01"};
    struct arena *arena = arena_open();
    uint64_t dice = 17;
    struct buffer out;
    int accepted = 0;

    (void)state;
    buffer_init(&out, 1000);
    for (int i = 0; i < 200000; i++) {
        buffer_reset(&out);
        for (int left = 1 + i % 7; left > 0; left--) {
            dice = dice * UINT64_C(6364136223846793005) + 1442695040888963407;
            buffer_put_z(&out, tokens[(dice >> 33) % COUNT(tokens)]);
        }
        buffer_put_char(&out, '\0');
        const char *text = out.at;
        if (strstr(text, ",}") || strstr(text, ",]") || strstr(text, ", "))
            continue;
        json_t *expected = json_loads(text, JSON_DECODE_ANY, NULL);
        if ((read_text(arena, text) != NULL) != (expected != NULL))
            fail_msg("%s: %s", expected ? "refused" : "accepted", text);
        accepted += expected != NULL;
        json_decref(expected);
        arena_reset(arena);
    }
    assert_true(accepted > 1000);
    buffer_done(&out);
    arena_close(arena);
}

/* And what was read is what jansson read. */
static void numbers_and_names_are_those_of_the_text(void **state) {
    static const char text[] =
        "{\"a\":[1,-2.50,3e2,{\"\\u00e5\":\"x\\ty\"}],\"b\":null,\"c\":false}";
    struct arena *arena = arena_open();
    const struct json *json = read_text(arena, text);

    (void)state;
    assert_int_equal(json->kind, JSON_KIND_OBJECT);
    assert_int_equal(json->count, 3);
    const struct json *list = &json->items[0];
    assert_int_equal(list->kind, JSON_KIND_ARRAY);
    assert_true(str_equal(list->items[0].text, STR("1")));
    assert_true(str_equal(list->items[1].text, STR("-2.50")));
    assert_true(str_equal(list->items[2].text, STR("3e2")));
    assert_true(str_equal(list->items[3].names[0], STR("å")));
    assert_true(str_equal(list->items[3].items[0].text, STR("x\ty")));
    assert_int_equal(json->items[1].kind, JSON_KIND_NULL);
    assert_int_equal(json->items[2].kind, JSON_KIND_FALSE);
    arena_close(arena);
}

static void problems_are_sentences(void **state) {
    static const char *const texts[] = {"", "{", "[1 2]", "\"\xFF\"", "\"\\u0000\"", "{\"a\":}"};
    struct arena *arena = arena_open();

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        const char *problem = NULL;
        assert_null(json_read(arena, str_of(texts[i]), &problem));
        assert_true(str_is_text(str_of(problem)));
        assert_true(problem[0] >= 'A' && problem[0] <= 'Z');
        assert_int_equal(problem[strlen(problem) - 1], '.');
        assert_null(strchr(problem, '\n'));
    }
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts),
        cmocka_unit_test(refuses),
        cmocka_unit_test(depth_has_a_limit),
        cmocka_unit_test(keeps_values_as_written),
        cmocka_unit_test(strings_come_back),
        cmocka_unit_test(reals_come_back),
        cmocka_unit_test(agrees_on_random_tokens),
        cmocka_unit_test(numbers_and_names_are_those_of_the_text),
        cmocka_unit_test(problems_are_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
