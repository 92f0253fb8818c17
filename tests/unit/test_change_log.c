/* test_change_log.c - numbers, jobs that are taken back, and the removal of old entries. */
#include "change/change_log.h"
#include "door_fixture.h"

static struct change_entry entry_of(int64_t account, int64_t at) {
    return (struct change_entry){.account_id = account,
                                 .at = at,
                                 .row_id = 5,
                                 .resource = "contact",
                                 .kind = ENTRY_UPDATED,
                                 .caller_kind = CALLER_PERSON,
                                 .caller_id = 3};
}

static void note(struct door_fixture *fixture, int64_t account, int64_t at) {
    struct change_entry entry = entry_of(account, at);

    ledger_note(fixture->ledger, &entry);
}

static void commit(struct door_fixture *fixture) {
    assert_true(ledger_commit(fixture->ledger, fixture->db));
}

static void numbers_rise_within_each_account(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, no_resources, false);
    for (int64_t i = 0; i < 3; i++) {
        assert_true(db_begin_write(fixture.db));
        note(&fixture, 1, i);
        note(&fixture, 2, i);
        note(&fixture, 1, i);
        commit(&fixture);
    }
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) = 6 AND min(number) = 1 AND"
                                           " max(number) = 6 FROM changes WHERE account_id = 1"),
                     1);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) = 3 AND max(number) = 3 FROM changes"
                                           " WHERE account_id = 2"),
                     1);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM changes WHERE at = (number - 1)"
                                           " / 2 AND account_id = 1"),
                     6);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM changes WHERE row_id = 5 AND"
                                           " resource = 'contact' AND kind = 2 AND"
                                           " caller_kind = 2 AND caller_id = 3"),
                     9);
    fixture_close(&fixture);
}

/* Another process may commit between two transactions. */
static void numbers_go_on_from_what_others_wrote(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, no_resources, false);
    struct db *other = scratch_open(&fixture.scratch, DB_WRITE);
    struct ledger *theirs = ledger_open(fixture.scratch.arena, fixture.plans);
    for (int64_t i = 0; i < 4; i++) {
        struct change_entry entry = entry_of(1, i);
        struct db *db = i % 2 ? other : fixture.db;
        struct ledger *ledger = i % 2 ? theirs : fixture.ledger;
        assert_true(db_begin_write(db));
        ledger_note(ledger, &entry);
        assert_true(ledger_commit(ledger, db));
    }
    assert_int_equal(fixture_ask(&fixture, "SELECT sum(at = number - 1) FROM changes"), 4);
    ledger_close(theirs);
    db_close(other);
    fixture_close(&fixture);
}

static void a_job_that_is_taken_back_leaves_nothing(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, no_resources, false);
    assert_true(db_begin_write(fixture.db));
    for (int64_t i = 0; i < 5; i++) {
        ledger_begin_job(fixture.ledger);
        note(&fixture, 1, i);
        note(&fixture, 1, i);
        ledger_raise(fixture.ledger, 1, i % 2 ? area_tasks.number : area_contacts.number, true);
        if (i % 2)
            ledger_undo_job(fixture.ledger);
    }
    commit(&fixture);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM changes"), 6);
    assert_int_equal(fixture_ask(&fixture, "SELECT max(number) FROM changes"), 6);
    assert_int_equal(fixture_ask(&fixture, "SELECT sum(at % 2) FROM changes"), 0);
    struct versions versions;
    assert_true(versions_read(fixture.db, 1, &versions));
    assert_int_equal(versions.added[area_contacts.number], 1);
    assert_int_equal(versions.added[area_tasks.number], 0);
    assert_int_equal(versions.changed[area_contacts.number], 0);
    fixture_close(&fixture);
}

static void what_is_taken_back_as_a_whole_is_forgotten(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, no_resources, false);
    assert_true(db_begin_write(fixture.db));
    note(&fixture, 1, 1);
    assert_true(ledger_settle(fixture.ledger, fixture.db));
    note(&fixture, 1, 2);
    db_rollback(fixture.db);
    ledger_clear(fixture.ledger);
    assert_true(db_begin_write(fixture.db));
    note(&fixture, 1, 3);
    commit(&fixture);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) = 1 AND max(number) = 1 AND max(at) ="
                                           " 3 FROM changes"),
                     1);
    fixture_close(&fixture);
}

/* As api/pruning.c does it. */
static int prune(struct door_fixture *fixture, int64_t before, int64_t most, bool is_whole) {
    static const int64_t accounts[] = {1, 3, 9};
    int steps = 0;

    for (size_t i = 0; i < COUNT(accounts); i++)
        for (struct log_walk walk = {.is_whole = is_whole}; !walk.is_done; steps++) {
            int64_t removed;
            assert_true(db_begin_write(fixture->db));
            assert_true(
                log_prune(fixture->db, &change_log, accounts[i], before, most, &walk, &removed));
            assert_true(db_commit(fixture->db));
            assert_true(removed <= most);
        }
    return steps;
}

static void fill(struct door_fixture *fixture) {
    assert_true(db_begin_write(fixture->db));
    for (int64_t i = 1; i <= 100; i++)
        note(fixture, 1, i);
    for (int64_t i = 1; i <= 20; i++)
        note(fixture, 3, i);
    note(fixture, 9, 1);
    commit(fixture);
}

static void old_entries_are_removed_in_steps(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, no_resources, false);
    fill(&fixture);
    assert_true(prune(&fixture, 0, 10, false) < 5);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM changes"), 121);
    assert_true(prune(&fixture, 51, 10, false) >= 6);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) = 50 AND min(number) = 51 FROM changes"
                                           " WHERE account_id = 1"),
                     1);
    fixture_close(&fixture);
}

/* What stands behind younger ones is found by a walk to the end, and by no other. */
static void old_entries_behind_younger_ones_are_found(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, no_resources, false);
    fill(&fixture);
    fixture_write(&fixture, "UPDATE changes SET at = 1000 WHERE number BETWEEN 3 AND 60");
    prune(&fixture, 81, 10, false);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM changes WHERE account_id = 1"),
                     98);
    assert_int_equal(prune(&fixture, 81, 10, true), 10 + 2 + 1);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) = 78 AND sum(at = 1000) = 58 FROM"
                                           " changes WHERE account_id = 1"),
                     1);
    fixture_close(&fixture);
}

/* Numbers would begin again. */
static void the_last_entry_of_an_account_stays(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, no_resources, false);
    fill(&fixture);
    prune(&fixture, 1000, 7, false);
    prune(&fixture, 1000, 7, false);
    assert_int_equal(fixture_ask(&fixture, "SELECT count(*) FROM changes"), 3);
    assert_int_equal(fixture_ask(&fixture, "SELECT sum(number) FROM changes"), 100 + 20 + 1);
    assert_true(db_begin_write(fixture.db));
    note(&fixture, 3, 5000);
    commit(&fixture);
    assert_int_equal(fixture_ask(&fixture, "SELECT max(number) FROM changes WHERE account_id = 3"),
                     21);
    fixture_close(&fixture);
}

/* Otherwise the server would try again without a pause. */
static void a_removal_that_fails_goes_no_further(void **state) {
    struct door_fixture fixture;
    int64_t removed = 10;
    struct log_walk walk = {0};

    (void)state;
    fixture_open(&fixture, no_resources, false);
    fill(&fixture);
    fixture_write(&fixture, "CREATE TRIGGER broken BEFORE DELETE ON changes BEGIN SELECT"
                            " RAISE(ABORT, 'broken'); END");
    assert_true(db_begin_write(fixture.db));
    assert_false(log_prune(fixture.db, &change_log, 1, 50, 10, &walk, &removed));
    db_rollback(fixture.db);
    assert_int_equal(removed, 0);
    fixture_write(&fixture, "DROP TRIGGER broken");
    fixture_close(&fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_rise_within_each_account),
        cmocka_unit_test(numbers_go_on_from_what_others_wrote),
        cmocka_unit_test(a_job_that_is_taken_back_leaves_nothing),
        cmocka_unit_test(what_is_taken_back_as_a_whole_is_forgotten),
        cmocka_unit_test(old_entries_are_removed_in_steps),
        cmocka_unit_test(old_entries_behind_younger_ones_are_found),
        cmocka_unit_test(the_last_entry_of_an_account_stays),
        cmocka_unit_test(a_removal_that_fails_goes_no_further),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
