/* test_short_memory.c - the engine gets no memory, at each point where it asks for some.
 *
 * What is under way fails, says so, and leaves nothing behind. */
#include "db/bulk.h"
#include "door_fixture.h"
#include "sample.h"
#include "upkeep/counted_lists.h"
#include "upkeep/refresh.h"

#include <sqlite3.h>

/* ---- memory that ends ---- */

static sqlite3_mem_methods usual;
static int64_t left = -1; /* calls until one fails; negative: none does */
static bool failed;

static bool fails(void) {
    if (left < 0 || left-- > 0)
        return false;
    failed = true;
    return true;
}

static void *take(int size) {
    return fails() ? NULL : usual.xMalloc(size);
}

static void *grow(void *block, int size) {
    return fails() ? NULL : usual.xRealloc(block, size);
}

/* Without lookaside each call for memory is one of these. */
static int watch_memory(void **state) {
    (void)state;
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual), SQLITE_OK);
    sqlite3_mem_methods watched = usual;
    watched.xMalloc = take;
    watched.xRealloc = grow;
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &watched), SQLITE_OK);
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0), SQLITE_OK);
    return 0;
}

/* A new connection has prepared nothing, so that each statement needs memory once more. */
static void reopen(struct door_fixture *fixture) {
    db_close(fixture->db);
    fixture->door.db = fixture->db = fixture_database(&fixture->scratch, DB_WRITE);
    faults_init(&fixture->faults, fixture->scratch.arena);
}

/* `attempt` tells whether it went well. Lets the first call fail, then a later one, and so on until
 * none is reached. `dense` of them are tried one by one, and then one in so many that a few hundred
 * are in all; of a sample, fewer. */
static void try_all(struct door_fixture *fixture, bool (*attempt)(struct door_fixture *fixture),
                    int64_t dense) {
    bool well = false;

    for (int64_t call = 0;; call += 1 + call * sample() / dense) {
        reopen(fixture);
        failed = false;
        left = call;
        well = attempt(fixture);
        left = -1;
        if (!failed)
            break;
    }
    assert_true(well);
}

/* ---- what is tried ---- */

#define COMPANY "{\"name\":\"Åbo\",\"contactType\":\"company\",\"responsibleId\":1}"
#define REPORT                                                                                     \
    "{\"date\":\"2025-12-01\",\"hours\":8,\"invoiceableHours\":8,\"userId\":2,\"projectId\":1,"    \
    "\"activityId\":1,\"timeCodeId\":1,\"timeArticleId\":1,"                                       \
    "\"materials\":[{\"articleId\":1,\"units\":2}]}"

/* As the writer does it: whatever fails takes the whole transaction back. */
static enum outcome run_transaction(struct door_fixture *fixture, struct change *change) {
    struct db *db = fixture->db;
    enum outcome outcome = FAILED;

    if (!db_begin_write(db))
        return FAILED;
    ledger_begin_job(fixture->ledger);
    if (db_savepoint(db))
        outcome = door_pass(change);
    if (outcome == DONE && db_savepoint_keep(db) && ledger_commit(fixture->ledger, db))
        return DONE;
    ledger_clear(fixture->ledger);
    db_rollback(db);
    return outcome == INVALID ? INVALID : FAILED;
}

/* All or nothing: a change that failed left no row, and one that passed left its row. */
static bool pass(struct door_fixture *fixture, const struct resource *resource,
                 enum change_kind kind, int64_t id, const char *json, int more) {
    const char *count =
        arena_format(fixture->scratch.arena, "SELECT count(*) FROM %s", resource->table).at;
    int64_t call = left;

    left = -1;
    int64_t before = fixture_ask(fixture, count);
    struct change *change = fixture_begin(fixture, resource, kind, id);
    left = call;
    if (json)
        change_decode(change, str_of(json));
    enum outcome outcome = run_transaction(fixture, change);
    left = -1;
    if (outcome == INVALID)
        fail_msg("%s", faults_text(&fixture->faults)); /* the caller is not to blame */
    assert_int_equal(fixture_ask(fixture, count), before + (outcome == DONE ? more : 0));
    return outcome == DONE;
}

static bool create(struct door_fixture *fixture) {
    return pass(fixture, &time_reports, CHANGE_CREATE, 0, REPORT, 1);
}

static bool update(struct door_fixture *fixture) {
    return pass(fixture, &time_reports, CHANGE_UPDATE, 1, REPORT, 0);
}

static bool rename_contact(struct door_fixture *fixture) {
    return pass(fixture, &contacts, CHANGE_UPDATE, 2, COMPANY, 0);
}

/* Each deletes another one; the last that is there when none fails. */
static bool delete_one(struct door_fixture *fixture) {
    int64_t call = left;

    left = -1;
    int64_t id = fixture_ask(fixture, "SELECT max(id) FROM time_reports");
    left = call;
    return pass(fixture, &time_reports, CHANGE_DELETE, id, NULL, -1);
}

static void changes_pass_whole_or_not_at_all(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, true);
    fixture_write(&fixture, "UPDATE articles SET is_active = 1");
    try_all(&fixture, create, 400);
    try_all(&fixture, update, 400);
    try_all(&fixture, rename_contact, 400);
    try_all(&fixture, delete_one, 400);
    reopen(&fixture);
    fixture_close(&fixture);
}

static bool is_sound(struct door_fixture *fixture) {
    struct verification verification = {
        .arena = fixture->scratch.arena, .db = fixture->db, .tell = fixture_tell};
    int64_t faults = 0;
    bool fine = verify_all(&verification, fixture->plans) &&
                db_verify(fixture->db, true, fixture_tell, &faults);

    assert_true(!fine || verification.differences == 0);
    assert_true(failed || faults == 0); /* without memory the engine may call a page unreadable */
    return fine;
}

static bool count_anew(struct door_fixture *fixture) {
    const char *problem = NULL;
    bool fine = counted_lists_begin(fixture->db, fixture->plans, &problem);

    assert_true(fine || problem);
    return fine;
}

static bool derive_anew(struct door_fixture *fixture) {
    const char *problem = NULL;
    bool fine = refresh_derived(fixture->scratch.arena, fixture->db, fixture->plans, &problem);

    assert_true(fine || problem);
    return fine;
}

static bool read_versions(struct door_fixture *fixture) {
    struct versions versions;
    bool fine = db_begin_read(fixture->db) && versions_read(fixture->db, 1, &versions);

    if (db_in_transaction(fixture->db))
        db_end_read(fixture->db);
    return fine;
}

static void checks_and_repairs_say_that_they_failed(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, true);
    try_all(&fixture, is_sound, 40);
    try_all(&fixture, read_versions, 400);
    fixture_write(&fixture, "DELETE FROM counted_blocks");
    try_all(&fixture, count_anew, 100);
    fixture_write(&fixture, "DELETE FROM facts WHERE name = 'collation_version'");
    try_all(&fixture, derive_anew, 60);
    reopen(&fixture);
    fixture_close(&fixture);
}

#define INDEXES "SELECT count(*) FROM sqlite_schema WHERE type = 'index'"

/* Indexes that were taken away for a load are there again, whether it is kept or not. */
static bool load(struct door_fixture *fixture) {
    static const char *const tables[] = {"contacts", "tasks", "time_reports"};
    struct bulk bulk;
    int64_t call = left;

    left = -1;
    int64_t before = fixture_ask(fixture, INDEXES);
    left = call;
    bool fine = false;
    if (bulk_begin(fixture->scratch.arena, fixture->db, tables, COUNT(tables), &bulk)) {
        fine = bulk_commit(&bulk);
        left = -1;
        if (!fine)
            bulk_rollback(&bulk);
    }
    left = -1;
    assert_int_equal(fixture_ask(fixture, INDEXES), before);
    return fine;
}

static void loads_leave_all_indexes(void **state) {
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, false);
    try_all(&fixture, load, 100);
    reopen(&fixture);
    fixture_close(&fixture);
}

/* ---- databases ---- */

static void opening_gives_a_sentence(void **state) {
    static const enum db_mode modes[] = {DB_WRITE, DB_READ};
    struct door_fixture fixture;

    (void)state;
    fixture_open(&fixture, all_resources, false);
    for (size_t i = 0; i < COUNT(modes); i++)
        for (int64_t call = 0;; call++) {
            const char *problem = NULL;
            failed = false;
            left = call;
            struct db *db = db_open(fixture.scratch.arena, db_in(fixture.scratch.directory),
                                    modes[i], &problem);
            left = -1;
            assert_true(db || strstr(problem, "glimt.db "));
            db_close(db);
            if (!failed)
                break;
        }
    fixture_close(&fixture);
}

static void a_new_database_is_whole_or_goes_on(void **state) {
    struct scratch scratch;
    const char *problem = NULL;

    (void)state;
    scratch_make(&scratch);
    for (int64_t call = 0;; call += 1 + call / 20) {
        failed = false;
        left = call;
        struct db *db = db_open(scratch.arena, db_in(scratch.directory), DB_CREATE, &problem);
        left = -1;
        assert_true(db || problem);
        db_close(db);
        if (!failed)
            break;
    }
    struct db *db = scratch_open(&scratch, DB_WRITE);
    int64_t faults = 0;
    assert_true(db_verify(db, true, fixture_tell, &faults));
    assert_int_equal(faults, 0);
    db_close(db);
    scratch_remove(&scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_pass_whole_or_not_at_all),
        cmocka_unit_test(checks_and_repairs_say_that_they_failed),
        cmocka_unit_test(loads_leave_all_indexes),
        cmocka_unit_test(opening_gives_a_sentence),
        cmocka_unit_test(a_new_database_is_whole_or_goes_on),
    };
    return cmocka_run_group_tests(tests, watch_memory, NULL);
}
