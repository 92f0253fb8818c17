/* test_counting.c - blocks of counted lists: kept, cut, checked, and read, next to plain SQL. */
#include "change/ledger.h"
#include "demo/demo.h"
#include "managing.h"
#include "read/counted.h"
#include "resources/resources.h"
#include "scratch.h"
#include "upkeep/counted_lists.h"
#include "upkeep/verify.h"

enum { REPORTS = 900 };

struct fixture {
    struct scratch scratch;
    struct db *db;
    struct resource reports; /* time reports with blocks so small that there are many */
    struct counting counting;
    const struct plans *plans;
    const struct plan *plan;
    struct ledger *ledger;
};

/* What a change that passes the door gives with the rest of the row. */
static const char derive[] =
    "UPDATE time_reports SET class = (sent_to_attest_at IS NOT NULL) + 2 * (attested_at IS NOT"
    " NULL) + 4 * (internal_project_id IS NOT NULL) + 8 * (absence_project_id IS NOT NULL),"
    " sent_order = coalesce(sent_to_attest_at, -9223372036854775808),"
    " attested_order = coalesce(attested_at, -9223372036854775808),"
    " updated_order = coalesce(updated_at, -9223372036854775808)";

/* Every report, as the door notes those that it changes. */
static void note_all(struct fixture *fixture, int change) {
    struct statement *row = db_statement(
        fixture->db, STR("SELECT account_id, id FROM time_reports ORDER BY account_id, id"));
    int64_t account_id = 0, ids[2 * REPORTS];
    size_t count = 0;
    enum db_step step;

    assert_non_null(row);
    do {
        step = statement_step(row);
        if (count > 0 && (step != DB_ROW || column_integer(row, 0) != account_id)) {
            assert_true(counted_note(ledger_counted(fixture->ledger), fixture->db,
                                     fixture->plan->counted, account_id, ids, count, change));
            count = 0;
        }
        if (step == DB_ROW) {
            account_id = column_integer(row, 0);
            ids[count++] = column_integer(row, 1);
        }
    } while (step == DB_ROW);
    assert_int_equal(step, DB_END);
}

static void write_sql(struct fixture *fixture, const char *sql) {
    assert_true(db_begin_write(fixture->db));
    note_all(fixture, -1);
    assert_true(db_execute(fixture->db, sql) && db_execute(fixture->db, derive));
    note_all(fixture, 1);
    assert_true(ledger_commit(fixture->ledger, fixture->db));
}

static void begin_lists(struct fixture *fixture) {
    const char *problem = "";

    assert_true(counted_lists_begin(fixture->db, fixture->plans, &problem));
}

static int64_t ask(struct fixture *fixture, const char *sql) {
    struct statement *row = db_statement(fixture->db, str_of(sql));

    assert_non_null(row);
    assert_int_equal(statement_step(row), DB_ROW);
    int64_t number = column_integer(row, 0);
    statement_reset(row);
    return number;
}

static void plan_small(struct fixture *fixture) {
    const struct resource **all = NEW_ARRAY(fixture->scratch.arena, const struct resource *, 100);

    fixture->reports = time_reports;
    fixture->counting = *time_reports.counting;
    fixture->counting.sizes[0] = 4;
    fixture->counting.sizes[1] = 32;
    fixture->reports.counting = &fixture->counting;
    for (size_t i = 0; all_resources[i]; i++)
        all[i] = all_resources[i] == &time_reports ? &fixture->reports : all_resources[i];
    fixture->plans = plan_all(fixture->scratch.arena, all);
    fixture->plan = plan_of(fixture->plans, &fixture->reports);
}

static void open_fixture(struct fixture *fixture) {
    struct demo_options options = {.account_id = 1,
                                   .seed = 5,
                                   .projects = 9,
                                   .contacts = 20,
                                   .time_reports = REPORTS,
                                   .quiet = true};
    const char *problem = "";

    scratch_make(&fixture->scratch);
    fixture->db = scratch_open(&fixture->scratch, DB_CREATE);
    make_first_account(fixture->scratch.arena, fixture->db);
    assert_true(demo_fill(fixture->scratch.arena, fixture->db, &options, &problem));
    plan_small(fixture);
    fixture->ledger = ledger_open(fixture->scratch.arena, fixture->plans);
    begin_lists(fixture);
}

static void close_fixture(struct fixture *fixture) {
    ledger_close(fixture->ledger);
    db_close(fixture->db);
    scratch_remove(&fixture->scratch);
}

static void say(const char *sentence) {
    print_message("%s\n", sentence);
}

static int64_t differences(struct fixture *fixture) {
    struct verification verification = {
        .arena = fixture->scratch.arena, .db = fixture->db, .tell = say};

    assert_true(verify_all(&verification, fixture->plans));
    return verification.differences;
}

static void blocks_are_cut_on_both_levels(void **state) {
    struct fixture fixture;

    (void)state;
    open_fixture(&fixture);
    assert_int_equal(ask(&fixture, "SELECT count(*) FROM counted_blocks WHERE list = 1"
                                   " AND level = 0"),
                     REPORTS / 4);
    assert_true(ask(&fixture, "SELECT count(*) FROM counted_blocks WHERE list = 1"
                              " AND level = 1") > 20);
    assert_int_equal(differences(&fixture), 0);
    close_fixture(&fixture);
}

/* By whatever statement. */
static void blocks_follow_every_write(void **state) {
    static const char *const writes[] = {
        "UPDATE time_reports SET date = date + id % 7 - 3 WHERE id % 3 = 0",
        "DELETE FROM time_reports WHERE id % 11 = 4",
        "UPDATE time_reports SET attested_at = NULL, sent_to_attest_at = NULL WHERE id % 5 = 1",
        "UPDATE time_reports SET attested_at = 5, sent_to_attest_at = 4 WHERE id % 7 = 2",
        "UPDATE time_reports SET internal_project_id = NULL, absence_project_id = 3"
        " WHERE internal_project_id IS NOT NULL AND id % 2",
        "UPDATE time_reports SET updated_at = nullif(id % 4, 0), hours = id % 9 * 500000",
        "UPDATE time_reports SET user_id = 5, user_name_key = (SELECT name_key FROM users"
        " WHERE account_id = 1 AND id = 5) WHERE id % 4 = 1",
        "INSERT INTO time_reports (account_id, id, date, hours, invoiceable_hours, user_id,"
        " project_id, activity_id, time_code_id, time_article_id, created_at, user_name_key)"
        " SELECT account_id, id + 100000, 20000, hours, 0, user_id, project_id, 1, 1, 1, 7,"
        " user_name_key FROM time_reports WHERE project_id IS NOT NULL AND id < 500",
        "DELETE FROM counted_blocks",
        "DELETE FROM time_reports"};
    struct fixture fixture;

    (void)state;
    open_fixture(&fixture);
    for (size_t i = 0; i < COUNT(writes); i++) {
        write_sql(&fixture, writes[i]);
        begin_lists(&fixture);
        assert_int_equal(differences(&fixture), 0);
    }
    close_fixture(&fixture);
}

/* Rows of two accounts that come at once, of every class and to both sides of where blocks begin,
 * some of which change or go before they are counted; and some that were taken back. */
static void rows_that_come_together_are_counted(void **state) {
    struct demo_options options = {.account_id = 2,
                                   .seed = 6,
                                   .projects = 9,
                                   .contacts = 20,
                                   .time_reports = 300,
                                   .quiet = true};
    static const char sql[] =
        "INSERT INTO time_reports (account_id, id, date, hours, invoiceable_hours, user_id,"
        " project_id, internal_project_id, absence_project_id, sent_to_attest_at, attested_at,"
        " activity_id, time_code_id, time_article_id, created_at, user_name_key)"
        " SELECT account_id, id + 100000, date, hours, invoiceable_hours, user_id, project_id,"
        " internal_project_id, absence_project_id, sent_to_attest_at, attested_at, activity_id,"
        " time_code_id, time_article_id, created_at, user_name_key FROM time_reports"
        " WHERE id < 200;"
        "UPDATE time_reports SET date = date + id % 3, attested_at = 9, sent_to_attest_at = 8"
        " WHERE id > 100000 AND id % 5 = 0;"
        "DELETE FROM time_reports WHERE id > 100000 AND id % 7 = 0;"
        "SAVEPOINT job; INSERT INTO time_reports (account_id, id, date, hours, invoiceable_hours,"
        " user_id, project_id, activity_id, time_code_id, time_article_id, created_at,"
        " user_name_key) SELECT account_id, id + 200000, 1, 1, 1, user_id, project_id,"
        " activity_id, time_code_id, time_article_id, 1, user_name_key FROM time_reports"
        " WHERE project_id IS NOT NULL; ROLLBACK TO job; RELEASE job;"
        "DELETE FROM time_reports WHERE id % 11 = 0";
    const char *problem = "";
    struct management management;
    struct fixture fixture;

    (void)state;
    open_fixture(&fixture);
    assert_true(management_open(&management, fixture.scratch.arena, fixture.db, fixture.plans,
                                (struct caller){.kind = CALLER_COMMAND}));
    assert_true(account_create(&management, STR("Second")));
    end_managing(&management);
    assert_int_equal(management.caller.account_id, 2);
    assert_true(demo_fill(fixture.scratch.arena, fixture.db, &options, &problem));
    begin_lists(&fixture);
    int64_t before = ask(&fixture, "SELECT count(*) FROM time_reports");
    write_sql(&fixture, sql);
    assert_true(ask(&fixture, "SELECT count(*) FROM time_reports") > before);
    assert_int_equal(differences(&fixture), 0);
    close_fixture(&fixture);
}

static void spoil(struct fixture *fixture, const char *sql, int64_t expected) {
    assert_true(db_begin_write(fixture->db));
    assert_true(db_execute(fixture->db, sql));
    int64_t found = differences(fixture);
    db_rollback(fixture->db);
    if (found < 1 || (expected && found != expected))
        fail_msg("%s: %lld differences", sql, (long long)found);
}

static void every_difference_is_found(void **state) {
    struct fixture fixture;

    (void)state;
    open_fixture(&fixture);
    spoil(&fixture,
          "UPDATE counted_blocks SET class_3 = class_3 + 1 WHERE list = 4 AND level = 1"
          " AND first_id = 0",
          1);
    spoil(&fixture,
          "UPDATE counted_blocks SET total = total - 1 WHERE list = 102 AND level = 0"
          " AND first_id = 0",
          0);
    spoil(&fixture,
          "DELETE FROM counted_blocks WHERE list = 2 AND level = 0"
          " AND first_id = (SELECT max(first_id) FROM counted_blocks WHERE list = 2"
          " AND level = 1)",
          0);
    spoil(&fixture, "DELETE FROM counted_blocks WHERE list = 1 AND level = 1", 1);
    spoil(&fixture,
          "UPDATE time_reports SET attested_at ="
          " CASE WHEN attested_at IS NULL THEN 1 END WHERE id = 3",
          2);
    /* one that no invoice has a copy of */
    spoil(&fixture,
          "UPDATE contacts SET name_key = x'00' WHERE id = (SELECT min(c.id) FROM contacts c"
          " WHERE NOT EXISTS (SELECT 1 FROM invoices i WHERE i.customer_id = c.id))",
          1);
    spoil(&fixture, "UPDATE contacts SET name_folded = 'x' WHERE id IN (5, 6)", 2);
    /* the copy, and the numbers of the block that it left and of the one that it came to */
    spoil(&fixture, "UPDATE time_reports SET user_name_key = x'00' WHERE id = 7", 3);
    spoil(&fixture,
          "UPDATE time_reports SET travel_report_id = 1, allowance_report_id = 1 WHERE"
          " travel_report_id IS NULL AND id = (SELECT max(id) FROM time_reports"
          " WHERE travel_report_id IS NULL)",
          2);
    spoil(&fixture,
          "UPDATE time_reports SET travel_report_id = NULL WHERE id ="
          " (SELECT max(time_report_id) FROM travel_reports)",
          1);
    spoil(&fixture,
          "UPDATE time_reports SET allowance_report_id = allowance_report_id + 1 WHERE id ="
          " (SELECT max(time_report_id) FROM allowance_reports)",
          1);
    spoil(&fixture,
          "UPDATE tasks SET title = 'x' WHERE id = 7; UPDATE users SET name = 'x'"
          " WHERE id = 3",
          0);
    close_fixture(&fixture);
}

/* ---- reading ---- */

static void read_list(struct fixture *fixture, unsigned classes, const char *where,
                      struct list_parameters *parameters) {
    struct arena *arena = fixture->scratch.arena;
    struct source source = {.db = fixture->db, .account_id = 1};
    struct counted counted = counted_read(arena, &source, fixture->plan, parameters);
    struct page page = {.count = 0};
    int64_t total;
    struct str sql = arena_format(arena,
                                  "SELECT t.id FROM time_reports t WHERE account_id = 1 AND %s"
                                  " AND (%u >> class) & 1 ORDER BY t.%s, t.id",
                                  where, classes, parameters->sort->column);
    struct statement *row = db_statement(fixture->db, sql);

    assert_non_null(row);
    assert_true(counted.counts);
    assert_int_equal(counted_total(&counted, &total), FOUND);
    for (int64_t i = 0; i < total; i++) {
        assert_int_equal(statement_step(row), DB_ROW);
        if (!counted.orders || (i % 13 && i < total - 1))
            continue;
        size_t count = (size_t)(total - i < 9 ? total - i : 9);
        assert_int_equal(counted_ids(&counted, i, count, &page), FOUND);
        assert_int_equal(page.count, count);
        assert_int_equal(page.ids[0], column_integer(row, 0));
    }
    assert_int_equal(statement_step(row), DB_END);
    statement_reset(row);
}

static void use(struct list_parameters *parameters, const struct filter *filters, const char *name,
                int64_t value) {
    while (strcmp(filters->name, name) != 0)
        filters++;
    parameters->values[parameters->value_count++] =
        (struct filter_value){.filter = filters, .integer = value};
}

static void lists_are_read_as_plain_sql_reads_them(void **state) {
    static const unsigned sets[] = {0xfff, 0x00f, 0xccc, 0x333 & 0xaaa, 0x001, 0x800, 0};
    struct fixture fixture;

    (void)state;
    open_fixture(&fixture);
    write_sql(&fixture, "UPDATE time_reports SET updated_at = nullif(id % 4, 0), attested_at ="
                        " CASE WHEN id % 9 THEN attested_at END, date = date - id % 400");
    int64_t day = ask(&fixture, "SELECT max(date) - 300 FROM time_reports");
    for (size_t i = 0; i < COUNT(sets); i++)
        for (const struct sort *sort = fixture.reports.sorts; sort->name; sort++) {
            struct list_parameters all = {.sort = sort}, later = {.sort = sort},
                                   internal = {.sort = sort};
            if (sets[i] != 0xfff)
                use(&all, fixture.reports.filters, "isAttested", sets[i]);
            read_list(&fixture, sets[i], "1", &all);
            later = internal = all;
            use(&later, fixture.reports.filters, "from", day);
            use(&later, fixture.reports.filters, "to", day + 150);
            read_list(&fixture, sets[i],
                      arena_format(fixture.scratch.arena, "date BETWEEN %lld AND %lld",
                                   (long long)day, (long long)day + 150)
                          .at,
                      &later);
            use(&internal, fixture.reports.filters, "to", day + 200);
            use(&internal, fixture.reports.filters, "internalProjectId", 3);
            read_list(&fixture, sets[i],
                      arena_format(fixture.scratch.arena,
                                   "internal_project_id = 3 AND date <= %lld", (long long)day + 200)
                          .at,
                      &internal);
        }
    close_fixture(&fixture);
}

/* An account whose blocks are not made is counted one by one. */
static void without_blocks_nothing_is_known(void **state) {
    struct fixture fixture;
    struct list_parameters parameters = {.sort = NULL};
    int64_t total;

    (void)state;
    open_fixture(&fixture);
    parameters.sort = fixture.reports.sorts;
    write_sql(&fixture, "DELETE FROM counted_blocks");
    struct source source = {.db = fixture.db, .account_id = 1};
    struct counted counted =
        counted_read(fixture.scratch.arena, &source, fixture.plan, &parameters);
    assert_int_equal(counted_total(&counted, &total), NOT_FOUND);
    close_fixture(&fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_cut_on_both_levels),
        cmocka_unit_test(blocks_follow_every_write),
        cmocka_unit_test(rows_that_come_together_are_counted),
        cmocka_unit_test(every_difference_is_found),
        cmocka_unit_test(lists_are_read_as_plain_sql_reads_them),
        cmocka_unit_test(without_blocks_nothing_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
