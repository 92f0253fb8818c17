/* test_counted_lists.c - another counted resource, changed at random and counted by hand. */
#include "door_fixture.h"
#include "plan/check.h"
#include "read/counted.h"
#include "upkeep/counted_lists.h"

enum { SHOPS = 6, ROUNDS = 120, SIZE_0 = 4, SIZE_1 = 16 };

/* ---- the declaration ---- */

static const char tables[] =
    "CREATE TABLE shops (account_id INTEGER NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL,"
    " name_key BLOB NOT NULL, PRIMARY KEY (account_id, id)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE parcels (account_id INTEGER NOT NULL, id INTEGER NOT NULL,"
    " weight INTEGER NOT NULL, packed_at INTEGER, packed_order INTEGER NOT NULL, sent_at INTEGER,"
    " lane INTEGER, depot INTEGER, shop_id INTEGER NOT NULL, shop_name_key BLOB NOT NULL,"
    " class INTEGER NOT NULL, PRIMARY KEY (account_id, id)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX shops_by_name ON shops (account_id, name_key, id);"
    "CREATE INDEX parcels_by_weight ON parcels (account_id, weight, id, class);"
    "CREATE INDEX parcels_by_shop ON parcels (account_id, shop_name_key, id, class);"
    "CREATE INDEX parcels_by_packed ON parcels (account_id, packed_order, id, class);"
    "CREATE INDEX parcels_by_lane ON parcels (account_id, lane, weight, id, class);"
    "CREATE INDEX parcels_by_depot ON parcels (account_id, depot, weight, id, class);"
    "CREATE INDEX parcels_of_shop ON parcels (account_id, shop_id)";

static const struct field shop_fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id"},
    {"name", TEXT, REQUIRED | SORTED | TITLE, "The name"},
    {0},
};
static const struct sort shop_sorts[] = {{"name", "name_key"}, {0}};
static const struct resource shops = {
    .name = "shop",
    .plural = "shops",
    .table = "shops",
    .operations = ALL,
    .fields = shop_fields,
    .sorts = shop_sorts,
    .brief = {"shop", "id name"},
    .list = {"shop", "id name"},
};

static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id"},
    {"weight", INTEGER, REQUIRED, "Grams"},
    {"packed", INSTANT, 0, "When it was packed", .column = "packed_at"},
    {"sent", INSTANT, 0, "When it was sent", .column = "sent_at"},
    {"lane", INTEGER, 0, "Where it stands"},
    {"depot", INTEGER, 0, "Where it lies instead"},
    {"shop", REFERENCE, REQUIRED | SORTED, "Whose it is", .to = &shops},
    {0},
};
static const char *const places[] = {"nowhere", "lane", "depot", NULL};
static const struct filter filters[] = {
    {"isSent", BOOLEAN, "Whether it was sent", .set = "sent_at"},
    {"place", CHOICE, "Where it is", .choices = places, .set = "- lane depot"},
    {0},
};
static const struct sort sorts[] = {
    {"weight", "weight"},
    {"shop", "shop_name_key"},
    {"packed", "packed_order", .of = "packed_at"},
    {0},
};
static const struct patch patches[] = {{"send", "sent"}, {"pack", "packed lane depot"}, {0}};
static const struct counting counting = {
    .number = 77,
    .bits = (const char *const[]){"packed_at", "sent_at", "lane", "depot", NULL},
    .apart = (const char *const[]){"lane", "depot", NULL},
    .prefixes = (const char *const[]){"lane", "depot", NULL},
    .sizes = {SIZE_0, SIZE_1},
};
static const struct resource parcels = {
    .name = "parcel",
    .plural = "parcels",
    .table = "parcels",
    .operations = ALL,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .patches = patches,
    .counting = &counting,
    .list = {"parcel", "id weight packed sent lane depot shop"},
};
static const struct resource *const both[] = {&shops, &parcels, NULL};

/* ---- by hand ---- */

#define CLASS                                                                                      \
    "((packed_at IS NOT NULL) + 2 * (sent_at IS NOT NULL) + 4 * (lane IS NOT NULL)"                \
    " + 8 * (depot IS NOT NULL))"

/* Lists as somebody would write them down who only knows the table. */
static const struct {
    int number;
    const char *prefix, *key, *rows;
} lists[] = {
    {1, "0", "weight", "true"},
    {2, "0", "(SELECT name_key FROM shops s WHERE s.account_id = t.account_id AND s.id = shop_id)",
     "true"},
    {3, "0", "coalesce(packed_at, -9223372036854775808)", "true"},
    {101, "lane", "weight", "lane IS NOT NULL"},
    {102, "depot", "weight", "depot IS NOT NULL"},
};

struct fixture {
    struct door_fixture at;
    const struct plan *parcels, *shops;
    uint64_t random;
};

/* A small generator of Knuth's; the upper bits are good. */
static int64_t pick(struct fixture *fixture, int64_t below) {
    fixture->random = fixture->random * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (int64_t)(fixture->random >> 33) % below;
}

static int64_t ask(struct fixture *fixture, const char *sql, int64_t first, int64_t second) {
    struct statement *row = db_statement(fixture->at.db, str_of(sql));

    assert_non_null(row);
    if (strstr(sql, "?1"))
        statement_bind_integer(row, 1, first);
    if (strstr(sql, "?2"))
        statement_bind_integer(row, 2, second);
    enum db_step step = statement_step(row);
    int64_t number = step == DB_ROW ? column_integer(row, 0) : -1;
    assert_true(step != DB_FAILED);
    statement_reset(row);
    return number;
}

/* Counts for each block the rows from its first place on that are of a class (16: of any), and
 * gives the number of blocks where that is not what it and the later ones say. */
static int64_t wrong_blocks(struct fixture *fixture, size_t at, int64_t account, int level,
                            int class) {
    const char *total =
        class < 16 ? arena_format(fixture->at.scratch.arena, "class_%d", class).at : "total";
    struct str sql = arena_format(
        fixture->at.scratch.arena,
        "SELECT count(*) FROM (SELECT first_prefix, first_key, first_id, sum(%s) OVER (ORDER BY"
        " first_prefix DESC, first_key DESC, first_id DESC) AS rest FROM counted_blocks"
        " WHERE account_id = ?1 AND resource = 77 AND list = %d AND level = ?2) b WHERE b.rest <>"
        " (SELECT count(*) FROM parcels t WHERE t.account_id = ?1 AND %s AND (%s, %s, t.id) >="
        " (b.first_prefix, b.first_key, b.first_id) AND %d IN (16, " CLASS "))",
        total, lists[at].number, lists[at].rows, lists[at].prefix, lists[at].key, class);

    return ask(fixture, sql.at, account, level);
}

/* All rows and those of two classes: all of them would take long. */
static void check_list(struct fixture *fixture, size_t at, int64_t account) {
    for (int level = 0; level < 2; level++) {
        struct str most = arena_format(fixture->at.scratch.arena,
                                       "SELECT max(total) FROM counted_blocks WHERE account_id = ?1"
                                       " AND resource = 77 AND list = %d AND level = ?2",
                                       lists[at].number);
        assert_int_equal(wrong_blocks(fixture, at, account, level, 16), 0);
        for (int i = 0; i < 2; i++)
            assert_int_equal(wrong_blocks(fixture, at, account, level, (int)pick(fixture, 12)), 0);
        assert_true(ask(fixture, most.at, account, level) <= 2 * (level ? SIZE_1 : SIZE_0));
    }
}

/* ---- reading ---- */

static bool is_let_through(int64_t class, int sent, int place) {
    static const int64_t wanted[] = {0, 4, 8};

    return (sent < 0 || (class >> 1 & 1) == sent) && (place < 0 || (class & 12) == wanted[place]);
}

static void check_page(struct fixture *fixture, const struct counted *counted, const int64_t *ids,
                       int64_t total) {
    int64_t from = pick(fixture, total);
    struct page page = {.count = 0};
    size_t count = (size_t)(total - from < 7 ? total - from : 7);

    assert_int_equal(counted_ids(counted, from, count, &page), FOUND);
    assert_int_equal(page.count, count);
    assert_memory_equal(page.ids, ids + from, count * sizeof(*ids));
}

/* A page of a list with filters at random, next to all rows in order. */
static void check_reading(struct fixture *fixture, int64_t account) {
    size_t at = (size_t)pick(fixture, 3);
    int sent = (int)pick(fixture, 3) - 1, place = (int)pick(fixture, 4) - 1;
    struct source source = {.db = fixture->at.db, .account_id = account};
    struct list_parameters parameters = {.resource = &parcels, .sort = &sorts[at]};
    struct str sql = arena_format(fixture->at.scratch.arena,
                                  "SELECT id, " CLASS " FROM parcels t WHERE account_id = %lld"
                                  " ORDER BY %s, id",
                                  (long long)account, lists[at].key);
    int64_t ids[4000], expected = 0, total = 0;
    enum db_step step;

    if (sent >= 0)
        parameters.values[parameters.value_count++] = (struct filter_value){
            .filter = &filters[0],
            .integer = classes_of_filter(&counting, &filters[0], (size_t)sent)};
    if (place >= 0)
        parameters.values[parameters.value_count++] = (struct filter_value){
            .filter = &filters[1],
            .integer = classes_of_filter(&counting, &filters[1], (size_t)place)};
    struct statement *row = db_statement(fixture->at.db, sql);
    assert_non_null(row);
    while ((step = statement_step(row)) == DB_ROW)
        if (is_let_through(column_integer(row, 1), sent, place))
            ids[expected++] = column_integer(row, 0);
    assert_int_equal(step, DB_END);
    struct counted counted =
        counted_read(fixture->at.scratch.arena, &source, fixture->parcels, &parameters);
    assert_true(counted.counts && counted.orders);
    enum found found = counted_total(&counted, &total);
    assert_true(found == FOUND || (found == NOT_FOUND && expected == 0));
    assert_int_equal(total, expected);
    if (total > 0)
        check_page(fixture, &counted, ids, total);
}

/* ---- changing ---- */

static void check_all(struct fixture *fixture) {
    struct verification verification = {
        .arena = fixture->at.scratch.arena, .db = fixture->at.db, .tell = fixture_tell};

    for (int64_t account = 1; account <= 2; account++)
        for (size_t at = 0; at < COUNT(lists); at++)
            check_list(fixture, at, account);
    for (int64_t account = 1; account <= 2; account++)
        check_reading(fixture, account);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM parcels WHERE class <> " CLASS, 0, 0), 0);
    assert_true(verify_all(&verification, fixture->at.plans));
    assert_int_equal(verification.differences, 0);
}

static void set_place(struct fixture *fixture, struct change *change) {
    int64_t place = pick(fixture, 3);

    change_set_null(change, "lane");
    change_set_null(change, "depot");
    if (place > 0)
        change_set_integer(change, place == 1 ? "lane" : "depot", 1 + pick(fixture, 3));
}

static void set_instant(struct fixture *fixture, struct change *change, const char *field) {
    if (pick(fixture, 2))
        change_set_integer(change, field, pick(fixture, 9));
    else
        change_set_null(change, field);
}

static void pass(struct change *change) {
    assert_int_equal(door_pass(change), DONE);
}

/* Some parcels, from one at random on. */
static size_t find_parcels(struct fixture *fixture, int64_t *ids, int64_t most) {
    struct statement *row = db_statement(
        fixture->at.db, STR("SELECT id FROM parcels WHERE account_id = ?1 AND id >= ?2 LIMIT ?3"));
    size_t count = 0;
    int64_t last = ask(fixture, "SELECT max(id) FROM parcels WHERE account_id = ?1",
                       fixture->at.caller.account_id, 0);

    assert_non_null(row);
    statement_bind_integer(row, 1, fixture->at.caller.account_id);
    statement_bind_integer(row, 2, 1 + pick(fixture, last + 2));
    statement_bind_integer(row, 3, most);
    while (statement_step(row) == DB_ROW)
        ids[count++] = column_integer(row, 0);
    return count;
}

static void put_parcel(struct fixture *fixture, enum change_kind kind) {
    int64_t id = 0;

    if (kind != CHANGE_CREATE && find_parcels(fixture, &id, 1) == 0)
        return;
    struct change *change = change_begin(&fixture->at.door, fixture->parcels, kind, id);
    if (kind != CHANGE_DELETE) {
        change_set_integer(change, "weight", pick(fixture, 40));
        change_set_integer(change, "shop", 1 + pick(fixture, SHOPS));
        set_instant(fixture, change, "packed");
        set_instant(fixture, change, "sent");
        set_place(fixture, change);
    }
    pass(change);
}

static void patch_parcels(struct fixture *fixture) {
    bool sends = pick(fixture, 2);
    const char *name = sends ? "send" : "pack";
    int64_t ids[60];
    size_t count = find_parcels(fixture, ids, pick(fixture, 3) ? 1 + pick(fixture, 60) : 1);

    if (count == 0)
        return;
    struct change *change =
        count > 1 ? change_begin_patch_of(&fixture->at.door, fixture->parcels, name, ids, count)
                  : change_begin_patch(&fixture->at.door, fixture->parcels, name, ids[0]);
    set_instant(fixture, change, sends ? "sent" : "packed");
    if (!sends)
        set_place(fixture, change);
    pass(change);
}

/* Some names are those of other shops. */
static void rename_shop(struct fixture *fixture) {
    struct change *change =
        change_begin(&fixture->at.door, fixture->shops, CHANGE_UPDATE, 1 + pick(fixture, SHOPS));

    change_set_text(
        change, "name",
        arena_format(fixture->at.scratch.arena, "shop %c", (char)('a' + pick(fixture, 8))));
    pass(change);
}

/* More come than go until there are many; then most go. */
static void change_something(struct fixture *fixture, int round) {
    int64_t what = pick(fixture, 20);

    if (what < (round < 2 * ROUNDS / 3 ? 11 : 3))
        put_parcel(fixture, CHANGE_CREATE);
    else if (what < 14)
        put_parcel(fixture, CHANGE_UPDATE);
    else if (what < 17 && round > ROUNDS / 2)
        for (int i = 0; i < 6; i++)
            put_parcel(fixture, CHANGE_DELETE);
    else if (what < 19)
        patch_parcels(fixture);
    else
        rename_shop(fixture);
}

/* Jobs of both accounts; some are taken back. */
static void commit_some(struct fixture *fixture, int round) {
    assert_true(db_begin_write(fixture->at.db));
    for (int64_t jobs = 1 + pick(fixture, 5); jobs > 0; jobs--) {
        fixture->at.caller.account_id = 1 + !pick(fixture, 4);
        assert_true(db_savepoint(fixture->at.db));
        ledger_begin_job(fixture->at.ledger);
        for (int64_t changes = 1 + pick(fixture, 6); changes > 0; changes--)
            change_something(fixture, round);
        if (pick(fixture, 5)) {
            assert_true(db_savepoint_keep(fixture->at.db));
        } else {
            assert_true(db_savepoint_undo(fixture->at.db));
            ledger_undo_job(fixture->at.ledger);
        }
    }
    assert_true(ledger_commit(fixture->at.ledger, fixture->at.db));
}

static void make_shops(struct fixture *fixture) {

    assert_true(db_begin_write(fixture->at.db));
    for (int i = 0; i < 2 * SHOPS; i++) {
        fixture->at.caller.account_id = 1 + i % 2;
        struct change *change = change_begin(&fixture->at.door, fixture->shops, CHANGE_CREATE, 0);
        change_set_text(change, "name", STR("shop"));
        pass(change);
    }
    assert_true(ledger_commit(fixture->at.ledger, fixture->at.db));
}

static void open_fixture(struct fixture *fixture) {
    struct arena *arena;
    struct db *other;

    fixture_open(&fixture->at, both, false);
    arena = fixture->at.scratch.arena;
    other = fixture_database(&fixture->at.scratch, DB_WRITE);
    make_account(arena, other, "Second");
    db_close(other);
    assert_true(db_execute(fixture->at.db, tables));
    fixture->random = 11;
    fixture->at.door.audit = AUDIT_NONE;
    fixture->parcels = plan_of(fixture->at.plans, &parcels);
    fixture->shops = plan_of(fixture->at.plans, &shops);
    make_shops(fixture);
}

static void its_declaration_is_enough(void **state) {
    struct fixture fixture;
    const char *problem = "";

    (void)state;
    open_fixture(&fixture);
    if (!check_plans(fixture.at.scratch.arena, fixture.at.db, fixture.at.plans, fixture.at.plans,
                     &problem))
        fail_msg("%s", problem);
    assert_int_equal(classes_possible(&counting), 0xfff);
    assert_int_equal(classes_of_filter(&counting, &filters[0], 0), 0x333);
    assert_int_equal(classes_of_filter(&counting, &filters[0], 1), 0xccc);
    assert_int_equal(classes_of_filter(&counting, &filters[1], 0), 0x00f);
    assert_int_equal(classes_of_filter(&counting, &filters[1], 1), 0x0f0);
    assert_int_equal(classes_of_filter(&counting, &filters[1], 2), 0xf00);
    fixture_close(&fixture.at);
}

static void it_is_counted_through_all_changes(void **state) {
    struct fixture fixture;
    int64_t most = 0;

    (void)state;
    open_fixture(&fixture);
    for (int round = 0; round < ROUNDS; round++) {
        commit_some(&fixture, round);
        check_all(&fixture);
        int64_t upper = ask(&fixture,
                            "SELECT count(*) FROM counted_blocks WHERE account_id = 1"
                            " AND list = 1 AND level = 1",
                            0, 0);
        most = upper > most ? upper : most;
    }
    assert_true(most > 10);
    fixture_close(&fixture.at);
}

/* Rows that were there before the resource was counted, and an account without any. */
static void its_lists_begin_where_there_are_rows(void **state) {
    struct fixture fixture;
    const char *problem = "";

    (void)state;
    open_fixture(&fixture);
    assert_true(db_begin_write(fixture.at.db));
    fixture.at.caller.account_id = 1;
    for (int i = 0; i < 100; i++)
        put_parcel(&fixture, CHANGE_CREATE);
    ledger_clear(fixture.at.ledger);
    assert_true(db_commit(fixture.at.db));
    assert_int_equal(ask(&fixture, "SELECT count(*) FROM counted_blocks", 0, 0), 0);
    assert_true(counted_lists_begin(fixture.at.db, fixture.at.plans, &problem));
    assert_int_equal(ask(&fixture,
                         "SELECT count(*) FROM counted_blocks WHERE list = 2 AND level ="
                         " 0 AND account_id = 1",
                         0, 0),
                     100 / SIZE_0);
    assert_int_equal(
        ask(&fixture, "SELECT count(*) FROM counted_blocks WHERE account_id = 2", 0, 0), 0);
    check_all(&fixture);
    fixture_close(&fixture.at);
}

/* A list that lost its blocks gets them with the next change of a row in it. */
static void a_list_without_blocks_is_built(void **state) {
    struct fixture fixture;

    (void)state;
    open_fixture(&fixture);
    for (int round = 0; round < 20; round++)
        commit_some(&fixture, round);
    assert_true(db_begin_write(fixture.at.db));
    assert_true(db_execute(fixture.at.db, "DELETE FROM counted_blocks WHERE list IN (1, 3)"));
    for (fixture.at.caller.account_id = 1; fixture.at.caller.account_id <= 2;
         fixture.at.caller.account_id++)
        put_parcel(&fixture, CHANGE_CREATE);
    assert_true(ledger_commit(fixture.at.ledger, fixture.at.db));
    check_all(&fixture);
    fixture_close(&fixture.at);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_declaration_is_enough),
        cmocka_unit_test(it_is_counted_through_all_changes),
        cmocka_unit_test(its_lists_begin_where_there_are_rows),
        cmocka_unit_test(a_list_without_blocks_is_built),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
