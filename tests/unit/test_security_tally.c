/* test_security_tally.c - counts of security events are exact, and their lines bounded. */
#include "api/security_tally.h"
#include "cmocka_all.h"
#include "db/versions.h"

#include <stdio.h>
#include <stdlib.h>

enum { HOUR = 3600, NOON = 1000 * HOUR };

static int set_up(void **state) {
    *state = security_tally_open();
    return 0;
}

static int tear_down(void **state) {
    security_tally_close(*state);
    return 0;
}

static void count_of(struct security_tally *tally, enum security_kind kind, int64_t account_id,
                     int64_t user_id, unsigned from, int64_t at) {
    char address[32];

    snprintf(address, sizeof(address), "10.%u.%u.%u", from >> 16, from >> 8 & 255, from & 255);
    security_tally_count(tally,
                         &(struct security_event){.kind = kind,
                                                  .account_id = account_id,
                                                  .user_id = user_id,
                                                  .address = {address, strlen(address)}},
                         at);
}

static void count(struct security_tally *tally, enum security_kind kind, int64_t account_id,
                  unsigned from, int64_t at) {
    count_of(tally, kind, account_id, account_id ? 7 : 0, from, at);
}

struct sums {
    int64_t events, lines, several, of_unknown, of_nobody;
};

/* Of the lines of a kind, or of all. */
static struct sums sum(struct security_tally *tally, enum security_kind kind, int64_t account_id) {
    struct sums sums = {0};

    for (size_t i = 0; i < SECURITY_LINES_MAX; i++) {
        const struct security_line *line = security_tally_line(tally, i);
        if (!line || (kind != SECURITY_KINDS && line->all.event.kind != kind) ||
            (account_id >= 0 && line->all.event.account_id != account_id))
            continue;
        bool several = str_equal(line->all.event.address, STR(SECURITY_SEVERAL));
        sums.events += line->all.count;
        sums.lines++;
        sums.several += several ? line->all.count : 0;
        sums.of_nobody += line->all.event.account_id == SYSTEM_ACCOUNT ? line->all.count : 0;
        sums.of_unknown += line->all.event.user_id == 0 ? line->all.count : 0;
    }
    return sums;
}

static void store_all(struct security_tally *tally) {
    for (size_t i = 0; i < SECURITY_LINES_MAX; i++) {
        struct security_line *line = security_tally_line(tally, i);
        if (line)
            line->stored = line->told = line->all.count;
    }
}

static void equal_events_of_an_hour_are_one_line(void **state) {
    for (int i = 0; i < 1000; i++)
        count(*state, SECURITY_WRONG_PASSWORD, 1, 5, NOON + i);
    struct sums sums = sum(*state, SECURITY_WRONG_PASSWORD, 1);
    assert_int_equal(sums.lines, 1);
    assert_int_equal(sums.events, 1000);
    const struct security_line *line = security_tally_line(*state, 0);
    assert_int_equal(line->all.at, NOON);
    assert_int_equal(line->all.last_at, NOON + 999);
    assert_true(str_equal(line->all.event.address, STR("10.0.0.5")));
    count(*state, SECURITY_WRONG_PASSWORD, 1, 5, NOON + HOUR);
    count(*state, SECURITY_WRONG_CODE, 1, 5, NOON);
    count(*state, SECURITY_WRONG_PASSWORD, 2, 5, NOON);
    count(*state, SECURITY_WRONG_PASSWORD, 1, 6, NOON);
    assert_int_equal(sum(*state, SECURITY_KINDS, -1).lines, 5);
}

static void a_company_has_a_share(void **state) {
    for (unsigned i = 0; i < 5000; i++)
        count(*state, SECURITY_WRONG_PASSWORD, 1, i, NOON);
    struct sums sums = sum(*state, SECURITY_WRONG_PASSWORD, 1);
    assert_int_equal(sums.events, 5000);
    assert_int_equal(sums.lines, 257);
    assert_int_equal(sums.several, 5000 - 256);
    count(*state, SECURITY_WRONG_PASSWORD, 2, 1, NOON);
    assert_int_equal(sum(*state, SECURITY_WRONG_PASSWORD, 2).several, 0);
    for (unsigned i = 0; i < 5000; i++)
        count(*state, SECURITY_UNKNOWN_TOKEN, SYSTEM_ACCOUNT, i, NOON);
    sums = sum(*state, SECURITY_UNKNOWN_TOKEN, SYSTEM_ACCOUNT);
    assert_int_equal(sums.lines, 1025);
    assert_int_equal(sums.events, 5000);
}

/* Whatever else is forgotten of a flood, it is known whose login it was at. */
static void addresses_are_forgotten_before_people(void **state) {
    for (unsigned i = 0; i < 1000; i++)
        count_of(*state, SECURITY_WRONG_PASSWORD, 1, 7, i, NOON);
    for (unsigned i = 0; i < 255; i++)
        count_of(*state, SECURITY_WRONG_PASSWORD, 1, 1000 + i, i, NOON);
    struct sums sums = sum(*state, SECURITY_WRONG_PASSWORD, 1);
    assert_int_equal(sums.lines, 256 + 1 + 255);
    assert_int_equal(sums.several, 1000 - 256 + 255);
    assert_int_equal(sums.of_unknown, 0);
    for (unsigned i = 0; i < 10; i++)
        count_of(*state, SECURITY_WRONG_PASSWORD, 1, 5000 + i, i, NOON);
    assert_int_equal(sum(*state, SECURITY_WRONG_PASSWORD, 1).lines, 256 + 1 + 255 + 1);
    assert_int_equal(sum(*state, SECURITY_WRONG_PASSWORD, 1).of_unknown, 10);
}

/* Who got in, or asked for too much, is told apart whatever strangers do, to this company and all
 * others. */
static void strangers_hide_nobody(void **state) {
    const enum security_kind known[] = {
        SECURITY_WRONG_ADDRESS, SECURITY_NO_PERMISSION,      SECURITY_NO_RIGHT,
        SECURITY_LACKS_CODES,   SECURITY_FOREIGN_REQUEST,    SECURITY_CODE_ASKED,
        SECURITY_TOKEN_FETCHED, SECURITY_OLDEST_TOKEN_ENDED, SECURITY_LOG_EXPORTED};

    for (int64_t account = 0; account < 50; account++)
        for (unsigned i = 0; i < 2000; i++)
            count(*state, SECURITY_WRONG_SECRET, account, i, NOON);
    for (size_t i = 0; i < COUNT(known); i++) {
        count(*state, known[i], 1, (unsigned)i, NOON);
        struct sums sums = sum(*state, known[i], 1);
        assert_int_equal(sums.events, 1);
        assert_int_equal(sums.several + sums.of_unknown, 0);
    }
    assert_int_equal(sum(*state, SECURITY_WRONG_SECRET, -1).events, 50 * 2000);
}

/* Where there is no room for the line of a company either, its kind is counted all the same. */
static void whatever_comes_is_counted(void **state) {
    int64_t wanted[SECURITY_COUNTED_END] = {0};

    srandom(1);
    for (int i = 0; i < 200000; i++) {
        enum security_kind kind = (enum security_kind)(random() % SECURITY_COUNTED_END);
        count(*state, kind, random() % 3000, (unsigned)random() % 70000, NOON + random() % HOUR);
        wanted[kind]++;
    }
    for (enum security_kind kind = 0; kind < SECURITY_COUNTED_END; kind++)
        assert_int_equal(sum(*state, kind, -1).events, wanted[kind]);
    assert_true(sum(*state, SECURITY_KINDS, -1).lines <= SECURITY_LINES_MAX);
    assert_true(sum(*state, SECURITY_KINDS, -1).of_nobody > 0);
}

static void what_is_stored_goes_with_its_hour_and_nothing_else(void **state) {
    for (unsigned i = 0; i < 300; i++)
        count(*state, SECURITY_NO_RIGHT, 1, i, NOON);
    security_tally_tidy(*state, NOON + HOUR);
    assert_int_equal(sum(*state, SECURITY_KINDS, -1).events, 300);
    store_all(*state);
    count(*state, SECURITY_NO_RIGHT, 1, 7, NOON + 5);
    count(*state, SECURITY_NO_RIGHT, 1, 9, NOON + HOUR);
    security_tally_tidy(*state, NOON + HOUR);
    struct sums sums = sum(*state, SECURITY_KINDS, -1);
    assert_int_equal(sums.lines, 2);
    assert_int_equal(sums.events, 3);
    count(*state, SECURITY_NO_RIGHT, 1, 7, NOON + 6);
    assert_int_equal(security_tally_line(*state, 0)->all.count, 3);
    assert_true(str_equal(security_tally_line(*state, 0)->all.event.address, STR("10.0.0.7")));
    store_all(*state);
    security_tally_tidy(*state, NOON + 3 * HOUR);
    assert_int_equal(sum(*state, SECURITY_KINDS, -1).lines, 0);
}

static void odd_addresses_are_cut(void **state) {
    char longest[200];

    memset(longest, 'x', sizeof(longest));
    security_tally_count(
        *state,
        &(struct security_event){.kind = SECURITY_NO_RIGHT, .address = {longest, sizeof(longest)}},
        NOON);
    security_tally_count(
        *state, &(struct security_event){.kind = SECURITY_NO_RIGHT, .address = STR("\xff\n")},
        NOON);
    assert_int_equal(security_tally_line(*state, 0)->all.event.address.len, SECURITY_ADDRESS_MAX);
    assert_true(str_equal(security_tally_line(*state, 1)->all.event.address, STR("unknown")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(equal_events_of_an_hour_are_one_line),
        TEST(a_company_has_a_share),
        TEST(addresses_are_forgotten_before_people),
        TEST(strangers_hide_nobody),
        TEST(whatever_comes_is_counted),
        TEST(what_is_stored_goes_with_its_hour_and_nothing_else),
        TEST(odd_addresses_are_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
