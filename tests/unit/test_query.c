/* test_query.c - query parameters and credentials. */
#include "api/authenticate.h"
#include "http/query.h"

#include "cmocka_all.h"

static void decodes(void **state) {
    struct arena *arena = arena_open();
    struct query query;

    (void)state;
    assert_true(
        query_read(arena, STR("A=1&b=x%20y+z&b=2&c[]=3&C%5B%5D=4&d&=e&&f=%4&g=%zz&h=%2C"), &query));
    assert_true(str_equal(query_find(&query, "a"), STR("1")));
    assert_true(str_equal(query_find(&query, "B"), STR("x y z")));
    assert_true(str_equal(query_find_all(arena, &query, "c"), STR("3,4")));
    assert_true(str_equal(query_find_all(arena, &query, "b"), STR("x y z,2")));
    assert_int_equal(query_find(&query, "d").len, 0);
    assert_true(str_equal(query_find(&query, "f"), STR("%4")));
    assert_true(str_equal(query_find(&query, "g"), STR("%zz")));
    assert_true(str_equal(query_find(&query, "h"), STR(",")));
    assert_null(query_find(&query, "nothing").at);
    arena_close(arena);
}

static void joins_values_byte_by_byte(void **state) {
    struct arena *arena = arena_open();
    struct query query;

    (void)state;
    assert_true(query_read(arena, STR("n=1%00x&n=&n[]=2&n=%00"), &query));
    assert_true(str_equal(query_find_all(arena, &query, "n"), STR("1\0x,2,\0")));
    assert_int_equal(query_find_all(arena, &query, "m").len, 0);
    arena_close(arena);
}

static void has_a_limit(void **state) {
    struct arena *arena = arena_open();
    struct query query;
    char text[2 * QUERY_PARAMETERS_MAX + 2];

    (void)state;
    for (size_t i = 0; i < sizeof(text); i += 2)
        memcpy(text + i, "a&", 2);
    assert_true(query_read(arena, (struct str){text, 2 * QUERY_PARAMETERS_MAX - 1}, &query));
    assert_int_equal(query.count, QUERY_PARAMETERS_MAX);
    assert_false(query_read(arena, (struct str){text, sizeof(text)}, &query));
    arena_close(arena);
}

static void basic_credentials(void **state) {
    struct arena *arena = arena_open();
    struct str id, secret;

    (void)state;
    assert_true(basic_read(arena, STR("basic bXlhcHBpZDpteWFwcHNlY3JldA=="), &id, &secret));
    assert_true(str_equal(id, STR("myappid")) && str_equal(secret, STR("myappsecret")));
    assert_true(basic_read(arena, STR("Basic  YTpiOmM"), &id, &secret));
    assert_true(str_equal(id, STR("a")) && str_equal(secret, STR("b:c")));
    assert_true(basic_read(arena, STR("Basic YTrDpQ=="), &id, &secret));
    assert_true(str_equal(secret, STR("å")));
    static const char *const bad[] = {
        "",           "Basic",       "Basic ",         "Basic ???",
        "Basic YWJj", "Bearer YTpi", "Basic /////w==", "Basic YTpi YTpi"};
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(basic_read(arena, str_of(bad[i]), &id, &secret));
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes),
        cmocka_unit_test(joins_values_byte_by_byte),
        cmocka_unit_test(has_a_limit),
        cmocka_unit_test(basic_credentials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
