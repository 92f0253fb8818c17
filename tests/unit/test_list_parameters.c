/* test_list_parameters.c - what a query asks of a list, and what is wrong with it. */
#include "engine_fixture.h"
#include "read/list_parameters.h"

/* clang-format off */
static const char *const colors[] = {"red", "darkGreen", NULL};
static const struct sort sorts[] = {
    {"weight", "weight", .also = "mass kilos"}, {"lastName", "name_key"}, {0}};
static const struct filter filters[] = {
    {"color",  CHOICE,  "The color",       .where = "$.color = ?", .choices = colors},
    {"isRare", BOOLEAN, "Whether it is",   .where = "$.is_rare = ?"},
    {"query",  TEXT,    "Text in its name", .search = "name"},
    {"pits",   INTEGER, "In one of these", .where = "$.pit_id IN {list ?}", .many = true},
    {"secret", INTEGER, "The server's",    .where = "$.secret = ?", .internal = true},
    {"from",   DATE,    "From that day",   .where = "$.day >= ?"},
    {"since",  INSTANT, "From then on",    .where = "$.at >= ?"},
    {"until",  INSTANT, "Until then",      .where = "$.at <= ?", .end_of_day = true},
    {"size",   INTEGER, "Of that size",    .where = "$.size = ?"},
    {"shape",  INTEGER, "Of that shape",   .where = "$.shape = ?", .bare = true},
    {"dug",    DATE,    "In those days",   .where = "$.day BETWEEN ? AND {last}", .internal = true, .spans = true},
    {0},
};
static const struct resource stone = {
    .name = "stone", .plural = "stones", .sorts = sorts, .filters = filters};
/* clang-format on */

static struct list_parameters read_query(struct engine_fixture *engine, const char *text) {
    struct list_parameters ret;
    struct query query;

    faults_init(&engine->faults, engine->arena);
    query_read(engine->arena, str_of(text), &query);
    list_parameters_read(engine->arena, &stone, &query, &engine->faults, &ret);
    return ret;
}

/* The page, its size, the sort and the order, and every filter in use: as a text. */
static const char *parameters_text(struct engine_fixture *engine,
                                   const struct list_parameters *it) {
    const char *text =
        arena_format(engine->arena, "%lld/%lld %s %s", (long long)it->page,
                     (long long)it->page_size, it->sort->name, it->descending ? "down" : "up")
            .at;

    for (size_t i = 0; i < it->value_count; i++) {
        const struct filter_value *value = &it->values[i];
        assert_true(it->used >> (value->filter - filters) & 1);
        text = arena_format(engine->arena, "%s, %s=%lld%.*s", text, value->filter->name,
                            (long long)value->integer, (int)value->text.len,
                            value->text.len ? value->text.at : "")
                   .at;
        for (size_t j = 0; j < value->count; j++)
            text = arena_format(engine->arena, "%s;%lld", text, (long long)value->ids[j]).at;
    }
    assert_int_equal(__builtin_popcount(it->used), it->value_count);
    return text;
}

static void queries_become_parameters(void **state) {
    static const struct {
        const char *query, *parameters;
    } cases[] = {
        {"page=1", "1/25 weight up"},
        {"page=3&pageSize=7", "3/7 weight up"},
        {"PAGE=3&PAGESIZE=100", "3/100 weight up"},
        {"page=2.0&pageSize=1e1", "2/10 weight up"},
        {"page=+5+&pageSize=", "5/25 weight up"},
        {"page=2147483647", "2147483647/25 weight up"},
        {"page=1&sortBy=lastname&sortOrder=DESCENDING", "1/25 lastName down"},
        {"page=1&sortBy=KILOS&sortOrder=Ascending", "1/25 weight up"},
        {"page=1&sortBy=mass", "1/25 weight up"},
        {"page=1&filter.color=DARKGREEN", "1/25 weight up, color=0darkGreen"},
        {"page=1&filter.color=", "1/25 weight up"},
        {"page=1&FILTER.ISRARE=True&filter.color=red", "1/25 weight up, color=0red, isRare=1"},
        {"page=1&filter.isRare=false", "1/25 weight up, isRare=0"},
        {"page=1&filter.query=%C3%85SA+B", "1/25 weight up, query=0åsa b"},
        {"page=1&filter.pits=5,2,5&filter.pits=1", "1/25 weight up, pits=0;1;2;5"},
        {"page=1&filter.pits[]=3&filter.pits[]=2", "1/25 weight up, pits=0;2;3"},
        {"page=1&filter.pits=,", "1/25 weight up"},
        {"page=1&filter.pits[0]=3&filter.pits%5B1%5D=2", "1/25 weight up, pits=0;2;3"},
        {"page=1&filter[pits][]=3&filter[pits][7]=2", "1/25 weight up, pits=0;2;3"},
        {"page=1&filter.pits=3,%202", "1/25 weight up, pits=0;2;3"},
        {"page=1&filter.pits=3%202", "1/25 weight up, pits=0;2;3"},
        {"page=1&filter.pits=3%7C2", "1/25 weight up, pits=0;2;3"},
        {"page=1&filter[Size]=4", "1/25 weight up, size=4"},
        {"page=1&filter.query=%20b+", "1/25 weight up, query=0b"},
        {"page=1&filter.query=%20+%09", "1/25 weight up"},
        {"page=1&filter.size=%20&filter.from=+", "1/25 weight up"},
        {"page=1&filter.sizes[0]=4&filter.si=4", "1/25 weight up"},
        {"page=1&filters.size=4&filtersize=4&filter=4&size=4", "1/25 weight up"},
        {"page=1&filter.secret=5", "1/25 weight up"},
        {"page=1&filter.from=1970-01-03+10:00", "1/25 weight up, from=2"},
        {"page=1&filter.since=1970-01-02", "1/25 weight up, since=86400"},
        {"page=1&filter.until=1970-01-02", "1/25 weight up, until=172799"},
        {"page=1&filter.until=1970-01-02+00:00", "1/25 weight up, until=86400"},
        {"page=1&filter.size=-4&filter.other=4", "1/25 weight up, size=-4"},
        {"page=1&SHAPE=3", "1/25 weight up, shape=3"},
        {"page=1&filter.shape=3&size=2", "1/25 weight up"},
        {"page=1&shape=&dug=1970-01-02", "1/25 weight up"},
    };
    struct engine_fixture *engine = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct list_parameters it = read_query(engine, cases[i].query);
        assert_false(faults_any(&engine->faults));
        check_str(str_of(parameters_text(engine, &it)), cases[i].parameters);
    }
}

static void wrong_queries_are_told(void **state) {
    static const struct {
        const char *query, *faults;
    } cases[] = {
        {"", "\"page\":[\"The field Page must be greater than or equal to 1.\"]"},
        {"page=0", "\"page\":[\"The field Page must be greater than or equal to 1.\"]"},
        {"page=-99999999999999999999",
         "\"page\":[\"The field Page must be greater than or equal to 1.\"]"},
        {"page=2147483648",
         "\"page\":[\"The field Page must be less than or equal to 2147483647.\"]"},
        {"page=9223372036854775808",
         "\"page\":[\"The field Page must be less than or equal to 2147483647.\"]"},
        {"page=1&filter.pits[a]=1",
         "\"filter.pits\":[\"The parameter must be written as filter.pits, with numbers separated"
         " by commas.\"]"},
        {"page=1&filter[size=1&filter[color]x=red",
         "\"filter.color\":[\"The parameter must be written as filter.color.\"],"
         "\"filter.size\":[\"The parameter must be written as filter.size.\"]"},
        {"page=1&+filter.size=1&FILTER.COLOR%09=red",
         "\"filter.color\":[\"The parameter must be written as filter.color.\"],"
         "\"filter.size\":[\"The parameter must be written as filter.size.\"]"},
        {"page=1&filter.[size]=1",
         "\"filter.size\":[\"The parameter must be written as filter.size.\"]"},
        {"page=1&shape[a]=1", "\"shape\":[\"The parameter must be written as shape.\"]"},
        {"page=1&filter.size[0=1",
         "\"filter.size\":[\"The parameter must be written as filter.size.\"]"},
        {"page=x", "\"page\":[\"The field Page must be a whole number.\"]"},
        {"page=1.5", "\"page\":[\"The field Page must be a whole number.\"]"},
        {"page=1&pageSize=0", "\"pageSize\":[\"The field PageSize must be between 1 and 100.\"]"},
        {"page=1&pageSize=101", "\"pageSize\":[\"The field PageSize must be between 1 and 100.\"]"},
        {"page=1&pageSize=99999999999999999999",
         "\"pageSize\":[\"The field PageSize must be between 1 and 100.\"]"},
        {"page=1&pageSize=ten", "\"pageSize\":[\"The field PageSize must be a whole number.\"]"},
        {"page=1&sortBy=color",
         "\"sortBy\":[\"The field SortBy must be one of: weight, lastName.\"]"},
        {"page=1&sortOrder=down",
         "\"sortOrder\":[\"The field SortOrder must be one of: ascending, descending.\"]"},
        {"page=1&filter.color=blue",
         "\"filter.color\":[\"The field Color must be one of: red, darkGreen.\"]"},
        {"page=1&filter.isRare=1",
         "\"filter.isRare\":[\"The field IsRare must be true or false.\"]"},
        {"page=1&filter.query=%FF", "\"filter.query\":[\"The field Query must be UTF-8 text.\"]"},
        {"page=1&filter.pits=1,x",
         "\"filter.pits\":[\"The field Pits must be whole numbers separated"
         " by commas, such as 5,21,46.\"]"},
        {"page=1&filter.from=1970-02-30",
         "\"filter.from\":[\"The field From must be a date and time, such as 2021-01-01"
         " 14:00:00.\"]"},
        {"page=1&filter.size=4.5", "\"filter.size\":[\"The field Size must be a whole number.\"]"},
        {"page=1&shape=round", "\"shape\":[\"The field Shape must be a whole number.\"]"},
        {"filter.size=x&pageSize=x&page=x",
         "\"page\":[\"The field Page must be a whole number.\"],"
         "\"pageSize\":[\"The field PageSize must be a whole number.\"],"
         "\"filter.size\":[\"The field Size must be a whole number.\"]"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        read_query(*state, cases[i].query);
        check_faults(*state, cases[i].faults);
    }
}

static void the_server_uses_filters_beside_those_of_the_request(void **state) {
    struct engine_fixture *engine = *state;
    struct list_parameters it = read_query(engine, "page=1&filter.size=4&filter.color=red");

    list_use_filter(&it, "secret", 12);
    check_str(str_of(parameters_text(engine, &it)),
              "1/25 weight up, color=0red, secret=12, size=4");
    assert_int_equal(list_filter_value(&it, "secret")->integer, 12);
    assert_int_equal(list_filter_value(&it, "size")->integer, 4);
    assert_null(list_filter_value(&it, "from"));
    list_use_span(&it, "dug", -3, 8);
    assert_int_equal(list_filter_value(&it, "dug")->integer, -3);
    assert_int_equal(list_filter_value(&it, "dug")->last, 8);
}

static int set_up(void **state) {
    *state = engine_open("", no_resources);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ENGINE_TEST(queries_become_parameters),
        ENGINE_TEST(wrong_queries_are_told),
        ENGINE_TEST(the_server_uses_filters_beside_those_of_the_request),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
