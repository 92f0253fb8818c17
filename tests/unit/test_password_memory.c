/* test_password_memory.c - a password is not hashed when the machine has no memory for it. */
#include "access/people.h"

#include "cmocka_all.h"

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __has_feature /* clang's word for it */
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

/* All the addresses that the process has, and a few more: less than a hash takes. */
static void a_password_is_not_hashed_without_memory(void **state) {
#ifdef __SANITIZE_ADDRESS__ /* which has its own use for addresses */
    (void)state;
    skip();
#else
    struct arena *arena = arena_open();
    struct rlimit before, little;
    struct str hash = STR("");
    unsigned long pages = 0;
    FILE *sizes = fopen("/proc/self/statm", "r");

    (void)state;
    assert_true(sizes && fscanf(sizes, "%lu", &pages) == 1);
    fclose(sizes);
    assert_int_equal(getrlimit(RLIMIT_AS, &before), 0);
    little = before;
    little.rlim_cur = pages * (rlim_t)sysconf(_SC_PAGESIZE) + (16 << 20);
    assert_int_equal(setrlimit(RLIMIT_AS, &little), 0);
    bool hashed = password_hash(arena, STR("a password"), STR(""), &hash);
    assert_int_equal(setrlimit(RLIMIT_AS, &before), 0);
    assert_false(hashed);
    assert_int_equal(hash.len, 0);
    arena_close(arena);
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_password_is_not_hashed_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
