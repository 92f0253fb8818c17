/* test_token_memory.c - tokens that are only in memory: whose they are, and when they end. */
#include "access/token_memory.h"

#include "cmocka_all.h"

enum { NOW = 1000, LATER = 4600, SHARE = 64, MOST = 4096 };

struct fixture {
    struct arena *arena;
    struct token_memory *memory;
};

static int set_up(void **state) {
    static struct fixture fixture;

    fixture = (struct fixture){arena_open(), token_memory_open()};
    *state = &fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    token_memory_close(fixture->memory);
    arena_close(fixture->arena);
    return 0;
}

static struct str token_of(const struct fixture *fixture, int application, int number) {
    return arena_format(fixture->arena, "token %d of %d", number, application);
}

/* `most`: as many as the application may have. */
static bool keep_of(const struct fixture *fixture, int application, int number, size_t most) {
    const struct application one = {
        .caller = {.account_id = 1, .application_id = application, .permissions = 5},
        .rate = 7,
        .allow = STR("192.0.2.7"),
        .origins = STR("https://app.example.com")};

    return token_memory_keep(fixture->memory, token_of(fixture, application, number), &one, most, 3,
                             NOW, LATER);
}

static bool keep(const struct fixture *fixture, int application, int number) {
    return keep_of(fixture, application, number, 500);
}

static size_t count(const struct fixture *fixture, int application, int64_t version, int64_t now) {
    const struct caller one = {.account_id = 1, .application_id = application};

    return token_memory_count(fixture->memory, &one, version, now);
}

static bool find(const struct fixture *fixture, int application, int number, int64_t version,
                 int64_t now) {
    struct application found;
    int64_t expires_at;

    if (!token_memory_find(fixture->memory, fixture->arena, token_of(fixture, application, number),
                           version, now, &found, &expires_at))
        return false;
    assert_int_equal(found.caller.application_id, application);
    assert_int_equal(found.caller.permissions, 5);
    assert_int_equal(found.rate, 7);
    assert_true(str_equal(found.allow, STR("192.0.2.7")));
    assert_true(str_equal(found.origins, STR("https://app.example.com")));
    assert_int_equal(expires_at, LATER);
    return true;
}

static void ends_with_its_hour_and_with_any_change(void **state) {
    struct fixture *fixture = *state;

    assert_false(find(fixture, 1, 1, 3, NOW));
    assert_true(keep(fixture, 1, 1) && keep(fixture, 1, 2));
    assert_true(find(fixture, 1, 1, 3, NOW) && find(fixture, 1, 2, 3, LATER - 1));
    assert_false(find(fixture, 1, 3, 3, NOW));
    assert_false(find(fixture, 1, 1, 3, LATER));
    assert_false(find(fixture, 1, 2, 4, NOW));
    assert_false(find(fixture, 1, 2, 3, NOW)); /* it is gone */
}

static void the_oldest_of_an_application_makes_room(void **state) {
    struct fixture *fixture = *state;

    for (int i = 0; i <= SHARE; i++)
        assert_true(keep(fixture, 1, i));
    assert_false(find(fixture, 1, 0, 3, NOW));
    for (int i = 1; i <= SHARE; i++)
        assert_true(find(fixture, 1, i, 3, NOW));
}

/* Numbers of applications are those of their account; an empty list of addresses stays one. */
static void accounts_have_shares_of_their_own(void **state) {
    struct fixture *fixture = *state;
    struct application other = {.caller = {.account_id = 2, .application_id = 1}, .allow = STR("")};
    struct application found;
    int64_t expires_at;

    for (int i = 0; i < SHARE; i++)
        assert_true(keep(fixture, 1, i));
    assert_true(token_memory_keep(fixture->memory, STR("theirs"), &other, SHARE, 3, NOW, LATER));
    assert_true(find(fixture, 1, 0, 3, NOW));
    assert_true(token_memory_find(fixture->memory, fixture->arena, STR("theirs"), 3, NOW, &found,
                                  &expires_at));
    assert_int_equal(found.caller.account_id, 2);
    assert_true(found.allow.at && found.allow.len == 0);
}

/* The first place may have the newest token, when another had gone from it. */
static void the_oldest_is_not_the_first(void **state) {
    struct fixture *fixture = *state;

    for (int i = 0; i < SHARE; i++)
        assert_true(keep(fixture, 1, i));
    assert_false(find(fixture, 1, 0, 4, NOW)); /* which frees its place */
    assert_true(keep(fixture, 1, SHARE) && keep(fixture, 1, SHARE + 1));
    assert_true(find(fixture, 1, SHARE, 3, NOW) && find(fixture, 1, SHARE + 1, 3, NOW));
    assert_false(find(fixture, 1, 1, 3, NOW));
    assert_true(find(fixture, 1, 2, 3, NOW));
}

/* Of what an application may have, the database has the others. */
static void an_application_may_have_fewer(void **state) {
    struct fixture *fixture = *state;

    assert_int_equal(count(fixture, 1, 3, NOW), 0);
    assert_false(keep_of(fixture, 1, 0, 0));
    for (int i = 1; i <= 4; i++)
        assert_true(keep_of(fixture, 1, i, 3));
    assert_true(keep_of(fixture, 2, 1, 1));
    assert_false(find(fixture, 1, 1, 3, NOW));
    assert_true(find(fixture, 1, 2, 3, NOW) && find(fixture, 1, 4, 3, NOW));
    assert_int_equal(count(fixture, 1, 3, NOW), 3);
    assert_int_equal(count(fixture, 2, 3, LATER - 1), 1);
    assert_int_equal(count(fixture, 2, 3, LATER), 0);
    assert_int_equal(count(fixture, 1, 4, NOW), 0);
}

static void others_do_not(void **state) {
    struct fixture *fixture = *state;

    for (int i = 0; i < MOST; i++)
        assert_true(keep(fixture, i / SHARE, i));
    assert_false(keep(fixture, 1000, 1));
    assert_true(find(fixture, 0, 0, 3, NOW));
    assert_true(keep(fixture, 0, MOST));
    assert_false(find(fixture, 0, 0, 3, NOW));
    assert_true(find(fixture, 0, MOST, 3, NOW));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ends_with_its_hour_and_with_any_change, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_oldest_of_an_application_makes_room, set_up, tear_down),
        cmocka_unit_test_setup_teardown(accounts_have_shares_of_their_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_oldest_is_not_the_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_application_may_have_fewer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(others_do_not, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
