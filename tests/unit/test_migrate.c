/* test_migrate.c - databases that are missing, foreign, damaged, old or new, and many at once. */
#include "db/migrate.h"
#include "raw_database.h"

#include <pthread.h>

enum { OPENERS = 6, ROUNDS = 10 };

static const char old_start[] = "CREATE TABLE migrations (name TEXT NOT NULL PRIMARY KEY, made_at "
                                "INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

static void write_file(struct scratch *scratch, const char *bytes, size_t size) {
    FILE *file = fopen(raw_path(scratch), "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static const enum db_mode modes[] = {DB_CREATE, DB_WRITE, DB_READ};

static void a_missing_file_is_only_created_when_asked(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    check_refused(&scratch, DB_READ, "cannot be read");
    check_refused(&scratch, DB_WRITE, "cannot be read");
    assert_int_not_equal(access(raw_path(&scratch), F_OK), 0);
    db_close(scratch_open(&scratch, DB_CREATE));
    assert_int_equal(raw_ask(&scratch, "SELECT count(*) FROM accounts"), 0);
    scratch_remove(&scratch);
}

static void a_missing_directory_is_told(void **state) {
    struct scratch scratch;
    const char *problem = NULL;

    (void)state;
    scratch_make(&scratch);
    const char *nowhere = arena_format(scratch.arena, "%s/nowhere", scratch.directory).at;
    for (size_t i = 0; i < COUNT(modes); i++) {
        assert_null(db_open(scratch.arena, db_in(nowhere), modes[i], &problem));
        assert_non_null(strstr(problem, "No such file or directory"));
    }
    scratch_remove(&scratch);
}

static void garbage_is_left_alone(void **state) {
    char garbage[20000], after[sizeof(garbage)];
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    for (size_t i = 0; i < sizeof(garbage); i++)
        garbage[i] = (char)(i * 7 + i / 251);
    write_file(&scratch, garbage, sizeof(garbage));
    for (size_t i = 0; i < COUNT(modes); i++)
        check_refused(&scratch, modes[i], "is not a glimt database");
    FILE *file = fopen(raw_path(&scratch), "rb");
    assert_int_equal(fread(after, 1, sizeof(after), file), sizeof(after));
    fclose(file);
    assert_memory_equal(garbage, after, sizeof(garbage));
    scratch_remove(&scratch);
}

static void a_database_of_somebody_else_is_left_alone(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    raw_run(&scratch, "CREATE TABLE recipes (name); INSERT INTO recipes VALUES ('soup')");
    for (size_t i = 0; i < COUNT(modes); i++)
        check_refused(&scratch, modes[i], "is not a glimt database");
    assert_int_equal(raw_ask(&scratch, "SELECT count(*) FROM sqlite_schema"), 1);
    assert_int_equal(raw_ask(&scratch, "SELECT count(*) FROM recipes"), 1);
    scratch_remove(&scratch);
}

static void truncated_files_are_told(void **state) {
    struct scratch scratch;

    (void)state;
    for (off_t size = 100; size < 200000; size = size * 2 + 4096) {
        scratch_make(&scratch);
        db_close(scratch_open(&scratch, DB_CREATE));
        assert_int_equal(truncate(raw_path(&scratch), size), 0);
        for (size_t i = 0; i < COUNT(modes); i++)
            check_refused(&scratch, modes[i], "is damaged");
        scratch_remove(&scratch);
    }
}

static void newer_databases_are_refused(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    db_close(scratch_open(&scratch, DB_CREATE));
    raw_run(&scratch, "INSERT INTO migrations VALUES (999, '999_later', '', 0)");
    for (size_t i = 0; i < COUNT(modes); i++)
        check_refused(&scratch, modes[i], "newer glimt (it has the migration 999_later)");
    scratch_remove(&scratch);
}

static void older_databases_wait_for_the_server(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    raw_run(&scratch, old_start);
    check_refused(&scratch, DB_READ, "older glimt (it lacks the migration 001");
    check_refused(&scratch, DB_WRITE, "older glimt (it lacks the migration 001");
    db_close(scratch_open(&scratch, DB_CREATE));
    db_close(scratch_open(&scratch, DB_READ));
    scratch_remove(&scratch);
}

/* A table that is in the way of the third migration: the first two stay, of the third nothing. */
static void a_failed_migration_leaves_nothing(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    raw_run(&scratch, "CREATE TABLE migrations (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT"
                      " NULL, checksum TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT");
    raw_run(&scratch, "CREATE TABLE contact_tag_links (x)");
    check_refused(&scratch, DB_CREATE, "stays before the migration 003");
    assert_int_equal(raw_ask(&scratch, "SELECT count(*) FROM migrations"), 2);
    assert_int_equal(
        raw_ask(&scratch, "SELECT count(*) FROM sqlite_schema WHERE name = 'contacts'"), 0);
    assert_int_equal(raw_ask(&scratch, "SELECT count(*) FROM countries"), 0);
    raw_run(&scratch, "DROP TABLE contact_tag_links");
    db_close(scratch_open(&scratch, DB_CREATE));
    assert_int_equal(raw_ask(&scratch, "SELECT count(*) FROM contacts"), 0);
    scratch_remove(&scratch);
}

/* A database as it was before a migration. */
static void make_old(struct scratch *scratch, const char *before) {
    raw_run(scratch, old_start);
    for (const struct migration *one = migrations; strcmp(one->name, before) != 0; one++) {
        raw_run(scratch, one->sql);
        raw_run(
            scratch,
            arena_format(scratch->arena, "INSERT INTO migrations VALUES ('%s', 0)", one->name).at);
    }
}

/* Two accounts have reports of the same numbers, and other journeys. */
static void old_reports_get_the_ids_of_what_they_own(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    make_old(&scratch, "014_owned_ids");
    for (int account = 1; account <= 2; account++)
        raw_run(&scratch,
                arena_format(scratch.arena,
                             "INSERT INTO time_reports (account_id, id, date, hours,"
                             " invoiceable_hours, user_id, project_id, activity_id, time_code_id,"
                             " time_article_id, created_at, user_name_key)"
                             " SELECT %d, value, 1, 1, 1, 1, 1, 1, 1, 1, 1, x'00'"
                             " FROM json_each('[1, 2, 3]');"
                             "INSERT INTO travel_reports (account_id, id, distance, to_salary,"
                             " to_be_invoiced, time_report_id) VALUES (%d, %d, 1, 1, 1, 3),"
                             " (%d, 4, 1, 1, 1, 1);"
                             "INSERT INTO allowance_reports (account_id, id, allowance_id,"
                             " to_be_invoiced, time_report_id) VALUES (%d, 7, 1, 1, %d)",
                             account, account, 4 + account, account, account, 2 * account - 1)
                    .at);
    db_close(scratch_open(&scratch, DB_CREATE));
    assert_int_equal(
        raw_ask(&scratch,
                "SELECT group_concat(coalesce(travel_report_id, 0) || coalesce(allowance_report_id,"
                " 0), ' ') = '47 00 50 40 00 67' FROM (SELECT * FROM time_reports"
                " ORDER BY account_id, id)"),
        1);
    scratch_remove(&scratch);
}

static void *open_it(void *context) {
    struct arena *arena = arena_open();
    const char *problem = NULL;
    struct db *db = db_open(arena, db_in(context), DB_CREATE, &problem);

    if (!db)
        fprintf(stderr, "%s\n", problem);
    db_close(db);
    arena_close(arena);
    return db ? context : NULL;
}

static void many_openers_migrate_once(void **state) {
    struct scratch scratch;
    pthread_t threads[OPENERS];
    int known = 0, opened = 0;

    (void)state;
    while (migrations[known].name)
        known++;
    for (int round = 0; round < ROUNDS; round++) {
        scratch_make(&scratch);
        for (int i = 0; i < OPENERS; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, open_it, scratch.directory), 0);
        for (int i = 0; i < OPENERS; i++) {
            void *result;
            pthread_join(threads[i], &result);
            opened += result != NULL;
        }
        assert_int_equal(raw_ask(&scratch, "SELECT count(*) FROM migrations"), known);
        scratch_remove(&scratch);
    }
    assert_int_equal(opened, ROUNDS * OPENERS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_file_is_only_created_when_asked),
        cmocka_unit_test(a_missing_directory_is_told),
        cmocka_unit_test(garbage_is_left_alone),
        cmocka_unit_test(a_database_of_somebody_else_is_left_alone),
        cmocka_unit_test(truncated_files_are_told),
        cmocka_unit_test(newer_databases_are_refused),
        cmocka_unit_test(older_databases_wait_for_the_server),
        cmocka_unit_test(a_failed_migration_leaves_nothing),
        cmocka_unit_test(old_reports_get_the_ids_of_what_they_own),
        cmocka_unit_test(many_openers_migrate_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
