/* test_turns.c - the order in which owners get their turns, and the bounds of the queue. */
#include "base/turns.h"

#include "cmocka_all.h"

enum { LIMIT = 64, SHARE = 24 };

static const struct turn_key one = {1, 10}, two = {1, 20}, three = {2, 10};

static void wait_for(struct turns *turns, struct turn *turn, size_t count, struct turn_key key) {
    for (size_t i = 0; i < count; i++)
        assert_true(turns_wait(turns, &turn[i], key));
}

static void an_owner_has_its_turns_in_order(void **state) {
    struct turns *turns = turns_open(LIMIT, SHARE);
    struct turn waiting[3];

    (void)state;
    assert_null(turns_take(turns));
    wait_for(turns, waiting, 3, one);
    for (size_t i = 0; i < 3; i++) {
        assert_ptr_equal(turns_take(turns), &waiting[i]);
        turn_end(waiting[i].owner, 5);
    }
    assert_null(turns_take(turns));
    turns_close(turns);
}

static void the_queue_and_each_share_are_bounded(void **state) {
    struct turns *turns = turns_open(LIMIT, SHARE);
    struct turn waiting[LIMIT + 1];

    (void)state;
    wait_for(turns, waiting, SHARE, one);
    assert_false(turns_wait(turns, &waiting[SHARE], one));
    wait_for(turns, waiting + SHARE, SHARE, two);
    wait_for(turns, waiting + 2 * (size_t)SHARE, LIMIT - 2 * SHARE, three);
    assert_false(turns_wait(turns, &waiting[LIMIT], three));
    struct turn *taken = turns_take(turns);
    assert_true(turns_wait(turns, &waiting[LIMIT], three));
    turn_end(taken->owner, 1);
    turns_close(turns);
}

/* Who asks what costs ten times as much gets a tenth of the turns. */
static void turns_are_shared_by_cost(void **state) {
    struct turns *turns = turns_open(LIMIT, SHARE);
    struct turn dear[SHARE], cheap[SHARE];
    unsigned dear_turns = 0;

    (void)state;
    wait_for(turns, dear, SHARE, one);
    wait_for(turns, cheap, SHARE, two);
    for (size_t i = 0; i < 22; i++) {
        struct turn *turn = turns_take(turns);
        bool is_dear = turn >= dear && turn < dear + SHARE;
        dear_turns += is_dear;
        turn_end(turn->owner, is_dear ? 100 : 10);
    }
    assert_int_equal(dear_turns, 2);
    turns_close(turns);
}

/* Nobody saves turns while it asks for nothing, and nobody pays twice for what it had. */
static void quiet_owners_save_nothing(void **state) {
    struct turns *turns = turns_open(LIMIT, SHARE);
    struct turn busy[SHARE], late[SHARE];
    unsigned late_turns = 0;

    (void)state;
    wait_for(turns, busy, SHARE, one);
    for (size_t i = 0; i < 14; i++)
        turn_end(turns_take(turns)->owner, 100);
    wait_for(turns, late, SHARE, two);
    for (size_t i = 0; i < 20; i++) {
        struct turn *turn = turns_take(turns);
        late_turns += turn >= late && turn < late + SHARE;
        turn_end(turn->owner, 100);
    }
    assert_in_range(late_turns, 10, 11);
    turns_close(turns);
}

/* One that asks again after each answer is the same owner still. */
static void what_was_used_is_kept_between_questions(void **state) {
    struct turns *turns = turns_open(LIMIT, SHARE);
    struct turn lone, many[SHARE];
    unsigned lone_turns = 0;

    (void)state;
    wait_for(turns, many, SHARE, two);
    assert_true(turns_wait(turns, &lone, one));
    for (size_t i = 0; i < 20; i++) {
        struct turn *turn = turns_take(turns);
        turn_end(turn->owner, turn == &lone ? 1000 : 10);
        if (turn == &lone) {
            lone_turns++;
            assert_true(turns_wait(turns, &lone, one));
        }
    }
    assert_int_equal(lone_turns, 1);
    turns_close(turns);
}

/* Until work is done its cost is not known: several hands go to several owners. */
static void hands_go_to_different_owners(void **state) {
    struct turns *turns = turns_open(LIMIT, SHARE);
    struct turn first[4], second[2];

    (void)state;
    wait_for(turns, first, 4, one);
    assert_ptr_equal(turns_take(turns), &first[0]);
    assert_ptr_equal(turns_take(turns), &first[1]);
    wait_for(turns, second, 2, two);
    assert_ptr_equal(turns_take(turns), &second[0]);
    assert_ptr_equal(turns_take(turns), &second[1]);
    turns_close(turns);
}

/* The table of owners is smaller than their number over time. */
/* Of two owners, who are looked at by who is next of each. */
static void who_waits_for_too_long_leaves(void **state) {
    struct turns *turns = turns_open(LIMIT, SHARE);
    struct turn waiting[] = {{.since = 10}, {.since = 30}, {.since = 20}};

    (void)state;
    wait_for(turns, waiting, 2, one);
    wait_for(turns, waiting + 2, 1, two);
    assert_null(turns_drop(turns, 10));
    assert_ptr_equal(turns_drop(turns, 11), &waiting[0]);
    assert_null(turns_drop(turns, 20));
    assert_ptr_equal(turns_drop(turns, 30), &waiting[2]);
    assert_null(turns_drop(turns, 30));
    assert_ptr_equal(turns_take(turns), &waiting[1]);
    assert_null(turns_take(turns));
    assert_null(turns_drop(turns, 100));
    turn_end(waiting[1].owner, 1);
    wait_for(turns, waiting, 1, two);
    assert_ptr_equal(turns_take(turns), &waiting[0]);
    turns_close(turns);
}

static void owners_come_and_go(void **state) {
    struct turns *turns = turns_open(LIMIT, SHARE);

    (void)state;
    for (int64_t i = 0; i < 5000; i++) {
        struct turn turn;
        assert_true(turns_wait(turns, &turn, (struct turn_key){i + 1, i}));
        assert_ptr_equal(turns_take(turns), &turn);
        turn_end(turn.owner, 7);
    }
    turns_close(turns);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_owner_has_its_turns_in_order),
        cmocka_unit_test(the_queue_and_each_share_are_bounded),
        cmocka_unit_test(turns_are_shared_by_cost),
        cmocka_unit_test(quiet_owners_save_nothing),
        cmocka_unit_test(what_was_used_is_kept_between_questions),
        cmocka_unit_test(hands_go_to_different_owners),
        cmocka_unit_test(who_waits_for_too_long_leaves),
        cmocka_unit_test(owners_come_and_go),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
