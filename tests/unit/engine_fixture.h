/* engine_fixture.h - the engine with a few declarations and tables in memory.
 *
 * A test declares its own resources and tables, so that it says all that it is about, and costs a
 * millisecond: no file, no migrations, no company. */
#ifndef GLIMT_TESTS_ENGINE_FIXTURE_H
#define GLIMT_TESTS_ENGINE_FIXTURE_H

#include "change/door.h"
#include "read/encode.h"

#include "cmocka_all.h"
#include "memory_database.h"

enum { MOMENT = 1767225600 }; /* 2026-01-01 00:00:00 */

/* What the engine writes besides the rows of resources. */
static const char engine_tables[] =
    "CREATE TABLE sequences (account_id INTEGER, name TEXT, last INTEGER,"
    " PRIMARY KEY (account_id, name));"
    "CREATE TABLE data_versions (account_id INTEGER, area INTEGER, changed INTEGER NOT NULL"
    " DEFAULT 0, added INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (account_id, area));"
    "CREATE TABLE changes (account_id INTEGER, number INTEGER, at INTEGER, resource TEXT,"
    " row_id INTEGER, kind INTEGER, caller_kind INTEGER, caller_id INTEGER,"
    " PRIMARY KEY (account_id, number));"
    "CREATE TABLE imports (account_id INTEGER PRIMARY KEY, whole_at INTEGER, follows INTEGER);";

static const struct resource *const no_resources[] = {NULL};

struct engine_fixture {
    struct arena *arena;
    struct db *db;
    const struct plans *plans;
    struct ledger *ledger;
    struct caller caller; /* of account 1, as user 7 */
    struct faults faults;
    struct door door;     /* without an audit log */
    struct source source; /* of account 1, without a cache */
    unsigned slots;       /* of statements by hand, above those of plans */
};

/* A planned statement of a plan by hand. */
static inline struct sql by_hand(struct engine_fixture *engine, struct str text) {
    return (struct sql){text, engine->plans->slots + ++engine->slots};
}

/* `resources` ends with NULL. */
static inline struct engine_fixture *engine_open(const char *tables,
                                                 const struct resource *const *resources) {
    struct arena *arena = arena_open();
    struct engine_fixture *engine = NEW(arena, struct engine_fixture);

    engine->arena = arena;
    engine->db = memory_open(tables);
    assert_true(db_execute(engine->db, engine_tables));
    engine->plans = plan_all(arena, resources);
    engine->ledger = ledger_open(arena, engine->plans);
    engine->caller = (struct caller){.kind = CALLER_PERSON, .account_id = 1, .user_id = 7};
    engine->door = (struct door){.arena = arena,
                                 .db = engine->db,
                                 .ledger = engine->ledger,
                                 .caller = &engine->caller,
                                 .faults = &engine->faults,
                                 .now = MOMENT,
                                 .audit = AUDIT_NONE};
    engine->source = (struct source){.db = engine->db, .account_id = 1};
    faults_init(&engine->faults, arena);
    return engine;
}

static inline int engine_close(void **state) {
    struct engine_fixture *engine = *state;

    ledger_clear(engine->ledger);
    ledger_close(engine->ledger);
    db_close(engine->db);
    arena_close(engine->arena);
    return 0;
}

/* A test of a file that has a set_up(), which opens an engine. */
#define ENGINE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, engine_close)

/* From now on the database fails at "INSERT ON songs", until it is mended. */
static inline void engine_break(struct engine_fixture *engine, const char *where) {
    struct str sql = arena_format(
        engine->arena, "CREATE TRIGGER broken BEFORE %s BEGIN SELECT RAISE(ABORT, 'broken'); END",
        where);

    assert_true(db_execute(engine->db, sql.at));
}

static inline void engine_mend(struct engine_fixture *engine) {
    assert_true(db_execute(engine->db, "DROP TRIGGER broken"));
}

static inline void check_str(struct str text, const char *expected) {
    if (!str_equal(text, str_of(expected)))
        fail_msg("%.*s\ninstead of\n%s", (int)text.len, text.at, expected);
}

/* All that a query finds, see database_text(). */
static inline void check_rows(struct engine_fixture *engine, const char *sql,
                              const char *expected) {
    assert_string_equal(database_text(engine->arena, engine->db, sql), expected);
}

/* ---- changes ---- */

static inline struct change *engine_begin(struct engine_fixture *engine,
                                          const struct resource *resource, enum change_kind kind,
                                          int64_t id) {
    return change_begin(&engine->door, plan_of(engine->plans, resource), kind, id);
}

/* What a client asks for: of the row `id`; 0: a create. Faults of what was asked before go. */
static inline struct change *engine_decode(struct engine_fixture *engine,
                                           const struct resource *resource, int64_t id,
                                           const char *body) {
    faults_init(&engine->faults, engine->arena);
    struct change *change = engine_begin(engine, resource, id ? CHANGE_UPDATE : CHANGE_CREATE, id);
    change_decode(change, str_of(body));
    return change;
}

/* A job of the writer: what does not pass is taken back. */
static inline enum outcome door_job(const struct door *door, struct change *change) {
    assert_true(db_savepoint(door->db));
    ledger_begin_job(door->ledger);
    enum outcome outcome = door_pass(change);
    if (outcome == DONE) {
        assert_true(db_savepoint_keep(door->db));
        return outcome;
    }
    ledger_undo_job(door->ledger);
    assert_true(db_savepoint_undo(door->db));
    return outcome;
}

/* A job in a transaction of its own. */
static inline enum outcome door_transaction(const struct door *door, struct change *change) {
    assert_true(db_begin_write(door->db));
    enum outcome outcome = door_job(door, change);
    assert_true(ledger_commit(door->ledger, door->db));
    return outcome;
}

/* The 400 answer, in the arena of the faults. */
static inline const char *faults_text(const struct faults *faults) {
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    faults_put(faults, &out);
    const char *text = arena_z(faults->arena, buffer_str(&out));
    buffer_done(&out);
    return text;
}

/* `faults` as the modelState has them: "name":["..."],... */
static inline void check_faults(struct engine_fixture *engine, const char *faults) {
    const char *all =
        arena_format(engine->arena, "{\"message\":\"The request is invalid.\",\"modelState\":{%s}}",
                     faults)
            .at;
    check_str(str_of(faults_text(&engine->faults)), all);
}

/* Passes the door; returns the id of the row. */
static inline int64_t engine_store(struct engine_fixture *engine, const struct resource *resource,
                                   int64_t id, const char *body) {
    struct change *change = engine_decode(engine, resource, id, body);

    if (door_transaction(&engine->door, change) != DONE)
        fail_msg("%s: %s", body, faults_text(&engine->faults));
    return change_id(change);
}

/* Is refused, for these reasons alone. */
static inline void engine_refuses(struct engine_fixture *engine, const struct resource *resource,
                                  int64_t id, const char *body, const char *faults) {
    struct change *change = engine_decode(engine, resource, id, body);

    assert_int_equal(door_transaction(&engine->door, change), INVALID);
    check_faults(engine, faults);
}

#endif
