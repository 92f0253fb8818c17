/* test_door.c - what a change of a row brings with it, whatever kind it is and whoever asks. */
#include "door_fixture.h"
#include "manage/applications.h"
#include "manage/tokens.h"

#include <stdlib.h>

/* Time reports with patches, in the place of those that there are. */
static const struct patch patches[] = {
    {"attest", "attestedDate attestedByUser"}, {"move", "date user"}, {NULL, NULL}};
static struct resource patched;
static const struct resource *with_patches[100];

static void plan_patches(void) {
    patched = time_reports;
    patched.patches = patches;
    for (size_t i = 0; all_resources[i]; i++)
        with_patches[i] = all_resources[i] == &time_reports ? &patched : all_resources[i];
}

static int64_t entries(struct door_fixture *fixture, const char *where) {
    return fixture_ask(
        fixture,
        arena_format(fixture->scratch.arena, "SELECT count(*) FROM changes WHERE %s", where).at);
}

#define COMPANY "{\"name\":\"Åbo\",\"contactType\":\"company\",\"responsibleId\":1}"

static void a_new_row_brings_all_that_follows(void **state) {
    struct door_fixture fixture;
    struct versions versions;

    (void)state;
    fixture_open(&fixture, all_resources, false);
    struct change *change = fixture_begin(&fixture, &contacts, CHANGE_CREATE, 0);
    change_show(change);
    change_decode(change, STR(COMPANY));
    assert_int_equal(fixture_pass(&fixture, change), DONE);
    assert_int_equal(change_id(change), 1);
    assert_non_null(strstr(change_shown(change).at, "\"name\":\"Åbo\""));
    assert_int_equal(fixture_ask(&fixture, "SELECT created_at FROM contacts"), MOMENT);
    assert_int_equal(fixture_ask(&fixture, "SELECT created_by_id FROM contacts"), 1);
    assert_int_equal(entries(&fixture, "number = 1 AND resource = 'contact' AND row_id = 1 AND"
                                       " kind = 1 AND caller_kind = 1 AND caller_id = 7"),
                     1);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM audit_entries WHERE action ="
                                           " 'create' AND subject_id = 1 AND title = 'Åbo'"),
                     1);
    assert_true(versions_read(fixture.db, 1, &versions));
    assert_int_equal(versions.added[area_contacts.number], 1);
    assert_int_equal(versions.changed[area_contacts.number], 0);
    fixture_close(&fixture);
}

/* However many jobs a transaction has. */
static void versions_rise_once_for_all_jobs(void **state) {
    struct door_fixture fixture;
    struct versions versions;

    (void)state;
    fixture_open(&fixture, all_resources, false);
    assert_true(db_begin_write(fixture.db));
    for (int i = 0; i < 5; i++) {
        struct change *change = fixture_begin(&fixture, &contacts, CHANGE_CREATE, 0);
        change_decode(change, STR(COMPANY));
        assert_int_equal(fixture_job(&fixture, change), DONE);
    }
    assert_true(ledger_commit(fixture.ledger, fixture.db));
    assert_true(versions_read(fixture.db, 1, &versions));
    assert_int_equal(versions.added[area_contacts.number], 1);
    assert_int_equal(entries(&fixture, "number = row_id"), 5);
    fixture_close(&fixture);
}

static void a_refused_job_leaves_nothing(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, false);
    assert_true(db_begin_write(fixture.db));
    for (int i = 0; i < 4; i++) {
        struct change *change = fixture_begin(&fixture, &contacts, CHANGE_CREATE, 0);
        change_decode(change, i % 2 ? STR(COMPANY)
                                    : STR("{\"name\":\"x\",\"contactType\":\"company\","
                                          "\"responsibleId\":99}"));
        assert_int_equal(fixture_job(&fixture, change), i % 2 ? DONE : INVALID);
        faults_init(&fixture.faults, fixture.scratch.arena);
    }
    assert_true(ledger_commit(fixture.ledger, fixture.db));
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM contacts"), 2);
    assert_int_equal(entries(&fixture, "number = row_id"), 2);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM audit_entries"), 2);
    fixture_close(&fixture);
}

static void stamps_name_nobody_where_nobody_asks(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, false);
    fixture.caller = (struct caller){.kind = CALLER_SYSTEM, .account_id = 1};
    fixture_store(&fixture, &contacts, 0, COMPANY);
    assert_int_equal(fixture_ask(&fixture, "SELECT created_by_id IS NULL FROM contacts"), 1);
    assert_int_equal(entries(&fixture, "caller_kind = 4 AND caller_id IS NULL"), 1);
    fixture_close(&fixture);
}

/* ---- rows that a row owns ---- */

#define REPORT(parts)                                                                              \
    "{\"date\":\"2025-12-01\",\"hours\":8,\"invoiceableHours\":8,\"userId\":2,\"projectId\":1,"    \
    "\"activityId\":1,\"timeCodeId\":1,\"timeArticleId\":1" parts "}"

#define PART(title, units) "\"title\":\"" title "\",\"units\":" #units ",\"unitPrice\":1"

static void parts_have_entries_of_their_own(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, true);
    int64_t id = fixture_store(&fixture, &time_reports, 0,
                               REPORT(",\"travelReport\":{\"distance\":10},\"materials\":["
                                      "{" PART("a", 1) "},{" PART("b", 2) "},{" PART("c", 3) "}]"));
    assert_int_equal(entries(&fixture, "kind = 1 AND resource = 'time report'"), 1);
    assert_int_equal(entries(&fixture, "kind = 1 AND resource = 'material report'"), 3);
    assert_int_equal(entries(&fixture, "kind = 1 AND resource = 'travel report'"), 1);
    assert_int_equal(fixture_ask(&fixture,
                                 "SELECT r.travel_report_id = t.id FROM time_reports r JOIN"
                                 " travel_reports t ON t.time_report_id = r.id ORDER BY r.id DESC"),
                     1);
    int64_t first = fixture_ask(&fixture, "SELECT max(id) - 2 FROM material_reports");
    /* The first stays as it is, the second changes, the third goes, and another one comes. */
    const char *json =
        arena_format(fixture.scratch.arena,
                     REPORT(",\"travelReport\":null,\"materials\":["
                            "{\"id\":%lld," PART("a", 1) "},"
                                                         "{\"id\":%lld," PART("b", 5) "},{" PART(
                                                             "d", 4) "}]"),
                     (long long)first, (long long)first + 1)
            .at;
    fixture_store(&fixture, &time_reports, id, json);
    assert_int_equal(entries(&fixture, "kind = 2 AND resource = 'material report'"), 1);
    assert_int_equal(entries(&fixture, "kind = 3 AND resource = 'material report'"), 1);
    assert_int_equal(entries(&fixture, "kind = 1 AND resource = 'material report'"), 4);
    assert_int_equal(entries(&fixture, "kind = 3 AND resource = 'travel report'"), 1);
    assert_int_equal(entries(&fixture, "kind = 2 AND resource = 'time report'"), 1);
    fixture_close(&fixture);
}

/* Each row that goes, and nothing else. */
static void what_goes_with_its_owner_has_entries(void **state) {
    static const char expected[] =
        "SELECT 1 + (SELECT count(*) FROM task_comments WHERE task_id = t.id)"
        " + (SELECT count(*) FROM task_attachments WHERE task_id = t.id)"
        " + (SELECT count(*) FROM task_checklists WHERE task_id = t.id)"
        " + (SELECT count(*) FROM task_checklists c JOIN task_checklist_items i"
        " ON i.task_checklist_id = c.id WHERE c.task_id = t.id) FROM tasks t WHERE t.id = %d";
    struct door_fixture fixture;
    int64_t all = 0;

    (void)state;
    fixture_open(&fixture, all_resources, true);
    fixture_write(&fixture, "DELETE FROM time_reports WHERE task_id IS NOT NULL");
    fixture_write(&fixture, "UPDATE task_attachments SET content_hash = 'x', type = 'file',"
                            " external_url = NULL, external_url_type = NULL WHERE task_id = 9");
    for (int task = 1; task <= 10; task++) {
        all += fixture_ask(&fixture, arena_format(fixture.scratch.arena, expected, task).at);
        fixture_remove(&fixture, &tasks, task);
        assert_int_equal(entries(&fixture, "kind = 3"), all);
    }
    assert_true(entries(&fixture, "resource = 'checklist item'") > 2);
    assert_true(entries(&fixture, "resource = 'task comment'") > 2);
    assert_int_equal(entries(&fixture, "resource = 'task attachment'"), 2);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM file_removals"), 1);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM audit_entries"), 10);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM task_checklist_items i WHERE NOT"
                                           " EXISTS (SELECT 1 FROM task_checklists c WHERE"
                                           " c.id = i.task_checklist_id)"),
                     0);
    fixture_close(&fixture);
}

static void who_is_referred_to_stays(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, true);
    int64_t customer = fixture_ask(&fixture, "SELECT min(customer_id) FROM projects");
    fixture_refuses(&fixture, fixture_begin(&fixture, &contacts, CHANGE_DELETE, customer),
                    "projects refer to it as their");
    assert_int_equal(entries(&fixture, "true"), 0);
    fixture_close(&fixture);
}

static void rows_of_a_missing_owner_are_refused(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, true);
    struct change *change = fixture_begin(&fixture, &task_comments, CHANGE_CREATE, 0);
    change_set_owner(change, 999);
    change_decode(change, STR("{\"text\":\"x\"}"));
    fixture_refuses(&fixture, change, "The task could not be found.");
    change = fixture_begin(&fixture, &task_comments, CHANGE_CREATE, 0);
    change_set_owner(change, 3);
    change_set_text(change, "text", STR("from C"));
    assert_int_equal(fixture_pass(&fixture, change), DONE);
    fixture_close(&fixture);
}

/* ---- copies ---- */

static void a_new_name_reaches_those_that_keep_its_key(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, true);
    assert_true(fixture_ask(&fixture, "SELECT count(*) FROM time_reports WHERE user_id = 2") > 0);
    fixture_store(&fixture, &users, 2,
                  "{\"firstName\":\"Östen\",\"lastName\":\"Ö\",\"license\":\"total\"}");
    assert_int_equal(entries(&fixture, "resource = 'user' AND kind = 2"), 1);
    assert_int_equal(entries(&fixture, "true"), 1);
    fixture_close(&fixture);
}

static void the_company_is_called_as_in_its_settings(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, false);
    fixture_store(&fixture, &account_settings, 1, "{\"companyName\":\"Ny AB\",\"taxPercent\":25}");
    assert_int_equal(fixture_ask(&fixture, "SELECT name = 'Ny AB' FROM accounts"), 1);
    fixture_close(&fixture);
}

static void an_application_that_is_ended_loses_its_tokens(void **state) {
    struct new_application wanted = {.name = STR("x")};
    struct management management;
    struct application application;
    struct str id, secret, token;
    struct versions before, after;
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, false);
    struct arena *arena = fixture.scratch.arena;
    begin_managing(&management, arena, fixture.db, 1);
    assert_true(application_create(&management, &wanted, &id, &secret));
    assert_int_equal(
        access_by_secret(arena, fixture.db, permission_names, id, secret, &application),
        ACCESS_GRANTED);
    management.caller = application.caller;
    for (int i = 0; i < 3; i++)
        assert_true(token_create(&management.door, fixture.plans, INT64_C(4000000000), 0, &token,
                                 &(int64_t){0}));
    end_managing(&management);
    assert_true(versions_read(fixture.db, SYSTEM_ACCOUNT, &before));
    fixture_store(&fixture, &applications, 1,
                  "{\"name\":\"x\",\"responsibleId\":1,\"isActive\":false}");
    assert_true(versions_read(fixture.db, SYSTEM_ACCOUNT, &after));
    assert_true(after.changed[SYSTEM_AREA] > before.changed[SYSTEM_AREA]);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM tokens"), 0);
    assert_int_equal(entries(&fixture, "resource = 'application token' AND kind = 3"), 3);
    fixture_close(&fixture);
}

/* ---- patches ---- */

static void a_patch_gives_its_columns_and_what_follows(void **state) {
    struct door_fixture fixture;

    (void)state;
    plan_patches();
    fixture_open(&fixture, with_patches, true);
    fixture.door.audit = AUDIT_NONE;
    const struct plan *plan = plan_of(fixture.plans, &patched);
    int64_t id =
        fixture_ask(&fixture, "SELECT max(id) FROM time_reports WHERE attested_at IS NULL");
    int64_t updated =
        fixture_ask(&fixture, "SELECT total(coalesce(updated_at, 0) + hours) FROM time_reports");
    struct change *change = change_begin_patch(&fixture.door, plan, "attest", id);
    change_set_integer(change, "attestedDate", MOMENT);
    change_set_integer(change, "attestedByUser", 3);
    assert_int_equal(fixture_pass(&fixture, change), DONE);
    change = change_begin_patch(&fixture.door, plan, "move", id);
    change_set_integer(change, "date", 20000);
    change_set_integer(change, "user", 5);
    assert_int_equal(fixture_pass(&fixture, change), DONE);
    const char *sql = arena_format(fixture.scratch.arena,
                                   "SELECT attested_at = %d AND attested_by_id = 3 AND"
                                   " attested_order = attested_at AND class & 2 AND date = 20000"
                                   " AND user_id = 5 FROM time_reports WHERE id = %lld",
                                   MOMENT, (long long)id)
                          .at;
    assert_int_equal(fixture_ask(&fixture, sql), 1);
    assert_int_equal(
        fixture_ask(&fixture, "SELECT total(coalesce(updated_at, 0) + hours) FROM time_reports"),
        updated);
    assert_int_equal(entries(&fixture, "kind = 2 AND resource = 'time report'"), 2);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM audit_entries"), 0);
    fixture_close(&fixture);
}

static void many_rows_are_patched_by_one_statement(void **state) {
    struct door_fixture fixture;
    int64_t ids[200];

    (void)state;
    plan_patches();
    fixture_open(&fixture, with_patches, true);
    fixture.door.audit = AUDIT_NONE;
    const struct plan *plan = plan_of(fixture.plans, &patched);
    for (size_t i = 0; i < COUNT(ids); i++)
        ids[i] = (int64_t)i + 50;
    struct change *change = change_begin_patch_of(&fixture.door, plan, "attest", ids, COUNT(ids));
    change_set_null(change, "attestedDate");
    change_set_null(change, "attestedByUser");
    assert_int_equal(fixture_pass(&fixture, change), DONE);
    assert_int_equal(entries(&fixture, "kind = 2 AND row_id BETWEEN 50 AND 249"), 200);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM time_reports WHERE id BETWEEN 50"
                                           " AND 249 AND attested_at IS NULL AND class & 2 = 0"),
                     200);
    ids[7] = 99999;
    change = change_begin_patch_of(&fixture.door, plan, "attest", ids, COUNT(ids));
    fixture_refuses(&fixture, change, "could not be found");
    assert_int_equal(entries(&fixture, "true"), 200);
    fixture_close(&fixture);
}

static void a_patch_tells_people_what_it_altered(void **state) {
    struct door_fixture fixture;

    (void)state;
    plan_patches();
    fixture_open(&fixture, with_patches, true);
    struct change *change =
        change_begin_patch(&fixture.door, plan_of(fixture.plans, &patched), "attest", 9);
    change_set_integer(change, "attestedDate", MOMENT);
    change_set_integer(change, "attestedByUser", 3);
    assert_int_equal(fixture_pass(&fixture, change), DONE);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM audit_entries WHERE action ="
                                           " 'update' AND subject_id = 9 AND changes LIKE"
                                           " '%attestedDate%2026-01-01 00:00:00%'"),
                     1);
    fixture_close(&fixture);
}

/* ---- rows from elsewhere ---- */

static void an_import_keeps_what_it_is_told(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, true);
    fixture.caller = (struct caller){.kind = CALLER_IMPORT, .account_id = 1, .user_id = 4};
    int64_t id = fixture_store(
        &fixture, &time_reports, 0,
        "{\"id\":7000,\"date\":\"2019-12-01\",\"hours\":8,\"invoiceableHours\":8,\"user\":2,"
        "\"project\":1,\"activity\":1,\"timeCode\":1,\"timeArticle\":1,\"cost\":11,\"rate\":12.5,"
        "\"discount\":null,\"sentToAttestDate\":\"2019-12-02 10:00:00\",\"attestedDate\":"
        "\"2019-12-03 10:00:00\",\"attestedByUser\":3,\"createdDate\":\"2019-12-01 09:00:00\","
        "\"createdBy\":5,\"updatedDate\":\"2019-12-04 09:00:00\",\"materials\":[{\"id\":900,"
        "\"title\":\"a\",\"units\":2,\"unitPrice\":3,\"amount\":77},{" PART(
            "b", 1) "}],"
                    "\"travelReport\":{\"id\":800,\"distance\":10,\"cost\":4}}");
    assert_int_equal(id, 7000);
    assert_int_equal(
        fixture_ask(&fixture, "SELECT cost = 11000000 AND rate = 12500000 AND discount IS NULL AND"
                              " attested_by_id = 3 AND created_by_id = 5 AND created_at ="
                              " 1575190800 AND updated_at = 1575450000 AND travel_report_id = 800"
                              " AND class = 3 FROM time_reports WHERE id = 7000"),
        1);
    assert_int_equal(fixture_ask(&fixture, "SELECT amount FROM material_reports WHERE id = 900"),
                     77000000);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM material_reports WHERE id = 901"),
                     1);
    assert_int_equal(entries(&fixture, "caller_kind = 5 AND kind = 1"), 4);
    fixture.caller = (struct caller){.kind = CALLER_PERSON, .account_id = 1, .user_id = 4};
    assert_int_equal(fixture_store(&fixture, &time_reports, 0, REPORT("")), 7001);
    fixture_close(&fixture);
}

/* fixture_close() checks it: a task is on the board of its column, whatever is told. */
static void an_import_puts_tasks_on_the_board_of_their_column(void **state) {
    static const char *const boards[] = {"2", "null"};
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, true);
    fixture.caller.kind = CALLER_IMPORT;
    for (size_t i = 0; i < COUNT(boards); i++) {
        const char *json =
            arena_format(fixture.scratch.arena, "{\"title\":\"x\",\"boardColumn\":1,\"board\":%s}",
                         boards[i])
                .at;
        fixture_store(&fixture, &tasks, 0, json);
    }
    fixture_close(&fixture);
}

static void an_import_keeps_the_rules(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, true);
    fixture.caller = (struct caller){.kind = CALLER_IMPORT, .account_id = 1};
    static const struct {
        const char *json, *sentence;
    } refused[] = {
        {"{\"id\":3,\"name\":\"x\",\"contactType\":\"company\",\"responsible\":1}",
         "The field Id is that of another row."},
        {"{\"id\":-3,\"name\":\"x\",\"contactType\":\"company\",\"responsible\":1}",
         "The field Id must be 1 or more."},
        {"{\"id\":300,\"name\":\"x\",\"contactType\":\"company\",\"responsible\":99}",
         "does not exist"},
        {"{\"id\":300,\"name\":\"x\",\"contactType\":\"company\",\"responsible\":1,"
         "\"createdBy\":99}",
         "does not exist"},
        {"{\"id\":300,\"contactType\":\"company\",\"responsible\":1}", "field is required"},
    };
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct change *change = fixture_begin(&fixture, &contacts, CHANGE_CREATE, 0);
        change_decode(change, str_of(refused[i].json));
        fixture_refuses(&fixture, change, refused[i].sentence);
    }
    struct change *change = fixture_begin(&fixture, &contacts, CHANGE_CREATE, 0);
    change_set_integer(change, "id", 400);
    change_set_text(change, "name", STR("from C"));
    change_set_text(change, "contactType", STR("company"));
    change_set_integer(change, "responsible", 2);
    change_set_integer(change, "created", 5);
    assert_int_equal(fixture_pass(&fixture, change), DONE);
    assert_int_equal(fixture_ask(&fixture, "SELECT created_at FROM contacts WHERE id = 400"), 5);
    assert_int_equal(fixture_ask(&fixture, "SELECT last FROM sequences WHERE name = 'contacts'"),
                     400);
    fixture_close(&fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_row_brings_all_that_follows),
        cmocka_unit_test(versions_rise_once_for_all_jobs),
        cmocka_unit_test(a_refused_job_leaves_nothing),
        cmocka_unit_test(stamps_name_nobody_where_nobody_asks),
        cmocka_unit_test(parts_have_entries_of_their_own),
        cmocka_unit_test(what_goes_with_its_owner_has_entries),
        cmocka_unit_test(who_is_referred_to_stays),
        cmocka_unit_test(rows_of_a_missing_owner_are_refused),
        cmocka_unit_test(a_new_name_reaches_those_that_keep_its_key),
        cmocka_unit_test(the_company_is_called_as_in_its_settings),
        cmocka_unit_test(an_application_that_is_ended_loses_its_tokens),
        cmocka_unit_test(a_patch_gives_its_columns_and_what_follows),
        cmocka_unit_test(many_rows_are_patched_by_one_statement),
        cmocka_unit_test(a_patch_tells_people_what_it_altered),
        cmocka_unit_test(an_import_keeps_what_it_is_told),
        cmocka_unit_test(an_import_puts_tasks_on_the_board_of_their_column),
        cmocka_unit_test(an_import_keeps_the_rules),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
