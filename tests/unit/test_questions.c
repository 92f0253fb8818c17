/* test_questions.c - what hooks declare that they ask is asked by name, when its time has come. */
#include "change/change_parts.h"
#include "engine_fixture.h"
#include "plan/check.h"

/* Parcels lie in boxes, and boxes on shelves. */
static const struct resource box, parcel;

/* clang-format off */
static const struct link parcel_labels = {"parcel_labels", "parcel_id", "box_id"};
static const struct field box_fields[] = {
    {"id",   INTEGER, FIXED | NOT_NULL, "Its number"},
    {"name", TEXT,    REQUIRED,         "Its name"},
    {0},
};
static const struct field parcel_fields[] = {
    {"id",      INTEGER, FIXED | NOT_NULL, "Its number"},
    {"box",     KEY,     0,                "Where it lies", .to = &box, .column = "box_id"},
    {"title",   TEXT,    0,                "What it is; else the name of the box"},
    {"color",   TEXT,    0,                "Its color; else that of the box"},
    {"price",   INTEGER, FIXED,            "What the box costs"},
    {"boxName", TEXT,    FIXED,            "What the box is called"},
    {"labels",  LINKS,   0,                "Other boxes", .to = &box, .link = &parcel_labels},
    {0},
};
/* clang-format on */

static bool has_no_color(const struct change *change) {
    return change_is_null(change, "color");
}

static const struct question questions[] = {
    {"shelf", "SELECT shelf FROM boxes WHERE account_id = {account} AND id = {box}",
     .needs = "box"},
    {"neighbors",
     "SELECT count(*) FROM boxes WHERE account_id = {account} AND shelf = {answer}"
     " AND account_id = {account} AND id <> {box}",
     .after = "shelf"},
    {"price", "SELECT price, name FROM boxes WHERE account_id = {account} AND id = {box}",
     .altered = "box", .copies = "price boxName"},
    {"look", "SELECT name, color FROM boxes WHERE account_id = {account} AND id = {box}",
     .needs = "box", .fills = "title color"},
    {"labels", "SELECT count(*) FROM boxes WHERE account_id = {account} AND id IN {list labels}"},
    {"colorless", "SELECT 1", .when = has_no_color},
    {"boxed", "SELECT 1", .needs = "box"},
    {"hour", "SELECT ({now} - {today} * 86400) / 3600", .on = CREATE},
    {"others", "SELECT count(*) FROM parcels WHERE account_id = {account} AND id <> {id}",
     .on = UPDATE | DELETE},
    {0},
};

static enum outcome check(struct change *change) {
    if (change_is_null(change, "title") && !change_is_faulty(change, "title"))
        change_require(change, "title");
    return DONE;
}

static const struct resource box = {
    .name = "box", .plural = "boxes", .table = "boxes", .fields = box_fields};
static const struct resource parcel = {
    .name = "parcel",
    .plural = "parcels",
    .table = "parcels",
    .fields = parcel_fields,
    .questions = questions,
    .check = check,
};
static const struct resource *const storehouse[] = {&parcel, &box, NULL};

static const char tables[] =
    "CREATE TABLE boxes (account_id INTEGER, id INTEGER, name TEXT, color TEXT, price INTEGER,"
    " shelf INTEGER, PRIMARY KEY (account_id, id));"
    "CREATE TABLE parcels (account_id INTEGER, id INTEGER, box_id INTEGER, title TEXT, color TEXT,"
    " price INTEGER, box_name TEXT, PRIMARY KEY (account_id, id));"
    "CREATE TABLE parcel_labels (account_id INTEGER, parcel_id INTEGER, box_id INTEGER);"
    "INSERT INTO boxes VALUES (1, 10, 'crate', 'red', 500, 3), (1, 11, 'case', NULL, 600, 3),"
    " (1, 12, 'bag', 'blue', 700, NULL), (2, 20, 'chest', 'green', 800, 3);"
    "INSERT INTO parcels VALUES (1, 1, 10, 'books', 'brown', 450, 'old crate'),"
    " (1, 2, 12, 'socks', NULL, 1, 'bag')";

static int begin(void **state) {
    struct engine_fixture *engine = engine_open(tables, storehouse);

    engine->door.now = 2 * 86400 + 14 * 3600 + 1800;
    *state = engine;
    return 0;
}

/* A change of the row `id`, 0: a create, at half past two on the third day of 1970. */
static struct change *prepare(struct engine_fixture *engine, int64_t id, const char *body) {
    struct change *change = engine_decode(engine, &parcel, id, body);

    assert_int_equal(change_verify(change), DONE);
    assert_int_equal(change_derive(change), DONE);
    return change;
}

static void check_answer(const struct change *change, const char *question, int64_t expected) {
    struct answer answer = change_answer(change, question);

    assert_true(answer.found);
    assert_int_equal(answer.integer, expected);
}

static void check_no_answer(const struct change *change, const char *question) {
    struct answer answer = change_answer(change, question);

    assert_false(answer.found);
    assert_int_equal(answer.integer, 0);
}

static void names_become_parameters(void **state) {
    const struct engine_fixture *engine = *state;
    const struct plan *plan = plan_of(engine->plans, &parcel);
    const struct question_plan *neighbors = &plan->questions[1];

    assert_int_equal(plan->question_count, 9);
    check_str(neighbors->sql.text, "SELECT count(*) FROM boxes WHERE account_id = ?1 AND shelf = ?2"
                                   " AND account_id = ?1 AND id <> ?3");
    assert_int_equal(neighbors->binding_count, 3);
    assert_int_equal(neighbors->bindings[1].kind, BIND_ANSWER);
    assert_int_equal(neighbors->bindings[2].kind, BIND_VALUE);
    assert_int_equal(neighbors->bindings[2].at, plan_slot(plan, "box"));
    assert_int_equal(neighbors->after, 0);
    check_str(plan->questions[4].sql.text,
              "SELECT count(*) FROM boxes WHERE account_id = ?1 AND id IN {list ?2}");
}

static void hooks_read_answers(void **state) {
    struct change *change = prepare(*state, 0, "{\"box\":10,\"labels\":[11,12]}");

    check_answer(change, "shelf", 3);
    check_answer(change, "neighbors", 1);
    check_answer(change, "labels", 2);
    check_answer(change, "hour", 14);
    check_answer(change, "colorless", 1);
    check_answer(change, "boxed", 1);
    check_no_answer(change, "others");
}

/* Neither a null in the row, nor no row, nor a value that is missing is an answer. */
static void what_is_not_there_is_no_answer(void **state) {
    static const char *const bodies[] = {"{\"box\":12}", "{\"title\":\"a\"}",
                                         "{\"box\":20,\"title\":\"a\"}"};

    for (size_t i = 0; i < COUNT(bodies); i++) {
        struct change *change = engine_decode(*state, &parcel, 0, bodies[i]);
        assert_int_not_equal(change_verify(change), FAILED);
        check_no_answer(change, "shelf");
        check_no_answer(change, "neighbors");
        check_answer(change, "labels", 0);
    }
}

static void conditions_keep_questions_back(void **state) {
    struct change *change = prepare(*state, 1, "{\"color\":\"white\",\"title\":\"a\"}");

    check_no_answer(change, "colorless");
    check_no_answer(change, "boxed");
    check_no_answer(change, "hour");
    check_answer(change, "others", 1);
}

static void copies_follow_what_is_altered(void **state) {
    struct change *change = prepare(*state, 0, "{\"box\":10}");

    assert_int_equal(change_integer(change, "price"), 500);
    check_str(change_text(change, "boxName"), "crate");
    change = prepare(*state, 1, "{\"box\":10,\"title\":\"b\"}");
    assert_int_equal(change_integer(change, "price"), 450);
    check_str(change_text(change, "boxName"), "old crate");
    change = prepare(*state, 1, "{\"box\":11,\"title\":\"b\"}");
    assert_int_equal(change_integer(change, "price"), 600);
    check_str(change_text(change, "boxName"), "case");
    change = prepare(*state, 1, "{\"box\":null,\"title\":\"b\"}");
    assert_true(change_is_null(change, "price"));
    assert_true(change_is_null(change, "boxName"));
}

/* Before `check`, which wants a title. */
static void nulls_are_filled(void **state) {
    struct change *change = prepare(*state, 0, "{\"box\":10,\"color\":\"white\"}");

    check_str(change_text(change, "title"), "crate");
    check_str(change_text(change, "color"), "white");
    change = prepare(*state, 1, "{\"box\":10,\"title\":\"b\"}");
    check_str(change_text(change, "title"), "b");
    check_str(change_text(change, "color"), "red");
    change = prepare(*state, 0, "{\"box\":11}");
    assert_true(change_is_null(change, "color"));
    change = engine_decode(*state, &parcel, 0, "{\"color\":\"white\"}");
    assert_int_equal(change_verify(change), INVALID);
    assert_true(faults_has(change->faults, STR("title")));
}

static void what_was_refused_is_not_filled(void **state) {
    struct change *change = engine_decode(*state, &parcel, 0, "{\"box\":10,\"title\":[]}");

    assert_int_equal(change_verify(change), INVALID);
    assert_true(change_is_faulty(change, "title"));
    check_str(change_text(change, "color"), "red");
    assert_true(change_is_null(change, "price"));
}

static void a_delete_asks_its_own(void **state) {
    struct change *change = engine_begin(*state, &parcel, CHANGE_DELETE, 2);

    assert_int_equal(change_ask(change), DONE);
    check_answer(change, "others", 1);
    check_no_answer(change, "labels");
    check_no_answer(change, "colorless");
}

static void check_failure(struct engine_fixture *engine, const char *breaks) {
    struct change *change = engine_decode(engine, &parcel, 0, "{\"box\":10}");

    assert_true(db_execute(engine->db, breaks));
    assert_int_equal(change_ask(change), FAILED);
}

static void a_question_that_is_not_understood_fails(void **state) {
    check_failure(*state, "ALTER TABLE boxes RENAME COLUMN shelf TO rack");
}

static void a_question_that_breaks_off_fails(void **state) {
    check_failure(*state, "ALTER TABLE boxes RENAME TO old_boxes; CREATE VIEW boxes AS"
                          " SELECT account_id, id, abs(-9223372036854775807 - 1) AS shelf, name,"
                          " color, price FROM old_boxes");
}

/* What check_plans() says of a storehouse in which parcels ask `question` alone. */
static const char *problem_of(struct engine_fixture *engine, const struct question *question) {
    struct arena *arena = engine->arena;
    struct question *asked = NEW_ARRAY(arena, struct question, 3);
    struct resource *asking = NEW(arena, struct resource);
    const struct resource *const resources[] = {asking, &box, NULL};
    const char *problem = NULL;

    asked[0] = (struct question){"first", "SELECT 1"};
    asked[1] = *question;
    *asking = parcel;
    asking->questions = asked;
    const struct plans *plans = plan_all(arena, resources);
    bool fine = check_plans(arena, engine->db, plans, plans, &problem);
    assert_int_equal(fine, problem == NULL);
    return problem ? problem : "";
}

static void wrong_questions_are_refused(void **state) {
    static const struct {
        struct question question;
        const char *rest;
    } cases[] = {
        {{"a", "SELECT {answer} FROM boxes WHERE id = {box}", .after = "first"}, NULL},
        {{"a", "SELECT {bux}"}, "a question names what it cannot know: bux."},
        {{"a", "SELECT {list box}"}, "a question names what it cannot know: box."},
        {{"a", "SELECT {labels}"}, "a question names what it cannot know: labels."},
        {{"a", "SELECT {answer}"}, "a question names what it cannot know: answer."},
        {{"a", "SELECT 1", .after = "a"}, "a question names what it cannot know: a."},
        {{"a", "SELECT 1", .altered = "box bux"}, "a question names what it cannot know: bux."},
        {{"a", "SELECT 1", .needs = "bux"}, "a question names what it cannot know: bux."},
        {{"a", "SELECT 1", .copies = "bux"}, "a question names what it cannot know: bux."},
        {{"a", "SELECT 1", .fills = "labels"}, "a question names what it cannot know: labels."},
        {{"a", "SELECT {box}", .on = DELETE}, "a delete has no values to ask about: a."},
        {{"a", "SELECT 1", .on = UPDATE | DELETE, .altered = "box"},
         "a delete has no values to ask about: a."},
        {{"a", "SELECT 1", .copies = "price", .fills = "price"},
         "a question copies or fills, not both: a."},
        {{"a", "SELECT rack FROM boxes"}, "the database refuses its question: a."},
        {{"a", "SELECT 1, 2"}, "a question needs a column for each field: a."},
        {{"a", "SELECT 1", .copies = "price title"},
         "a question needs a column for each field: a."},
    };
    struct engine_fixture *engine = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *expected = cases[i].rest ? arena_format(engine->arena,
                                                            "The declaration of parcels is wrong:"
                                                            " %s",
                                                            cases[i].rest)
                                                   .at
                                             : "";
        assert_string_equal(problem_of(engine, &cases[i].question), expected);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_become_parameters, begin, engine_close),
        cmocka_unit_test_setup_teardown(hooks_read_answers, begin, engine_close),
        cmocka_unit_test_setup_teardown(what_is_not_there_is_no_answer, begin, engine_close),
        cmocka_unit_test_setup_teardown(conditions_keep_questions_back, begin, engine_close),
        cmocka_unit_test_setup_teardown(copies_follow_what_is_altered, begin, engine_close),
        cmocka_unit_test_setup_teardown(nulls_are_filled, begin, engine_close),
        cmocka_unit_test_setup_teardown(what_was_refused_is_not_filled, begin, engine_close),
        cmocka_unit_test_setup_teardown(a_delete_asks_its_own, begin, engine_close),
        cmocka_unit_test_setup_teardown(a_question_that_is_not_understood_fails, begin,
                                        engine_close),
        cmocka_unit_test_setup_teardown(a_question_that_breaks_off_fails, begin, engine_close),
        cmocka_unit_test_setup_teardown(wrong_questions_are_refused, begin, engine_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
