/* test_plan.c - what follows from declarations, and that it fits the database. */
#include "memory_database.h"
#include "plan/check.h"
#include "resources/resources.h"
#include "scratch.h"

static void all_plans_fit_the_database(void **state) {
    struct scratch scratch;
    const char *problem = "";

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    const struct plans *plans = plan_all(scratch.arena, all_resources);
    if (!check_plans(scratch.arena, db, plans, plans, &problem))
        fail_msg("%s", problem);
    db_close(db);
    scratch_remove(&scratch);
}

/* Fails when the statement would walk through all rows that the account has in a table. */
static void check_looks_up(struct scratch *scratch, struct db *db, struct str sql) {
    struct statement *steps = db_statement(
        db, arena_format(scratch->arena, "EXPLAIN QUERY PLAN %.*s", (int)sql.len, sql.at));

    assert_non_null(steps);
    while (statement_step(steps) == DB_ROW) {
        struct str step = column_text(steps, 3);
        const char *words = arena_copy(scratch->arena, step).at;
        if (strstr(words, "(account_id=?)") || strstr(words, "BLOOM FILTER") ||
            strncmp(words, "SCAN t ", 7) == 0)
            fail_msg("%.*s: %s", (int)sql.len, sql.at, words);
    }
    statement_reset(steps);
}

/* Rows that a filter has SQL for alone are counted without looking at the others. */
static void check_counts(struct scratch *scratch, struct db *db, const struct plan *plan) {
    const struct filter *filter = plan->resource->filters;

    for (unsigned bit = 0; filter && filter[bit].name; bit++)
        if (filter[bit].ids)
            check_looks_up(scratch, db, plan_count_sql(scratch->arena, plan, 1u << bit));
}

/* What belongs to a row is found by the row, whatever SQLite thinks of its indexes. */
static void no_row_is_looked_for_among_all(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    const struct plans *plans = plan_all(scratch.arena, all_resources);
    for (size_t i = 0; i < plans->count; i++) {
        const struct plan *plan = &plans->all[i];
        for (size_t j = 0; j < plan->rows_count; j++) {
            if (plan->rows[j].select.text.len > 0)
                check_looks_up(&scratch, db, plan->rows[j].select.text);
            if (plan->rows[j].ids.text.len > 0) {
                check_looks_up(&scratch, db, plan->rows[j].ids.text);
                check_looks_up(&scratch, db, plan->rows[j].others.text);
            }
        }
        for (size_t j = 0; j < plan->owned_count; j++)
            check_looks_up(&scratch, db, plan->owned[j].ids.text);
        for (size_t j = 0; j < plan->copy_count; j++) {
            check_looks_up(&scratch, db, plan->copies[j].renew.text);
            check_looks_up(&scratch, db, plan->copies[j].key.text);
        }
        check_counts(&scratch, db, plan);
        if (plan->list.select.text.len > 0)
            check_looks_up(&scratch, db, plan->list.select.text);
        if (plan->detail.select.text.len > 0)
            check_looks_up(&scratch, db, plan->detail.select.text);
    }
    db_close(db);
    scratch_remove(&scratch);
}

static void check_order(const struct view_plan *view) {
    struct str names = str_of(view->view ? view->view->names : "");

    for (size_t step = 0; step < view->step_count; step++) {
        assert_true(str_equal(str_cut(&names, ' '), str_of(view->steps[step].field->name)));
        if (view->steps[step].kind == STEP_OPEN)
            step += (size_t)view->steps[step].skip;
    }
    assert_int_equal(names.len, 0);
}

/* A view's steps, names joined: the order in which properties come out. */
static void views_keep_their_order(void **state) {
    struct arena *arena = arena_open();
    const struct plans *plans = plan_all(arena, all_resources);

    (void)state;
    for (size_t i = 0; i < plans->count; i++) {
        check_order(&plans->all[i].list);
        check_order(&plans->all[i].detail);
        check_order(&plans->all[i].brief);
    }
    arena_close(arena);
}

/* ---- a resource small enough to write its statements by hand ---- */

/* clang-format off */
static const struct resource room;
static const char *const sizes[] = {"small", "large", NULL};
static const struct field address_fields[] = {
    {"cityName", TEXT, 0, "A town"},
    {"roomId",   KEY,  0, "A room", .to = &room},
    {"roomName", VIA,  0, "Its name", .column = "roomId", .to = &room},
    {0},
};
static const struct group address_group = {"address", address_fields};
static const struct link shelf_rooms = {"shelf_rooms", "shelf_id", "room_id"};

static const struct field room_fields[] = {
    {"id",   INTEGER, FIXED | NOT_NULL, "Its number"},
    {"name", TEXT,    REQUIRED | TITLE, "Its name"},
    {0},
};
static const struct field shelf_fields[] = {
    {"id",        INTEGER,   FIXED | NOT_NULL,             "Its number"},
    {"name",      TEXT,      REQUIRED | SORTED | SEARCHED | TITLE, "Its name"},
    {"shelfSize", CHOICE,    0, "How large",  .choices = sizes},
    {"mainRoom",  REFERENCE, 0, "Where",      .to = &room},
    {"address",   GROUP,     0, "Whereabouts", .column = "at", .group = &address_group},
    {"rooms",     LINKS,     0, "All rooms",  .link = &shelf_rooms, .to = &room},
    {0},
};
static const struct sort shelf_sorts[] = {{"name", "name_key"}, {0}};
static const struct filter shelf_filters[] = {
    {"size",  CHOICE,  "Size",  .where = "$.shelf_size = ?", .choices = sizes},
    {"rooms", INTEGER, "Rooms", .where = "$.main_room_id IN {list ?} AND {count} > 0", .many = true},
    {"query", TEXT,    "Query", .search = "name"},
    {0},
};
/* clang-format on */

static const struct resource room = {
    .name = "room",
    .plural = "rooms",
    .table = "rooms",
    .area = &area_projects,
    .operations = DELETE,
    .fields = room_fields,
    .brief = NAME_AND_ID,
};
/* Nothing of it can be cached. */
static const struct resource tent = {.name = "tent",
                                     .plural = "tents",
                                     .table = "rooms",
                                     .fields = room_fields,
                                     .brief = NAME_AND_ID};
static const struct resource shelf = {
    .name = "shelf",
    .plural = "shelves",
    .table = "shelves",
    .path = "/v1/Shelves",
    .operations = ALL,
    .fields = shelf_fields,
    .filters = shelf_filters,
    .sorts = shelf_sorts,
    .brief = NAME_AND_ID,
    .list = {"shelf.list", "name id"},
    .detail = {"shelf", "id name shelfSize mainRoom address rooms"},
};
static const struct resource *const small_world[] = {&shelf, &room, NULL};

static const char shelves_table[] =
    "CREATE TABLE shelves (account_id INTEGER, id INTEGER, name TEXT, shelf_size TEXT,"
    " main_room_id INTEGER, at_city_name TEXT, at_room_id INTEGER, name_key BLOB, name_folded TEXT,"
    " PRIMARY KEY (account_id, id));"
    "CREATE TABLE rooms (account_id INTEGER, id INTEGER, name TEXT);"
    "CREATE TABLE shelf_rooms (account_id INTEGER, shelf_id INTEGER, room_id INTEGER);";
static const char shelves_index[] = "CREATE INDEX by_name ON shelves (account_id, name_key, id)";

static void check_text(struct str text, const char *expected) {
    if (!str_equal(text, str_of(expected)))
        fail_msg("\"%.*s\" instead of \"%s\"", (int)text.len, text.at, expected);
}

static void statements_follow_from_a_declaration(void **state) {
    struct arena *arena = arena_open();
    const struct plan *plan = plan_of(plan_all(arena, small_world), &shelf);

    (void)state;
    check_text(plan->exists.text, "SELECT 1 FROM shelves WHERE account_id = ?1 AND id = ?2");
    check_text(plan->remove.text, "DELETE FROM shelves WHERE account_id = ?1 AND id = ?2");
    check_text(plan->row.text, "SELECT id, name, shelf_size, main_room_id, at_city_name, at_room_id"
                               " FROM shelves WHERE account_id = ?1 AND id = ?2");
    check_text(plan->insert.text,
               "INSERT INTO shelves (account_id, id, name, shelf_size, main_room_id, at_city_name,"
               " at_room_id, name_key, name_folded)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    check_text(plan->update.text,
               "UPDATE shelves SET name = ?3, shelf_size = ?4, main_room_id = ?5,"
               " at_city_name = ?6, at_room_id = ?7, name_key = ?8, name_folded = ?9"
               " WHERE account_id = ?1 AND id = ?2");
    check_text(plan->list.select.text,
               "SELECT t.name, t.id FROM shelves t WHERE t.account_id = ?1 AND t.id = ?2");
    check_text(plan->list.open, "{\"objectName\":\"shelf.list\"");
    check_text(plan->brief.open, "{\"objectName\":\"generic.name_id\"");
    check_text(plan->derived_update.text, "UPDATE shelves SET name_key = ?3, name_folded = ?4"
                                          " WHERE account_id = ?1 AND id = ?2");
    assert_int_equal(plan->derived_count, 2);
    assert_int_equal(plan->link_count, 1);
    check_text(plan->links[0].insert.text,
               "INSERT INTO shelf_rooms (account_id, shelf_id, room_id) VALUES (?1, ?2, ?3)");
    arena_close(arena);
}

static void mark(bool *seen, const struct plans *plans, const struct sql *sql) {
    if (sql->text.len == 0)
        return;
    assert_in_range(sql->slot, 1, plans->slots);
    assert_false(seen[sql->slot]);
    seen[sql->slot] = true;
}

static void mark_plan(bool *seen, const struct plans *plans, const struct plan *plan) {
    const struct sql *const own[] = {
        &plan->brief.select, &plan->list.select, &plan->detail.select, &plan->name_of,
        &plan->exists,       &plan->is_visible,  &plan->row,           &plan->insert,
        &plan->update,       &plan->remove,      &plan->next_position, &plan->keeps_file,
        &plan->leaves_file,  &plan->names_files, &plan->names_nothing, &plan->derived_update,
    };

    for (size_t i = 0; i < COUNT(own); i++)
        mark(seen, plans, own[i]);
    for (size_t i = 0; plan->lists && plan->resource->sorts[i].name; i++)
        for (int descending = 0; descending < 2; descending++) {
            mark(seen, plans, &plan->lists[i].from_start[descending]);
            mark(seen, plans, &plan->lists[i].from_cursor[descending]);
        }
    mark(seen, plans, &plan->count);
    for (size_t i = 0; i < plan->link_count; i++) {
        mark(seen, plans, &plan->links[i].select);
        mark(seen, plans, &plan->links[i].insert);
        mark(seen, plans, &plan->links[i].remove);
    }
    for (size_t i = 0; i < plan->rows_count; i++)
        mark(seen, plans, &plan->rows[i].select);
    for (size_t i = 0; i < plan->question_count; i++)
        mark(seen, plans, &plan->questions[i].sql);
}

/* A connection finds them by nothing else. */
static void statements_have_slots_of_their_own(void **state) {
    static const struct action *const no_actions[] = {NULL};
    struct arena *arena = arena_open();
    const struct plans *plans = plan_all(arena, all_resources);
    const struct plans *managed = plan_managed(arena, plans, no_actions);
    bool *seen = NEW_ARRAY(arena, bool, managed->slots + 1);

    (void)state;
    for (size_t i = 0; i < plans->count; i++)
        mark_plan(seen, plans, &plans->all[i]);
    for (size_t i = 0; i < managed->count; i++)
        mark_plan(seen, managed, &managed->all[i]);
    arena_close(arena);
}

static void lists_follow_from_a_declaration(void **state) {
    struct arena *arena = arena_open();
    const struct plan *plan = plan_of(plan_all(arena, small_world), &shelf);

    (void)state;
    check_text(plan_list_sql(arena, plan, 0, shelf_sorts, false, false),
               "SELECT t.id, t.name_key FROM shelves t WHERE t.account_id = ?1"
               " ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3");
    check_text(plan_list_sql(arena, plan, 4, shelf_sorts, true, true),
               "SELECT t.id, t.name_key FROM shelves t WHERE t.account_id = ?1"
               " AND (instr(t.name_folded, ?7) > 0) AND (t.name_key, t.id) <= (?5, ?4)"
               " ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3");
    check_text(plan_count_sql(arena, plan, 3),
               "SELECT count(*) FROM shelves t WHERE t.account_id = ?1 AND (t.shelf_size = ?7)"
               " AND (t.main_room_id IN {list ?9} AND ?10 > 0)");
    check_text(plan_count_sql(arena, plan, 2),
               "SELECT count(*) FROM shelves t WHERE t.account_id = ?1"
               " AND (t.main_room_id IN {list ?7} AND ?8 > 0)");
    arena_close(arena);
}

static void columns_have_paths_and_slots(void **state) {
    static const char *const paths[] = {
        "id", "name", "shelfSize", "mainRoom", "address.cityName", "address.roomId"};
    struct arena *arena = arena_open();
    const struct plan *plan = plan_of(plan_all(arena, small_world), &shelf);

    (void)state;
    assert_int_equal(plan->column_count, COUNT(paths));
    for (size_t i = 0; i < COUNT(paths); i++) {
        assert_string_equal(plan->columns[i].path, paths[i]);
        assert_int_equal(plan_slot(plan, paths[i]), i);
    }
    assert_true(plan_slot(plan, "address") == SIZE_MAX);
    assert_true(plan_slot(plan, "cityName") == SIZE_MAX);
    arena_close(arena);
}

static void referrers_are_found(void **state) {
    struct arena *arena = arena_open();
    const struct plans *plans = plan_all(arena, small_world);
    const struct plan *rooms = plan_of(plans, &room);

    (void)state;
    assert_int_equal(plan_of(plans, &shelf)->referrer_count, 0);
    assert_int_equal(rooms->referrer_count, 3);
    assert_string_equal(rooms->referrers[0].property, "mainRoom");
    assert_string_equal(rooms->referrers[1].property, "address.roomId");
    check_text(rooms->referrers[1].select.text,
               "SELECT 1 FROM shelves WHERE account_id = ?1 AND at_room_id = ?2 LIMIT 1");
    assert_ptr_equal(rooms->referrers[1].by, &shelf);
    check_text(rooms->referrers[2].select.text,
               "SELECT 1 FROM shelf_rooms WHERE account_id = ?1 AND room_id = ?2 LIMIT 1");
    assert_null(plan_of(plans, &contacts));
    arena_close(arena);
}

static void steps_follow_the_view(void **state) {
    static const enum step_kind kinds[] = {STEP_VALUE, STEP_VALUE, STEP_VALUE, STEP_BRIEF,
                                           STEP_OPEN,  STEP_VALUE, STEP_VALUE, STEP_NAME,
                                           STEP_CLOSE, STEP_LINKS};
    struct arena *arena = arena_open();
    const struct view_plan *detail = &plan_of(plan_all(arena, small_world), &shelf)->detail;

    (void)state;
    assert_int_equal(detail->step_count, COUNT(kinds));
    for (size_t i = 0; i < COUNT(kinds); i++)
        assert_int_equal(detail->steps[i].kind, kinds[i]);
    assert_int_equal(detail->steps[4].skip, 4);
    check_text(detail->steps[2].lead, ",\"shelfSize\":");
    check_text(detail->steps[4].lead, ",\"address\":{\"objectName\":\"address\"");
    arena_close(arena);
}

/* ---- declarations that do not fit ---- */

static void check_problem(const char *sql, const struct resource *wrong, const char *words) {
    const struct resource *const resources[] = {wrong, &room, &tent, NULL};
    struct arena *arena = arena_open();
    struct db *db = memory_open(sql);
    const char *problem = NULL;

    const struct plans *plans = plan_all(arena, resources);
    bool fine = check_plans(arena, db, plans, plans, &problem);
    assert_int_equal(fine, words == NULL);
    if (words && (strstr(problem, "The declaration of ") != problem ||
                  !strstr(problem, "shelves") || !strstr(problem, words)))
        fail_msg("\"%s\" without \"%s\"", problem, words);
    db_close(db);
    arena_close(arena);
}

/* clang-format off */
static const struct field no_choices[] = {
    {"id", INTEGER, FIXED, "Its number"}, {"name", CHOICE, 0, "How large"}, {0}};
static const struct field no_words[] = {
    {"id", INTEGER, FIXED, "Its number"}, {"name", TEXT, 0, NULL}, {0}};
static const struct field no_column[] = {
    {"id", INTEGER, FIXED, "Its number"}, {"name", TEXT, 0, "Its name"}, {"colour", TEXT, 0, "Its colour"}, {0}};
/* clang-format on */

static void a_fitting_declaration_passes(void **state) {
    struct arena *arena = arena_open();

    (void)state;
    check_problem(arena_format(arena, "%s%s", shelves_table, shelves_index).at, &shelf, NULL);
    arena_close(arena);
}

static void a_schema_that_does_not_fit_is_told(void **state) {
    (void)state;
    check_problem("", &shelf, "no index for the sort name");
    check_problem(shelves_table, &shelf, "no index for the sort name");
    check_problem("CREATE TABLE shelves (account_id, id, name_key);"
                  "CREATE INDEX by_name ON shelves (account_id, name_key, id)",
                  &shelf, "refuses its statement");
}

static void wrong_fields_are_told(void **state) {
    struct resource wrong = {.name = "shelf",
                             .plural = "shelves",
                             .table = "shelves",
                             .operations = GET,
                             .detail = {"shelf", "id name"}};

    (void)state;
    wrong.fields = no_choices;
    check_problem(shelves_table, &wrong, "name");
    wrong.fields = no_words;
    check_problem(shelves_table, &wrong, "name");
    wrong.fields = no_column;
    check_problem(shelves_table, &wrong, "refuses its statement");
}

static void wrong_lists_are_told(void **state) {
    static const struct filter neither[] = {{"size", TEXT, "Size"}, {0}};
    static const struct filter unknown[] = {{"size", TEXT, "Size", .where = "$.nothing = ?"}, {0}};
    struct arena *arena = arena_open();
    const char *sql = arena_format(arena, "%s%s", shelves_table, shelves_index).at;
    struct resource wrong = shelf;

    (void)state;
    wrong.filters = neither;
    check_problem(sql, &wrong, "size");
    wrong.filters = unknown;
    check_problem(sql, &wrong, "count by size");
    wrong.filters = NULL;
    wrong.sorts = NULL;
    check_problem(sql, &wrong, "a list needs a sort");
    arena_close(arena);
}

static void what_a_row_is_read_from_makes_it_old(void **state) {
    static const char rooms[] = "SELECT count(*) FROM rooms x WHERE x.account_id = $.account_id";
    static const struct field unsaid[] = {{"id", INTEGER, FIXED, "Its number"},
                                          {"shelfSize", TEXT, 0, "Its size"},
                                          {"rooms", INTEGER, FIXED, "All rooms", .sql = rooms},
                                          {0}};
    static const struct field referring[] = {{"id", INTEGER, FIXED, "Its number"},
                                             {"shelfSize", TEXT, 0, "Its size"},
                                             {"mainRoom", REFERENCE, 0, "A room", .to = &room},
                                             {"rooms", INTEGER, FIXED, "All rooms", .sql = rooms},
                                             {0}};
    static const struct field counting[] = {
        {"id", INTEGER, FIXED, "Its number"},
        {"shelfSize", TEXT, 0, "Its size"},
        {"mainRoom", REFERENCE, 0, "A room", .to = &room},
        {"rooms", INTEGER, FIXED | COUNTS, "All rooms", .sql = rooms},
        {0}};
    static const struct field loose[] = {{"id", INTEGER, FIXED, "Its number"},
                                         {"shelfSize", TEXT, 0, "Its size"},
                                         {"mainRoom", REFERENCE, 0, "A tent", .to = &tent},
                                         {0}};
    struct resource shown = {.name = "shelf",
                             .plural = "shelves",
                             .table = "shelves",
                             .area = &area_tasks,
                             .operations = GET,
                             .fields = unsaid,
                             .detail = {"shelf", "id rooms"}};

    (void)state;
    check_problem(shelves_table, &shown, "does not depend on rooms");
    shown.fields = referring;
    shown.detail.names = "id mainRoom rooms";
    check_problem(shelves_table, &shown, "needs COUNTS for rooms");
    shown.fields = counting;
    check_problem(shelves_table, &shown, NULL);
    shown.fields = loose;
    shown.detail.names = "id mainRoom";
    check_problem(shelves_table, &shown, "has no version");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_plans_fit_the_database),
        cmocka_unit_test(no_row_is_looked_for_among_all),
        cmocka_unit_test(views_keep_their_order),
        cmocka_unit_test(statements_follow_from_a_declaration),
        cmocka_unit_test(statements_have_slots_of_their_own),
        cmocka_unit_test(lists_follow_from_a_declaration),
        cmocka_unit_test(columns_have_paths_and_slots),
        cmocka_unit_test(referrers_are_found),
        cmocka_unit_test(steps_follow_the_view),
        cmocka_unit_test(a_fitting_declaration_passes),
        cmocka_unit_test(a_schema_that_does_not_fit_is_told),
        cmocka_unit_test(wrong_fields_are_told),
        cmocka_unit_test(wrong_lists_are_told),
        cmocka_unit_test(what_a_row_is_read_from_makes_it_old),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
