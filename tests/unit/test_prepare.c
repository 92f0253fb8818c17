/* test_prepare.c - what becomes of a change before it is stored: completed, looked up, stamped. */
#include "change/change_parts.h"
#include "engine_fixture.h"

#include <stdio.h>

/* clang-format off */
static const char tables[] =
    "CREATE TABLE beds (account_id INTEGER, id INTEGER, name TEXT, is_open INTEGER);"
    "CREATE TABLE oaks (account_id INTEGER, id INTEGER, name TEXT);"
    "CREATE TABLE plants (account_id INTEGER, id INTEGER, plain TEXT, kept TEXT, sealed TEXT,"
    " once TEXT, is_tall INTEGER, is_green INTEGER, is_old INTEGER, words TEXT, kept_words TEXT,"
    " size INTEGER, mass REAL, at_place TEXT, at_is_wet INTEGER, at_is_dry INTEGER);"
    "CREATE TABLE grafts (account_id INTEGER, id INTEGER, bed_id INTEGER, second_id INTEGER,"
    " oak_id INTEGER, sealed_id INTEGER, at_bed_id INTEGER, note TEXT, made INTEGER,"
    " maker INTEGER, changed INTEGER, changer INTEGER, seen INTEGER);"
    "INSERT INTO beds VALUES (1, 1, 'North', 1), (1, 2, 'South', 0), (2, 3, 'Theirs', 1),"
    " (1, 4, 'East', 0), (1, 5, 'West', 1);"
    "INSERT INTO oaks VALUES (1, 1, 'Oak');"
    "INSERT INTO plants VALUES (1, 1, 'old', 'old', 'old', 'old', 1, 0, 1, 'old', 'old', 5, 5.5,"
    " 'old', 1, 0), (2, 2, 'theirs', '', '', '', 1, 1, 1, '', '', 1, 1, '', 1, 1);"
    "INSERT INTO grafts VALUES (1, 1, 2, 2, 1, 1, 1, 'old', 11, 12, 13, 14, 15),"
    " (1, 2, NULL, NULL, NULL, 9, NULL, NULL, 11, NULL, NULL, NULL, NULL);";

/* ---- what a request leaves out, or not ---- */

static const struct group at_group = {"at", (const struct field[]){
    {"place", TEXT,    0,            "Where"},
    {"isWet", BOOLEAN, 0,            "Whether it is wet"},
    {"isDry", BOOLEAN, DEFAULT_TRUE, "Whether it is dry"},
    {0},
}};
static const struct field plant_fields[] = {
    {"id",        INTEGER, FIXED | NOT_NULL, "The id"},
    {"plain",     TEXT,    0,                "Any text"},
    {"kept",      TEXT,    KEEP,             "One that stays"},
    {"sealed",    TEXT,    FIXED,            "The server's"},
    {"once",      TEXT,    CREATE_ONLY,      "Given once"},
    {"isTall",    BOOLEAN, 0,                "Whether it is tall"},
    {"isGreen",   BOOLEAN, DEFAULT_TRUE,     "Whether it is green"},
    {"isOld",     BOOLEAN, NULLABLE,         "Whether it is old"},
    {"words",     WORDS,   0,                "Some words"},
    {"keptWords", WORDS,   KEEP,             "Some that stay"},
    {"size",      INTEGER, 0,                "How large"},
    {"mass",      REAL,    0,                "How heavy"},
    {"at",        GROUP,   0,                "Where", .group = &at_group},
    {0},
};

static enum outcome check_plant(struct change *change) {
    if (change_integer(change, "size") > 10)
        return change_refuse(change, "size", "It is too large.");
    return DONE;
}

static const struct resource plant = {
    .name = "plant", .plural = "plants", .table = "plants", .fields = plant_fields,
    .check = check_plant,
};

/* ---- what it refers to ---- */

static const struct field bed_fields[] = {
    {"id",     INTEGER, FIXED | NOT_NULL,      "The id"},
    {"name",   TEXT,    REQUIRED,              "The name"},
    {"isOpen", BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    {0},
};
static const struct resource bed = {
    .name = "bed", .plural = "beds", .table = "beds", .fields = bed_fields};
static const struct field oak_fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id"}, {"name", TEXT, 0, "The name"}, {0}};
static const struct resource oak = {
    .name = "oak", .plural = "oaks", .table = "oaks", .fields = oak_fields};
static const struct group bed_group = {"at", (const struct field[]){
    {"bed", KEY, 0, "Where", .to = &bed, .column = "bed_id", .input = "bedId"}, {0}}};
static const struct link graft_beds = {"graft_beds", "graft_id", "bed_id"};
static const struct field graft_fields[] = {
    {"id",      INTEGER,   FIXED | NOT_NULL,   "The id"},
    {"bed",     REFERENCE, ACTIVE,             "Where", .to = &bed, .input = "bedId", .also = "place"},
    {"second",  REFERENCE, 0,                  "Where else", .to = &bed},
    {"oak",     REFERENCE, 0,                  "On what", .to = &oak},
    {"sealed",  REFERENCE, FIXED,              "The server's", .to = &oak},
    {"at",      GROUP,     0,                  "Where", .group = &bed_group},
    {"note",    TEXT,      UPDATE_REQUIRED,    "A note"},
    {"beds",    LINKS,     0,                  "More", .to = &bed, .link = &graft_beds, .input = "bedIds"},
    {"made",    INSTANT,   FIXED | CREATED_AT, "When it was made"},
    {"maker",   INTEGER,   FIXED | CREATED_BY, "Who did"},
    {"changed", INSTANT,   FIXED | UPDATED_AT, "When it was changed"},
    {"changer", INTEGER,   FIXED | UPDATED_BY, "Who did"},
    {"seen",    INTEGER,   FIXED,              "What `derive` saw"},
    {0},
};
/* clang-format on */

/* Stamps are there before it runs. */
static enum outcome derive_graft(struct change *change) {
    change_set_integer(change, "seen", change_integer(change, "made"));
    return str_equal(change_text(change, "note"), STR("break")) ? FAILED : DONE;
}

static const struct resource graft = {
    .name = "graft",
    .plural = "grafts",
    .table = "grafts",
    .fields = graft_fields,
    .derive = derive_graft,
};
static const struct resource *const nursery[] = {&plant, &bed, &oak, &graft, NULL};

static int set_up(void **state) {
    *state = engine_open(tables, nursery);
    return 0;
}

/* A change that the rules let through. */
static struct change *verify(struct engine_fixture *engine, const struct resource *resource,
                             int64_t id, const char *body) {
    struct change *change = engine_decode(engine, resource, id, body);

    if (change_verify(change) != DONE)
        fail_msg("%s: %s", body, faults_text(&engine->faults));
    return change;
}

static void check_refusal(struct engine_fixture *engine, const struct resource *resource,
                          int64_t id, const char *body, const char *faults) {
    struct change *change = engine_decode(engine, resource, id, body);

    assert_int_equal(change_verify(change), INVALID);
    check_faults(engine, faults);
}

/* ---- completion ---- */

static const char *value_text(const struct change *change, const char *path) {
    const struct value *value = &change->values[plan_slot(change->plan, path)];
    enum kind kind = change->plan->columns[plan_slot(change->plan, path)].field->kind;

    assert_true(value->state == IS_NULL || value->state == IS_SET);
    if (value->state == IS_NULL)
        return "null";
    if (kind == TEXT || kind == WORDS)
        return arena_z(change->arena, value->text);
    return kind == REAL ? arena_format(change->arena, "%g", value->real).at
                        : arena_format(change->arena, "%d", (int)value->integer).at;
}

static void check_value(struct engine_fixture *engine, int64_t id, const char *path,
                        const char *body, const char *expected) {
    const char *value = value_text(verify(engine, &plant, id, body), path);

    if (strcmp(value, expected) != 0)
        fail_msg("%s of %s by %s: %s instead of %s", path, id ? "an update" : "a create", body,
                 value, expected);
}

/* The whole table of what is kept, emptied, defaulted and taken. */
static void what_is_left_out_is_completed(void **state) {
    static const struct {
        const char *path, *given;
        const char *by_create[3], *by_update[3]; /* left out, null, given */
    } cases[] = {
        {"plain", "\"new\"", {"null", "null", "new"}, {"null", "null", "new"}},
        {"kept", "\"new\"", {"null", "null", "new"}, {"old", "null", "new"}},
        {"sealed", "\"new\"", {"null", "null", "null"}, {"old", "old", "old"}},
        {"once", "\"new\"", {"null", "null", "new"}, {"old", "old", "old"}},
        {"isTall", "false", {"0", "0", "0"}, {"1", "1", "0"}},
        {"isTall", "true", {"0", "0", "1"}, {"1", "1", "1"}},
        {"isGreen", "false", {"1", "1", "0"}, {"0", "0", "0"}},
        {"isGreen", "true", {"1", "1", "1"}, {"0", "0", "1"}},
        {"isOld", "false", {"null", "null", "0"}, {"null", "null", "0"}},
        {"words", "[\"a\",\"b\"]", {"", "", "a b"}, {"", "", "a b"}},
        {"keptWords", "[\"a\",\"b\"]", {"", "", "a b"}, {"old", "", "a b"}},
        {"size", "7", {"null", "null", "7"}, {"null", "null", "7"}},
        {"mass", "7.25", {"null", "null", "7.25"}, {"null", "null", "7.25"}},
    };
    struct engine_fixture *engine = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *path = cases[i].path;
        const char *const bodies[] = {
            "{}", arena_format(engine->arena, "{\"%s\":null}", path).at,
            arena_format(engine->arena, "{\"%s\":%s}", path, cases[i].given).at};
        for (size_t j = 0; j < COUNT(bodies); j++) {
            check_value(engine, 0, path, bodies[j], cases[i].by_create[j]);
            check_value(engine, 1, path, bodies[j], cases[i].by_update[j]);
        }
    }
}

/* A group that is given replaces all of it; null empties it. */
static void a_group_is_replaced_as_a_whole(void **state) {
    static const struct {
        const char *body;
        const char *by_create[3], *by_update[3]; /* place, isWet, isDry */
    } cases[] = {
        {"{}", {"null", "0", "1"}, {"old", "1", "0"}},
        {"{\"at\":null}", {"null", "0", "1"}, {"null", "0", "1"}},
        {"{\"at\":{}}", {"null", "0", "1"}, {"null", "0", "1"}},
        {"{\"at\":{\"place\":\"new\"}}", {"new", "0", "1"}, {"new", "0", "1"}},
        {"{\"at\":{\"isWet\":true}}", {"null", "1", "1"}, {"null", "1", "1"}},
        {"{\"at\":{\"isDry\":false}}", {"null", "0", "0"}, {"null", "0", "0"}},
        {"{\"at\":{\"isDry\":null,\"PLACE\":\"new\"}}", {"new", "0", "1"}, {"new", "0", "1"}},
    };
    static const char *const paths[] = {"at.place", "at.isWet", "at.isDry"};

    for (size_t i = 0; i < COUNT(cases); i++)
        for (size_t j = 0; j < COUNT(paths); j++) {
            check_value(*state, 0, paths[j], cases[i].body, cases[i].by_create[j]);
            check_value(*state, 1, paths[j], cases[i].body, cases[i].by_update[j]);
        }
}

static void an_import_tells_what_others_cannot(void **state) {
    struct engine_fixture *engine = *state;
    static const char body[] = "{\"sealed\":\"new\",\"once\":\"new\",\"plain\":\"new\"}";

    engine->caller.kind = CALLER_IMPORT;
    check_value(engine, 0, "sealed", body, "new");
    check_value(engine, 1, "sealed", body, "new");
    check_value(engine, 1, "once", body, "new");
    check_value(engine, 1, "sealed", "{}", "old");
    check_value(engine, 1, "once", "{}", "old");
}

/* The request's spelling counts, in any case; the last of a name; the documented name first. */
static void properties_are_found_by_the_names_of_requests(void **state) {
    static const struct {
        const char *body;
        int64_t bed;
    } cases[] = {
        {"{\"bedId\":1}", 1},
        {"{\"BEDID\":1}", 1},
        {"{\"bedId\":2,\"BedId\":1}", 1},
        {"{\"place\":1}", 1},
        {"{\"bedId\":5,\"place\":1}", 5},
        {"{\"place\":1,\"bedId\":5}", 5},
        {"{\"bed\":{\"id\":1}}", 1},
        {"{\"BED\":{\"name\":\"x\",\"Id\":\"1\"}}", 1},
        {"{\"bed\":{\"id\":1},\"bedId\":5}", 5},
        {"{\"place\":5,\"bed\":{\"id\":1}}", 5},
        {"{\"bed\":{\"id\":1},\"bedId\":null}", 0},
        {"{\"bed\":{\"id\":\"\"}}", 0},
        {"{\"bed\":null}", 0},
    };
    static const char *const unreadable[] = {"1",  "\"1\"",       "{}",
                                             "[]", "{\"id\":{}}", "{\"id\":true}"};

    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(change_integer(verify(*state, &graft, 0, cases[i].body), "bed"),
                         cases[i].bed);
    for (size_t i = 0; i < COUNT(unreadable); i++) {
        char body[64];
        snprintf(body, sizeof(body), "{\"bed\":%s}", unreadable[i]);
        check_refusal(*state, &graft, 0, body,
                      "\"bedId\":[\"The field BedId must be a whole number.\"]");
    }
}

static void what_is_altered_is_known(void **state) {
    static const struct {
        const char *path, *same, *other;
    } cases[] = {
        {"plain", "{\"plain\":\"old\"}", "{\"plain\":\"older\"}"},
        {"isTall", "{}", "{\"isTall\":false}"},
        {"isOld", "{\"isOld\":true}", "{\"isOld\":null}"},
        {"words", "{\"words\":[\"old\"]}", "{}"},
        {"size", "{\"size\":5}", "{\"size\":6}"},
        {"size", "{\"size\":\"5.0\"}", "{\"size\":0}"},
        {"mass", "{\"mass\":5.5}", "{\"mass\":5.75}"},
        {"at.place", "{\"at\":{\"place\":\"old\"}}", "{\"at\":null}"},
        {"sealed", "{\"sealed\":\"new\"}", NULL},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *path = cases[i].path;
        assert_false(change_alters(verify(*state, &plant, 1, cases[i].same), path));
        assert_true(change_alters(verify(*state, &plant, 0, cases[i].same), path));
        if (cases[i].other)
            assert_true(change_alters(verify(*state, &plant, 1, cases[i].other), path));
    }
}

/* ---- references ---- */

static void references_have_to_be_there(void **state) {
    struct engine_fixture *engine = *state;

    check_refusal(engine, &graft, 0, "{\"bedId\":9}",
                  "\"bedId\":[\"The field BedId refers to a bed that does not exist.\"]");
    check_refusal(engine, &graft, 0, "{\"second\":3}",
                  "\"second\":[\"The field Second refers to a bed that does not exist.\"]");
    check_refusal(engine, &graft, 0, "{\"oak\":0}",
                  "\"oak\":[\"The field Oak refers to an oak that does not exist.\"]");
    check_refusal(engine, &graft, 0, "{\"at\":{\"bedId\":9}}",
                  "\"at.bedId\":[\"The field BedId refers to a bed that does not exist.\"]");
    check_refusal(engine, &graft, 0, "{\"bedIds\":[1,9,8,1]}",
                  "\"bedIds\":[\"The field BedIds refers to a bed that does not exist.\"]");
    verify(engine, &graft, 0, "{\"bedId\":1,\"second\":5,\"oak\":1,\"bedIds\":[1,2]}");
    verify(engine, &graft, 0, "{\"bedId\":null,\"bedIds\":null}");
}

/* Only where the field is marked, and only where the row is chosen now. */
static void what_is_not_active_is_not_chosen(void **state) {
    static const char refused[] =
        "\"bedId\":[\"The field BedId refers to a bed that is no longer active.\"]";
    struct engine_fixture *engine = *state;

    check_refusal(engine, &graft, 0, "{\"bedId\":2}", refused);
    check_refusal(engine, &graft, 1, "{\"bedId\":4,\"note\":\"x\"}", refused);
    check_refusal(engine, &graft, 2, "{\"bedId\":2,\"note\":\"x\"}", refused);
    verify(engine, &graft, 1, "{\"bedId\":2,\"note\":\"x\"}"); /* as it was */
    verify(engine, &graft, 1, "{\"bedId\":5,\"note\":\"x\"}");
    verify(engine, &graft, 0, "{\"second\":2,\"at\":{\"bedId\":2},\"bedIds\":[2]}");
    engine->caller.kind = CALLER_IMPORT;
    verify(engine, &graft, 0, "{\"bed\":2}");
}

/* Nobody gave it, so nobody is told. */
static void what_the_server_sets_is_not_looked_up(void **state) {
    struct engine_fixture *engine = *state;

    verify(engine, &graft, 2, "{\"note\":\"x\"}"); /* its oak 9 is gone */
    engine->caller.kind = CALLER_IMPORT;
    check_refusal(engine, &graft, 0, "{\"sealed\":9}",
                  "\"sealed\":[\"The field Sealed refers to an oak that does not exist.\"]");
}

/* ---- faults ---- */

static void all_faults_are_told_in_their_order(void **state) {
    check_refusal(*state, &graft, 1,
                  "{\"bedIds\":7,\"at\":[],\"oak\":8,\"second\":\"x\",\"bedId\":9}",
                  "\"second\":[\"The field Second must be a whole number.\"],"
                  "\"note\":[\"The Note field is required.\"],"
                  "\"at\":[\"The field At must be an object.\"],"
                  "\"bedIds\":[\"The field BedIds must be an array of whole numbers.\"],"
                  "\"bedId\":[\"The field BedId refers to a bed that does not exist.\"],"
                  "\"oak\":[\"The field Oak refers to an oak that does not exist.\"]");
}

static void the_rule_of_the_resource_runs_beside_other_faults(void **state) {
    check_refusal(*state, &plant, 0, "{\"size\":11,\"isTall\":5}",
                  "\"isTall\":[\"The field IsTall must be true or false.\"],"
                  "\"size\":[\"It is too large.\"]");
    check_refusal(*state, &plant, 1, "{\"size\":11}", "\"size\":[\"It is too large.\"]");
}

/* It was accepted where it comes from. */
static void an_import_is_completed_by_the_rule_but_not_refused(void **state) {
    struct engine_fixture *engine = *state;

    engine->caller.kind = CALLER_IMPORT;
    assert_int_equal(
        change_integer(verify(engine, &plant, 0, "{\"size\":11,\"isTall\":true}"), "size"), 11);
    verify(engine, &plant, 1, "{\"size\":11}");
    check_refusal(engine, &plant, 0, "{\"size\":11,\"isTall\":5}",
                  "\"isTall\":[\"The field IsTall must be true or false.\"]");
}

static void a_row_that_is_not_there_is_told(void **state) {
    static const char missing[] = "\"id\":[\"The plant could not be found.\"]";

    check_refusal(*state, &plant, 99, "{\"size\":11}", missing);
    check_refusal(*state, &plant, 2, "{\"size\":11}", missing); /* another account's */
    check_refusal(*state, &plant, 99, "{\"plain\":true}",
                  "\"plain\":[\"The field Plain must be text.\"],"
                  "\"id\":[\"The plant could not be found.\"]");
    check_refusal(*state, &graft, 99, "{\"bedId\":9,\"note\":\"x\"}",
                  "\"id\":[\"The graft could not be found.\"],"
                  "\"bedId\":[\"The field BedId refers to a bed that does not exist.\"]");
}

static void a_body_that_is_none_is_all_that_is_told(void **state) {
    check_refusal(*state, &plant, 0, "", "\"body\":[\"The request needs a body: a JSON object.\"]");
    check_refusal(*state, &plant, 1, "[]", "\"body\":[\"The body must be a JSON object.\"]");
}

static void an_update_may_require_more(void **state) {
    static const char missing[] = "\"note\":[\"The Note field is required.\"]";

    verify(*state, &graft, 0, "{}");
    check_refusal(*state, &graft, 1, "{}", missing);
    check_refusal(*state, &graft, 1, "{\"note\":null}", missing);
    check_refusal(*state, &graft, 1, "{\"note\":\" \\n\"}", missing);
}

static void an_import_tells_a_free_id(void **state) {
    struct engine_fixture *engine = *state;

    engine->caller.kind = CALLER_IMPORT;
    check_refusal(engine, &plant, 0, "{\"id\":1}",
                  "\"id\":[\"The field Id is that of another row.\"]");
    check_refusal(engine, &plant, 0, "{\"id\":0}", "\"id\":[\"The field Id must be 1 or more.\"]");
    check_refusal(engine, &plant, 0, "{\"id\":9007199254740992}",
                  "\"id\":[\"The field Id is too large a number.\"]");
    verify(engine, &plant, 0, "{\"id\":9007199254740991}");
    verify(engine, &plant, 0, "{\"id\":2}"); /* of another account */
    verify(engine, &plant, 1, "{\"id\":1}");
}

/* ---- what is derived ---- */

/* made, maker, changed, changer and seen, after `derive` */
static void check_stamps(struct engine_fixture *engine, int64_t id, const char *body,
                         const char *expected) {
    static const char *const paths[] = {"made", "maker", "changed", "changer", "seen"};
    struct change *change = verify(engine, &graft, id, body);
    const char *all = "";

    assert_int_equal(change_derive(change), DONE);
    for (size_t i = 0; i < COUNT(paths); i++)
        all = arena_format(engine->arena, "%s %s", all, value_text(change, paths[i])).at;
    assert_string_equal(all, expected);
}

static void stamps_tell_when_and_who(void **state) {
    static const char body[] = "{\"note\":\"x\",\"made\":\"2001-01-01\",\"changer\":3}";
    struct engine_fixture *engine = *state;

    engine->door.now = 5000;
    check_stamps(engine, 0, body, " 5000 7 null null 5000");
    check_stamps(engine, 1, body, " 11 12 5000 7 11");
    engine->caller.user_id = 0;
    check_stamps(engine, 0, body, " 5000 null null null 5000");
    check_stamps(engine, 1, body, " 11 12 5000 null 11");
    engine->caller.kind = CALLER_IMPORT;
    check_stamps(engine, 0, body, " 978307200 null null 3 978307200");
}

static void a_rule_that_fails_stops_the_change(void **state) {
    struct change *change = verify(*state, &graft, 0, "{\"note\":\"break\"}");

    assert_int_equal(change_derive(change), FAILED);
}

/* ---- failures of the database ---- */

static void every_failure_of_the_database_is_told(void **state) {
    static const struct {
        const char *breaks;
        const struct resource *resource;
        int64_t id;
        const char *body;
    } cases[] = {
        {"ALTER TABLE plants RENAME TO gone", &plant, 1, "{}"},
        {"ALTER TABLE beds RENAME TO gone", &graft, 0, "{\"bedId\":1}"},
        {"ALTER TABLE beds RENAME TO gone", &graft, 0, "{\"bedIds\":[1]}"},
        {"ALTER TABLE beds RENAME TO old; CREATE VIEW beds AS SELECT account_id, id,"
         " abs(-9223372036854775807 - 1) AS is_open FROM old",
         &graft, 0, "{\"at\":{\"bedId\":1}}"},
    };
    struct engine_fixture *engine = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_true(db_savepoint(engine->db) && db_execute(engine->db, cases[i].breaks));
        struct change *change =
            engine_decode(engine, cases[i].resource, cases[i].id, cases[i].body);
        assert_int_equal(change_verify(change), FAILED);
        assert_false(faults_any(&engine->faults));
        assert_true(db_savepoint_undo(engine->db));
        verify(engine, cases[i].resource, cases[i].id, cases[i].body);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ENGINE_TEST(what_is_left_out_is_completed),
        ENGINE_TEST(a_group_is_replaced_as_a_whole),
        ENGINE_TEST(an_import_tells_what_others_cannot),
        ENGINE_TEST(properties_are_found_by_the_names_of_requests),
        ENGINE_TEST(what_is_altered_is_known),
        ENGINE_TEST(references_have_to_be_there),
        ENGINE_TEST(what_is_not_active_is_not_chosen),
        ENGINE_TEST(what_the_server_sets_is_not_looked_up),
        ENGINE_TEST(all_faults_are_told_in_their_order),
        ENGINE_TEST(the_rule_of_the_resource_runs_beside_other_faults),
        ENGINE_TEST(an_import_is_completed_by_the_rule_but_not_refused),
        ENGINE_TEST(a_row_that_is_not_there_is_told),
        ENGINE_TEST(a_body_that_is_none_is_all_that_is_told),
        ENGINE_TEST(an_update_may_require_more),
        ENGINE_TEST(an_import_tells_a_free_id),
        ENGINE_TEST(stamps_tell_when_and_who),
        ENGINE_TEST(a_rule_that_fails_stops_the_change),
        ENGINE_TEST(every_failure_of_the_database_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
