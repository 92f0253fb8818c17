/* test_encode.c - rows as JSON: plans written by hand, and those of a small harbor. */
#include "engine_fixture.h"
#include "read/list_parameters.h"

/* ---- one value, in a view written by hand ---- */

static const struct resource nothing = {.name = "nothing", .plural = "nothings"};

/* The value of `sql` as a property of this kind. */
static const char *show_value(struct engine_fixture *engine, const struct field *field, bool pascal,
                              const char *sql) {
    struct step step = {.kind = STEP_VALUE, .lead = STR(",\"it\":"), .field = field};
    const struct view view = {.pascal = pascal};
    const struct view_plan plan = {
        .view = &view,
        .resource = &nothing,
        .select =
            by_hand(engine, arena_format(engine->arena, "SELECT %s WHERE ?1 = 1 AND ?2 = 5", sql)),
        .open = STR("{\"objectName\":\"x\""),
        .steps = &step,
        .step_count = 1};
    const struct str start = STR("{\"objectName\":\"x\",\"it\":");
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    assert_int_equal(encode_row(&engine->source, &plan, 5, &out), FOUND);
    assert_true(out.len > start.len && memcmp(out.at, start.at, start.len) == 0);
    assert_int_equal(out.at[out.len - 1], '}');
    const char *value =
        arena_z(engine->arena, (struct str){out.at + start.len, out.len - start.len - 1});
    buffer_done(&out);
    return value;
}

static void values_come_out_by_their_kind(void **state) {
    static const struct {
        enum kind kind;
        const char *sql, *json;
    } cases[] = {
        {INTEGER, "0", "0"},
        {INTEGER, "-9223372036854775808", "-9223372036854775808"},
        {INTEGER, "9223372036854775807", "9223372036854775807"},
        {KEY, "12", "12"},
        {BOOLEAN, "0", "false"},
        {BOOLEAN, "1", "true"},
        {DECIMAL, "0", "0.0"},
        {DECIMAL, "8000000", "8.0"},
        {DECIMAL, "-1", "-0.000001"},
        {DECIMAL, "-999999999999000000", "-999999999999.0"},
        {DECIMAL, "4250000", "4.25"},
        {REAL, "1.0 / 3", "0.3333333333333333"},
        {REAL, "1.0 / 10 + 2.0 / 10", "0.30000000000000004"},
        {REAL, "2.0", "2.0"},
        {REAL, "-1.0 / 10", "-0.1"},
        {REAL, "1e22", "1e+22"},
        {REAL, "3", "3.0"},
        {DATE, "0", "\"1970-01-01\""},
        {DATE, "-1", "\"1969-12-31\""},
        {DATE, "11016", "\"2000-02-29\""},
        {INSTANT, "0", "\"1970-01-01 00:00:00 +00:00\""},
        {INSTANT, "-1", "\"1969-12-31 23:59:59 +00:00\""},
        {INSTANT, "1656477792", "\"2022-06-29 04:43:12 +00:00\""},
        {TIME, "0", "\"00:00\""},
        {TIME, "605", "\"10:05\""},
        {TIME, "1439", "\"23:59\""},
        {TEXT, "''", "\"\""},
        {TEXT, "'42'", "\"42\""},
        {TEXT, "'åäö 😀 /'", "\"åäö 😀 /\""},
        {TEXT, "'\"a\\b\"'", "\"\\\"a\\\\b\\\"\""},
        {TEXT, "'a' || char(9, 10, 13, 8, 12, 1, 31, 127)",
         "\"a\\t\\n\\r\\b\\f\\u0001\\u001f\x7f\""},
        {CHOICE, "'subContractor'", "\"subContractor\""},
        {WORDS, "''", "[]"},
        {WORDS, "' '", "[]"},
        {WORDS, "'one'", "[\"one\"]"},
        {WORDS, "'a \"b\"  c '", "[\"a\",\"\\\"b\\\"\",\"c\"]"},
        {JSON, "'[{\"a\": \"b\"}]'", "[{\"a\": \"b\"}]"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct field field = {.name = "it", .kind = cases[i].kind};
        assert_string_equal(show_value(*state, &field, false, cases[i].sql), cases[i].json);
    }
}

static void null_is_null_of_every_kind(void **state) {
    static const enum kind kinds[] = {INTEGER, TEXT,   BOOLEAN, DECIMAL, REAL, DATE,
                                      INSTANT, CHOICE, KEY,     WORDS,   JSON, TIME};

    for (size_t i = 0; i < COUNT(kinds); i++) {
        const struct field field = {.name = "it", .kind = kinds[i]};
        assert_string_equal(show_value(*state, &field, true, "NULL"), "null");
    }
}

static void only_choices_begin_large(void **state) {
    const struct field choice = {.name = "it", .kind = CHOICE}, text = {"it", TEXT},
                       words = {"it", WORDS};

    assert_string_equal(show_value(*state, &choice, true, "'subContractor'"), "\"SubContractor\"");
    assert_string_equal(show_value(*state, &choice, true, "''"), "\"\"");
    assert_string_equal(show_value(*state, &choice, true, "'Person'"), "\"Person\"");
    assert_string_equal(show_value(*state, &text, true, "'person'"), "\"person\"");
    assert_string_equal(show_value(*state, &words, true, "'person'"), "[\"person\"]");
}

/* ---- groups, in a view written by hand ---- */

static const struct group size_group = {.object_name = "size"};
static const struct field always = {"size", GROUP, .group = &size_group},
                          perhaps = {"size", GROUP, OPTIONAL, .group = &size_group},
                          number = {"number", INTEGER};

/* Of `SELECT before, length, width, after`; the group has two members. */
static const char *show_group(struct engine_fixture *engine, const struct field *group,
                              const char *sql) {
    const struct view view = {.names = "before size after"};
    const struct str open =
        group == &always ? STR(",\"size\":{\"objectName\":\"size\"") : STR(",\"size\":");
    struct step steps[] = {
        {STEP_VALUE, STR(",\"before\":"), &number, 0},
        {STEP_OPEN, open, group, .at = 1, .span = 2, .skip = 3},
        {STEP_VALUE, STR(",\"length\":"), &number, 1},
        {STEP_VALUE, STR(",\"width\":"), &number, 2},
        {STEP_CLOSE, STR("}"), group},
        {STEP_VALUE, STR(",\"after\":"), &number, 3},
    };
    const struct view_plan plan = {
        .view = &view,
        .resource = &nothing,
        .select =
            by_hand(engine, arena_format(engine->arena, "SELECT %s WHERE ?1 = 1 AND ?2 = 5", sql)),
        .open = STR("{\"objectName\":\"x\""),
        .steps = steps,
        .step_count = COUNT(steps)};
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    assert_int_equal(encode_row(&engine->source, &plan, 5, &out), FOUND);
    const char *text = arena_z(engine->arena, buffer_str(&out));
    buffer_done(&out);
    return text;
}

static void groups_are_objects_or_null(void **state) {
    static const struct {
        const struct field *group;
        const char *sql, *json;
    } cases[] = {
        {&always, "1, 2, 3, 4", "{\"objectName\":\"size\",\"length\":2,\"width\":3}"},
        {&always, "1, NULL, NULL, 4", "{\"objectName\":\"size\",\"length\":null,\"width\":null}"},
        {&perhaps, "1, 2, 3, 4", "{\"objectName\":\"size\",\"length\":2,\"width\":3}"},
        {&perhaps, "1, NULL, 3, 4", "{\"objectName\":\"size\",\"length\":null,\"width\":3}"},
        {&perhaps, "1, 2, NULL, 4", "{\"objectName\":\"size\",\"length\":2,\"width\":null}"},
        {&perhaps, "1, NULL, NULL, 4", "null"},
    };
    struct engine_fixture *engine = *state;

    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(
            show_group(engine, cases[i].group, cases[i].sql),
            arena_format(engine->arena,
                         "{\"objectName\":\"x\",\"before\":1,\"size\":%s,\"after\":4}",
                         cases[i].json)
                .at);
    assert_string_equal(show_group(engine, &perhaps, "NULL, NULL, NULL, NULL"),
                        "{\"objectName\":\"x\",\"before\":null,\"size\":null,\"after\":null}");
}

/* ---- a harbor ---- */

/* clang-format off */
static const char harbor_tables[] =
    "CREATE TABLE people (account_id INTEGER, id INTEGER, name TEXT);"
    "CREATE TABLE boats (account_id INTEGER, id INTEGER, name TEXT, berth INTEGER,"
    " captain_id INTEGER, owner_id INTEGER, at_pilot_id INTEGER);"
    "CREATE TABLE crews (account_id INTEGER, boat_id INTEGER, person_id INTEGER);"
    "CREATE TABLE trips (account_id INTEGER, id INTEGER, boat_id INTEGER, day INTEGER,"
    " helm_id INTEGER);"
    "CREATE TABLE flags (account_id INTEGER, id INTEGER, boat_id INTEGER, color TEXT);"
    "INSERT INTO people VALUES (1, 1, 'Åsa'), (1, 2, 'Bo \"B\"'), (1, 3, NULL), (2, 4, 'Theirs');"
    "INSERT INTO boats VALUES (1, 10, 'Vega', 3, 1, 2, 1), (1, 11, 'Rut', NULL, NULL, NULL, NULL),"
    " (1, 12, 'Ada', 4, 3, 3, 3), (1, 13, 'Eva', 5, 1, 9, NULL), (1, 14, 'Ebb', 6, 9, NULL, NULL),"
    " (1, 15, 'Liv', 7, NULL, 4, NULL), (2, 20, 'Theirs', 1, 4, 4, NULL);"
    "INSERT INTO crews VALUES (1, 10, 2), (1, 10, 1), (1, 12, 3), (1, 13, 1), (1, 13, 9),"
    " (2, 11, 4);"
    "INSERT INTO trips VALUES (1, 1, 10, 5, 2), (1, 2, 10, 3, NULL), (1, 3, 12, 4, 1),"
    " (2, 4, 11, 1, 4);"
    "INSERT INTO flags VALUES (1, 1, 10, 'blue');";

static const struct area quay = {2, "quay"};
static const struct resource person, trip, flag;
static const struct field person_fields[] = {
    {"id",   INTEGER, FIXED | NOT_NULL, "The id"},
    {"name", TEXT,    TITLE,            "The name"},
    {0},
};
static const struct resource person = {
    .name = "person", .plural = "people", .table = "people", .area = &quay, .fields = person_fields,
    .brief = {"person.brief", "name id"},
};
static const struct field trip_fields[] = {
    {"id",   INTEGER,   FIXED | NOT_NULL, "The id"},
    {"day",  INTEGER,   0,                "When"},
    {"helm", REFERENCE, 0,                "Who steered", .to = &person},
    {0},
};
static const struct sort trip_sorts[] = {{"day", "day"}, {0}};
static const struct resource trip = {
    .name = "trip", .plural = "trips", .table = "trips", .owner = "boat_id", .fields = trip_fields,
    .sorts = trip_sorts, .detail = {"trip", "id day helm"},
};
static const struct field flag_fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id"}, {"color", TEXT, 0, "The color"}, {0}};
static const struct resource flag = {
    .name = "flag", .plural = "flags", .table = "flags", .owner = "boat_id", .fields = flag_fields,
    .detail = {"flag", "color"},
};
static const struct group at_group = {"at", (const struct field[]){
    {"pilotId",   KEY, 0,     "Who leads it in", .to = &person},
    {"pilotName", VIA, FIXED, "The name", .column = "pilotId", .to = &person},
    {0},
}};
static const struct link crew_link = {"crews", "boat_id", "person_id"};
static const struct view only_id = {"person.id", "id"};
static const struct field boat_fields[] = {
    {"id",        INTEGER,   FIXED | NOT_NULL, "The id"},
    {"name",      TEXT,      TITLE,            "The name"},
    {"berth",     INTEGER,   0,                "Where it lies"},
    {"captain",   REFERENCE, 0,                "Who steers", .to = &person},
    {"ownerId",   KEY,       0,                "Whose it is", .to = &person},
    {"ownerName", VIA,       FIXED,            "The name", .column = "ownerId", .to = &person},
    {"at",        GROUP,     OPTIONAL,         "Where", .group = &at_group},
    {"crew",      LINKS,     0,                "Who else", .link = &crew_link, .to = &person, .as = &only_id},
    {"hands",     LINKS,     OPTIONAL,         "The same", .link = &crew_link, .to = &person, .as = &only_id},
    {"trips",     ROWS,      0,                "Where it was", .to = &trip},
    {"days",      ROWS,      0,                "On some days", .to = &trip,
     .sql = "SELECT id, day, helm_id FROM trips WHERE account_id = {account} AND boat_id = {owner}"
            " AND day BETWEEN {from} AND {to} ORDER BY id"},
    {"flag",      ROWS,      ALONE,            "What it flies", .to = &flag},
    {"mine",      BOOLEAN,   FIXED,            "Whether the viewer steers it", .sql = "$.captain_id = {viewer}"},
    {0},
};
static const struct filter boat_filters[] = {
    {"from",  DATE,    "First day", .where = "? > 0"},
    {"to",    DATE,    "Last day",  .where = "? > 0"},
    {"berth", INTEGER, "Where",     .where = "$.berth = ?"},
    {0},
};
/* clang-format on */

/* Gives what reads a row slots that no other plan of the connection has. */
static void move_slots(struct plan *plan, unsigned by) {
    struct sql *const statements[] = {&plan->brief.select, &plan->list.select, &plan->detail.select,
                                      &plan->name_of};

    for (size_t i = 0; i < COUNT(statements); i++)
        statements[i]->slot += by;
    for (size_t i = 0; i < plan->link_count; i++)
        plan->links[i].select.slot += by;
    for (size_t i = 0; i < plan->rows_count; i++)
        plan->rows[i].select.slot += by;
}

/* A harbor in which boats are shown so. */
static const struct view_plan *plan_view(struct engine_fixture *engine, const char *names) {
    struct resource *boat = NEW(engine->arena, struct resource);
    const struct resource *const resources[] = {boat, &person, &trip, &flag, NULL};

    *boat = (struct resource){.name = "boat",
                              .plural = "boats",
                              .table = "boats",
                              .area = &quay,
                              .fields = boat_fields,
                              .filters = boat_filters,
                              .detail = {"boat", names}};
    const struct plans *plans = plan_all(engine->arena, resources);
    for (size_t i = 0; i < plans->count; i++)
        move_slots(&plans->all[i], engine->plans->slots + engine->slots);
    engine->slots += plans->slots;
    return &plans->all[0].detail;
}

/* What is put for a row, and what becomes of it. */
static enum found encode(struct engine_fixture *engine, const struct view_plan *view, int64_t id,
                         const char **ret) {
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    enum found found = encode_row(&engine->source, view, id, &out);
    *ret = arena_z(engine->arena, buffer_str(&out));
    buffer_done(&out);
    return found;
}

/* The rest of the object behind its name. */
static void check_boat(struct engine_fixture *engine, const char *names, int64_t id,
                       const char *rest) {
    const char *text;

    assert_int_equal(encode(engine, plan_view(engine, names), id, &text), FOUND);
    assert_string_equal(text, arena_format(engine->arena, "{\"objectName\":\"boat\",%s}", rest).at);
}

static void check_breaks(struct engine_fixture *engine, const char *names, int64_t id) {
    const char *text;

    assert_int_equal(encode(engine, plan_view(engine, names), id, &text), FIND_FAILED);
}

static void a_missing_row_is_not_found(void **state) {
    struct engine_fixture *engine = *state;
    const struct view_plan *view = plan_view(engine, "id name");
    const char *text;

    assert_int_equal(encode(engine, view, 99, &text), NOT_FOUND);
    assert_string_equal(text, "");
    assert_int_equal(encode(engine, view, 20, &text), NOT_FOUND); /* another account's */
    engine->source.account_id = 2;
    assert_int_equal(encode(engine, view, 20, &text), FOUND);
    assert_string_equal(text, "{\"objectName\":\"boat\",\"id\":20,\"name\":\"Theirs\"}");
}

static void references_are_brief_rows_or_null(void **state) {
    check_boat(*state, "captain berth", 10,
               "\"captain\":{\"objectName\":\"person.brief\",\"name\":\"Åsa\",\"id\":1},"
               "\"berth\":3");
    check_boat(*state, "captain berth", 11, "\"captain\":null,\"berth\":null");
    check_boat(*state, "captain", 12,
               "\"captain\":{\"objectName\":\"person.brief\",\"name\":null,\"id\":3}");
    check_breaks(*state, "captain", 14); /* to nobody: the foreign keys don't let that be */
}

static void names_come_from_the_key_beside_them(void **state) {
    check_boat(*state, "ownerName ownerId", 10, "\"ownerName\":\"Bo \\\"B\\\"\",\"ownerId\":2");
    check_boat(*state, "ownerName ownerId", 11, "\"ownerName\":null,\"ownerId\":null");
    check_boat(*state, "ownerName ownerId", 12, "\"ownerName\":null,\"ownerId\":3");
    check_boat(*state, "ownerName", 13, "\"ownerName\":null");
    check_boat(*state, "ownerName", 15, "\"ownerName\":null"); /* another account's person */
    check_boat(*state, "at berth", 10,
               "\"at\":{\"objectName\":\"at\",\"pilotId\":1,\"pilotName\":\"Åsa\"},\"berth\":3");
    check_boat(*state, "at berth", 11, "\"at\":null,\"berth\":null");
}

static void links_are_arrays(void **state) {
    check_boat(*state, "crew id", 10,
               "\"crew\":[{\"objectName\":\"person.id\",\"id\":1},{\"objectName\":\"person.id\","
               "\"id\":2}],\"id\":10");
    check_boat(*state, "hands id", 12,
               "\"hands\":[{\"objectName\":\"person.id\",\"id\":3}],\"id\":12");
    check_boat(*state, "crew hands id", 11, "\"crew\":[],\"hands\":null,\"id\":11");
    check_breaks(*state, "crew id", 13); /* the second person is missing */
}

static void rows_are_arrays_or_one_object(void **state) {
    check_boat(*state, "trips flag id", 10,
               "\"trips\":[{\"objectName\":\"trip\",\"id\":2,\"day\":3,\"helm\":null},"
               "{\"objectName\":\"trip\",\"id\":1,\"day\":5,\"helm\":{\"objectName\":"
               "\"person.brief\",\"name\":\"Bo \\\"B\\\"\",\"id\":2}}],"
               "\"flag\":{\"objectName\":\"flag\",\"color\":\"blue\"},\"id\":10");
    check_boat(*state, "trips flag id", 11, "\"trips\":[],\"flag\":null,\"id\":11");
}

static void computed_rows_are_of_the_days_of_the_list(void **state) {
    const struct list_parameters parameters = {.value_count = 3,
                                               .values = {{&boat_filters[0], .integer = 4},
                                                          {&boat_filters[1], .integer = 5},
                                                          {&boat_filters[2], .integer = 9}}};
    struct engine_fixture *engine = *state;

    engine->source.parameters = &parameters;
    check_boat(
        engine, "id days", 10,
        "\"id\":10,\"days\":[{\"objectName\":\"trip\",\"id\":1,\"day\":5,\"helm\":{\"objectName\":"
        "\"person.brief\",\"name\":\"Bo \\\"B\\\"\",\"id\":2}}]");
    check_boat(engine, "id days", 11, "\"id\":11,\"days\":[]");
}

static void what_depends_on_the_viewer_does(void **state) {
    struct engine_fixture *engine = *state;

    engine->source.viewer = 1;
    check_boat(engine, "mine id", 10, "\"mine\":true,\"id\":10");
    check_boat(engine, "mine", 12, "\"mine\":false");
    engine->source.viewer = 3;
    check_boat(engine, "mine", 12, "\"mine\":true");
    check_boat(engine, "mine", 11, "\"mine\":null");
}

/* Each order of some properties, with what each of them is in boat 10. */
static void properties_stand_in_the_order_of_the_view(void **state) {
    static const struct {
        const char *name, *json;
    } parts[] = {
        {"berth", "\"berth\":3"},
        {"at", "\"at\":{\"objectName\":\"at\",\"pilotId\":1,\"pilotName\":\"Åsa\"}"},
        {"flag", "\"flag\":{\"objectName\":\"flag\",\"color\":\"blue\"}"},
        {"ownerName", "\"ownerName\":\"Bo \\\"B\\\"\""},
    };
    struct engine_fixture *engine = *state;

    for (size_t i = 0; i < 4 * 4 * 4; i++) {
        size_t a = i / 16, b = i / 4 % 4, c = i % 4, d = 6 - a - b - c;
        if (a == b || a == c || b == c)
            continue;
        const char *names = arena_format(engine->arena, "%s %s %s %s", parts[a].name, parts[b].name,
                                         parts[c].name, parts[d].name)
                                .at;
        check_boat(engine, names, 10,
                   arena_format(engine->arena, "%s,%s,%s,%s", parts[a].json, parts[b].json,
                                parts[c].json, parts[d].json)
                       .at);
    }
}

/* A row, a brief row and a name, each under the version of the area; but nothing that failed. */
static void what_is_cached_is_of_its_version(void **state) {
    static const char before[] = "{\"objectName\":\"boat\",\"captain\":{\"objectName\":"
                                 "\"person.brief\",\"name\":\"Åsa\",\"id\":1},\"ownerName\":"
                                 "\"Bo \\\"B\\\"\"}";
    struct engine_fixture *engine = *state;
    struct cache *cache = cache_open(1 << 20, 1);
    const struct view_plan *view = plan_view(engine, "captain ownerName");
    const char *text;

    engine->source.cache = cache_join(cache);
    cache_enter(engine->source.cache);
    assert_int_equal(encode(engine, view, 14, &text), FIND_FAILED);
    assert_int_equal(encode(engine, view, 10, &text), FOUND);
    assert_string_equal(text, before);
    assert_true(db_execute(engine->db, "UPDATE people SET name = 'New';"
                                       "INSERT INTO people VALUES (1, 9, 'Late')"));
    assert_int_equal(encode(engine, view, 10, &text), FOUND);
    assert_string_equal(text, before);
    assert_int_equal(encode(engine, view, 14, &text), FOUND);
    assert_string_equal(text, "{\"objectName\":\"boat\",\"captain\":{\"objectName\":"
                              "\"person.brief\",\"name\":\"Late\",\"id\":9},\"ownerName\":"
                              "null}");
    engine->source.versions.changed[2]++;
    assert_int_equal(encode(engine, view, 10, &text), FOUND);
    assert_string_equal(text, "{\"objectName\":\"boat\",\"captain\":{\"objectName\":"
                              "\"person.brief\",\"name\":\"New\",\"id\":1},\"ownerName\":"
                              "\"New\"}");
    cache_leave(engine->source.cache);
    cache_close(cache);
}

/* ---- failures ---- */

/* Statements that are not understood, and some that break off when they are stepped. */
static void every_failure_of_the_database_is_told(void **state) {
    static const struct {
        const char *breaks, *names;
    } cases[] = {
        {"ALTER TABLE boats RENAME TO gone", "id"},
        {"ALTER TABLE people RENAME TO gone", "id captain"},
        {"ALTER TABLE people RENAME TO gone", "id ownerName"},
        {"ALTER TABLE crews RENAME TO gone", "id crew"},
        {"ALTER TABLE trips RENAME TO gone", "id trips"},
        {"ALTER TABLE flags RENAME TO gone", "id flag"},
        {"ALTER TABLE people RENAME TO old; CREATE VIEW people AS SELECT account_id, id,"
         " abs(-9223372036854775807 - 1) AS name FROM old",
         "id ownerName"},
        {"ALTER TABLE crews RENAME TO old; CREATE VIEW crews AS SELECT account_id, boat_id,"
         " CASE person_id WHEN 2 THEN abs(-9223372036854775807 - 1) ELSE person_id END AS"
         " person_id FROM old",
         "id crew"},
        {"ALTER TABLE trips RENAME TO old; CREATE VIEW trips AS SELECT account_id, id, boat_id,"
         " abs(-9223372036854775807 - 1) AS day, helm_id FROM old",
         "id trips"},
    };
    struct engine_fixture *engine = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_true(db_savepoint(engine->db));
        assert_true(db_execute(engine->db, cases[i].breaks));
        check_breaks(engine, cases[i].names, 10);
        assert_true(db_savepoint_undo(engine->db));
        check_boat(engine, "id", 10, "\"id\":10");
    }
}

static int set_up(void **state) {
    *state = engine_open(harbor_tables, no_resources);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ENGINE_TEST(values_come_out_by_their_kind),
        ENGINE_TEST(null_is_null_of_every_kind),
        ENGINE_TEST(only_choices_begin_large),
        ENGINE_TEST(groups_are_objects_or_null),
        ENGINE_TEST(a_missing_row_is_not_found),
        ENGINE_TEST(references_are_brief_rows_or_null),
        ENGINE_TEST(names_come_from_the_key_beside_them),
        ENGINE_TEST(links_are_arrays),
        ENGINE_TEST(rows_are_arrays_or_one_object),
        ENGINE_TEST(computed_rows_are_of_the_days_of_the_list),
        ENGINE_TEST(what_depends_on_the_viewer_does),
        ENGINE_TEST(properties_stand_in_the_order_of_the_view),
        ENGINE_TEST(what_is_cached_is_of_its_version),
        ENGINE_TEST(every_failure_of_the_database_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
