/* test_owned_rows.c - rows that come, change and go with the row that owns them. */
#include "engine_fixture.h"

/* clang-format off */
static const char tables[] =
    "CREATE TABLE articles (account_id INTEGER, id INTEGER, name TEXT, PRIMARY KEY (account_id, id));"
    "CREATE TABLE invoices (account_id INTEGER, id INTEGER, title TEXT, factor INTEGER,"
    " note_id INTEGER, PRIMARY KEY (account_id, id));"
    "CREATE TABLE lines (account_id INTEGER, id INTEGER, invoice_id INTEGER, text TEXT NOT NULL,"
    " units INTEGER, article_id INTEGER, place INTEGER, total INTEGER, made_at INTEGER,"
    " changed_at INTEGER, PRIMARY KEY (account_id, id));"
    "CREATE TABLE notes (account_id INTEGER, id INTEGER, invoice_id INTEGER, text TEXT,"
    " PRIMARY KEY (account_id, id));"
    "INSERT INTO articles VALUES (1, 1, 'Nail');"
    "INSERT INTO invoices VALUES (1, 90, 'Other', 1, NULL), (2, 1, 'Theirs', 1, 70);"
    "INSERT INTO lines VALUES (1, 80, 90, 'other', 1, NULL, 0, 1, 1, 1),"
    " (2, 1, 1, 'theirs', 1, NULL, 0, 1, 1, 1);"
    "INSERT INTO notes VALUES (2, 70, 1, 'theirs');";

static const struct field article_fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id"}, {"name", TEXT, 0, "The name"}, {0}};
static const struct resource article = {
    .name = "article", .plural = "articles", .table = "articles", .fields = article_fields};

static const struct field line_fields[] = {
    {"id",      INTEGER,   FIXED | NOT_NULL,   "The id"},
    {"text",    TEXT,      REQUIRED,           "What it is"},
    {"units",   INTEGER,   KEEP,               "How many"},
    {"article", REFERENCE, 0,                  "Of what", .to = &article, .input = "articleId"},
    {"place",   INTEGER,   FIXED | POSITION,   "Its place"},
    {"total",   INTEGER,   FIXED,              "Units, times the factor of the invoice"},
    {"made",    INSTANT,   FIXED | CREATED_AT, "When it was made", .column = "made_at"},
    {"changed", INSTANT,   FIXED | UPDATED_AT, "When it was changed", .column = "changed_at"},
    {0},
};
static const struct sort line_sorts[] = {{"place", "place"}, {0}};

static enum outcome check_line(struct change *change) {
    if (change_integer(change, "units") > change_integer(change_owner(change), "factor"))
        return change_refuse(change, "units", "They are too many.");
    return DONE;
}

static enum outcome derive_line(struct change *change) {
    change_set_integer(change, "total", change_integer(change, "units") *
                                        change_integer(change_owner(change), "factor"));
    return DONE;
}

static const struct resource line = {
    .name = "line", .plural = "lines", .table = "lines", .owner = "invoice_id",
    .fields = line_fields, .sorts = line_sorts, .detail = {"line", "id text"},
    .check = check_line, .derive = derive_line,
};
static const struct field note_fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id"}, {"text", TEXT, REQUIRED, "The text"}, {0}};
static const struct resource note = {
    .name = "note", .plural = "notes", .table = "notes", .owner = "invoice_id",
    .fields = note_fields, .detail = {"note", "id text"},
};
static const struct field invoice_fields[] = {
    {"id",     INTEGER, FIXED | NOT_NULL, "The id"},
    {"title",  TEXT,    0,                "The title"},
    {"factor", INTEGER, KEEP,             "A number"},
    {"lines",  ROWS,    0,                "What was sold", .to = &line, .input = "items"},
    {"noteId", INTEGER, FIXED,            "The note"},
    {"note",   ROWS,    ALONE,            "A note", .to = &note, .column = "note_id"},
    {0},
};
static const struct resource invoice = {
    .name = "invoice", .plural = "invoices", .table = "invoices", .operations = ALL,
    .fields = invoice_fields,
};
static const struct resource *const office[] = {&invoice, &line, &note, &article, NULL};
/* clang-format on */

/* Invoice 1 has the lines 1 to 3. */
static int set_up(void **state) {
    struct engine_fixture *engine = engine_open(tables, office);

    assert_int_equal(engine_store(engine, &invoice, 0,
                                  "{\"factor\":10,\"items\":[{\"text\":\"a\",\"units\":1},"
                                  "{\"text\":\"b\",\"units\":2},{\"text\":\"c\",\"units\":3}]}"),
                     1);
    *state = engine;
    return 0;
}

/* The lines of invoice 1, as they stand. */
static void check_lines(struct engine_fixture *engine, const char *expected) {
    check_rows(engine,
               "SELECT id, text, units FROM lines WHERE account_id = 1 AND invoice_id = 1"
               " ORDER BY place, id",
               expected);
    check_rows(engine,
               "SELECT account_id, id, invoice_id, text FROM lines WHERE invoice_id = 90"
               " OR account_id = 2 ORDER BY id",
               "2|1|1|theirs, 1|80|90|other");
}

/* What the change log has had since the last call. */
static void check_entries(struct engine_fixture *engine, const char *expected) {
    static const char entries[] =
        "SELECT substr('cud', kind, 1) || ' ' || resource || ' ' || row_id FROM changes"
        " ORDER BY number";

    check_rows(engine, entries, expected);
    assert_true(db_execute(engine->db, "DELETE FROM changes"));
}

static void update(struct engine_fixture *engine, const char *body) {
    engine->door.now++;
    assert_int_equal(engine_store(engine, &invoice, 1, body), 1);
}

static void refuse(struct engine_fixture *engine, int64_t id, const char *body,
                   const char *faults) {
    engine_refuses(engine, &invoice, id, body, faults);
    check_lines(engine, "1|a|1, 2|b|2, 3|c|3");
}

/* ---- lines ---- */

static void new_rows_stand_in_the_order_of_the_request(void **state) {
    struct engine_fixture *engine = *state;

    check_lines(engine, "1|a|1, 2|b|2, 3|c|3");
    check_entries(engine, "c invoice 1, c line 1, c line 2, c line 3");
    update(engine, "{\"items\":[{\"text\":\"y\"},{\"id\":3,\"text\":\"c\"},{\"text\":\"x\"},"
                   "{\"id\":1,\"text\":\"a\"},{\"id\":2,\"text\":\"b\"}]}");
    check_lines(engine, "1|a|1, 2|b|2, 3|c|3, 4|y|null, 5|x|null");
    check_entries(engine, "u invoice 1, c line 4, c line 5");
}

static void rows_that_are_left_out_are_deleted(void **state) {
    struct engine_fixture *engine = *state;

    check_entries(engine, "c invoice 1, c line 1, c line 2, c line 3");
    update(engine, "{\"items\":[{\"id\":2,\"text\":\"b\"},{\"text\":\"d\"}]}");
    check_lines(engine, "2|b|2, 4|d|null");
    check_entries(engine, "u invoice 1, d line 1, d line 3, c line 4");
    update(engine, "{\"title\":\"x\"}");
    check_lines(engine, "2|b|2, 4|d|null");
    check_entries(engine, "u invoice 1");
    update(engine, "{\"items\":[]}");
    check_lines(engine, "");
    check_entries(engine, "u invoice 1, d line 2, d line 4");
    update(engine, "{\"items\":[{\"text\":\"e\"}]}");
    check_lines(engine, "5|e|null");
    update(engine, "{\"items\":null}");
    check_lines(engine, "");
}

/* One that was given again as it was has no new stamp, and no entry. */
static void only_rows_that_change_are_written(void **state) {
    struct engine_fixture *engine = *state;

    check_entries(engine, "c invoice 1, c line 1, c line 2, c line 3");
    update(engine,
           "{\"items\":[{\"id\":1,\"text\":\"a\"},{\"id\":\"2\",\"text\":\"b\",\"units\":5},"
           "{\"id\":3,\"text\":\"c\",\"units\":3}]}");
    check_rows(engine,
               "SELECT id, units, total, made_at - 1767225600, changed_at - 1767225600 FROM lines"
               " WHERE account_id = 1 AND invoice_id = 1",
               "1|1|10|0|null, 2|5|50|0|1, 3|3|30|0|null");
    check_entries(engine, "u invoice 1, u line 2");
}

/* Its rows are derived from what the owner will be. */
static void hooks_of_rows_see_the_owner(void **state) {
    struct engine_fixture *engine = *state;

    update(engine, "{\"factor\":100,\"items\":[{\"id\":1,\"text\":\"a\"},{\"id\":2,\"text\":\"b\","
                   "\"units\":50}]}");
    check_rows(engine, "SELECT id, total FROM lines WHERE invoice_id = 1 AND account_id = 1",
               "1|100, 2|5000");
    engine_refuses(engine, &invoice, 1,
                   "{\"factor\":5,\"items\":[{\"id\":1,\"text\":\"a\"},{\"id\":2,\"text\":\"b\"}]}",
                   "\"items[1].units\":[\"They are too many.\"]");
}

static void only_rows_of_the_owner_are_changed(void **state) {
    static const char missing[] = "\"items[0].id\":[\"The line could not be found.\"]";

    refuse(*state, 1, "{\"items\":[{\"id\":80,\"text\":\"x\"}]}", missing);
    refuse(*state, 1, "{\"items\":[{\"id\":99,\"text\":\"x\"}]}", missing);
    refuse(*state, 90, "{\"items\":[{\"id\":1,\"text\":\"x\"}]}", missing);
    refuse(*state, 0, "{\"items\":[{\"id\":1,\"text\":\"x\"}]}", missing);
}

static void a_row_stands_once(void **state) {
    refuse(*state, 1,
           "{\"items\":[{\"id\":2,\"text\":\"x\"},{\"id\":1,\"text\":\"x\"},"
           "{\"id\":2,\"text\":\"y\"}]}",
           "\"items[2].id\":[\"The field Id stands twice.\"]");
}

static void faults_name_the_row_that_they_are_in(void **state) {
    refuse(*state, 1,
           "{\"items\":[{\"text\":\"x\",\"units\":11},{\"text\":\" \",\"articleId\":9},7,"
           "{\"units\":\"x\"}],\"note\":{}}",
           "\"items[1].text\":[\"The Text field is required.\"],"
           "\"items[2]\":[\"The field Items[2] must be an object.\"],"
           "\"items[3].text\":[\"The Text field is required.\"],"
           "\"items[3].units\":[\"The field Units must be a whole number.\"],"
           "\"note.text\":[\"The Text field is required.\"],"
           "\"items[0].units\":[\"They are too many.\"],"
           "\"items[1].articleId\":[\"The field ArticleId refers to an article that does not"
           " exist.\"]");
    refuse(*state, 1, "{\"items\":{},\"note\":[]}",
           "\"items\":[\"The field Items must be an array of objects.\"],"
           "\"note\":[\"The field Note must be an object.\"]");
    refuse(*state, 0, "{\"items\":[{\"id\":\"x\",\"text\":\"x\"}]}",
           "\"items[0].id\":[\"The field Id must be a whole number.\"]");
}

static const char *many_lines(struct arena *arena, int count) {
    struct buffer body;

    buffer_init(&body, SIZE_MAX);
    for (int i = 0; i < count; i++)
        buffer_put_z(&body, i ? ",{\"text\":\"x\"}" : "{\"items\":[{\"text\":\"x\"}");
    buffer_put_z(&body, "]}");
    const char *text = arena_z(arena, buffer_str(&body));
    buffer_done(&body);
    return text;
}

static void there_may_be_a_thousand_rows(void **state) {
    struct engine_fixture *engine = *state;

    engine_decode(engine, &invoice, 1, many_lines(engine->arena, 1000));
    assert_false(faults_any(&engine->faults));
    refuse(engine, 1, many_lines(engine->arena, 1001),
           "\"items\":[\"The field Items must have at most 1000 items.\"]");
}

static void rows_of_a_missing_owner_are_not_looked_at(void **state) {
    refuse(*state, 99, "{\"items\":[{\"id\":80,\"text\":\"x\"}]}",
           "\"id\":[\"The invoice could not be found.\"]");
}

/* ---- the note, which stands alone ---- */

static void check_note(struct engine_fixture *engine, const char *note_and_kept) {
    check_rows(engine,
               "SELECT n.id, n.text, i.note_id FROM invoices i LEFT JOIN notes n ON n.account_id ="
               " i.account_id AND n.invoice_id = i.id WHERE i.account_id = 1 AND i.id = 1",
               note_and_kept);
    check_rows(engine, "SELECT id FROM notes WHERE account_id = 2", "70");
}

static void one_that_stands_alone_needs_no_id(void **state) {
    struct engine_fixture *engine = *state;

    check_note(engine, "null|null|null");
    update(engine, "{\"note\":{\"text\":\"one\"}}");
    check_note(engine, "1|one|1");
    update(engine, "{\"note\":{\"text\":\"two\",\"id\":70}}");
    check_note(engine, "1|two|1");
    update(engine, "{}");
    check_note(engine, "1|two|1");
    update(engine, "{\"note\":null}");
    check_note(engine, "null|null|null");
    update(engine, "{\"note\":{\"text\":\"three\"}}");
    check_note(engine, "2|three|2");
    check_entries(engine, "c invoice 1, c line 1, c line 2, c line 3, u invoice 1, c note 1,"
                          " u invoice 1, u note 1, u invoice 1, u invoice 1, d note 1,"
                          " u invoice 1, c note 2");
    assert_int_equal(engine_store(engine, &invoice, 0, "{\"note\":{\"text\":\"four\"}}"), 2);
    check_rows(engine, "SELECT id, note_id FROM invoices WHERE id = 2", "2|3");
}

/* ---- others ---- */

static void rows_go_with_their_owner(void **state) {
    struct engine_fixture *engine = *state;

    update(engine, "{\"note\":{\"text\":\"one\"}}");
    assert_true(db_execute(engine->db, "DELETE FROM changes"));
    struct change *change = engine_begin(engine, &invoice, CHANGE_DELETE, 1);
    assert_int_equal(door_transaction(&engine->door, change), DONE);
    check_lines(engine, "");
    check_rows(engine, "SELECT account_id, id FROM invoices UNION SELECT account_id, id FROM notes",
               "1|90, 2|1, 2|70");
    check_entries(engine, "d line 1, d line 2, d line 3, d note 1, d invoice 1");
}

static void an_import_tells_the_ids_of_rows(void **state) {
    struct engine_fixture *engine = *state;

    engine->caller.kind = CALLER_IMPORT;
    engine_store(engine, &invoice, 0,
                 "{\"id\":500,\"factor\":9,\"lines\":[{\"text\":\"x\"},{\"id\":40,\"text\":\"y\","
                 "\"total\":7},{\"id\":30,\"text\":\"z\"}],\"note\":{\"id\":600,\"text\":\"n\"}}");
    check_rows(engine, "SELECT id, text, total FROM lines WHERE invoice_id = 500 ORDER BY place",
               "41|x|0, 40|y|7, 30|z|0");
    check_rows(engine, "SELECT note_id FROM invoices WHERE id = 500", "600");
    engine->caller.kind = CALLER_PERSON;
    engine_store(engine, &invoice, 0, "{\"items\":[{\"text\":\"x\"}],\"note\":{\"text\":\"x\"}}");
    check_rows(engine, "SELECT invoice_id, id FROM lines WHERE invoice_id > 500", "501|42");
    check_rows(engine, "SELECT note_id FROM invoices WHERE id = 501", "601");
}

static void an_import_tells_no_id_twice(void **state) {
    struct engine_fixture *engine = *state;

    engine->caller.kind = CALLER_IMPORT;
    engine_refuses(engine, &invoice, 0,
                   "{\"id\":500,\"factor\":1,\"lines\":[{\"id\":40,\"text\":\"x\"},"
                   "{\"text\":\"y\"},{\"id\":40,\"text\":\"z\"}]}",
                   "\"items[2].id\":[\"The field Id stands twice.\"]");
}

static void an_import_tells_where_rows_stand(void **state) {
    struct engine_fixture *engine = *state;

    engine->caller.kind = CALLER_IMPORT;
    engine_store(
        engine, &invoice, 0,
        "{\"id\":500,\"factor\":9,\"lines\":[{\"text\":\"x\",\"place\":7},{\"text\":\"y\"},"
        "{\"text\":\"z\",\"place\":null}]}");
    check_rows(engine, "SELECT text, place FROM lines WHERE invoice_id = 500 ORDER BY place",
               "x|7, y|8, z|9");
}

static void what_fails_leaves_nothing(void **state) {
    static const char *const breaks[] = {"INSERT ON lines", "DELETE ON lines WHEN old.id = 3",
                                         "UPDATE ON lines", "INSERT ON notes"};
    struct engine_fixture *engine = *state;

    for (size_t i = 0; i < COUNT(breaks); i++) {
        engine_break(engine, breaks[i]);
        struct change *change = engine_decode(
            engine, &invoice, 1,
            "{\"title\":\"new\",\"items\":[{\"id\":1,\"text\":\"new\"},{\"text\":\"new\"}],"
            "\"note\":{\"text\":\"new\"}}");
        assert_int_equal(door_transaction(&engine->door, change), FAILED);
        engine_mend(engine);
        check_lines(engine, "1|a|1, 2|b|2, 3|c|3");
        check_rows(engine, "SELECT title, note_id FROM invoices WHERE account_id = 1 AND id = 1",
                   "null|null");
        check_rows(engine, "SELECT count(*) FROM changes", "4");
    }
}

/* ---- lists at random, next to an array in memory ---- */

enum { ROUNDS = 30, LINES_MAX = 8 };

struct model {
    struct {
        int id, units;
    } lines[LINES_MAX];
    int count, last;
    uint32_t random;
};

static int pick(struct model *model, int below) {
    model->random = model->random * 1664525u + 1013904223u;
    return (int)(model->random >> 16) % below;
}

/* Some lines stay, some of them with other units, and some are new; in any order of the old ones.
 */
static const char *any_lines(struct engine_fixture *engine, struct model *model) {
    const char *old = "", *new = "";
    int count = 0;

    for (int i = 0; i < model->count; i++) {
        if (pick(model, 3) == 0)
            continue;
        model->lines[count].id = model->lines[i].id;
        model->lines[count].units = pick(model, 2) ? pick(model, 10) : model->lines[i].units;
        struct str item = arena_format(engine->arena, "{\"id\":%d,\"text\":\"x\",\"units\":%d},",
                                       model->lines[count].id, model->lines[count].units);
        old = pick(model, 2) ? arena_format(engine->arena, "%s%s", item.at, old).at
                             : arena_format(engine->arena, "%s%s", old, item.at).at;
        count++;
    }
    for (int more = pick(model, 4); more > 0 && count < LINES_MAX; more--) {
        int units = pick(model, 10);
        model->lines[count].id = ++model->last;
        model->lines[count++].units = units;
        new = arena_format(engine->arena, "%s{\"text\":\"x\",\"units\":%d},", new, units).at;
    }
    model->count = count;
    const char *all = arena_format(engine->arena, "%s%s", old, new).at;
    return arena_format(engine->arena, "{\"items\":[%.*s]}", (int)strlen(all) - (count > 0 ? 1 : 0),
                        all)
        .at;
}

static void rows_are_what_was_asked_for(void **state) {
    struct model model = {.lines = {{1, 1}, {2, 2}, {3, 3}}, .count = 3, .last = 3, .random = 9};
    struct engine_fixture *engine = *state;

    for (int round = 0; round < ROUNDS; round++) {
        const char *expected = "", *body = any_lines(engine, &model);
        update(engine, body);
        for (int i = 0; i < model.count; i++)
            expected = arena_format(engine->arena, "%s%s%d|%d", expected, i ? ", " : "",
                                    model.lines[i].id, model.lines[i].units)
                           .at;
        check_rows(engine,
                   "SELECT id, units FROM lines WHERE account_id = 1 AND invoice_id = 1"
                   " ORDER BY place",
                   expected);
    }
    assert_true(model.last > 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ENGINE_TEST(new_rows_stand_in_the_order_of_the_request),
        ENGINE_TEST(rows_that_are_left_out_are_deleted),
        ENGINE_TEST(only_rows_that_change_are_written),
        ENGINE_TEST(hooks_of_rows_see_the_owner),
        ENGINE_TEST(only_rows_of_the_owner_are_changed),
        ENGINE_TEST(a_row_stands_once),
        ENGINE_TEST(faults_name_the_row_that_they_are_in),
        ENGINE_TEST(there_may_be_a_thousand_rows),
        ENGINE_TEST(rows_of_a_missing_owner_are_not_looked_at),
        ENGINE_TEST(one_that_stands_alone_needs_no_id),
        ENGINE_TEST(rows_go_with_their_owner),
        ENGINE_TEST(an_import_tells_the_ids_of_rows),
        ENGINE_TEST(an_import_tells_no_id_twice),
        ENGINE_TEST(an_import_tells_where_rows_stand),
        ENGINE_TEST(what_fails_leaves_nothing),
        ENGINE_TEST(rows_are_what_was_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
