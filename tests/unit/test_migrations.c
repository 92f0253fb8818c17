/* test_migrations.c - holes, other texts, and databases from before checksums. */
#include "base/buffer.h"
#include "db/migrate.h"
#include "raw_database.h"
#include "sample.h"

static const char with_checksums[] =
    "CREATE TABLE migrations (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL,"
    " checksum TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT";
static const char without_checksums[] =
    "CREATE TABLE migrations (name TEXT NOT NULL PRIMARY KEY, made_at INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID";
static const char schema[] =
    "SELECT group_concat(type || ' ' || name || ': ' || sql, char(10)) FROM"
    " (SELECT * FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY type, name)";

/* A set of numbers has a bit for each. */
static uint64_t bit(int number) {
    return (uint64_t)1 << number;
}

static const struct migration *by_number(int number) {
    const struct migration *migration = migrations;

    while (migration->number != number)
        migration++;
    return migration;
}

/* The number, what it needs, and what that needs. */
static uint64_t with_needs(int number) {
    uint64_t all = bit(number);

    for (const int *need = by_number(number)->needs; *need; need++)
        all |= with_needs(*need);
    return all;
}

/* Whether a long test leaves it to those that take all. */
static bool is_left_out(const struct migration *one) {
    return one->number % sample() != 0;
}

static bool is_needed(int number) {
    for (const struct migration *one = migrations; one->number; one++)
        if (one->number != number && with_needs(one->number) & bit(number))
            return true;
    return false;
}

/* A script for one connection: each new one would read the schema again. */
static void put_migration(struct buffer *script, const struct migration *one, const char *row) {
    buffer_put_z(script, one->sql);
    buffer_format(script, "; INSERT INTO migrations VALUES (%s, 7);", row);
}

static void run_script(struct scratch *scratch, struct buffer *script) {
    raw_run(scratch, arena_z(scratch->arena, buffer_str(script)));
    buffer_done(script);
}

static void make_with(struct scratch *scratch, uint64_t made) {
    struct buffer script;

    scratch_make(scratch);
    buffer_init(&script, SIZE_MAX);
    buffer_format(&script, "BEGIN; %s;", with_checksums);
    for (const struct migration *one = migrations; one->number; one++)
        if (made & bit(one->number))
            put_migration(&script, one,
                          arena_format(scratch->arena, "%d, '%s', '%s'", one->number, one->name,
                                       one->checksum)
                              .at);
    buffer_put_z(&script, "COMMIT");
    run_script(scratch, &script);
}

/* A database of the time before checksums, with the migrations until this one. */
static void make_without_checksums(struct scratch *scratch, int last) {
    struct buffer script;

    scratch_make(scratch);
    buffer_init(&script, SIZE_MAX);
    buffer_format(&script, "BEGIN; %s;", without_checksums);
    for (const struct migration *one = migrations; one->number && one->number <= last; one++)
        put_migration(&script, one, arena_format(scratch->arena, "'%s'", one->name).at);
    buffer_put_z(&script, "COMMIT");
    run_script(scratch, &script);
}

/* All migrations in their order, in memory; once for all tests. */
static const char *whole_schema(void) {
    static char *text;
    sqlite3 *whole;
    sqlite3_stmt *statement;

    if (text)
        return text;
    assert_int_equal(sqlite3_open(":memory:", &whole), SQLITE_OK);
    assert_int_equal(sqlite3_exec(whole, with_checksums, NULL, NULL, NULL), SQLITE_OK);
    for (const struct migration *one = migrations; one->number; one++)
        assert_int_equal(sqlite3_exec(whole, one->sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(whole, schema, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    text = strdup((const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(whole);
    return text;
}

static void check_whole(struct scratch *scratch) {
    db_close(scratch_open(scratch, DB_CREATE));
    db_close(scratch_open(scratch, DB_READ));
    assert_string_equal(raw_text(scratch, schema), whole_schema());
    for (const struct migration *one = migrations; one->number; one++)
        assert_int_equal(raw_ask(scratch, arena_format(scratch->arena,
                                                       "SELECT count(*) FROM migrations WHERE"
                                                       " number = %d AND name = '%s' AND"
                                                       " checksum = '%s'",
                                                       one->number, one->name, one->checksum)
                                              .at),
                         1);
}

static const char content[] = "SELECT (SELECT group_concat(quote(sql)) FROM sqlite_schema) ||"
                              " (SELECT coalesce(group_concat(m.name), '') FROM migrations m) ||"
                              " (SELECT count(*) FROM pragma_table_info('migrations'))";

/* Refused by all who open it, and left as it was. */
static void check_refused_by_all(struct scratch *scratch, const char *words) {
    const char *before = raw_text(scratch, content);

    check_refused(scratch, DB_CREATE, words);
    check_refused(scratch, DB_WRITE, words);
    check_refused(scratch, DB_READ, words);
    assert_string_equal(raw_text(scratch, content), before);
}

/* What each says it needs is enough for it, and the others come to the same around it. */
static void each_runs_with_no_more_than_it_needs(void **state) {
    struct scratch scratch;

    (void)state;
    for (const struct migration *one = migrations; one->number; one++) {
        if (is_left_out(one))
            continue;
        make_with(&scratch, with_needs(one->number));
        check_whole(&scratch);
        scratch_remove(&scratch);
    }
}

static void a_missing_one_runs_late_when_none_needs_it(void **state) {
    struct scratch scratch;
    int count = 0;

    (void)state;
    for (const struct migration *one = migrations; one->number; one++) {
        if (is_needed(one->number) || is_left_out(one))
            continue;
        make_with(&scratch, ~bit(one->number));
        check_refused(
            &scratch, DB_READ,
            arena_format(scratch.arena, "older glimt (it lacks the migration %s)", one->name).at);
        check_whole(&scratch);
        assert_int_equal(
            raw_ask(&scratch, "SELECT group_concat(number) FROM migrations WHERE made_at <> 7"),
            one->number);
        scratch_remove(&scratch);
        count++;
    }
    assert_true(count > 1 || sample() > 1);
}

static void a_missing_one_is_refused_when_one_needs_it(void **state) {
    struct scratch scratch;

    (void)state;
    make_with(&scratch, ~(uint64_t)0);
    for (const struct migration *one = migrations; one->number; one++) {
        if (!is_needed(one->number))
            continue;
        raw_run(&scratch, "CREATE TABLE aside AS SELECT * FROM migrations");
        raw_run(&scratch,
                arena_format(scratch.arena, "DELETE FROM migrations WHERE number = %d", one->number)
                    .at);
        check_refused_by_all(
            &scratch,
            arena_format(scratch.arena, " without %s, which that one needs: ", one->name).at);
        raw_run(&scratch, "INSERT OR IGNORE INTO migrations SELECT * FROM aside; DROP TABLE aside");
    }
    scratch_remove(&scratch);
}

static void another_text_is_refused(void **state) {
    struct scratch scratch;

    (void)state;
    make_with(&scratch, ~(uint64_t)0);
    raw_run(&scratch, "UPDATE migrations SET checksum = 'ff' || substr(checksum, 3)"
                      " WHERE number = 10");
    check_refused_by_all(&scratch, "a glimt whose migration 010_counted_lists reads differently");
    scratch_remove(&scratch);
}

static void another_name_for_the_same_text_is_fine(void **state) {
    struct scratch scratch;

    (void)state;
    make_with(&scratch, ~(uint64_t)0);
    raw_run(&scratch, "UPDATE migrations SET name = '010_counts' WHERE number = 10");
    db_close(scratch_open(&scratch, DB_CREATE));
    scratch_remove(&scratch);
}

static void an_unknown_one_in_a_hole_is_refused(void **state) {
    struct scratch scratch;

    (void)state;
    make_with(&scratch, ~(uint64_t)0);
    raw_run(&scratch, "INSERT INTO migrations VALUES (15, '015_odd', 'x', 0)");
    check_refused_by_all(&scratch, "a different glimt (it has the migration 015_odd)");
    scratch_remove(&scratch);
    make_without_checksums(&scratch, 14);
    raw_run(&scratch, "INSERT INTO migrations VALUES ('015_odd', 0)");
    check_refused_by_all(&scratch, "a different glimt (it has the migration 015_odd)");
    scratch_remove(&scratch);
}

static void each_state_without_checksums_gets_them(void **state) {
    struct scratch scratch;

    (void)state;
    for (const struct migration *one = migrations; one->number; one++) {
        if (is_left_out(one))
            continue;
        make_without_checksums(&scratch, one->number);
        check_refused(&scratch, DB_READ,
                      one[1].number ? "older glimt (it lacks the migration "
                                    : "older glimt (it lacks checksums of its migrations)");
        check_whole(&scratch);
        assert_int_equal(raw_ask(&scratch, arena_format(scratch.arena,
                                                        "SELECT count(*) FROM migrations WHERE"
                                                        " (made_at = 7) = (number <= %d)",
                                                        one->number)
                                               .at),
                         raw_ask(&scratch, "SELECT count(*) FROM migrations"));
        scratch_remove(&scratch);
    }
}

static void another_schema_than_it_says_is_refused(void **state) {
    static const struct {
        const char *change, *words;
    } cases[] = {
        {"CREATE INDEX mine ON users (id)", "(the index mine is not theirs)"},
        {"CREATE TABLE aaa (id)", "(the table aaa is not theirs)"},
        {"DROP INDEX contacts_by_name", "(the index contacts_by_name is missing)"},
        {"DROP TRIGGER settings_renamed", "(the trigger settings_renamed is missing)"},
        {"DROP VIEW derived_faults; CREATE VIEW derived_faults AS SELECT 1",
         "(the view derived_faults differs)"},
        {"ALTER TABLE users ADD COLUMN shoe_size INTEGER", "(the table users differs)"},
        {"DELETE FROM migrations WHERE name = '014_owned_ids'", "(the table time_reports differs)"},
        {"INSERT INTO migrations VALUES ('016_arrivals', 0)",
         "(the table time_report_arrivals is missing)"},
        {"DROP TRIGGER time_report_moved; CREATE TRIGGER time_report_moved INSTEAD OF INSERT ON"
         " time_report_moves BEGIN SELECT 1; END",
         "(the trigger time_report_moved differs)"},
    };
    struct scratch scratch;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        make_without_checksums(&scratch, 14);
        raw_run(&scratch, cases[i].change);
        const char *before = raw_text(&scratch, content);
        check_refused(&scratch, DB_CREATE, cases[i].words);
        assert_string_equal(raw_text(&scratch, content), before);
        scratch_remove(&scratch);
    }
}

static void blanks_and_comments_make_no_difference(void **state) {
    struct scratch scratch;

    (void)state;
    make_without_checksums(&scratch, 16);
    raw_run(&scratch, "DROP TABLE returned_days; DROP VIEW time_report_first_blocks");
    char *table = arena_z(scratch.arena, str_of(strstr(by_number(11)->sql, "CREATE TABLE")));
    *strstr(table, "    comment") = '\t';
    raw_run(&scratch, table);
    raw_run(&scratch, "CREATE VIEW time_report_first_blocks AS -- it's other words\n"
                      "SELECT lists.column1 AS list,\n\tlevels.column1 AS level FROM (VALUES (1),"
                      " (2), (3), (4), (5), (6), (7), (8), (101), (102)) lists, -- \"\n(VALUES (0),"
                      " (1)) levels");
    db_close(scratch_open(&scratch, DB_CREATE));
    scratch_remove(&scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_runs_with_no_more_than_it_needs),
        cmocka_unit_test(a_missing_one_runs_late_when_none_needs_it),
        cmocka_unit_test(a_missing_one_is_refused_when_one_needs_it),
        cmocka_unit_test(another_text_is_refused),
        cmocka_unit_test(another_name_for_the_same_text_is_fine),
        cmocka_unit_test(an_unknown_one_in_a_hole_is_refused),
        cmocka_unit_test(each_state_without_checksums_gets_them),
        cmocka_unit_test(another_schema_than_it_says_is_refused),
        cmocka_unit_test(blanks_and_comments_make_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
