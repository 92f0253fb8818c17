/* test_cache.c - what is given was kept under that version, and the newest is kept. */
#include "base/cache.h"

#include "cmocka_all.h"

#include <pthread.h>
#include <stdio.h>

enum { KEYS = 20000, THREADS = 4 };

static bool has(struct cache *cache, const char *key, int64_t version, const char *value) {
    struct buffer out;

    buffer_init(&out, 1 << 20);
    buffer_put_z(&out, "before ");
    bool found = cache_find(cache, str_of(key), version, &out);
    if (found)
        assert_true(str_equal((struct str){out.at + 7, out.len - 7}, str_of(value)));
    else
        assert_int_equal(out.len, 7);
    buffer_done(&out);
    return found;
}

static void stands_as_long_as_its_version(void **state) {
    struct cache *cache = cache_open(1 << 20);
    const int64_t one = 1, two = 2, three = 3;

    (void)state;
    assert_false(has(cache, "key", 0, ""));
    cache_keep(cache, STR("key"), one, STR("value"));
    assert_true(has(cache, "key", one, "value"));
    assert_false(has(cache, "key", two, ""));
    assert_false(has(cache, "key", three, ""));
    assert_false(has(cache, "ke", one, ""));
    assert_false(has(cache, "keyv", one, ""));
    cache_keep(cache, STR("key"), two, STR(""));
    assert_true(has(cache, "key", two, ""));
    assert_false(has(cache, "key", one, ""));
    cache_close(cache);
}

static void fill(char *value, size_t size, int number) {
    int len = 1 + number * 7 % (int)(size - 12);

    snprintf(value, size, "%0*d", len, number);
}

/* Far more than it has room for: what it gives is right, and the newest is still there. */
static void the_newest_take_the_room_of_the_oldest(void **state) {
    struct cache *cache = cache_open(1 << 20);
    const int64_t now = 7;
    char key[40], value[500];
    int found = 0, newest = 0;

    (void)state;
    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof(key), "key %d", i);
        fill(value, sizeof(value), i);
        cache_keep(cache, str_of(key), now, str_of(value));
        assert_true(has(cache, key, now, value));
    }
    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof(key), "key %d", i);
        fill(value, sizeof(value), i);
        bool is = has(cache, key, now, value);
        found += is;
        newest += is && i >= KEYS - 1000;
    }
    assert_in_range(found, 1000, KEYS / 2);
    assert_in_range(newest, 900, 1000);
    cache_close(cache);
}

static void what_is_too_large_is_left_out(void **state) {
    struct cache *cache = cache_open(1 << 20);
    static char value[1 << 19];

    (void)state;
    memset(value, 'x', sizeof(value) - 1);
    cache_keep(cache, STR("key"), 1, str_of(value));
    assert_false(has(cache, "key", 1, value));
    cache_close(cache);
}

static void *use(void *given) {
    struct cache *cache = given;
    char key[40], value[500];

    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof(key), "key %d", i % 500);
        fill(value, sizeof(value), i % 500);
        if (!has(cache, key, 1, value))
            cache_keep(cache, str_of(key), 1, str_of(value));
    }
    return NULL;
}

static void threads_share_it(void **state) {
    struct cache *cache = cache_open(1 << 18);
    pthread_t threads[THREADS];

    (void)state;
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, use, cache), 0);
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    cache_close(cache);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stands_as_long_as_its_version),
        cmocka_unit_test(the_newest_take_the_room_of_the_oldest),
        cmocka_unit_test(what_is_too_large_is_left_out),
        cmocka_unit_test(threads_share_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
