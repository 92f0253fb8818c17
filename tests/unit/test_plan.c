/* test_plan.c - what follows from declarations, and that it fits the database. */
#include "api/check.h"
#include "api/memo.h"
#include "api/refresh.h"
#include "resources/resources.h"
#include "scratch.h"

static void all_plans_fit_the_database(void **state) {
    struct scratch scratch;
    const char *problem = "";

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    const struct plans *plans = plan_all(scratch.arena, all_resources);
    if (!check_plans(scratch.arena, db, plans, &problem))
        fail_msg("%s", problem);
    db_close(db);
    scratch_remove(&scratch);
}

/* A view's steps, names joined: the order in which properties come out. */
static void views_keep_their_order(void **state) {
    struct arena *arena = arena_open();
    const struct plans *plans = plan_all(arena, all_resources);

    (void)state;
    for (size_t i = 0; i < plans->count; i++) {
        const struct view_plan *view = &plans->all[i].list;
        struct str names = str_of(view->view ? view->view->names : "");
        for (size_t step = 0; step < view->step_count; step++) {
            assert_true(str_equal(str_cut(&names, ' '), str_of(view->steps[step].field->name)));
            if (view->steps[step].kind == STEP_OPEN)
                step += (size_t)view->steps[step].skip;
        }
        assert_int_equal(names.len, 0);
    }
    arena_close(arena);
}

static void wrong_declarations_are_told(void **state) {
    static const struct field fields[] = {
        {"id", INTEGER, FIXED, "Its number"}, {"name", TEXT, REQUIRED, "Its name"}, {0}};
    static const struct sort sorts[] = {{"name", "name_key"}, {0}};
    static const struct resource missing_table = {.name = "x",
                                                  .plural = "xs",
                                                  .table = "no_such_table",
                                                  .path = "/v1/X",
                                                  .fields = fields,
                                                  .operations = LIST,
                                                  .sorts = sorts,
                                                  .list = {"x.list", "id name"}};
    const struct resource *const resources[] = {&missing_table, NULL};
    struct scratch scratch;
    const char *problem = NULL;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_false(check_plans(scratch.arena, db, plan_all(scratch.arena, resources), &problem));
    assert_non_null(strstr(problem, "xs"));
    db_close(db);
    scratch_remove(&scratch);
}

static void keys_follow_the_collation(void **state) {
    struct scratch scratch;
    const char *problem = "";

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    const struct plans *plans = plan_all(scratch.arena, all_resources);
    assert_true(db_execute(db, "INSERT INTO accounts VALUES (1, 'a', 0);"
                               "INSERT INTO countries VALUES (1, 1, 'Åland', x'00')"));
    assert_true(refresh_derived(scratch.arena, db, plans, &problem));
    struct statement *row = db_statement(db, STR("SELECT name_key FROM countries"));
    assert_int_equal(statement_step(row), DB_ROW);
    assert_true(
        str_equal(column_text(row, 0), collation_key(scratch.arena, COLLATE_TEXT, STR("Åland"))));
    statement_reset(row);
    assert_true(db_execute(db, "UPDATE countries SET name_key = x'00'"));
    assert_true(refresh_derived(scratch.arena, db, plans, &problem)); /* same version: kept */
    assert_int_equal(
        statement_step(row = db_statement(db, STR("SELECT length(name_key) FROM countries"))),
        DB_ROW);
    assert_int_equal(column_integer(row, 0), 1);
    db_close(db);
    scratch_remove(&scratch);
}

static void memory_stands_as_long_as_its_version(void **state) {
    struct memo *memo = memo_open();
    struct versions one = {1, 1}, two = {1, 2};

    (void)state;
    memo_keep(memo, STR("key"), one, STR("value"));
    assert_true(str_equal(memo_find(memo, STR("key"), one), STR("value")));
    assert_null(memo_find(memo, STR("key"), two).at);
    assert_null(memo_find(memo, STR("other"), one).at);
    memo_keep(memo, STR("key"), two, STR(""));
    assert_non_null(memo_find(memo, STR("key"), two).at);
    assert_null(memo_find(memo, STR("key"), one).at);
    memo_close(memo);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_plans_fit_the_database),
        cmocka_unit_test(views_keep_their_order),
        cmocka_unit_test(wrong_declarations_are_told),
        cmocka_unit_test(keys_follow_the_collation),
        cmocka_unit_test(memory_stands_as_long_as_its_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
