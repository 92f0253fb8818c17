/* test_named_files.c - the files that rows of several resources name, each once and in order. */
#include "engine_fixture.h"
#include "files/file_store.h"
#include "upkeep/named_files.h"
#include "upkeep/verify.h"

#include <stdio.h>

/* clang-format off */
static const char tables[] =
    "CREATE TABLE pictures (account_id INTEGER, id INTEGER, hash TEXT, bytes INTEGER,"
    " PRIMARY KEY (account_id, id));"
    "CREATE TABLE sounds (account_id INTEGER, id INTEGER, content TEXT, length INTEGER,"
    " PRIMARY KEY (account_id, id));"
    "CREATE VIEW derived_faults AS SELECT '' AS place, 0 AS account_id, 0 AS id, '' AS name"
    " FROM pictures WHERE 0;";
static const struct field picture_fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id"}, {"hash", TEXT, FIXED, "The content"},
    {"bytes", INTEGER, FIXED, "Its size"}, {0}};
static const struct field sound_fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id"}, {"content", TEXT, FIXED, "The content"},
    {"length", INTEGER, FIXED, "Its size"}, {0}};
/* clang-format on */
static const struct uploads picture_uploads = {.hash = "hash", .size = "bytes"};
static const struct uploads sound_uploads = {.hash = "content", .size = "length"};
static const struct resource picture = {.name = "picture",
                                        .plural = "pictures",
                                        .table = "pictures",
                                        .fields = picture_fields,
                                        .uploads = &picture_uploads};
static const struct resource sound = {.name = "sound",
                                      .plural = "sounds",
                                      .table = "sounds",
                                      .fields = sound_fields,
                                      .uploads = &sound_uploads};
static const struct resource *const resources[] = {&picture, &sound, NULL};

static int set_up(void **state) {
    *state = engine_open(tables, resources);
    return 0;
}

/* A hash of `digit`, 64 times, as SQL. */
#define HASH(digit) "replace(hex(zeroblob(32)), '0', '" digit "')"

static void insert(struct engine_fixture *engine, const char *sql) {
    assert_true(db_execute(engine->db, sql));
}

struct seen {
    char text[8192]; /* "1/a 3, 2/b -1, " */
    size_t count, most;
};

static bool see(void *context, const struct named_file *file) {
    struct seen *seen = context;
    size_t len = strlen(seen->text);

    assert_int_equal(strlen(file->hash), FILE_HASH_LENGTH);
    seen->count++;
    if (len + 100 < sizeof(seen->text))
        snprintf(seen->text + len, sizeof(seen->text) - len, "%lld/%c %lld, ",
                 (long long)file->account_id, file->hash[0], (long long)file->size);
    return seen->count != seen->most;
}

static void gives_each_once_in_order(void **state) {
    struct engine_fixture *engine = *state;
    struct seen seen = {"", 0, 0};

    insert(engine,
           "INSERT INTO pictures VALUES (2, 1, " HASH("a") ", 5), (1, 1, " HASH(
               "c") ", 7),"
                    " (1, 2, " HASH("a") ", 3), (1, 3, " HASH("a") ", 3), (1, 4, NULL, NULL)");
    insert(engine, "INSERT INTO sounds VALUES (1, 1, " HASH("b") ", 4), (1, 2, " HASH(
                       "a") ", 3),"
                            " (3, 1, " HASH("0") ", 0)");
    assert_true(named_files_visit(engine->db, engine->plans, see, &seen));
    assert_string_equal(seen.text, "1/a 3, 1/b 4, 1/c 7, 2/a 5, 3/0 0, ");
}

/* Rows of one file that do not agree say nothing, in one table or in two. */
static void tells_that_sizes_differ(void **state) {
    struct engine_fixture *engine = *state;
    struct seen seen = {"", 0, 0};

    insert(engine, "INSERT INTO pictures VALUES (1, 1, " HASH("a") ", 3), (1, 2, " HASH(
                       "a") ", 4),"
                            " (1, 3, " HASH("b") ", 3), (1, 4, " HASH("c") ", NULL)");
    insert(engine, "INSERT INTO sounds VALUES (1, 1, " HASH("b") ", 4)");
    assert_true(named_files_visit(engine->db, engine->plans, see, &seen));
    assert_string_equal(seen.text, "1/a -1, 1/b -1, 1/c -1, ");
}

static void tell(const char *sentence) {
    print_message("%s\n", sentence);
}

static void leaves_out_what_is_no_hash(void **state) {
    struct engine_fixture *engine = *state;
    struct seen seen = {"", 0, 0};
    struct verification verification = {.arena = engine->arena, .db = engine->db, .tell = tell};

    insert(engine,
           "INSERT INTO pictures VALUES (1, 1, 'abc', 3), (1, 2, '', 3),"
           " (1, 3, upper(" HASH("a") "), 3), (1, 4, " HASH(
               "a") " || '0', 3),"
                    " (1, 5, replace(" HASH("a") ", 'a', '/'), 3), (1, 6, " HASH("b") ", 3)");
    assert_true(named_files_visit(engine->db, engine->plans, see, &seen));
    assert_string_equal(seen.text, "1/b 3, ");
    assert_true(verify_all(&verification, engine->plans));
    assert_int_equal(verification.differences, 5);
}

/* More than are read at once, of two resources that take turns. */
static void goes_on_over_pages(void **state) {
    struct engine_fixture *engine = *state;
    struct seen seen = {"", 0, 0};

    insert(engine, "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999)"
                   " INSERT INTO pictures SELECT 1, i, printf('%064x', 2 * i), i FROM n");
    insert(engine, "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999)"
                   " INSERT INTO sounds SELECT 1, i, printf('%064x', 3 * i), i FROM n");
    assert_true(named_files_visit(engine->db, engine->plans, see, &seen));
    assert_int_equal(seen.count, 1000 + 1000 - 334); /* multiples of 6 below 2000 are in both */
}

static void stops_when_told(void **state) {
    struct engine_fixture *engine = *state;
    struct seen seen = {"", 0, 2};

    insert(engine, "INSERT INTO pictures VALUES (1, 1, " HASH("a") ", 3), (1, 2, " HASH(
                       "b") ", 4),"
                            " (1, 3, " HASH("c") ", 3)");
    assert_false(named_files_visit(engine->db, engine->plans, see, &seen));
    assert_string_equal(seen.text, "1/a 3, 1/b 4, ");
}

static void fails_with_the_database(void **state) {
    struct engine_fixture *engine = *state;
    struct seen seen = {"", 0, 0};

    insert(engine, "DROP TABLE sounds");
    assert_false(named_files_visit(engine->db, engine->plans, see, &seen));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ENGINE_TEST(gives_each_once_in_order),
        ENGINE_TEST(tells_that_sizes_differ),
        ENGINE_TEST(leaves_out_what_is_no_hash),
        ENGINE_TEST(goes_on_over_pages),
        ENGINE_TEST(stops_when_told),
        ENGINE_TEST(fails_with_the_database),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
