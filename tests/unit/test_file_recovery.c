/* test_file_recovery.c - what a crash leaves of an upload, and the next start makes of it. */
#include "file_fixture.h"

#define RANDOM_PART "00112233445566778899aabbccddeeff"

/* The rows of a database: one account and one hash. */
struct rows {
    int64_t account_id;
    const char *hash;
    size_t asked;
    bool broken;
};

static bool look_up(void *context, int64_t account_id, const char *hash, bool *ret) {
    struct rows *rows = context;

    rows->asked++;
    *ret = account_id == rows->account_id && strcmp(hash, rows->hash) == 0;
    return !rows->broken;
}

/* Closes and opens the store, as a start after a crash does. */
static void start_again(struct fixture *fixture, struct rows *rows, bool expected) {
    FILE *said;

    file_store_close(fixture->store);
    open_store(fixture);
    int was = hear(&said);
    bool fine = file_store_recover(fixture->store, look_up, rows);
    hear_end(fixture, was, said);
    assert_int_equal(fine, expected);
}

static void recovers_nothing(void **state) {
    struct fixture *fixture = *state;
    struct rows rows = {1, HASH_OF_ABC, 0, false};

    store_text(fixture, 1, "abc");
    start_again(fixture, &rows, true);
    assert_int_equal(rows.asked, 0);
    assert_string_equal(fixture->said, "");
    assert_files(fixture, 1);
}

static void recovers_from_writing(void **state) {
    struct fixture *fixture = *state;
    struct rows rows = {1, HASH_OF_ABC, 0, false};

    upload_leave(begin(fixture, 1, "abc"));
    assert_files(fixture, 1);
    start_again(fixture, &rows, true);
    assert_int_equal(rows.asked, 0);
    assert_files(fixture, 0);
    assert_one_line(fixture, " notice ");
}

static void recovers_from_syncing(void **state) {
    struct fixture *fixture = *state;
    struct rows rows = {1, HASH_OF_NOTHING, 0, false};

    upload_leave(begin_synced(fixture, 1, "abc"));
    start_again(fixture, &rows, true);
    assert_int_equal(rows.asked, 1);
    assert_files(fixture, 0);
}

static void recovers_from_linking(void **state) {
    struct fixture *fixture = *state;
    struct rows rows = {2, HASH_OF_ABC, 0, false};

    for (int64_t account_id = 1; account_id <= 2; account_id++) {
        struct upload *upload = begin_synced(fixture, account_id, "abc");
        assert_true(file_store_link(fixture->store, NULL, upload));
        upload_leave(upload);
    }
    assert_files(fixture, 4);
    start_again(fixture, &rows, true);
    assert_int_equal(rows.asked, 2);
    assert_files(fixture, 2);
    assert_reads(fixture, 2, HASH_OF_ABC, "abc", 3);
    assert_false(is_there(fixture, place_of(fixture, 1, HASH_OF_ABC)));
    assert_true(is_there(
        fixture, arena_format(fixture->arena, "removed/%s", place_of(fixture, 1, HASH_OF_ABC)).at));
}

/* A row of an earlier upload keeps the bytes, when a later one was given up. */
static void recovers_for_an_older_row(void **state) {
    struct fixture *fixture = *state;
    struct rows rows = {1, HASH_OF_ABC, 0, false};

    store_text(fixture, 1, "abc");
    upload_leave(begin_synced(fixture, 1, "abc"));
    start_again(fixture, &rows, true);
    assert_files(fixture, 1);
    assert_reads(fixture, 1, HASH_OF_ABC, "abc", 3);
}

/* Not a state that a crash leaves; but if there are a row and a marker, there are bytes. */
static void recovers_lost_bytes(void **state) {
    struct fixture *fixture = *state;
    struct rows rows = {1, HASH_OF_ABC, 0, false};

    upload_leave(begin_synced(fixture, 1, "abc"));
    start_again(fixture, &rows, true);
    assert_files(fixture, 1);
    assert_reads(fixture, 1, HASH_OF_ABC, "abc", 3);
}

/* Of two contents under one name the whole one stays, whichever it is. */
static void recovers_the_whole_one(void **state) {
    struct fixture *fixture = *state;
    struct rows rows = {1, HASH_OF_ABC, 0, false};
    struct upload *upload = begin_synced(fixture, 1, "abc");
    const char *name = arena_format(fixture->arena, "incoming/%s",
                                    "1-" HASH_OF_ABC "-00000000000000000000000000000000")
                           .at;

    assert_true(file_store_link(fixture->store, NULL, upload));
    upload_discard(upload);
    put(fixture, name, "bad");
    start_again(fixture, &rows, true);
    assert_reads(fixture, 1, HASH_OF_ABC, "abc", 3);
    put(fixture, place_of(fixture, 1, HASH_OF_ABC), "bad");
    put(fixture, name, "abc");
    start_again(fixture, &rows, true);
    assert_reads(fixture, 1, HASH_OF_ABC, "abc", 3);
    assert_int_equal(rows.asked, 2);
    assert_files(fixture, 1);
}

static void recovers_nothing_in_doubt(void **state) {
    struct fixture *fixture = *state;
    struct rows rows = {1, HASH_OF_NOTHING, 0, true};
    struct upload *upload = begin_synced(fixture, 1, "abc");

    assert_true(file_store_link(fixture->store, NULL, upload));
    upload_leave(upload);
    upload_leave(begin(fixture, 1, "abc"));
    start_again(fixture, &rows, false);
    assert_files(fixture, 2);
    rows.broken = false;
    start_again(fixture, &rows, true);
    assert_files(fixture, 1);
    assert_true(file_store_remove_aside(fixture->store, NULL, 1, HASH_OF_ABC));
    assert_files(fixture, 0);
}

static void leaves_what_is_strange(void **state) {
    static const char *const names[] = {
        "notes.txt",
        "upload-",
        "upload-" RANDOM_PART "0",
        "upload-0011223344556677889_aabbccddeeff",
        "Upload-" RANDOM_PART,
        "0-" HASH_OF_ABC "-" RANDOM_PART,
        "01-" HASH_OF_ABC "-" RANDOM_PART,
        "-1-" HASH_OF_ABC "-" RANDOM_PART,
        "9223372036854775808-" HASH_OF_ABC "-" RANDOM_PART,
        "1-" HASH_OF_ABC,
        "1-" HASH_OF_ABC "-",
        "1-" HASH_OF_ABC "-" RANDOM_PART "x",
        "1-" HASH_OF_ABC "0-" RANDOM_PART,
        "1-BDDD813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319-" RANDOM_PART,
    };
    struct fixture *fixture = *state;
    struct rows rows = {1, HASH_OF_NOTHING, 0, false};

    for (size_t i = 0; i < COUNT(names); i++)
        put(fixture, arena_format(fixture->arena, "incoming/%s", names[i]).at, "mine");
    assert_int_equal(mkdir(path_of(fixture, "incoming/upload-" RANDOM_PART), 0700), 0);
    start_again(fixture, &rows, true);
    assert_one_line(fixture, " warning There are 15 files in files/incoming ");
    assert_int_equal(rows.asked, 0);
    assert_files(fixture, COUNT(names));
    put(fixture, "incoming/9223372036854775807-" HASH_OF_ABC "-" RANDOM_PART, "abc");
    start_again(fixture, &rows, true);
    assert_int_equal(rows.asked, 1);
    assert_files(fixture, COUNT(names));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(recovers_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(recovers_from_writing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(recovers_from_syncing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(recovers_from_linking, set_up, tear_down),
        cmocka_unit_test_setup_teardown(recovers_for_an_older_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(recovers_lost_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(recovers_the_whole_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(recovers_nothing_in_doubt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leaves_what_is_strange, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
