/* test_list_pages.c - the pages of random lists, next to all rows sorted in memory. */
#include "engine_fixture.h"
#include "read/list_rows.h"

/* clang-format off */
static const char tables[] =
    "CREATE TABLE pits (account_id INTEGER, id INTEGER, name TEXT);"
    "CREATE TABLE stones (account_id INTEGER, id INTEGER, weight INTEGER, name_key BLOB,"
    " name TEXT, name_folded TEXT, color TEXT, is_rare INTEGER, pit_id INTEGER,"
    " PRIMARY KEY (account_id, id));"
    "CREATE INDEX by_weight ON stones (account_id, weight, id);"
    "CREATE INDEX by_name ON stones (account_id, name_key, id);"
    "INSERT INTO stones VALUES (2, 1, 5, x'61', 'a', 'a', 'red', 1, 1),"
    " (2, 9999, NULL, NULL, NULL, NULL, NULL, 0, 1);";

static const struct area ground = {4, "ground"};
static const char *const colors[] = {"red", "darkGreen", NULL};
static const struct field pit_fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id"}, {"name", TEXT, 0, "The name"}, {0}};
static const struct resource pit = {
    .name = "pit", .plural = "pits", .table = "pits", .fields = pit_fields};
static const struct field stone_fields[] = {
    {"id",     INTEGER, FIXED | NOT_NULL, "The id"},
    {"weight", INTEGER, 0,                "How heavy"},
    {"name",   TEXT,    SORTED | SEARCHED, "The name"},
    {"color",  CHOICE,  0,                "The color", .choices = colors},
    {"isRare", BOOLEAN, 0,                "Whether there are few"},
    {0},
};
static const struct sort stone_sorts[] = {{"weight", "weight"}, {"name", "name_key"}, {0}};
#define IN_PITS "SELECT s.id FROM stones s WHERE s.account_id = {account} AND s.pit_id IN {list ?}"
static const struct filter stone_filters[] = {
    {"color",  CHOICE,  "The color",       .where = "$.color = ?", .choices = colors},
    {"isRare", BOOLEAN, "Whether it is",   .where = "$.is_rare = ?"},
    {"query",  TEXT,    "Text in its name", .search = "name"},
    {"least",  INTEGER, "At least so heavy", .column = "weight", .is = AT_LEAST},
    {"pits",   INTEGER, "In one of these", .where = "$.pit_id IN {list ?} AND {count} < 99", .many = true},
    {"found",  INTEGER, "The same",        .where = "$.id IN (" IN_PITS ")", .ids = IN_PITS, .many = true},
    {0},
};
static const struct resource stone = {
    .name = "stone", .plural = "stones", .table = "stones", .operations = LIST, .area = &ground,
    .fields = stone_fields, .sorts = stone_sorts, .filters = stone_filters,
    .list = {"stone", "id"},
};
static const struct resource stone_of_pit = {
    .name = "stone of a pit", .plural = "stones of pits", .table = "stones", .operations = LIST, .area = &ground,
    .parent = &pit, .owner = "pit_id", .fields = stone_fields, .sorts = stone_sorts,
    .filters = stone_filters, .list = {"stone", "id"},
};
static const struct resource *const quarry[] = {&stone, &stone_of_pit, &pit, NULL};
/* clang-format on */

/* ---- the same rows in memory ---- */

enum { STONES_MAX = 450, NONE = -1 };

struct stone {
    int id, weight, name; /* NONE: null; a name is a letter */
    int color;            /* its number among `colors` */
    bool rare;
    int pit;
};

struct fixture {
    struct engine_fixture *engine;
    struct cache *cache;
    struct stone stones[STONES_MAX]; /* in the order of their ids */
    int count;
    int nulls; /* rows of seven that have no weight, or no name */
    uint32_t random;
};

/* What a request asks for; NONE: the filter is not used. */
struct asked {
    bool by_name, descending;
    int color, rare, name, least, pits, found; /* `pits` and `found`: that one, and pit 9 */
    int parent;
};

static const struct asked everything = {false, false, NONE, NONE, NONE, NONE, NONE, NONE, NONE};

static int pick(struct fixture *fixture, int below) {
    fixture->random = fixture->random * 1664525u + 1013904223u;
    return (int)(fixture->random >> 16) % below;
}

static bool is_asked_for(const struct asked *asked, const struct stone *it) {
    return (asked->color == NONE || asked->color == it->color) &&
           (asked->rare == NONE || asked->rare == it->rare) &&
           (asked->name == NONE || asked->name == it->name) &&
           (asked->least == NONE || (it->weight != NONE && it->weight >= asked->least)) &&
           (asked->pits == NONE || it->pit == asked->pits || it->pit == 9) &&
           (asked->found == NONE || it->pit == asked->found || it->pit == 9) &&
           (asked->parent == NONE || it->pit == asked->parent);
}

/* NONE is less than any value. Each round takes what comes next. */
static int sort_ids(const struct fixture *fixture, const struct asked *asked, int64_t *ids) {
    int count = 0;

    for (int value = NONE; value < 30; value++)
        for (int i = 0; i < fixture->count; i++) {
            const struct stone *it = &fixture->stones[i];
            if ((asked->by_name ? it->name : it->weight) == value && is_asked_for(asked, it))
                ids[count++] = it->id;
        }
    for (int i = 0; asked->descending && i < count / 2; i++) {
        int64_t other = ids[i];
        ids[i] = ids[count - 1 - i];
        ids[count - 1 - i] = other;
    }
    return count;
}

static void bind_name(struct statement *row, int at, const struct stone *it) {
    static const char letters[] = "abcdefghijklmnopqrst";

    if (it->name == NONE)
        return;
    statement_bind_blob(row, at, (struct str){letters + it->name, 1});
    statement_bind_text(row, at + 1, (struct str){letters + it->name, 1});
}

static void store_stone(struct fixture *fixture, const struct stone *it) {
    struct statement *row = db_statement(
        fixture->engine->db, STR("INSERT INTO stones VALUES (1, ?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7)"));

    assert_non_null(row);
    statement_bind_integer(row, 1, it->id);
    if (it->weight != NONE)
        statement_bind_integer(row, 2, it->weight);
    bind_name(row, 3, it);
    statement_bind_text(row, 5, str_of(colors[it->color]));
    statement_bind_integer(row, 6, it->rare);
    statement_bind_integer(row, 7, it->pit);
    assert_true(statement_run(row));
}

static void fill(struct fixture *fixture, int count) {
    assert_true(db_begin_write(fixture->engine->db) &&
                db_execute(fixture->engine->db, "DELETE FROM stones WHERE account_id = 1"));
    fixture->count = 0;
    for (int id = 1; fixture->count < count; id += 1 + pick(fixture, 2)) {
        struct stone *it = &fixture->stones[fixture->count++];
        *it = (struct stone){id,
                             pick(fixture, 7) < fixture->nulls ? NONE : pick(fixture, 12),
                             pick(fixture, 7) < fixture->nulls ? NONE : pick(fixture, 20),
                             pick(fixture, 2),
                             pick(fixture, 4) == 0,
                             1 + pick(fixture, 3)};
        store_stone(fixture, it);
    }
    assert_true(db_commit(fixture->engine->db));
    fixture->engine->source.versions.changed[4]++;
}

/* ---- asking ---- */

static void use(struct list_parameters *parameters, const char *name, int value) {
    static const int64_t pits[][2] = {{1, 9}, {2, 9}, {3, 9}};

    if (value == NONE)
        return;
    list_use_filter(parameters, name, value);
    struct filter_value *used = list_filter_value(parameters, name);
    if (strcmp(name, "color") == 0)
        used->text = str_of(colors[value]);
    if (used->filter->many) {
        used->ids = (int64_t *)pits[value - 1];
        used->count = 2;
    }
}

static struct list_parameters parameters_of(struct fixture *fixture, const struct asked *asked) {
    struct list_parameters ret = {
        .resource = asked->parent == NONE ? &stone : &stone_of_pit,
        .parent_id = asked->parent == NONE ? 0 : asked->parent,
        .sort = &stone_sorts[asked->by_name],
        .descending = asked->descending,
    };

    use(&ret, "found", asked->found);
    use(&ret, "color", asked->color);
    use(&ret, "isRare", asked->rare);
    use(&ret, "query", asked->name);
    if (asked->name != NONE)
        list_filter_value(&ret, "query")->text =
            arena_format(fixture->engine->arena, "%c", 'a' + asked->name);
    use(&ret, "least", asked->least);
    use(&ret, "pits", asked->pits);
    return ret;
}

/* What tells lists with other filters apart. */
static struct str question_of(struct fixture *fixture, const struct asked *asked) {
    return arena_format(fixture->engine->arena, "%d %d %d %d %d %d %d", asked->color, asked->rare,
                        asked->name, asked->least, asked->pits, asked->found, asked->parent);
}

/* The statement that counts a list finds as many rows. */
static void check_count(struct fixture *fixture, const struct asked *asked) {
    struct engine_fixture *engine = fixture->engine;
    struct list_parameters parameters = parameters_of(fixture, asked);
    const struct plan *plan = plan_of(engine->plans, parameters.resource);
    struct statement *row = count_statement(engine->db, engine->arena, plan, parameters.used);
    int64_t ids[STONES_MAX];

    assert_non_null(row);
    statement_bind_integer(row, 1, 1);
    list_bind_filters(row, engine->arena, &parameters);
    assert_int_equal(statement_step(row), DB_ROW);
    assert_int_equal(column_integer(row, 0), sort_ids(fixture, asked, ids));
    statement_reset(row);
}

static enum outcome find_page(struct fixture *fixture, const struct asked *asked, int64_t number,
                              int64_t size, int64_t total, struct page *ret) {
    struct engine_fixture *engine = fixture->engine;
    struct list_parameters parameters = parameters_of(fixture, asked);
    const struct plan *plan = plan_of(engine->plans, parameters.resource);
    const struct counted not_counted = {.arena = engine->arena};
    struct listing listing = {.arena = engine->arena,
                              .source = &engine->source,
                              .plan = plan,
                              .parameters = &parameters,
                              .counted = &not_counted,
                              .question = question_of(fixture, asked),
                              .total = total};

    parameters.page = number;
    parameters.page_size = size;
    return list_find_page(&listing, ret);
}

static void check_page(struct fixture *fixture, const struct asked *asked, int number, int size) {
    int64_t ids[STONES_MAX];
    struct page page;
    int total = sort_ids(fixture, asked, ids), first = (number - 1) * size;
    int expected = total - first < 0 ? 0 : total - first < size ? total - first : size;

    assert_int_equal(find_page(fixture, asked, number, size, total, &page), DONE);
    assert_int_equal(page.count, expected);
    if (memcmp(page.ids, ids + (expected ? first : 0), (size_t)expected * sizeof(*ids)) != 0)
        fail_msg("page %d of %d rows%s, by %s, of %s of %d rows", number, size,
                 asked->descending ? " descending" : "", asked->by_name ? "name" : "weight",
                 question_of(fixture, asked).at, fixture->count);
}

static int perhaps(struct fixture *fixture, int below) {
    return pick(fixture, 4) ? NONE : pick(fixture, below);
}

static struct asked ask_something(struct fixture *fixture) {
    struct asked asked = {.by_name = pick(fixture, 2),
                          .descending = pick(fixture, 2),
                          .color = perhaps(fixture, 2),
                          .rare = perhaps(fixture, 2),
                          .name = pick(fixture, 3) ? NONE : perhaps(fixture, 20),
                          .least = perhaps(fixture, 12),
                          .pits = NONE,
                          .found = NONE,
                          .parent = NONE};

    if (pick(fixture, 3) == 0)
        *(int *[]){&asked.pits, &asked.found, &asked.parent}[pick(fixture, 3)] =
            1 + pick(fixture, 3);
    return asked;
}

/* ---- tests ---- */

static void pages_of_random_lists_are_right(void **state) {
    static const int counts[] = {0, 1, 49, 50, 51, 130, 450}, sizes[] = {1, 7, 25, 50, 100};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < COUNT(counts); i++) {
        fill(fixture, counts[i]);
        for (int j = 0; j < 30; j++) {
            struct asked asked = ask_something(fixture);
            int size = sizes[pick(fixture, COUNT(sizes))];
            check_page(fixture, &asked, 1 + pick(fixture, counts[i] / size + 2), size);
            if (j % 3 == 0)
                check_count(fixture, &asked);
        }
    }
}

/* Page after page, to the end and beyond, and back; what is met on the way is remembered. */
static void whole_lists_are_read_in_both_directions(void **state) {
    struct fixture *fixture = *state;

    fill(fixture, STONES_MAX);
    for (int i = 0; i < 4; i++) {
        struct asked asked = everything;
        asked.by_name = i % 2;
        asked.descending = i / 2;
        for (int number = 1; number <= STONES_MAX / 40 + 2; number++)
            check_page(fixture, &asked, number, 40);
        for (int number = STONES_MAX / 30 + 1; number > 0; number--)
            check_page(fixture, &asked, number, 30);
    }
}

static void without_a_cache_pages_are_the_same(void **state) {
    struct fixture *fixture = *state;

    fixture->engine->source.cache = NULL;
    fill(fixture, 160);
    for (int i = 0; i < 20; i++) {
        struct asked asked = ask_something(fixture);
        check_page(fixture, &asked, 1 + pick(fixture, 12), 13);
    }
}

/* All keys are the same, or there are none. */
static void equal_keys_are_ordered_by_id(void **state) {
    struct fixture *fixture = *state;

    for (int weight = NONE; weight < 1; weight++) {
        struct asked asked = everything;
        fill(fixture, 0);
        for (int id = 1; id <= 160; id++) {
            struct stone *it = &fixture->stones[fixture->count++];
            *it = (struct stone){.id = id, .weight = weight, .name = weight, .pit = 1};
            store_stone(fixture, it);
        }
        for (int i = 0; i < 20; i++) {
            asked.by_name = i % 2;
            asked.descending = i / 2 % 2;
            check_page(fixture, &asked, 1 + pick(fixture, 15), 11);
        }
    }
}

/* A cursor does not lead on to rows without a value. */
static void most_rows_may_have_no_value(void **state) {
    struct fixture *fixture = *state;

    fixture->nulls = 5;
    fill(fixture, 300);
    for (int i = 0; i < 40; i++) {
        struct asked asked = everything;
        asked.by_name = i % 2;
        asked.descending = i / 2 % 2;
        check_page(fixture, &asked, 1 + pick(fixture, 12), 25);
    }
}

/* Rows that go under the same version, as no others do, tell whether a page was counted from the
 * beginning. */
static void pages_go_on_from_the_nearest_cursor(void **state) {
    static const struct {
        int before, size_before, after, size_after;
    } cases[] = {
        {1, 50, 2, 50}, /* from where the page before it ended */
        {3, 75, 4, 50}, /* a walk comes over rows 50, 100 and 150 */
        {3, 75, 9, 20},
    };
    struct fixture *fixture = *state;
    struct asked asked = everything;
    struct page page;

    asked.descending = true; /* rows without a value, which can't be cursors, come last */
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t ids[STONES_MAX];
        fill(fixture, STONES_MAX);
        sort_ids(fixture, &asked, ids);
        check_page(fixture, &asked, cases[i].before, cases[i].size_before);
        struct str first =
            arena_format(fixture->engine->arena,
                         "DELETE FROM stones WHERE account_id = 1 AND id = %d", (int)ids[10]);
        assert_true(db_execute(fixture->engine->db, first.at));
        assert_int_equal(
            find_page(fixture, &asked, cases[i].after, cases[i].size_after, STONES_MAX, &page),
            DONE);
        assert_memory_equal(page.ids, ids + (cases[i].after - 1) * cases[i].size_after,
                            (size_t)cases[i].size_after * sizeof(*ids));
    }
}

/* A cursor is of the list as it was: a new version has none. */
static void rows_that_change_are_found_where_they_are(void **state) {
    struct fixture *fixture = *state;

    for (int round = 0; round < 3; round++) {
        fill(fixture, 110 + 60 * round);
        for (int number = 1; number < 8; number++)
            check_page(fixture, &everything, number, 40);
        check_page(fixture, &everything, 2, 99);
    }
}

static void a_list_of_another_account_is_another(void **state) {
    struct fixture *fixture = *state;
    struct page page;

    fill(fixture, 100);
    check_page(fixture, &everything, 1, 100);
    check_page(fixture, &everything, 1, 50);
    fixture->engine->source.account_id = 2;
    assert_int_equal(find_page(fixture, &everything, 1, 50, 2, &page), DONE);
    assert_int_equal(page.count, 2);
    assert_int_equal(page.ids[0], 9999); /* no weight */
    assert_int_equal(page.ids[1], 1);
}

/* Near the beginning, from a cursor, from the end. */
static void every_failure_of_the_database_is_told(void **state) {
    static const char *const breaks[] = {
        "ALTER TABLE stones RENAME COLUMN weight TO mass",
        "ALTER TABLE stones RENAME TO old; CREATE VIEW stones AS SELECT account_id, id,"
        " abs(-9223372036854775807 - 1) AS weight FROM old"};
    static const int pages[] = {1, 3, 8};
    struct fixture *fixture = *state;
    struct engine_fixture *engine = fixture->engine;
    struct page page;

    fill(fixture, 400);
    for (size_t i = 0; i < COUNT(breaks) * COUNT(pages); i++) {
        check_page(fixture, &everything, 1, 50);
        assert_true(db_savepoint(engine->db) && db_execute(engine->db, breaks[i % 2]));
        assert_int_equal(find_page(fixture, &everything, pages[i / 2], 50, 400, &page), FAILED);
        assert_true(db_savepoint_undo(engine->db));
    }
}

/* ---- fixture ---- */

static int set_up(void **state) {
    struct engine_fixture *engine = engine_open(tables, quarry);
    struct fixture *fixture = NEW(engine->arena, struct fixture);

    fixture->engine = engine;
    fixture->cache = cache_open(4 << 20, 1);
    fixture->nulls = 1;
    fixture->random = 17;
    engine->source.cache = cache_join(fixture->cache);
    cache_enter(engine->source.cache);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    if (fixture->engine->source.cache)
        cache_leave(fixture->engine->source.cache);
    cache_close(fixture->cache);
    return engine_close((void **)&fixture->engine);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(pages_of_random_lists_are_right),
        TEST(whole_lists_are_read_in_both_directions),
        TEST(without_a_cache_pages_are_the_same),
        TEST(equal_keys_are_ordered_by_id),
        TEST(most_rows_may_have_no_value),
        TEST(pages_go_on_from_the_nearest_cursor),
        TEST(rows_that_change_are_found_where_they_are),
        TEST(a_list_of_another_account_is_another),
        TEST(every_failure_of_the_database_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
