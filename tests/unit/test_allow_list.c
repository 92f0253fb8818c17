/* test_allow_list.c - who is on a list of addresses and CIDR blocks. */
#include "access/access.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

struct expectation {
    const char *allow, *address;
    bool expected;
};

/* clang-format off */
static const struct expectation expectations[] = {
    {"", "192.0.2.1", true},
    {"", "2001:db8::1", true},
    {"   ", "192.0.2.1", true},
    {"192.0.2.1", "192.0.2.1", true},
    {"192.0.2.1", "192.0.2.2", false},
    {"192.0.2.1", "::ffff:192.0.2.1", true},
    {"::ffff:192.0.2.1", "192.0.2.1", true},
    {"::ffff:192.0.2.0/120", "192.0.2.77", true},
    {"::ffff:192.0.2.0/120", "192.0.3.77", false},
    {"10.0.0.0/8", "10.255.255.255", true},
    {"10.0.0.0/8", "11.0.0.0", false},
    {"10.0.0.0/8", "9.255.255.255", false},
    {"10.1.2.3/8", "10.200.0.1", true},
    {"192.0.2.128/25", "192.0.2.127", false},
    {"192.0.2.128/25", "192.0.2.128", true},
    {"192.0.2.6/31", "192.0.2.7", true},
    {"192.0.2.6/31", "192.0.2.8", false},
    {"0.0.0.0/0", "203.0.113.9", true},
    {"0.0.0.0/0", "2001:db8::1", false},
    {"::/0", "2001:db8::1", true},
    {"::/0", "203.0.113.9", false},
    {"::/0", "::ffff:203.0.113.9", false},
    {"2001:db8::/32", "2001:db8:ffff::1", true},
    {"2001:db8::/32", "2001:db9::1", false},
    {"2001:DB8::A", "2001:db8:0:0:0:0:0:a", true},
    {"2001:db8::/127", "2001:db8::1", true},
    {"2001:db8::/127", "2001:db8::2", false},
    {"198.51.100.1 192.0.2.0/24", "192.0.2.9", true},
    {"198.51.100.1  192.0.2.0/24 ", "198.51.100.1", true},
    {"198.51.100.1 192.0.2.0/24", "198.51.100.2", false},
    {"198.51.100.1  192.0.2.0/24", "192.0.2.9", true},
    {"nonsense 192.0.2.1", "192.0.2.1", true},
    {"nonsense", "192.0.2.1", false},
    {"192.0.2.1", "nonsense", false},
    {"192.0.2.1", "", false},
    {"0.0.0.0/0", "192.0.2.1 ", false},
};

static const char *const valid[] = {
    "192.0.2.1", "0.0.0.0", "255.255.255.255", "192.0.2.0/24", "0.0.0.0/0", "192.0.2.1/32", "::",
    "::1", "::/0", "2001:db8::/32", "2001:db8::1/128", "::ffff:192.0.2.1",
    "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
};

static const char *const invalid[] = {
    "", " ", "/", "/24", "192.0.2", "192.0.2.256", "192.0.2.1.1", "192.0.2.1/33", "192.0.2.1/",
    "192.0.2.1/-1", "192.0.2.1/a", "192.0.2.1/+8", "192.0.2.1/08", "192.0.2.1/8/8", "192.0.2.1/8 ", " 192.0.2.1",
    "192.0.2.1 192.0.2.2", "192.0.2.1,192.0.2.2", "2001:db8::/129", "2001:db8::/1000",
    "2001:db8:::1", "fe80::1%eth0", "localhost", "*", "192.0.2.*", "[::1]", "0x7f.0.0.1",
    "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.2555",
    "1111111111111111111111111111111111111111111111111111111111111111111111111111111111111111",
};
/* clang-format on */

static void lists_have_what_they_say(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(expectations); i++) {
        const struct expectation *row = &expectations[i];
        bool has = allow_list_has(str_of(row->allow), str_of(row->address));
        if (has != row->expected)
            fail_msg("%s in \"%s\": %d", row->address, row->allow, has);
    }
}

static void only_addresses_and_blocks_are_valid(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(valid); i++)
        if (!allow_entry_is_valid(str_of(valid[i])))
            fail_msg("%s is valid", valid[i]);
    for (size_t i = 0; i < COUNT(invalid); i++)
        if (allow_entry_is_valid(str_of(invalid[i])))
            fail_msg("%s is not valid", invalid[i]);
    assert_false(allow_entry_is_valid((struct str){"1.2.3.4\0x", 9}));
    assert_false(allow_entry_is_valid((struct str){NULL, 0}));
}

static uint32_t next(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed ^ *seed >> 15;
}

static void write_four(char *at, size_t size, uint32_t value) {
    snprintf(at, size, "%u.%u.%u.%u", value >> 24, value >> 16 & 255, value >> 8 & 255,
             value & 255);
}

/* The oracle divides numbers: two addresses are in one block when they have the same quotient. */
static void four_blocks_are_quotients(void **state) {
    uint32_t seed = 20260131;
    unsigned inside = 0;

    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        unsigned bits = next(&seed) % 33;
        uint32_t block = next(&seed), address = block ^ (1u << next(&seed) % 32);
        uint64_t size = UINT64_C(1) << (32 - bits);
        bool expected = block / size == address / size;
        char list[32], text[32];

        write_four(list, sizeof(list), block);
        snprintf(list + strlen(list), sizeof(list) - strlen(list), "/%u", bits);
        write_four(text, sizeof(text), address);
        if (allow_list_has(str_of(list), str_of(text)) != expected)
            fail_msg("%s in %s", text, list);
        inside += expected;
    }
    assert_in_range(inside, 5000, 15000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_have_what_they_say),
        cmocka_unit_test(only_addresses_and_blocks_are_valid),
        cmocka_unit_test(four_blocks_are_quotients),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
