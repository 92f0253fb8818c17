/* test_tag_list.c - what lists of entity tags say: well formed, malformed, and byte by byte. */
#include "http/tag_list.h"

#include <stdlib.h>

#include "cmocka_all.h"

static const struct str ours[] = {{"\"a1\"", 4}, {"\"b,2\"", 5}};

/* The list's bytes in memory of their own size, so that a sanitizer sees a step beyond them. */
static enum tag_list_says ask(struct str list, const struct str *tags, size_t count,
                              enum tag_comparison comparison) {
    char *copy = malloc(list.len + 1);

    assert_non_null(copy);
    char *end = copy + 1; /* at its end, also of none */
    memcpy(end, list.at, list.len);
    enum tag_list_says says = tag_list_ask((struct str){end, list.len}, tags, count, comparison);
    free(copy);
    return says;
}

static void expect(const char *list, enum tag_list_says strongly, enum tag_list_says weakly) {
    assert_int_equal(ask(str_of(list), ours, COUNT(ours), TAGS_STRONGLY), strongly);
    assert_int_equal(ask(str_of(list), ours, COUNT(ours), TAGS_WEAKLY), weakly);
}

static void expect_both(const char *list, enum tag_list_says says) {
    expect(list, says, says);
}

static void lists_of_tags(void **state) {
    (void)state;
    expect_both("\"a1\"", TAG_LIST_NAMES_ONE_OF);
    expect_both("\"b,2\"", TAG_LIST_NAMES_ONE_OF);
    expect_both("\"x\", \"a1\"", TAG_LIST_NAMES_ONE_OF);
    expect_both("\"a1\",\"x\"", TAG_LIST_NAMES_ONE_OF);
    expect_both("\"x\"\t,\t \"y\" , \"b,2\" ", TAG_LIST_NAMES_ONE_OF);
    expect_both("\"A1\"", TAG_LIST_NAMES_NONE);
    expect_both("\"a\"", TAG_LIST_NAMES_NONE);
    expect_both("\"a11\"", TAG_LIST_NAMES_NONE);
    expect_both("\"\"", TAG_LIST_NAMES_NONE);
    expect_both("\"b\", \"2\"", TAG_LIST_NAMES_NONE);
    expect_both("\"x,\", \",\"", TAG_LIST_NAMES_NONE);
    expect_both("\"*\"", TAG_LIST_NAMES_NONE);
    expect_both("\"\\\"", TAG_LIST_NAMES_NONE);
}

static void commas_without_tags(void **state) {
    (void)state;
    expect_both("", TAG_LIST_NAMES_NONE);
    expect_both(" \t", TAG_LIST_NAMES_NONE);
    expect_both(",", TAG_LIST_NAMES_NONE);
    expect_both(" ,, ,", TAG_LIST_NAMES_NONE);
    expect_both(",,\"a1\"", TAG_LIST_NAMES_ONE_OF);
    expect_both("\"x\",,\t,\"a1\",", TAG_LIST_NAMES_ONE_OF);
}

static void weak_tags(void **state) {
    const struct str weak[] = {STR("W/\"a1\"")};

    (void)state;
    expect("W/\"a1\"", TAG_LIST_NAMES_NONE, TAG_LIST_NAMES_ONE_OF);
    expect("\"x\",W/\"b,2\"", TAG_LIST_NAMES_NONE, TAG_LIST_NAMES_ONE_OF);
    expect("W/\"a1\", \"a1\"", TAG_LIST_NAMES_ONE_OF, TAG_LIST_NAMES_ONE_OF);
    expect("W/\"x\"", TAG_LIST_NAMES_NONE, TAG_LIST_NAMES_NONE);
    assert_int_equal(ask(STR("\"a1\""), weak, 1, TAGS_WEAKLY), TAG_LIST_NAMES_ONE_OF);
    assert_int_equal(ask(STR("W/\"a1\""), weak, 1, TAGS_WEAKLY), TAG_LIST_NAMES_ONE_OF);
    assert_int_equal(ask(STR("\"a1\""), weak, 1, TAGS_STRONGLY), TAG_LIST_NAMES_NONE);
}

static void whatever_is_there(void **state) {
    (void)state;
    expect_both("*", TAG_LIST_NAMES_ONE_OF);
    expect_both(" *\t", TAG_LIST_NAMES_ONE_OF);
    assert_int_equal(ask(STR("*"), NULL, 0, TAGS_STRONGLY), TAG_LIST_NAMES_NONE);
    assert_int_equal(ask(STR("\"a1\""), NULL, 0, TAGS_WEAKLY), TAG_LIST_NAMES_NONE);
    expect_both("**", TAG_LIST_UNREADABLE);
    expect_both("*,\"a1\"", TAG_LIST_UNREADABLE);
    expect_both("\"a1\", *", TAG_LIST_UNREADABLE);
    expect_both(",*", TAG_LIST_UNREADABLE);
    expect_both("W/*", TAG_LIST_UNREADABLE);
}

static void malformed(void **state) {
    static const char *const lists[] = {
        "a1",        "\"a1",      "a1\"",       "\"",           "W",
        "W/",        "W/a1",      "W/\"",       "W/\"a1",       "w/\"a1\"",
        "W /\"a1\"", "W/ \"a1\"", "'a1'",       "\"a1\" \"x\"", "\"a1\"\"x\"",
        "\"a1\";",   "\"a1\"x",   "x\"a1\"",    "\"a1\", x",    "x, \"a1\"",
        "\"a 1\"",   "\"a\t1\"",  "\"a1\",\"x", "\"a1\";\"x\"", "\"a1\"W/\"x\"",
        "\"a\"1\"",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(lists); i++)
        expect_both(lists[i], TAG_LIST_UNREADABLE);
}

/* RFC 9110, 8.8.3: etagc is %x21, %x23-7E or a byte above ASCII. */
static void each_byte_within_quotes(void **state) {
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        char tag[] = "\"x@\", \"a1\"";
        bool may_be = byte == 0x21 || (byte >= 0x23 && byte <= 0x7e) || byte >= 0x80;
        tag[2] = (char)byte;
        enum tag_list_says says = ask((struct str){tag, sizeof(tag) - 1}, ours, 1, TAGS_STRONGLY);
        assert_int_equal(says, may_be ? TAG_LIST_NAMES_ONE_OF : TAG_LIST_UNREADABLE);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_of_tags), cmocka_unit_test(commas_without_tags),
        cmocka_unit_test(weak_tags),     cmocka_unit_test(whatever_is_there),
        cmocka_unit_test(malformed),     cmocka_unit_test(each_byte_within_quotes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
