/* test_wal_fit.c - which WALs and journals belong to a database, by what SQLite itself writes. */
#include "db/sqlite/wal_fit.h"

#include "cmocka_all.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Copies of files, taken while a connection is open. */
struct copy {
    unsigned char *at;
    size_t size;
};

struct fixture {
    char directory[64], path[80];
    sqlite3 *sqlite;
};

static bool read_copy(void *context, uint64_t at, void *to, size_t count) {
    const struct copy *copy = context;

    if (at > copy->size || copy->size - at < count)
        return false;
    memcpy(to, copy->at + at, count);
    return true;
}

static struct copy take(const struct fixture *fixture, const char *suffix) {
    struct copy copy = {malloc(1 << 20), 0};
    char path[128];

    snprintf(path, sizeof(path), "%s%s", fixture->path, suffix);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    copy.size = fread(copy.at, 1, 1 << 20, file);
    fclose(file);
    return copy;
}

static void run(const struct fixture *fixture, const char *sql) {
    assert_int_equal(sqlite3_exec(fixture->sqlite, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void run_mark(const struct fixture *fixture, const unsigned char *header) {
    char sql[64];

    snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", (int)(int32_t)header_mark(header));
    run(fixture, sql);
}

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    strcpy(fixture->directory, "/tmp/glimt-fit-XXXXXX");
    assert_non_null(mkdtemp(fixture->directory));
    snprintf(fixture->path, sizeof(fixture->path), "%s/x.db", fixture->directory);
    assert_int_equal(sqlite3_open(fixture->path, &fixture->sqlite), SQLITE_OK);
    run(fixture, "PRAGMA page_size = 1024; PRAGMA user_version = 77; CREATE TABLE t (a, b)");
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    struct fixture *fixture = *state;
    char path[128];

    sqlite3_close(fixture->sqlite);
    for (size_t i = 0; i < COUNT(suffixes); i++) {
        snprintf(path, sizeof(path), "%s%s", fixture->path, suffixes[i]);
        unlink(path);
    }
    rmdir(fixture->directory);
    free(fixture);
    return 0;
}

static bool fits(struct copy *wal, const struct copy *database) {
    const struct bytes bytes = {wal, read_copy};

    return wal_fits(&bytes, database->at);
}

/* A generation of the WAL: the file that it is begun on, a marked transaction, another one. */
static void begin_wal(const struct fixture *fixture, struct copy *ret_before) {
    run(fixture, "PRAGMA journal_mode = WAL");
    *ret_before = take(fixture, "");
    run(fixture, "BEGIN IMMEDIATE");
    run_mark(fixture, ret_before->at);
    run(fixture, "INSERT INTO t VALUES (1, zeroblob(5000)); COMMIT");
    run(fixture, "INSERT INTO t VALUES (2, zeroblob(5000))");
}

static void a_wal_fits_what_it_was_begun_on_and_what_it_was_copied_into(void **state) {
    struct fixture *fixture = *state;
    struct copy before, wal, after;

    begin_wal(fixture, &before);
    wal = take(fixture, "-wal");
    assert_true(fits(&wal, &before));
    run(fixture, "PRAGMA wal_checkpoint(FULL)");
    after = take(fixture, "");
    assert_memory_not_equal(before.at, after.at, DATABASE_HEADER);
    assert_true(fits(&wal, &after));
    free(before.at);
    free(wal.at);
    free(after.at);
}

static void a_changed_header_does_not_fit(void **state) {
    struct fixture *fixture = *state;
    struct copy before, wal;

    begin_wal(fixture, &before);
    wal = take(fixture, "-wal");
    for (size_t i = 24; i < DATABASE_HEADER; i++) {
        before.at[i] ^= 1;
        assert_false(fits(&wal, &before));
        before.at[i] ^= 1;
    }
    free(before.at);
    free(wal.at);
}

/* What is cut off the end, and what is damaged, does not count; nor does the rest without it. */
static void only_whole_transactions_count(void **state) {
    struct fixture *fixture = *state;
    struct copy before, wal, other;

    begin_wal(fixture, &before);
    wal = take(fixture, "-wal");
    other = (struct copy){malloc(before.size), before.size};
    memcpy(other.at, before.at, before.size);
    other.at[27] ^= 1;
    assert_false(fits(&wal, &other));
    size_t whole = wal.size;
    wal.size = 32 + 24 + 1024; /* the first page, without the end of its transaction */
    assert_true(fits(&wal, &other));
    wal.size = whole;
    wal.at[32 + 24 + 500] ^= 1;
    assert_true(fits(&wal, &other));
    wal.at[32 + 24 + 500] ^= 1;
    wal.at[20] ^= 1; /* a salt */
    assert_true(fits(&wal, &other));
    free(before.at);
    free(wal.at);
    free(other.at);
}

static void a_journal_fits_what_it_was_begun_on_and_what_became_of_it(void **state) {
    struct fixture *fixture = *state;
    struct copy before = take(fixture, ""), journal, after;

    run(fixture, "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE");
    run_mark(fixture, before.at);
    run(fixture, "INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                 " WHERE i < 90) SELECT i, zeroblob(900) FROM n");
    journal = take(fixture, "-journal");
    after = take(fixture, "");
    const struct bytes bytes = {&journal, read_copy};
    assert_true(after.size > before.size);
    assert_true(journal_fits(&bytes, before.at));
    before.at[60] ^= 1;
    assert_false(journal_fits(&bytes, before.at));
    before.at[60] ^= 1;
    uint32_t mark = header_mark(before.at);
    for (int i = 0; i < 4; i++)
        after.at[60 + i] = (unsigned char)(mark >> (24 - 8 * i));
    after.at[27] = 200;
    assert_true(journal_fits(&bytes, after.at));
    run(fixture, "ROLLBACK");
    free(before.at);
    free(journal.at);
    free(after.at);
}

static void what_is_no_wal_fits_anything(void **state) {
    unsigned char header[DATABASE_HEADER] = {0}, garbage[4096];
    struct copy copy = {garbage, sizeof(garbage)};
    const struct bytes bytes = {&copy, read_copy};

    (void)state;
    memset(garbage, 0xa5, sizeof(garbage));
    assert_true(wal_fits(&bytes, header));
    assert_true(journal_fits(&bytes, header));
    copy.size = 0;
    assert_true(wal_fits(&bytes, header));
    assert_true(journal_fits(&bytes, header));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_wal_fits_what_it_was_begun_on_and_what_it_was_copied_into,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_changed_header_does_not_fit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_whole_transactions_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_journal_fits_what_it_was_begun_on_and_what_became_of_it,
                                        set_up, tear_down),
        cmocka_unit_test(what_is_no_wal_fits_anything),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
