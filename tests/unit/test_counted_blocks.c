/* test_counted_blocks.c - what the blocks of a counted list say after each kind of change. */
#include "engine_fixture.h"

static const char tables[] =
    "CREATE TABLE boxes (account_id INTEGER, id INTEGER, weight INTEGER, sent_at INTEGER,"
    " class INTEGER NOT NULL, PRIMARY KEY (account_id, id));"
    "CREATE INDEX boxes_by_weight ON boxes (account_id, weight, id, class);"
    "CREATE TABLE counted_blocks (account_id INTEGER, resource INTEGER, list INTEGER,"
    " level INTEGER, first_prefix INTEGER, first_key ANY, first_id INTEGER, total INTEGER,"
    " class_0 INTEGER DEFAULT 0, class_1 INTEGER DEFAULT 0, PRIMARY KEY"
    " (account_id, resource, list, level, first_prefix, first_key, first_id)) STRICT;";

static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id"},
    {"weight", INTEGER, REQUIRED, "The weight"},
    {"sent", INSTANT, 0, "When it was sent", .column = "sent_at"},
    {0},
};

static const struct sort sorts[] = {{"weight", "weight"}, {0}};

static const struct counting counting = {
    .number = 5,
    .bits = (const char *const[]){"sent_at", NULL},
    .apart = (const char *const[]){NULL},
    .prefixes = (const char *const[]){NULL},
    .sizes = {4, 16},
};

static const struct resource boxes = {
    .name = "box",
    .plural = "boxes",
    .table = "boxes",
    .operations = ALL,
    .fields = fields,
    .sorts = sorts,
    .counting = &counting,
    .list = {"box", "id weight sent"},
};

static const struct resource *const resources[] = {&boxes, NULL};

static int set_up(void **state) {
    *state = engine_open(tables, resources);
    return 0;
}

static void put(struct engine_fixture *engine, enum change_kind kind, int64_t id, int64_t weight,
                bool sent) {
    struct change *change = engine_begin(engine, &boxes, kind, id);

    if (kind != CHANGE_DELETE)
        change_set_integer(change, "weight", weight);
    if (sent)
        change_set_integer(change, "sent", MOMENT);
    assert_int_equal(door_pass(change), DONE);
}

static void begin(struct engine_fixture *engine) {
    assert_true(db_begin_write(engine->db));
}

static void commit(struct engine_fixture *engine) {
    assert_true(ledger_commit(engine->ledger, engine->db));
}

/* Each block: "level|first key|rows|not sent|sent". */
static void check_blocks(struct engine_fixture *engine, const char *expected) {
    check_rows(engine,
               "SELECT level, first_key, total, class_0, class_1 FROM counted_blocks"
               " WHERE resource = 5 AND list = 1 ORDER BY level, first_key",
               expected);
}

#define LOWEST "-9223372036854775808" /* where the first block begins */

static void three_kinds_of_change_are_counted(void **state) {
    struct engine_fixture *engine = *state;

    begin(engine);
    put(engine, CHANGE_CREATE, 0, 10, false);
    put(engine, CHANGE_CREATE, 0, 20, true);
    put(engine, CHANGE_CREATE, 0, 30, true);
    check_blocks(engine, "");
    commit(engine);
    check_blocks(engine, "0|" LOWEST "|3|1|2, 1|" LOWEST "|3|1|2");
    begin(engine);
    put(engine, CHANGE_UPDATE, 2, 5, false);
    put(engine, CHANGE_DELETE, 1, 0, false);
    commit(engine);
    check_blocks(engine, "0|" LOWEST "|2|1|1, 1|" LOWEST "|2|1|1");
}

/* With more than twice the size, a block is counted anew in smaller ones. */
static void a_block_that_grows_is_cut(void **state) {
    struct engine_fixture *engine = *state;

    for (int64_t weight = 1; weight <= 9; weight++) {
        begin(engine);
        put(engine, CHANGE_CREATE, 0, weight, weight > 7);
        commit(engine);
        check_rows(engine, "SELECT count(*) > 1 FROM counted_blocks WHERE level = 0",
                   weight > 8 ? "1" : "0");
    }
    check_rows(engine,
               "SELECT level, sum(total), sum(class_0), sum(class_1) FROM counted_blocks"
               " GROUP BY level",
               "0|9|7|2, 1|9|7|2");
    /* Each ends where the next one begins. */
    check_rows(engine,
               "SELECT count(*) FROM counted_blocks b WHERE level = 0 AND total <> (SELECT count(*)"
               " FROM boxes WHERE weight >= b.first_key AND weight < coalesce((SELECT"
               " min(first_key) FROM counted_blocks n WHERE n.level = 0 AND n.first_key >"
               " b.first_key), 99))",
               "0");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ENGINE_TEST(three_kinds_of_change_are_counted),
        ENGINE_TEST(a_block_that_grows_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
