/* test_facts.c - values of the whole database, and who has claimed work. */
#include "db/facts.h"

#include "scratch.h"

static void values_are_replaced(void **state) {
    struct scratch scratch;
    struct str found;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_true(fact_read(scratch.arena, db, STR("colour"), &found));
    assert_null(found.at);
    assert_true(fact_write(db, STR("colour"), STR("red")));
    assert_true(fact_write(db, STR("colour"), STR("light blue")));
    assert_true(fact_read(scratch.arena, db, STR("colour"), &found));
    assert_true(str_equal(found, STR("light blue")));
    db_close(db);
    scratch_remove(&scratch);
}

static bool claims(struct db *db, const char *owner, int64_t now) {
    bool is_mine = false;

    assert_true(fact_claim(db, STR("sweeping"), str_of(owner), now, 60, &is_mine));
    return is_mine;
}

static void work_is_one_owners_at_a_time(void **state) {
    struct scratch scratch;
    bool is_mine = false;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_true(claims(db, "one", 1000));
    assert_false(claims(db, "two", 1000));
    assert_false(claims(db, "two", 1059));
    assert_true(claims(db, "one", 1059)); /* until 1119 */
    assert_false(claims(db, "two", 1118));
    assert_true(claims(db, "two", 1119));
    assert_false(claims(db, "one", 1119));
    assert_true(fact_claim(db, STR("dusting"), STR("one"), 1119, 60, &is_mine));
    assert_true(is_mine);
    db_close(db);
    scratch_remove(&scratch);
}

static void what_nobody_wrote_like_this_is_nobodys(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    for (size_t i = 0; i < 3; i++) {
        static const char *const values[] = {"", "two", "two soon"};
        assert_true(fact_write(db, STR("sweeping"), str_of(values[i])));
        assert_true(claims(db, "one", 1000));
    }
    db_close(db);
    scratch_remove(&scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_replaced),
        cmocka_unit_test(work_is_one_owners_at_a_time),
        cmocka_unit_test(what_nobody_wrote_like_this_is_nobodys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
