/* test_hasher.c - the thread for passwords and its short queue. */
#include "access/hasher.h"

#include "cmocka_all.h"

#include <pthread.h>
#include <stdio.h>

/* A job that waits at a gate, so that the queue behind it fills. */
struct gate {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool entered, open;
};

struct counted {
    struct hasher_job job; /* first */
    struct gate *gate;     /* NULL: none */
    unsigned *order, number;
    pthread_t thread;
    bool is_refused;
};

static void run(struct hasher_job *job) {
    struct counted *counted = (struct counted *)job;
    struct gate *gate = counted->gate;

    if (gate) {
        pthread_mutex_lock(&gate->lock);
        gate->entered = true;
        pthread_cond_broadcast(&gate->changed);
        while (!gate->open)
            pthread_cond_wait(&gate->changed, &gate->lock);
        pthread_mutex_unlock(&gate->lock);
    }
    counted->thread = pthread_self();
    counted->number = ++*counted->order;
}

static void refuse(struct hasher_job *job) {
    ((struct counted *)job)->is_refused = true;
}

/* A hasher whose thread is held by a job that nobody counts, so that others wait. */
struct held {
    struct hasher *hasher;
    struct gate gate;
    struct counted first;
    unsigned order, none;
};

static void hold(struct held *held, unsigned limit, unsigned share) {
    *held =
        (struct held){.gate = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, false},
                      .hasher = hasher_open(limit, share)};
    held->first = (struct counted){.job = {.run = run}, .gate = &held->gate, .order = &held->none};
    assert_true(hasher_submit(held->hasher, &held->first.job));
    pthread_mutex_lock(&held->gate.lock);
    while (!held->gate.entered)
        pthread_cond_wait(&held->gate.changed, &held->gate.lock);
    pthread_mutex_unlock(&held->gate.lock);
}

/* Lets all jobs run to their end. */
static void let_go(struct held *held) {
    pthread_mutex_lock(&held->gate.lock);
    held->gate.open = true;
    pthread_cond_broadcast(&held->gate.changed);
    pthread_mutex_unlock(&held->gate.lock);
    hasher_close(held->hasher);
}

static bool submit(struct held *held, struct counted *job, struct hasher_claim claim) {
    *job = (struct counted){.job = {.run = run, .refuse = refuse, .claim = claim},
                            .order = &held->order};
    return hasher_submit(held->hasher, &job->job);
}

/* A stranger's claim from the address number `n`. */
static struct hasher_claim stranger(unsigned n) {
    static char names[1000][8];

    snprintf(names[n], sizeof(names[n]), "%u", n);
    return (struct hasher_claim){.origin = str_of(names[n])};
}

static struct hasher_claim known(unsigned n) {
    struct hasher_claim claim = stranger(n);

    claim.is_known = true;
    return claim;
}

static void the_queue_is_bounded_and_in_order(void **state) {
    enum { LIMIT = 3 };
    struct counted more[LIMIT], refused;
    struct held held;

    (void)state;
    hold(&held, LIMIT, LIMIT);
    for (unsigned i = 0; i < LIMIT; i++)
        assert_true(submit(&held, &more[i], stranger(i)));
    assert_false(submit(&held, &refused, stranger(LIMIT)));
    let_go(&held);
    for (size_t i = 0; i < LIMIT; i++) {
        assert_int_equal(more[i].number, i + 1);
        assert_true(pthread_equal(more[i].thread, held.first.thread));
    }
    assert_int_equal(refused.number, 0);
    assert_false(pthread_equal(held.first.thread, pthread_self()));
}

static void nobody_has_more_than_a_share(void **state) {
    struct counted jobs[4];
    struct held held;

    (void)state;
    hold(&held, 100, 2);
    assert_true(submit(&held, &jobs[0], stranger(1)));
    assert_true(submit(&held, &jobs[1], stranger(1)));
    assert_false(submit(&held, &jobs[2], stranger(1)));
    assert_true(submit(&held, &jobs[3], stranger(2)));
    let_go(&held);
    assert_int_equal(held.order, 3);
}

/* Everybody's first comes before anybody's second, whatever was there when he came. */
static void the_first_of_each_comes_first(void **state) {
    enum { EACH = 5, ATTACKERS = 20 };
    struct counted jobs[ATTACKERS][EACH], honest;
    struct held held;

    (void)state;
    hold(&held, ATTACKERS * EACH, EACH);
    for (unsigned i = 0; i < ATTACKERS; i++)
        for (unsigned k = 0; k < EACH; k++)
            assert_true(submit(&held, &jobs[i][k], stranger(i)));
    assert_true(submit(&held, &honest, stranger(ATTACKERS)));
    let_go(&held);
    assert_int_equal(honest.number, ATTACKERS + 1);
    for (unsigned i = 0; i < ATTACKERS; i++)
        assert_int_equal(jobs[i][0].number, i + 1);
    /* Who took the place of the honest: the last one's last. */
    assert_true(jobs[ATTACKERS - 1][EACH - 1].is_refused);
    assert_int_equal(jobs[ATTACKERS - 1][EACH - 1].number, 0);
    assert_int_equal(held.order, ATTACKERS * EACH);
}

static void whoever_was_wrong_stands_behind(void **state) {
    struct counted guesser, honest, again, other;
    struct hasher_claim failed = stranger(1), failed_more = stranger(3);
    struct held held;

    (void)state;
    failed.failures = 4;
    failed_more.failures = 5;
    hold(&held, 2, 2);
    assert_true(submit(&held, &guesser, failed));
    assert_true(submit(&held, &honest, stranger(2)));
    assert_false(submit(&held, &again, failed_more)); /* nobody has less right to a place */
    assert_true(submit(&held, &other, stranger(4)));
    let_go(&held);
    assert_true(guesser.is_refused);
    assert_int_equal(honest.number, 1);
    assert_int_equal(other.number, 2);
}

/* Those who are after one login from many addresses do not keep others from theirs. */
static void a_crowd_at_one_login_stands_behind(void **state) {
    enum { CROWD = 200 };
    struct counted crowd[CROWD], elsewhere;
    struct held held;

    (void)state;
    hold(&held, CROWD, 16);
    for (unsigned i = 0; i < CROWD; i++) {
        struct hasher_claim claim = stranger(i);
        claim.target = STR("asa@example.se");
        assert_true(submit(&held, &crowd[i], claim));
    }
    struct hasher_claim claim = stranger(CROWD);
    claim.target = STR("bo@example.se");
    assert_true(submit(&held, &elsewhere, claim));
    let_go(&held);
    assert_int_equal(elsewhere.number, 9); /* eight had come before anybody could call it a crowd */
    assert_true(crowd[CROWD - 1].is_refused);
}

/* The known do not wait for strangers, but do not keep them out either. */
static void the_known_come_first_with_strangers_between(void **state) {
    enum { LIMIT = 8 };
    struct counted strangers[LIMIT], friends[LIMIT];
    struct held held;
    unsigned let_in = 0, refused = 0;

    (void)state;
    hold(&held, LIMIT, LIMIT);
    for (unsigned i = 0; i < LIMIT; i++)
        assert_true(submit(&held, &strangers[i], stranger(i)));
    for (unsigned i = 0; i < LIMIT; i++)
        let_in += submit(&held, &friends[i], known(100 + i));
    assert_int_equal(let_in, 6); /* three quarters */
    let_go(&held);
    for (size_t i = 0; i < LIMIT; i++)
        refused += strangers[i].is_refused;
    assert_int_equal(refused, 6);
    /* The held job had the first turn, and every third is a stranger's. */
    assert_int_equal(friends[0].number, 1);
    assert_int_equal(strangers[0].number, 2);
    assert_int_equal(friends[1].number, 3);
    assert_int_equal(friends[2].number, 4);
    assert_int_equal(strangers[1].number, 5);
}

/* Also among the known each one's first comes first. */
static void the_known_do_not_crowd_each_other_out(void **state) {
    enum { LIMIT = 8 };
    struct counted busy[LIMIT], other;
    struct held held;

    (void)state;
    hold(&held, LIMIT, LIMIT);
    for (unsigned i = 0; i < 6; i++)
        assert_true(submit(&held, &busy[i], known(1)));
    assert_false(submit(&held, &busy[6], known(1)));
    assert_true(submit(&held, &other, known(2)));
    assert_true(submit(&held, &busy[7], stranger(3)));
    let_go(&held);
    assert_true(busy[5].is_refused);
    assert_int_equal(busy[0].number, 1);
    assert_int_equal(busy[7].number, 2);
    assert_int_equal(other.number, 3);
}

static void closing_finishes_what_waits(void **state) {
    enum { JOBS = 50 };
    unsigned order = 0;
    struct counted jobs[JOBS];
    struct hasher *hasher = hasher_open(JOBS, JOBS);

    (void)state;
    for (size_t i = 0; i < JOBS; i++) {
        jobs[i] = (struct counted){.job = {.run = run}, .order = &order};
        assert_true(hasher_submit(hasher, &jobs[i].job));
    }
    hasher_close(hasher);
    assert_int_equal(order, JOBS);
    hasher_close(hasher_open(1, 1));
    hasher_close(NULL);
}

static void where_nothing_may_wait_all_are_refused(void **state) {
    unsigned order = 0;
    struct counted job = {.job = {.run = run}, .order = &order};
    struct hasher *hasher = hasher_open(0, 1);

    (void)state;
    assert_false(hasher_submit(hasher, &job.job));
    hasher_close(hasher);
    assert_int_equal(order, 0);
}

static void who_waits_is_refused_at_the_end(void **state) {
    struct counted waits, comes;
    struct held held;

    (void)state;
    hold(&held, 2, 2);
    assert_true(submit(&held, &waits, stranger(1)));
    hasher_refuse(held.hasher);
    assert_false(submit(&held, &comes, stranger(2)));
    let_go(&held);
    assert_true(waits.is_refused);
    assert_int_equal(held.order, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_queue_is_bounded_and_in_order),
        cmocka_unit_test(nobody_has_more_than_a_share),
        cmocka_unit_test(the_first_of_each_comes_first),
        cmocka_unit_test(whoever_was_wrong_stands_behind),
        cmocka_unit_test(a_crowd_at_one_login_stands_behind),
        cmocka_unit_test(the_known_come_first_with_strangers_between),
        cmocka_unit_test(the_known_do_not_crowd_each_other_out),
        cmocka_unit_test(closing_finishes_what_waits),
        cmocka_unit_test(where_nothing_may_wait_all_are_refused),
        cmocka_unit_test(who_waits_is_refused_at_the_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
