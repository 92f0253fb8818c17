/* test_cache.c - what is found was stored under that version, and both levels keep to the limit. */
#include "base/cache.h"

#include "cmocka_all.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

enum {
    KEYS = 20000,
    THREADS = 4,
    SMALL = 2 << 20,  /* bytes: far fewer than what is stored */
    LARGE = 32 << 20, /* likewise, and many more than the test takes otherwise */
    SLACK = 4 << 20,
    IDLE = 30 * 1000, /* milliseconds */
    BOTH = CACHE_FIRST | CACHE_SECOND,
};

static const unsigned each_level[] = {CACHE_FIRST, CACHE_SECOND, CACHE_LARGE, BOTH};

static struct ring_key key_of(const char *text) {
    return (struct ring_key){.words = {1, 2, 3, 4}, .text = str_of(text)};
}

static void store(struct thread_cache *own, unsigned levels, const char *text, int64_t version,
                  struct str value) {
    struct ring_key key = key_of(text);

    cache_enter(own);
    cache_store(own, levels, &key, version, value);
    cache_leave(own);
}

static bool has_key(struct thread_cache *own, unsigned levels, const struct ring_key *key,
                    int64_t version, const char *value) {
    struct buffer out;

    buffer_init(&out, 1 << 20);
    buffer_put_z(&out, "before ");
    cache_enter(own);
    bool found = cache_find(own, levels, key, version, &out);
    cache_leave(own);
    if (found)
        assert_true(str_equal((struct str){out.at + 7, out.len - 7}, str_of(value)));
    else
        assert_int_equal(out.len, 7);
    buffer_done(&out);
    return found;
}

static bool has(struct thread_cache *own, unsigned levels, const char *text, int64_t version,
                const char *value) {
    struct ring_key key = key_of(text);

    return has_key(own, levels, &key, version, value);
}

static void check_versions(struct thread_cache *own, unsigned levels) {
    const int64_t one = 1, two = 2, three = 3;
    struct ring_key other = key_of("key");

    assert_false(has(own, levels, "key", 0, ""));
    store(own, levels, "key", one, STR("value"));
    assert_true(has(own, levels, "key", one, "value"));
    assert_false(has(own, levels, "key", two, ""));
    assert_false(has(own, levels, "key", three, ""));
    assert_false(has(own, levels, "other", one, ""));
    assert_false(has(own, levels, "ke", one, ""));
    assert_false(has(own, levels, "keyv", one, ""));
    other.words[3]++;
    assert_false(has_key(own, levels, &other, one, ""));
    store(own, levels, "key", two, STR(""));
    assert_true(has(own, levels, "key", two, ""));
    assert_false(has(own, levels, "key", one, ""));
    store(own, levels, "key", three, STR("other"));
    store(own, levels, "key", one, STR("again"));
    assert_true(has(own, levels, "key", one, "again"));
    assert_false(has(own, levels, "key", three, ""));
}

static void stands_as_long_as_its_version(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(each_level); i++) {
        struct cache *cache = cache_open(SMALL, 1);
        check_versions(cache_join(cache), each_level[i]);
        cache_close(cache);
    }
}

static void fill(char *value, size_t size, int number) {
    int len = 1 + number * 7 % (int)(size - 12);

    snprintf(value, size, "%0*d", len, number);
}

/* Far more than there is room for: what is found is right, and the newest is still there. */
static void check_eviction(struct thread_cache *own, unsigned levels) {
    const int64_t now = 7;
    char key[40], value[500];
    int found = 0, newest = 0;

    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof(key), "key %d", i);
        fill(value, sizeof(value), i);
        store(own, levels, key, now, str_of(value));
        assert_true(has(own, levels, key, now, value));
    }
    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof(key), "key %d", i);
        fill(value, sizeof(value), i);
        bool is = has(own, levels, key, now, value);
        found += is;
        newest += is && i >= KEYS - 1000;
    }
    assert_in_range(found, 1000, KEYS / 2);
    assert_in_range(newest, 800, 1000); /* which of them collide depends on a seed: mostly 910 */
}

static void new_entries_evict_the_oldest(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(each_level); i++) {
        struct cache *cache = cache_open(SMALL, 1);
        check_eviction(cache_join(cache), each_level[i]);
        cache_close(cache);
    }
}

static void large_entries_evict_no_small_ones(void **state) {
    static char value[4000];
    struct cache *cache = cache_open(SMALL, 1);
    struct thread_cache *own = cache_join(cache);
    char key[40];

    (void)state;
    memset(value, 'x', sizeof(value) - 1);
    store(own, CACHE_SECOND, "small", 1, STR("value"));
    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof(key), "key %d", i);
        store(own, CACHE_LARGE, key, 1, str_of(value));
    }
    assert_true(has(own, CACHE_SECOND, "small", 1, "value"));
    cache_close(cache);
}

/* What comes again and again, under ever new versions, takes one place alone. */
static void new_versions_evict_no_others(void **state) {
    struct cache *cache = cache_open(SMALL, 1);
    struct thread_cache *own = cache_join(cache);

    (void)state;
    store(own, CACHE_FIRST, "other", 1, STR("value"));
    for (int i = 0; i < KEYS; i++)
        store(own, CACHE_FIRST, "key", i, STR("a value of the same length each time"));
    assert_true(has(own, CACHE_FIRST, "other", 1, "value"));
    cache_close(cache);
}

static void long_values_are_not_kept(void **state) {
    static char longest[1 << 19];

    (void)state;
    memset(longest, 'x', sizeof(longest) - 1);
    for (size_t i = 0; i < COUNT(each_level); i++) {
        struct cache *cache = cache_open(SMALL, 1);
        struct thread_cache *own = cache_join(cache);
        store(own, each_level[i], "key", 1, str_of(longest));
        assert_false(has(own, each_level[i], "key", 1, longest));
        store(own, each_level[i], "key", 1, (struct str){longest, 2000});
        longest[2000] = '\0';
        assert_true(has(own, each_level[i], "key", 1, longest));
        longest[2000] = 'x';
        store(own, each_level[i], "key", 1, STR("short"));
        assert_true(has(own, each_level[i], "key", 1, "short"));
        cache_close(cache);
    }
}

/* The first level is the thread's own; the second is for all, and fills the first. */
static void threads_find_what_others_stored(void **state) {
    struct cache *cache = cache_open(SMALL, 2);
    struct thread_cache *one = cache_join(cache), *two = cache_join(cache);

    (void)state;
    store(one, CACHE_FIRST, "own", 1, STR("value"));
    assert_false(has(two, CACHE_FIRST, "own", 1, ""));
    store(one, BOTH, "shared", 1, STR("value"));
    assert_false(has(two, CACHE_FIRST, "shared", 1, ""));
    assert_true(has(two, BOTH, "shared", 1, "value"));
    assert_true(has(two, CACHE_FIRST, "shared", 1, "value"));
    cache_close(cache);
}

/* A limit that leaves a thread nothing leaves it the second level. */
static void many_threads_share_a_small_limit(void **state) {
    struct cache *cache = cache_open(1 << 20, 512);
    struct thread_cache *own = cache_join(cache);

    (void)state;
    store(own, BOTH, "key", 1, STR("value"));
    assert_true(has(own, BOTH, "key", 1, "value"));
    assert_false(has(own, CACHE_FIRST, "key", 1, ""));
    cache_tick(cache, IDLE);
    cache_tick(cache, 2 * IDLE);
    assert_false(has(own, BOTH, "key", 1, ""));
    cache_close(cache);
}

/* Bytes of memory that the process has now. */
static int64_t resident(void) {
    FILE *file = fopen("/proc/self/statm", "r");
    long pages = 0;

    assert_non_null(file);
    assert_int_equal(fscanf(file, "%*d %ld", &pages), 1);
    fclose(file);
    return (int64_t)pages * sysconf(_SC_PAGESIZE);
}

static void *use(void *given) {
    struct thread_cache *own = cache_join(given);
    char key[40], value[500];

    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof(key), "key %d", i % 500);
        fill(value, sizeof(value), i % 500);
        if (!has(own, BOTH, key, 1, value))
            store(own, BOTH, key, 1, str_of(value));
    }
    return NULL;
}

/* All that a thread can store, in all levels, of keys that no other thread has. */
static void *flood(void *given) {
    struct thread_cache *own = cache_join(given);
    static char value[2000];
    char key[60];

    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof(key), "%p %d", (void *)own, i);
        store(own, BOTH, key, 1, (struct str){value, 1 + (size_t)i % (sizeof(value) - 1)});
        store(own, CACHE_LARGE, key, 1, (struct str){value, sizeof(value)});
    }
    return NULL;
}

static void start(pthread_t threads[THREADS], struct cache *cache, void *(*run)(void *)) {
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, run, cache), 0);
}

static void join(const pthread_t threads[THREADS]) {
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
}

static void threads_share_it(void **state) {
    struct cache *cache = cache_open(1 << 19, THREADS);
    pthread_t threads[THREADS];

    (void)state;
    start(threads, cache, use);
    join(threads);
    cache_close(cache);
}

/* A day goes by with each turn, so all that is not in use just then is given back each time. */
static void memory_is_given_back_under_their_hands(void **state) {
    struct cache *cache = cache_open(1 << 19, THREADS);
    pthread_t threads[THREADS];

    (void)state;
    start(threads, cache, use);
    for (int64_t day = 0; day < 500; day++) {
        cache_tick(cache, 2 * day * 86400000);
        cache_tick(cache, (2 * day + 1) * 86400000);
    }
    join(threads);
    cache_close(cache);
}

static void threads_keep_to_the_limit_and_give_it_back(void **state) {
    struct cache *cache = cache_open(LARGE, THREADS);
    int64_t before = resident();
    pthread_t threads[THREADS];

    (void)state;
    start(threads, cache, flood);
    join(threads);
    assert_in_range(resident() - before, LARGE - SLACK, LARGE + SLACK);
    cache_tick(cache, 1000);
    cache_tick(cache, 1000 + IDLE - 1);
    assert_in_range(resident() - before, LARGE - SLACK, LARGE + SLACK);
    cache_tick(cache, 1000 + IDLE);
    assert_true(resident() - before < SLACK);
    cache_close(cache);
}

/* Nothing is taken from a thread in the middle of a request, and everything is as new afterwards.
 */
static void gives_both_levels_back_when_idle(void **state) {
    struct cache *cache = cache_open(SMALL, 2);
    struct thread_cache *own = cache_join(cache), *busy = cache_join(cache);

    (void)state;
    store(own, BOTH, "key", 1, STR("value"));
    store(busy, CACHE_FIRST, "key", 1, STR("value"));
    cache_enter(busy);
    cache_tick(cache, 1000);
    cache_tick(cache, 1000 + IDLE);
    cache_leave(busy);
    assert_true(has(busy, CACHE_FIRST, "key", 1, "value"));
    assert_false(has(own, CACHE_FIRST, "key", 1, ""));
    assert_false(has(own, CACHE_SECOND, "key", 1, ""));
    check_versions(own, BOTH);
    cache_tick(cache, 2000 + IDLE);
    cache_tick(cache, 2000 + 2 * IDLE);
    assert_false(has(busy, CACHE_FIRST, "key", 1, ""));
    cache_close(cache);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stands_as_long_as_its_version),
        cmocka_unit_test(new_entries_evict_the_oldest),
        cmocka_unit_test(large_entries_evict_no_small_ones),
        cmocka_unit_test(new_versions_evict_no_others),
        cmocka_unit_test(long_values_are_not_kept),
        cmocka_unit_test(threads_find_what_others_stored),
        cmocka_unit_test(many_threads_share_a_small_limit),
        cmocka_unit_test(threads_share_it),
        cmocka_unit_test(memory_is_given_back_under_their_hands),
        cmocka_unit_test(threads_keep_to_the_limit_and_give_it_back),
        cmocka_unit_test(gives_both_levels_back_when_idle),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
