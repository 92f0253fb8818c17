/* test_query.c - query parameters and credentials. */
#include "api/authenticate.h"
#include "http/query.h"

#include "cmocka_all.h"

static void decodes(void **state) {
    struct arena *arena = arena_open();
    struct query query;

    (void)state;
    query_read(arena, STR("A=1&b=x%20y+z&b=2&c[]=3&C%5B%5D=4&d&=e&&f=%4&g=%zz&h=%2C"), &query);
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
    query_read(arena, STR("n=1%00x&n=&n[]=2&n=%00"), &query);
    assert_true(str_equal(query_find_all(arena, &query, "n"), STR("1\0x,2,\0")));
    assert_int_equal(query_find_all(arena, &query, "m").len, 0);
    arena_close(arena);
}

static void decodes_paths(void **state) {
    static const struct {
        struct str sent, meant;
    } paths[] = {
        {{"", 0}, {"", 0}},
        {{"/v1/a", 5}, {"/v1/a", 5}},
        {{"/%761/%41%2d%2E%5f%7E", 21}, {"/v1/A-._~", 9}},
        {{"/a%2Fb%2f%00%25%5C%C3%A5%20", 27}, {"/a%2Fb%2f%00%25%5C%C3%A5%20", 27}},
        {{"/%2541%4%zz%", 12}, {"/%2541%4%zz%", 12}},
        {{"/a+%6", 5}, {"/a+%6", 5}},
    };
    struct arena *arena = arena_open();

    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++)
        assert_true(str_equal(path_decode(arena, paths[i].sent), paths[i].meant));
    arena_close(arena);
}

static void names_are_plain(void **state) {
    static const struct {
        struct str sent, meant;
    } names[] = {
        {{"a[]", 3}, {"a", 1}},        {{"a[0]", 4}, {"a", 1}},
        {{"a[10][b]", 8}, {"a.b", 3}}, {{"a[b][c][]", 9}, {"a.b.c", 5}},
        {{"a.b[0]", 6}, {"a.b", 3}},   {{"[a]", 3}, {".a", 2}},
        {{"a[", 2}, {"a[", 2}},        {{"a[b", 3}, {"a[b", 3}},
        {{"a[b]c", 5}, {"a[b]c", 5}},  {{"a[b]c[d]", 8}, {"a[b]c[d]", 8}},
        {{"a]", 2}, {"a]", 2}},
    };
    struct arena *arena = arena_open();
    struct query query;

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        query_read(arena, names[i].sent, &query);
        assert_int_equal(query.count, 1);
        assert_true(str_equal(query.parameters[0].name, names[i].meant));
    }
    arena_close(arena);
}

static void holds_as_many_as_there_are(void **state) {
    struct arena *arena = arena_open();
    struct query query;
    char text[16000];

    (void)state;
    for (size_t i = 0; i < sizeof(text); i += 2)
        memcpy(text + i, "a&", 2);
    query_read(arena, (struct str){text, sizeof(text) - 1}, &query);
    assert_int_equal(query.count, sizeof(text) / 2);
    assert_int_equal(query_count_most((struct str){text, sizeof(text) - 1}), sizeof(text) / 2);
    assert_int_equal(query_count_most(STR("")), 0);
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
        cmocka_unit_test(decodes_paths),
        cmocka_unit_test(joins_values_byte_by_byte),
        cmocka_unit_test(names_are_plain),
        cmocka_unit_test(holds_as_many_as_there_are),
        cmocka_unit_test(basic_credentials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
