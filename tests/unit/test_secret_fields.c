/* test_secret_fields.c - which declarations of secrets are refused. */
#include "engine_fixture.h"
#include "plan/check.h"

static const char tables[] =
    "CREATE TABLE locks (account_id INTEGER, id INTEGER, code TEXT, PRIMARY KEY (account_id, id))";

static int begin(void **state) {
    static const struct field fields[] = {{"id", INTEGER, FIXED | NOT_NULL, "Its number"}, {0}};
    static const struct resource lock = {
        .name = "lock", .plural = "locks", .table = "locks", .fields = fields};
    static const struct resource *const resources[] = {&lock, NULL};

    *state = engine_open(tables, resources);
    return 0;
}

/* What check_plans() says of locks, stored or only answered, that have this field. */
static const char *problem_of(struct engine_fixture *engine, unsigned rules, const char *shown,
                              const char *table) {
    const struct field fields[] = {{"id", INTEGER, FIXED | NOT_NULL, "Its number"},
                                   {"code", TEXT, rules, "What opens it"},
                                   {0}};
    const struct resource lock = {.name = "lock",
                                  .plural = "locks",
                                  .table = table,
                                  .fields = fields,
                                  .detail = {"lock", shown}};
    const struct resource *const resources[] = {&lock, NULL};
    const char *problem = NULL;

    const struct plans *plans = plan_all(engine->arena, resources);
    bool fine = check_plans(engine->arena, engine->db, plans, plans, &problem);
    assert_int_equal(fine, problem == NULL);
    return problem ? problem : "";
}

#define WRONG "The declaration of locks is wrong: "

static void a_secret_is_shown_nowhere(void **state) {
    const unsigned rules = SECRET | FIXED | HIDDEN;

    assert_string_equal(problem_of(*state, rules, "id", "locks"), "");
    assert_string_equal(problem_of(*state, rules, "id code", "locks"),
                        WRONG "a view shows a SECRET: code.");
    assert_string_equal(problem_of(*state, SECRET | FIXED, "id", "locks"),
                        WRONG "a SECRET has to be FIXED and HIDDEN: code.");
}

/* Answers to writes of rows are kept for those who repeat them. */
static void what_tells_a_secret_is_no_row(void **state) {
    const unsigned rules = FIXED | NOT_NULL | TELLS_SECRET;

    assert_string_equal(problem_of(*state, rules, "id code", NULL), "");
    assert_string_equal(problem_of(*state, rules, "id code", "locks"),
                        WRONG "answers with its rows are kept, so none TELLS_SECRET: code.");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_secret_is_shown_nowhere, begin, engine_close),
        cmocka_unit_test_setup_teardown(what_tells_a_secret_is_no_row, begin, engine_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
