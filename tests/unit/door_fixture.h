/* door_fixture.h - an account, a ledger, and changes that pass the door, as tests begin them. */
#ifndef GLIMT_TESTS_DOOR_FIXTURE_H
#define GLIMT_TESTS_DOOR_FIXTURE_H

#include "access/access.h"
#include "demo/demo.h"
#include "engine_fixture.h"
#include "managing.h"
#include "resources/resources.h"
#include "scratch.h"
#include "upkeep/verify.h"

struct door_fixture {
    struct scratch scratch;
    struct db *db;
    const struct plans *plans;
    struct ledger *ledger;
    struct caller caller;
    struct faults faults;
    struct door door;
};

static inline int64_t fixture_ask(struct door_fixture *fixture, const char *sql) {
    return database_ask(fixture->db, sql);
}

static inline void fixture_write(struct door_fixture *fixture, const char *sql) {
    assert_true(db_begin_write(fixture->db) && db_execute(fixture->db, sql) &&
                db_commit(fixture->db));
}

/* Opened without syncs: no test here cuts off the power. */
static inline struct db *fixture_database(struct scratch *scratch, enum db_mode mode) {
    struct db *db = scratch_open(scratch, mode);

    assert_true(db_execute(db, "PRAGMA synchronous = OFF"));
    return db;
}

/* A database with account 1 and, with `demo`, a small company in it. `resources` ends with NULL.
 * The change log is empty: what an account begins with is not what is tested. */
static inline void fixture_open(struct door_fixture *fixture,
                                const struct resource *const *resources, bool demo) {
    struct demo_options options = {.account_id = 1,
                                   .seed = 3,
                                   .contacts = 30,
                                   .projects = 12,
                                   .tasks = 30,
                                   .time_reports = 300,
                                   .quiet = true};
    const char *problem = "";

    *fixture = (struct door_fixture){.caller = {CALLER_APPLICATION, 1, 1, 7, ALL_PERMISSIONS}};
    scratch_make(&fixture->scratch);
    fixture->db = fixture_database(&fixture->scratch, DB_CREATE);
    make_first_account(fixture->scratch.arena, fixture->db);
    assert_true(db_execute(fixture->db, "DELETE FROM changes"));
    if (demo)
        assert_true(demo_fill(fixture->scratch.arena, fixture->db, &options, &problem));
    /* A connection knows the statements of one set of plans; these may be others. */
    db_close(fixture->db);
    fixture->db = fixture_database(&fixture->scratch, DB_WRITE);
    fixture->plans = plan_all(fixture->scratch.arena, resources);
    fixture->ledger = ledger_open(fixture->scratch.arena, fixture->plans);
    fixture->door = (struct door){.arena = fixture->scratch.arena,
                                  .db = fixture->db,
                                  .ledger = fixture->ledger,
                                  .caller = &fixture->caller,
                                  .faults = &fixture->faults,
                                  .now = MOMENT};
    faults_init(&fixture->faults, fixture->scratch.arena);
}

static inline void fixture_tell(const char *sentence) {
    print_message("%s\n", sentence);
}

/* Everything that is derived is right in the end. */
static inline void fixture_close(struct door_fixture *fixture) {
    struct verification verification = {
        .arena = fixture->scratch.arena, .db = fixture->db, .tell = fixture_tell};

    assert_true(verify_all(&verification, fixture->plans));
    assert_int_equal(verification.differences, 0);
    ledger_close(fixture->ledger);
    db_close(fixture->db);
    scratch_remove(&fixture->scratch);
}

static inline struct change *fixture_begin(struct door_fixture *fixture,
                                           const struct resource *resource, enum change_kind kind,
                                           int64_t id) {
    return change_begin(&fixture->door, plan_of(fixture->plans, resource), kind, id);
}

/* A job of the writer: what is refused is taken back, and its faults are kept. */
static inline enum outcome fixture_job(struct door_fixture *fixture, struct change *change) {
    return door_job(&fixture->door, change);
}

/* A change in a transaction of its own. */
static inline enum outcome fixture_pass(struct door_fixture *fixture, struct change *change) {
    return door_transaction(&fixture->door, change);
}

/* Creates a row, or changes all of one, from JSON; returns its id. */
static inline int64_t fixture_store(struct door_fixture *fixture, const struct resource *resource,
                                    int64_t id, const char *json) {
    struct change *change =
        fixture_begin(fixture, resource, id ? CHANGE_UPDATE : CHANGE_CREATE, id);

    change_decode(change, str_of(json));
    if (fixture_pass(fixture, change) != DONE)
        fail_msg("%s", faults_text(&fixture->faults));
    return change_id(change);
}

static inline void fixture_remove(struct door_fixture *fixture, const struct resource *resource,
                                  int64_t id) {
    assert_int_equal(fixture_pass(fixture, fixture_begin(fixture, resource, CHANGE_DELETE, id)),
                     DONE);
}

/* What is wrong, as the answer has it. */
static inline void fixture_refuses(struct door_fixture *fixture, struct change *change,
                                   const char *sentence) {
    assert_int_equal(fixture_pass(fixture, change), INVALID);
    assert_non_null(strstr(faults_text(&fixture->faults), sentence));
    faults_init(&fixture->faults, fixture->scratch.arena);
}

#endif
