/* test_postgres_walls.c - whose rows a connection sees, and as whom it serves. */
#include "postgres_server.h"

/* Two companies with a sequence each; as it serves. */
static struct db *open_with_two(enum db_mode mode, const char **ret_name) {
    const char *name = *ret_name ? *ret_name : new_database();

    if (!*ret_name) {
        db_close(open_database(name, DB_CREATE));
        psql(name,
             "INSERT INTO accounts (id, name, created_at) VALUES (1, 'One', 1), (2, 'Two', 1);"
             "INSERT INTO sequences (account_id, name, last) VALUES (1, 'a', 10), (2, 'a', 20)");
    }
    *ret_name = name;
    return open_serving(url_of("glimt", name), mode);
}

static int64_t sum(struct db *db) {
    return number(db, "SELECT coalesce(sum(last), 0) FROM sequences");
}

static void who_names_nobody_sees_nothing(void **state) {
    const char *name = NULL;
    struct db *db = open_with_two(DB_READ, &name);

    (void)state;
    assert_int_equal(sum(db), 0);
    assert_true(db_begin_read(db));
    assert_int_equal(sum(db), 0);
    assert_int_equal(number(db, "SELECT count(*) FROM accounts"), 0);
    db_end_read(db);
    db_close(db);
}

static void one_sees_his_own(void **state) {
    const char *name = NULL;
    struct db *db = open_with_two(DB_READ, &name);

    (void)state;
    db_of_account(db, 2);
    assert_true(db_begin_read(db));
    assert_int_equal(sum(db), 20);
    assert_int_equal(number(db, "SELECT sum(id) FROM accounts"), 2);
    db_of_account(db, 1);
    assert_int_equal(sum(db), 10);
    db_of_account(db, EVERY_ACCOUNT);
    assert_int_equal(sum(db), 30);
    db_of_account(db, 3);
    assert_int_equal(sum(db), 0);
    db_end_read(db);
    db_close(db);
}

static void naming_ends_with_the_transaction(void **state) {
    const char *name = NULL;
    struct db *db = open_with_two(DB_WRITE, &name);

    (void)state;
    db_of_account(db, 1);
    assert_true(db_begin_read(db));
    assert_int_equal(sum(db), 10);
    db_end_read(db);
    assert_true(db_begin_read(db));
    assert_int_equal(sum(db), 0);
    db_end_read(db);
    db_of_account(db, 2); /* outside of a transaction */
    assert_int_equal(sum(db), 20);
    assert_true(db_begin_write(db));
    assert_int_equal(sum(db), 20);
    db_rollback(db);
    assert_int_equal(sum(db), 0);
    db_stands_for(db, EVERY_ACCOUNT);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(sum(db), 30);
        assert_true(db_begin_read(db));
        assert_int_equal(sum(db), 30);
        db_of_account(db, 1);
        assert_int_equal(sum(db), 10);
        db_end_read(db);
    }
    db_close(db);
}

/* What a savepoint takes back is the setting, too. */
static void each_part_names_its_own(void **state) {
    const char *name = NULL;
    struct db *db = open_with_two(DB_WRITE, &name);

    (void)state;
    assert_true(db_begin_write(db));
    db_of_account(db, 1);
    assert_int_equal(sum(db), 10);
    assert_true(db_savepoint(db));
    db_of_account(db, 2);
    assert_true(runs(db, "UPDATE sequences SET last = last + 1"));
    assert_int_equal(db_changed_rows(db), 1);
    assert_int_equal(sum(db), 21);
    assert_true(db_savepoint_undo(db));
    assert_int_equal(sum(db), 20);
    assert_true(db_savepoint(db));
    db_of_account(db, 1);
    assert_true(runs(db, "UPDATE sequences SET last = last + 1"));
    assert_true(db_savepoint_keep(db));
    assert_int_equal(sum(db), 11);
    db_of_account(db, EVERY_ACCOUNT);
    assert_int_equal(sum(db), 31);
    assert_true(db_commit(db));
    db_close(db);
}

static void rows_of_others_are_not_written(void **state) {
    static const char *const refused[] = {
        "INSERT INTO sequences (account_id, name, last) VALUES (1, 'b', 5)",
        "UPDATE sequences SET account_id = 1, name = 'b'",
    };
    const char *name = NULL;
    struct db *db = open_with_two(DB_WRITE, &name);

    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        db_of_account(db, 2);
        assert_true(db_begin_write(db));
        assert_false(runs(db, refused[i]) && db_hear(db));
        db_rollback(db);
    }
    db_of_account(db, 2);
    assert_true(db_begin_write(db));
    assert_true(runs(db, "DELETE FROM sequences"));
    assert_int_equal(db_changed_rows(db), 1);
    assert_true(db_commit(db));
    assert_string_equal(psql(name, "SELECT sum(last) FROM sequences"), "10");
    db_close(db);
}

/* A table that comes later has a wall from its migration on; one without is noticed. */
static void every_table_has_a_wall(void **state) {
    const char *name = NULL, *problem = NULL;

    (void)state;
    db_close(open_with_two(DB_WRITE, &name));
    assert_string_equal(
        psql(name, "SELECT count(*) FROM information_schema.columns c JOIN pg_class t"
                   " ON t.relname = c.table_name WHERE c.table_schema = 'public' AND t.relkind ="
                   " 'r' AND c.column_name = 'account_id' AND NOT (t.relrowsecurity AND EXISTS"
                   " (SELECT 1 FROM pg_policies p WHERE p.tablename = t.relname"
                   " AND p.qual LIKE '%glimt.account%' AND p.with_check = p.qual))"),
        "0");
    psql(name,
         "CREATE TABLE later (account_id BIGINT NOT NULL); INSERT INTO later VALUES (1), (2)");
    assert_null(open_url(server.arena, url_of("glimt", name), DB_READ, &problem));
    assert_non_null(strstr(problem, "later"));
    struct db *db = open_with_two(DB_CREATE, &name);
    db_of_account(db, 2);
    assert_int_equal(number(db, "SELECT sum(account_id) FROM later"), 2);
    db_close(db);
}

static void a_view_is_behind_the_walls(void **state) {
    const char *name = new_database();

    (void)state;
    db_close(open_database(name, DB_CREATE));
    assert_string_equal(
        psql(name, "SELECT count(*) FROM pg_class WHERE relkind = 'v' AND relnamespace ="
                   " 'public'::regnamespace AND NOT ('security_invoker=true' = ANY (reloptions))"),
        "0");
}

/* ---- roles ---- */

static void who_serves_owns_nothing(void **state) {
    static const char *const refused[] = {
        "CREATE TABLE things (id BIGINT)",
        "DROP TABLE contacts",
        "ALTER TABLE contacts DISABLE ROW LEVEL SECURITY",
        "TRUNCATE sequences",
        "DELETE FROM migrations",
    };
    const char *name = NULL;
    struct db *db = open_with_two(DB_CREATE, &name);

    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++)
        assert_false(db_execute(db, refused[i]));
    assert_string_equal(psql(name,
                             "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'glimt_serve_%'"
                             " AND (rolsuper OR rolcanlogin OR rolcreaterole OR rolbypassrls)"),
                        "0");
    assert_true(number(db, "SELECT count(*) FROM migrations") > 30);
    db_close(db);
}

static void a_new_connection_serves_likewise(void **state) {
    const char *name = NULL;
    struct db *db = open_with_two(DB_READ, &name);

    (void)state;
    psql(name, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
               " WHERE application_name = 'glimt'");
    assert_int_equal(sum(db), 0);
    assert_int_equal(number(db, "SELECT count(*) FROM pg_roles WHERE rolname = current_user"
                                " AND rolname LIKE 'glimt_serve_%'"),
                     1);
    db_close(db);
}

/* The role of a database that `weak` serves. */
static const char *let_serve(const char *name) {
    psql(name, arena_format(server.arena, "GRANT glimt_serve_%s TO weak", name).at);
    return url_of("weak", name);
}

static void a_member_serves_and_never_migrates(void **state) {
    const char *name = NULL, *problem = NULL;

    (void)state;
    db_close(open_with_two(DB_WRITE, &name));
    struct db *db = open_serving(let_serve(name), DB_CREATE);
    assert_int_equal(sum(db), 0);
    db_of_account(db, 2);
    assert_int_equal(sum(db), 20);
    db_close(db);
    const char *newest = psql(name, "SELECT to_char(max(number), 'FM000') FROM migrations");
    psql(name, "DELETE FROM migrations WHERE number = (SELECT max(number) FROM migrations)");
    const char *left = psql(name, "SELECT max(number) FROM migrations");
    assert_null(open_url(server.arena, url_of("weak", name), DB_CREATE, &problem));
    assert_non_null(strstr(problem, newest));
    assert_non_null(strstr(problem, "run glimt migrate --database"));
    assert_string_equal(psql(name, "SELECT max(number) FROM migrations"), left);
}

static void who_would_see_all_does_not_serve(void **state) {
    const char *name = NULL, *problem = NULL;

    (void)state;
    db_close(open_with_two(DB_WRITE, &name));
    psql(name, "ALTER ROLE weak BYPASSRLS");
    assert_null(open_url(server.arena, let_serve(name), DB_READ, &problem));
    psql(name, "ALTER ROLE weak NOBYPASSRLS");
    assert_non_null(strstr(problem, "has neither BYPASSRLS nor SUPERUSER"));
    db_close(open_serving(let_serve(name), DB_READ));
}

/* Without CREATEROLE an administrator makes the role once, by what the sentence says. */
static void a_role_may_be_made_by_others(void **state) {
    const char *name = new_database(), *problem = NULL;

    (void)state;
    psql(name, "GRANT CREATE ON SCHEMA public TO weak");
    assert_null(open_url(server.arena, url_of("weak", name), DB_CREATE, &problem));
    const char *statements = strstr(problem, "CREATE ROLE glimt_serve_");
    assert_non_null(statements);
    assert_string_equal(psql(name, "SELECT count(*) FROM pg_class WHERE relnamespace ="
                                   " 'public'::regnamespace"),
                        "0");
    psql(name, arena_format(server.arena, "%.*s;", (int)strcspn(statements, "."), statements).at);
    struct db *db = open_serving(url_of("weak", name), DB_CREATE);
    assert_false(db_execute(db, "DROP TABLE contacts"));
    db_close(db);
}

/* To fill empty tables is for their owner, who drops indexes meanwhile. */
static void large_loads_are_the_owners(void **state) {
    const char *name = NULL;
    struct db *db = open_with_two(DB_WRITE, &name);

    (void)state;
    assert_true(db->engine->load_begin(db));
    assert_true(db_execute(db, "DROP INDEX contacts_by_name"));
    db->engine->load_end(db);
    assert_false(db_execute(db, "DROP INDEX contacts_by_created"));
    assert_int_equal(sum(db), 0);
    db_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_names_nobody_sees_nothing),
        cmocka_unit_test(one_sees_his_own),
        cmocka_unit_test(naming_ends_with_the_transaction),
        cmocka_unit_test(each_part_names_its_own),
        cmocka_unit_test(rows_of_others_are_not_written),
        cmocka_unit_test(every_table_has_a_wall),
        cmocka_unit_test(a_view_is_behind_the_walls),
        cmocka_unit_test(who_serves_owns_nothing),
        cmocka_unit_test(a_new_connection_serves_likewise),
        cmocka_unit_test(a_member_serves_and_never_migrates),
        cmocka_unit_test(who_would_see_all_does_not_serve),
        cmocka_unit_test(a_role_may_be_made_by_others),
        cmocka_unit_test(large_loads_are_the_owners),
    };

    if (server_is_missing())
        return 77; /* left out, says meson */
    return cmocka_run_group_tests(tests, server_make, server_remove);
}
