/* test_refresh.c - sort keys and folded texts are made again when the collation has changed. */
#include "demo/demo.h"
#include "managing.h"
#include "resources/resources.h"
#include "scratch.h"
#include "upkeep/refresh.h"

enum { CONTACTS = 450 }; /* more than twice what is read at once */

/* Every column that is derived, as the schema names them. */
static const char derived_columns[] =
    "SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c"
    " WHERE s.type = 'table' AND (c.name LIKE '%\\_key' ESCAPE '\\'"
    " OR c.name LIKE '%\\_folded' ESCAPE '\\')"
    " AND EXISTS (SELECT 1 FROM pragma_table_info(s.name) i WHERE i.name = 'id')"
    " ORDER BY s.name, c.name";

static struct str one_text(struct scratch *scratch, struct db *db, struct str sql) {
    struct statement *statement = db_statement(db, sql);

    assert_non_null(statement);
    assert_int_equal(statement_step(statement), DB_ROW);
    struct str text = arena_copy(scratch->arena, column_text(statement, 0));
    statement_reset(statement);
    return text;
}

struct names {
    struct str table, column;
};

static size_t find_derived(struct scratch *scratch, struct db *db, struct names *ret, size_t most) {
    struct statement *statement = db_statement(db, str_of(derived_columns));
    size_t count = 0;

    assert_non_null(statement);
    while (statement_step(statement) == DB_ROW) {
        assert_true(count < most);
        ret[count].table = arena_copy(scratch->arena, column_text(statement, 0));
        ret[count++].column = arena_copy(scratch->arena, column_text(statement, 1));
    }
    statement_reset(statement);
    return count;
}

static struct str format_names(struct scratch *scratch, const char *before, struct str middle,
                               const char *after, struct str end, const char *last) {
    return arena_format(scratch->arena, "%s%.*s%s%.*s%s", before, (int)middle.len, middle.at, after,
                        (int)end.len, end.at, last);
}

/* All values of all derived columns, in one text. */
static struct str dump(struct scratch *scratch, struct db *db) {
    struct names names[100];
    struct str all = STR("");
    size_t count = find_derived(scratch, db, names, COUNT(names));

    assert_true(count >= 15);
    for (size_t i = 0; i < count; i++) {
        struct str sql = format_names(scratch, "SELECT coalesce(group_concat(coalesce(hex(",
                                      names[i].column, "), 'null')), '') FROM (SELECT * FROM ",
                                      names[i].table, " ORDER BY account_id, id)");
        struct str values = one_text(scratch, db, sql);
        all = format_names(scratch, "", all, "\n", values, "");
    }
    return all;
}

static void spoil(struct scratch *scratch, struct db *db) {
    struct names names[100];
    size_t count = find_derived(scratch, db, names, COUNT(names));

    for (size_t i = 0; i < count; i++) {
        bool is_key = names[i].column.at[names[i].column.len - 1] == 'y';
        struct str sql = format_names(scratch, "UPDATE ", names[i].table, " SET ", names[i].column,
                                      is_key ? " = x'00'" : " = 'spoilt'");
        assert_true(db_execute(db, sql.at));
    }
}

static struct db *open_demo(struct scratch *scratch) {
    struct demo_options options = {.seed = 3, .contacts = CONTACTS, .quiet = true};
    const char *problem = "";

    scratch_make(scratch);
    struct db *db = scratch_open(scratch, DB_CREATE);
    make_first_account(scratch->arena, db);
    int64_t other = make_account(scratch->arena, db, "Other");
    options.account_id = 1;
    assert_true(demo_fill(scratch->arena, db, &options, &problem));
    options.account_id = other;
    options.contacts = 30;
    assert_true(demo_fill(scratch->arena, db, &options, &problem));
    return db;
}

/* What the demo company's own code stored is the oracle for every row of two accounts. */
static void spoilt_columns_are_made_again(void **state) {
    struct scratch scratch;
    const char *problem = "";

    (void)state;
    struct db *db = open_demo(&scratch);
    const struct plans *plans = plan_all(scratch.arena, all_resources);
    struct str before = dump(&scratch, db);
    spoil(&scratch, db);
    assert_false(str_equal(dump(&scratch, db), before));
    assert_true(db_execute(db, "INSERT OR REPLACE INTO facts VALUES ('collation_version', 'old')"));
    assert_true(refresh_derived(scratch.arena, db, plans, &problem));
    assert_true(str_equal(dump(&scratch, db), before));
    assert_true(str_equal(
        one_text(&scratch, db, STR("SELECT value FROM facts WHERE name = 'collation_version'")),
        collation_version(scratch.arena)));
    db_close(db);
    scratch_remove(&scratch);
}

static void the_same_version_changes_nothing(void **state) {
    struct scratch scratch;
    const char *problem = "";

    (void)state;
    struct db *db = open_demo(&scratch);
    const struct plans *plans = plan_all(scratch.arena, all_resources);
    assert_true(refresh_derived(scratch.arena, db, plans, &problem));
    spoil(&scratch, db);
    struct str spoilt = dump(&scratch, db);
    assert_true(refresh_derived(scratch.arena, db, plans, &problem));
    assert_true(str_equal(dump(&scratch, db), spoilt));
    db_close(db);
    scratch_remove(&scratch);
}

static void a_failure_changes_nothing(void **state) {
    struct scratch scratch;
    const char *problem = "";

    (void)state;
    struct db *db = open_demo(&scratch);
    const struct plans *plans = plan_all(scratch.arena, all_resources);
    spoil(&scratch, db);
    struct str spoilt = dump(&scratch, db);
    assert_true(
        db_execute(db, "INSERT OR REPLACE INTO facts VALUES ('collation_version', 'old');"
                       "CREATE TRIGGER no BEFORE UPDATE ON users BEGIN SELECT raise(ABORT, 'no');"
                       "END"));
    assert_false(refresh_derived(scratch.arena, db, plans, &problem));
    assert_true(strlen(problem) > 0);
    assert_true(str_equal(dump(&scratch, db), spoilt));
    assert_true(str_equal(
        one_text(&scratch, db, STR("SELECT value FROM facts WHERE name = 'collation_version'")),
        STR("old")));
    db_close(db);
    scratch_remove(&scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spoilt_columns_are_made_again),
        cmocka_unit_test(the_same_version_changes_nothing),
        cmocka_unit_test(a_failure_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
