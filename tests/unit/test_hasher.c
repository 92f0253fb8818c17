/* test_hasher.c - the thread for passwords and its short queue. */
#include "access/hasher.h"

#include "cmocka_all.h"

#include <pthread.h>

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

static void the_queue_is_bounded_and_in_order(void **state) {
    enum { LIMIT = 3 };
    struct gate gate = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, false};
    unsigned order = 0;
    struct counted first = {{.run = run}, &gate, &order, 0, pthread_self()};
    struct counted more[LIMIT], refused = {{.run = run}, NULL, &order, 0, pthread_self()};
    struct hasher *hasher = hasher_open(LIMIT, LIMIT);

    (void)state;
    assert_true(hasher_submit(hasher, &first.job));
    pthread_mutex_lock(&gate.lock);
    while (!gate.entered)
        pthread_cond_wait(&gate.changed, &gate.lock);
    for (size_t i = 0; i < LIMIT; i++) {
        more[i] = (struct counted){{.run = run}, NULL, &order, 0, pthread_self()};
        assert_true(hasher_submit(hasher, &more[i].job));
    }
    assert_false(hasher_submit(hasher, &refused.job));
    gate.open = true;
    pthread_cond_broadcast(&gate.changed);
    pthread_mutex_unlock(&gate.lock);
    hasher_close(hasher);
    assert_int_equal(first.number, 1);
    for (size_t i = 0; i < LIMIT; i++) {
        assert_int_equal(more[i].number, i + 2);
        assert_true(pthread_equal(more[i].thread, first.thread));
    }
    assert_int_equal(refused.number, 0);
    assert_false(pthread_equal(first.thread, pthread_self()));
}

static void nobody_fills_the_queue_alone(void **state) {
    enum { JOBS = 4 };
    static const char *const origins[JOBS] = {"a", "a", "a", "b"};
    struct gate gate = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, false};
    unsigned order = 0;
    struct counted first = {{.run = run, .origin = STR("a")}, &gate, &order, 0, pthread_self()};
    struct counted more[JOBS];
    struct hasher *hasher = hasher_open(JOBS, 2);

    (void)state;
    assert_true(hasher_submit(hasher, &first.job));
    pthread_mutex_lock(&gate.lock);
    while (!gate.entered)
        pthread_cond_wait(&gate.changed, &gate.lock);
    for (size_t i = 0; i < JOBS; i++) {
        more[i] = (struct counted){
            {.run = run, .origin = str_of(origins[i])}, NULL, &order, 0, pthread_self()};
        assert_int_equal(hasher_submit(hasher, &more[i].job), i != 2);
    }
    gate.open = true;
    pthread_cond_broadcast(&gate.changed);
    pthread_mutex_unlock(&gate.lock);
    hasher_close(hasher);
    assert_int_equal(order, JOBS);
    assert_int_equal(more[3].number, JOBS);
}

static void closing_finishes_what_waits(void **state) {
    enum { JOBS = 50 };
    unsigned order = 0;
    struct counted jobs[JOBS];
    struct hasher *hasher = hasher_open(JOBS, JOBS);

    (void)state;
    for (size_t i = 0; i < JOBS; i++) {
        jobs[i] = (struct counted){{.run = run}, NULL, &order, 0, pthread_self()};
        assert_true(hasher_submit(hasher, &jobs[i].job));
    }
    hasher_close(hasher);
    assert_int_equal(order, JOBS);
    hasher_close(hasher_open(1, 1));
    hasher_close(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_queue_is_bounded_and_in_order),
        cmocka_unit_test(nobody_fills_the_queue_alone),
        cmocka_unit_test(closing_finishes_what_waits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
