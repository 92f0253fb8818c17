/* test_keys_at_work.c - one request at a time has a key, and the table is bounded. */
#include "api/keys_at_work.h"

#include "cmocka_all.h"

#include <stdlib.h>

struct fixture {
    struct arena *arena;
    struct keys_at_work *keys;
};

static int set_up(void **state) {
    static struct fixture fixture;

    fixture.arena = arena_open();
    fixture.keys = keys_at_work_new(fixture.arena);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    keys_at_work_done(fixture->keys);
    arena_close(fixture->arena);
    return 0;
}

/* Every key begins alike when `crowded`, so all are in one chain. */
static struct hash key_of(int number, bool crowded) {
    struct hash key = {{0}};

    if (!crowded)
        memcpy(key.bytes, &number, sizeof(number));
    memcpy(key.bytes + 20, &number, sizeof(number));
    return key;
}

static void a_key_is_claimed_once(void **state) {
    struct fixture *fixture = *state;

    for (int i = 0; i < 3; i++) {
        struct hash key = key_of(i, true);
        assert_int_equal(keys_at_work_claim(fixture->keys, &key), KEY_CLAIMED);
        assert_int_equal(keys_at_work_claim(fixture->keys, &key), KEY_AT_WORK);
    }
    struct hash middle = key_of(1, true), last = key_of(2, true);
    keys_at_work_release(fixture->keys, &middle);
    assert_int_equal(keys_at_work_claim(fixture->keys, &last), KEY_AT_WORK);
    assert_int_equal(keys_at_work_claim(fixture->keys, &middle), KEY_CLAIMED);
}

static void fill_and_empty(struct keys_at_work *keys, bool crowded) {
    struct hash more = key_of(KEYS_AT_WORK_MAX, crowded);

    for (int i = 0; i < KEYS_AT_WORK_MAX; i++) {
        struct hash key = key_of(i, crowded);
        assert_int_equal(keys_at_work_claim(keys, &key), KEY_CLAIMED);
    }
    struct hash any = key_of(77, crowded);
    assert_int_equal(keys_at_work_claim(keys, &more), KEYS_FULL);
    assert_int_equal(keys_at_work_claim(keys, &any), KEY_AT_WORK);
    keys_at_work_release(keys, &any);
    assert_int_equal(keys_at_work_claim(keys, &more), KEY_CLAIMED);
    assert_int_equal(keys_at_work_claim(keys, &any), KEYS_FULL);
    keys_at_work_release(keys, &more);
    for (int i = 0; i < KEYS_AT_WORK_MAX; i++) {
        struct hash key = key_of(i, crowded);
        if (i != 77)
            keys_at_work_release(keys, &key);
    }
}

static void as_many_as_there_is_room_for(void **state) {
    struct fixture *fixture = *state;

    for (int i = 0; i < 4; i++)
        fill_and_empty(fixture->keys, i % 2);
}

static void in_any_order(void **state) {
    enum { KEYS = 300, STEPS = 20000 };
    struct fixture *fixture = *state;
    bool has[KEYS] = {false};
    unsigned dice = 1;

    for (int i = 0; i < STEPS; i++) {
        dice = dice * 1103515245U + 12345U;
        int number = (int)(dice >> 16) % KEYS;
        struct hash key = key_of(number, number % 2);
        if (has[number] && dice & 0x8000)
            keys_at_work_release(fixture->keys, &key);
        else
            assert_int_equal(keys_at_work_claim(fixture->keys, &key),
                             has[number] ? KEY_AT_WORK : KEY_CLAIMED);
        has[number] = !(has[number] && dice & 0x8000);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_key_is_claimed_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(as_many_as_there_is_room_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(in_any_order, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
