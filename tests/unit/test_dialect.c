/* test_dialect.c - our SQL as PostgreSQL takes it, case by case. */
#include "db/postgres/dialect.h"

#include <stdlib.h>

#include "cmocka_all.h"

static struct arena *arena;

static int open_arena(void **state) {
    (void)state;
    arena = arena_open();
    return 0;
}

static int close_arena(void **state) {
    (void)state;
    arena_close(arena);
    return 0;
}

/* The text's bytes in memory of their own size, so that a sanitizer sees a step beyond them. */
static struct dialect translate(struct str sql) {
    char *copy = malloc(sql.len + 1);

    assert_non_null(copy);
    char *end = copy + 1; /* at its end, also of none */
    memcpy(end, sql.at, sql.len);
    struct dialect dialect = dialect_translate(arena, (struct str){end, sql.len});
    free(copy);
    assert_int_equal(dialect.text.at[dialect.text.len], 0);
    return dialect;
}

static void expect(const char *ours, const char *theirs) {
    assert_string_equal(translate(str_of(ours)).text.at, theirs);
}

static void expect_same(const char *sql) {
    expect(sql, sql);
}

static void what_is_shared_stays(void **state) {
    (void)state;
    expect_same("");
    expect_same("SELECT t.id, 1.5 * 2 FROM contacts t WHERE (t.a, t.b) >= (3, -4) LIMIT 1;");
    expect_same("SELECT a || 'x' FROM \"b\" WHERE a <> '' ORDER BY a ASC NULLS FIRST");
    expect_same("SELECT a > b, a >> 2");
}

static void tables(void **state) {
    (void)state;
    expect("CREATE TABLE a (id INTEGER, b BLOB, c REAL, k ANY NOT NULL) STRICT, WITHOUT ROWID;",
           "CREATE TABLE a (id BIGINT, b BYTEA, c DOUBLE PRECISION, k BYTEA NOT NULL);");
    expect("CREATE TABLE a (id TEXT) STRICT;", "CREATE TABLE a (id TEXT);");
    expect("CREATE TABLE a (\n    id INTEGER -- a number\n)\nSTRICT ;",
           "CREATE TABLE a ( id BIGINT ) ;");
    expect("DEFAULT x'00ff'", "DEFAULT '\\x00ff'::bytea");
    expect("DEFAULT x'')", "DEFAULT '\\x'::bytea)");
    expect("a = ANY (b)", "a = ANY (b)");
}

static void names_with_words_in_them_stay(void **state) {
    (void)state;
    expect_same("SELECT is_active, this, IS_A, INTEGERS, BLOB_, my_REAL, xREAL FROM t");
    expect_same("SELECT max'a', strinstr(a), instr_(a), instr, ax'00' FROM t");
    expect_same("SELECT \xc3\xa5INTEGER, INTEGER\xc3\xa5, x\"00\"");
    expect_same("SELECT a is b, integer, real, blob, any not null");
}

static void texts_stay(void **state) {
    (void)state;
    expect_same("SELECT 'it''s ?1 IS INTEGER', 'instr(', ' -- a  b /* ', '/*'");
    expect_same("SELECT \"IS INTEGER ?1 ' \"\"\" FROM a");
    expect("SELECT 'a''' IS 'IS ?1' || ''''", "SELECT 'a''' IS NOT DISTINCT FROM 'IS ?1' || ''''");
    expect("'a'x'00'x'01'", "'a' '\\x00'::bytea '\\x01'::bytea");
    expect_same("SELECT 'it is not ended ''  ?1");
    expect_same("SELECT \"neither  ?1");
    expect_same("'");
}

static void comments_and_blanks_are_one_blank(void **state) {
    (void)state;
    expect("SELECT 1 -- it's ?1 IS\n  , 2", "SELECT 1 , 2");
    expect("SELECT/* it's \n ?1 */1/**/", "SELECT 1");
    expect("\t a\r\n\n b \f", "a b");
    expect("-- only", "");
    expect("a /* not ended '", "a");
    expect("a /*/ b */ - - c - / * d", "a - - c - / * d");
    expect("'a'\n'b'", "'a' 'b'");
    expect("a IS -- or not\n NULL", "a IS NULL");
    expect("a IS/**/NOT\n\tb", "a IS DISTINCT FROM b");
}

static void parameters_are_numbered_densely(void **state) {
    (void)state;
    struct dialect dialect =
        translate(STR("a = ?7 AND b = ?1 AND c = ?7 AND d = ?12 AND e = '?3'"));
    assert_string_equal(dialect.text.at, "a = $2 AND b = $1 AND c = $2 AND d = $3 AND e = '?3'");
    assert_int_equal(dialect.count, 3);
    assert_int_equal(dialect.highest, 12);
    assert_int_equal(dialect_parameter(&dialect, 1), 1);
    assert_int_equal(dialect_parameter(&dialect, 7), 2);
    assert_int_equal(dialect_parameter(&dialect, 12), 3);
    assert_int_equal(dialect_parameter(&dialect, 0), 0);
    assert_int_equal(dialect_parameter(&dialect, 3), 0);
    assert_int_equal(dialect_parameter(&dialect, 13), 0);
}

static void without_parameters(void **state) {
    (void)state;
    struct dialect dialect = translate(STR("SELECT '?1' -- ?2"));
    assert_int_equal(dialect.count, 0);
    assert_int_equal(dialect_parameter(&dialect, 0), 0);
    assert_int_equal(dialect_parameter(&dialect, 1), 0);
}

static void numbers_that_no_parameter_has_stay(void **state) {
    (void)state;
    expect("?0 ? ?32767 ?99999999999999999999 ?65537 ?32766",
           "?0 ? ?32767 ?99999999999999999999 ?65537 $1");
}

static void types_of_parameters(void **state) {
    (void)state;
    expect("id IN {list ?4}", "id IN (SELECT unnest($1::bigint[]) AS value)");
    expect("a = ?1 AND ((id IN {list ?9}))",
           "a = $1 AND ((id IN (SELECT unnest($2::bigint[]) AS value)))");
    expect_same("{list} {list x}");
    expect("WITH d (day) AS (SELECT ?3 UNION ALL SELECT day + 1 FROM d)",
           "WITH d (day) AS (SELECT $1::bigint UNION ALL SELECT day + 1 FROM d)");
    expect("(SELECT ?3)", "(SELECT $1)");
    expect("((?7 >> t.class) & 1 = 1)", "(($1::bigint >> t.class::int) & 1 = 1)");
}

static void comparisons_of_what_may_be_null(void **state) {
    (void)state;
    expect("a IS b", "a IS NOT DISTINCT FROM b");
    expect("a IS ?1", "a IS NOT DISTINCT FROM $1");
    expect("a IS NOT b.c", "a IS DISTINCT FROM b.c");
    expect("a IS (b)", "a IS NOT DISTINCT FROM (b)");
    expect("a IS NULLED", "a IS NOT DISTINCT FROM NULLED");
    expect("a IS NOTHING", "a IS NOT DISTINCT FROM NOTHING");
    expect_same("a IS NULL AND b IS NOT NULL OR (c IS NOT NULL)");
    expect_same("a IS DISTINCT FROM b AND c IS NOT DISTINCT FROM d");
}

static void truth_values_that_are_numbers(void **state) {
    (void)state;
    expect("class <> (a IS NOT NULL) + 2 * (t.b IS NULL) + 4 * (c IS NOT NULL)",
           "class <> (a IS NOT NULL)::int + 2 * (t.b IS NULL)::int + 4 * (c IS NOT NULL)::int");
    expect("1 + (a IS NULL)", "1 + (a IS NULL)::int");
    expect("((a IS NULL) + (b IS NULL))", "((a IS NULL)::int + (b IS NULL)::int)");
    expect_same("(a IS NULL) AND (b IS NOT NULL) OR (a.b IS NULL)");
    expect("(a IS NULL OR b) + 1", "(a IS NULL OR b) + 1");
    expect("CASE WHEN permissions & 64 THEN 'a' ELSE '' END",
           "CASE WHEN permissions & 64 <> 0 THEN 'a' ELSE '' END");
    expect_same("CASE WHEN a = 64 THEN 'a' END");
}

static void functions(void **state) {
    (void)state;
    expect("instr(t.name_folded, ?7) > 0", "strpos(t.name_folded, $1) > 0");
    expect("(((instr(instr(a, b), c))))", "(((strpos(strpos(a, b), c))))");
}

static void it_ends_at_the_first_nul(void **state) {
    (void)state;
    struct dialect dialect = translate(STR("SELECT ?2\0, ?1"));
    assert_string_equal(dialect.text.at, "SELECT $1");
    assert_int_equal(dialect.count, 1);
    assert_int_equal(translate((struct str){NULL, 0}).text.len, 0);
}

static void the_longest_of_all(void **state) {
    (void)state;
    enum { TIMES = 20000 };
    static char sql[3 * TIMES];

    for (size_t i = 0; i < TIMES; i++)
        memcpy(sql + 3 * i, "IS+", 3);
    struct dialect dialect = translate((struct str){sql, sizeof(sql)});
    assert_int_equal(dialect.text.len, TIMES * strlen("IS NOT DISTINCT FROM+"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_shared_stays),
        cmocka_unit_test(tables),
        cmocka_unit_test(names_with_words_in_them_stay),
        cmocka_unit_test(texts_stay),
        cmocka_unit_test(comments_and_blanks_are_one_blank),
        cmocka_unit_test(parameters_are_numbered_densely),
        cmocka_unit_test(without_parameters),
        cmocka_unit_test(numbers_that_no_parameter_has_stay),
        cmocka_unit_test(types_of_parameters),
        cmocka_unit_test(comparisons_of_what_may_be_null),
        cmocka_unit_test(truth_values_that_are_numbers),
        cmocka_unit_test(functions),
        cmocka_unit_test(it_ends_at_the_first_nul),
        cmocka_unit_test(the_longest_of_all),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
