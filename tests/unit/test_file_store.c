/* test_file_store.c - files under their hashes, from the first byte to the last, and full disks. */
#include "file_fixture.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* Byte i is i % 251. */
#define HASH_OF_MANY "850d7f743eb4005adc344c7747384b2ef07faf94f2e5d44132e92a1da23539b7"

enum { MANY = 20 * 1000 * 1000 + 7 };

static void keeps_nothing_at_all(void **state) {
    struct fixture *fixture = *state;
    struct upload *upload = begin_synced(fixture, 7, "");

    assert_int_equal(upload_size(upload), 0);
    assert_string_equal(upload_hash(upload), HASH_OF_NOTHING);
    assert_true(file_store_link(fixture->store, NULL, upload));
    upload_discard(upload);
    assert_files(fixture, 1);
    assert_true(is_there(fixture, place_of(fixture, 7, HASH_OF_NOTHING)));
    assert_reads(fixture, 7, HASH_OF_NOTHING, "", 0);
}

static void keeps_many_bytes(void **state) {
    struct fixture *fixture = *state;
    struct upload *upload = upload_open(fixture->store, INT64_MAX);
    unsigned char *bytes = malloc(MANY);
    size_t piece = 1;

    assert_non_null(upload);
    assert_non_null(bytes);
    for (size_t i = 0; i < MANY; i++)
        bytes[i] = (unsigned char)(i % 251);
    for (size_t at = 0; at < MANY; at += piece) {
        piece = piece * 7 % 1000003;
        if (piece > MANY - at)
            piece = MANY - at;
        assert_true(upload_write(upload, bytes + at, piece));
    }
    assert_int_equal(upload_size(upload), MANY);
    assert_true(sync_and_wait(upload));
    assert_string_equal(upload_hash(upload), HASH_OF_MANY);
    assert_true(file_store_link(fixture->store, NULL, upload));
    upload_discard(upload);
    assert_files(fixture, 1);
    assert_reads(fixture, INT64_MAX, HASH_OF_MANY, bytes, MANY);
    free(bytes);
}

static void keeps_the_same_once(void **state) {
    struct fixture *fixture = *state;

    store_text(fixture, 1, "abc");
    store_text(fixture, 1, "abc");
    assert_files(fixture, 1);
    assert_reads(fixture, 1, HASH_OF_ABC, "abc", 3);
}

static void accounts_share_nothing(void **state) {
    struct fixture *fixture = *state;

    store_text(fixture, 1, "abc");
    store_text(fixture, 2, "abc");
    assert_files(fixture, 2);
    assert_true(file_store_remove(fixture->store, NULL, 1, HASH_OF_ABC));
    assert_files(fixture, 1);
    assert_reads(fixture, 2, HASH_OF_ABC, "abc", 3);
}

static void discards_at_every_stage(void **state) {
    struct fixture *fixture = *state;
    struct upload *upload = upload_open(fixture->store, 1);

    upload_discard(NULL);
    assert_files(fixture, 1);
    upload_discard(upload);
    assert_files(fixture, 0);
    upload = begin(fixture, 1, "abc");
    upload_discard(upload);
    assert_files(fixture, 0);
    upload = begin_synced(fixture, 1, "abc");
    assert_files(fixture, 1);
    upload_discard(upload);
    assert_files(fixture, 0);
    upload = begin_synced(fixture, 1, "abc");
    assert_true(file_store_link(fixture->store, NULL, upload));
    assert_files(fixture, 2);
    assert_true(file_store_remove(fixture->store, NULL, 1, HASH_OF_ABC));
    upload_discard(upload);
    assert_files(fixture, 0);
}

static void links_twice(void **state) {
    struct fixture *fixture = *state;
    struct upload *first = begin_synced(fixture, 1, "abc");
    struct upload *second = begin_synced(fixture, 1, "abc");

    assert_files(fixture, 2);
    assert_true(file_store_link(fixture->store, NULL, first));
    assert_true(file_store_link(fixture->store, NULL, first));
    assert_true(file_store_link(fixture->store, NULL, second));
    upload_discard(first);
    upload_discard(second);
    assert_files(fixture, 1);
    assert_reads(fixture, 1, HASH_OF_ABC, "abc", 3);
}

static void replaces_what_is_there(void **state) {
    struct fixture *fixture = *state;
    const char *place = path_of(fixture, place_of(fixture, 1, HASH_OF_ABC));
    int64_t size;

    store_text(fixture, 1, "abc");
    int old = file_store_open_file(fixture->store, 1, HASH_OF_ABC, &size);
    put(fixture, place_of(fixture, 1, HASH_OF_ABC), "ab");
    store_text(fixture, 1, "abc");
    assert_reads(fixture, 1, HASH_OF_ABC, "abc", 3);
    assert_files(fixture, 1);
    assert_int_equal(lseek(old, 0, SEEK_END), 2); /* who had it open keeps it */
    close(old);
    assert_int_equal(unlink(place), 0);
    assert_int_equal(mkdir(place, 0700), 0);
    store_text(fixture, 1, "abc");
    assert_reads(fixture, 1, HASH_OF_ABC, "abc", 3);
    assert_files(fixture, 1);
    assert_int_equal(unlink(place), 0);
    assert_int_equal(mkfifo(place, 0600), 0);
    store_text(fixture, 1, "abc");
    assert_reads(fixture, 1, HASH_OF_ABC, "abc", 3);
    assert_files(fixture, 1);
}

/* Opening a pipe would wait for somebody who writes. */
static void reads_only_regular_files(void **state) {
    struct fixture *fixture = *state;
    const char *place = path_of(fixture, place_of(fixture, 1, HASH_OF_ABC));
    int64_t size;
    FILE *said;

    store_text(fixture, 1, "abc");
    assert_int_equal(unlink(place), 0);
    assert_int_equal(mkfifo(place, 0600), 0);
    int was = hear(&said);
    int file = file_store_open_file(fixture->store, 1, HASH_OF_ABC, &size);
    hear_end(fixture, was, said);
    assert_int_equal(file, -1);
    assert_one_line(fixture, " error The file " HASH_OF_ABC " of account 1 cannot be read: ");
}

static void removes(void **state) {
    struct fixture *fixture = *state;
    int64_t size;
    FILE *said;

    assert_true(file_store_remove(fixture->store, NULL, 1, HASH_OF_ABC));
    store_text(fixture, 1, "abc");
    assert_files(fixture, 1);
    assert_true(file_store_remove(fixture->store, NULL, 1, HASH_OF_ABC));
    assert_true(file_store_remove(fixture->store, NULL, 1, HASH_OF_ABC));
    assert_files(fixture, 0);
    int was = hear(&said);
    int file = file_store_open_file(fixture->store, 1, HASH_OF_ABC, &size), error = errno;
    hear_end(fixture, was, said);
    assert_int_equal(file, -1);
    assert_int_equal(error, ENOENT);
    assert_string_equal(fixture->said, "");
}

static void finishes_what_it_was_given(void **state) {
    struct fixture *fixture = *state;
    struct waiting waiting[8];
    struct upload *uploads[COUNT(waiting)];

    for (size_t i = 0; i < COUNT(waiting); i++) {
        waiting[i] =
            (struct waiting){PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, false};
        uploads[i] = begin(fixture, 1, "abc");
        upload_sync(uploads[i], note_done, &waiting[i]);
    }
    file_store_stop(fixture->store);
    for (size_t i = 0; i < COUNT(waiting); i++) {
        assert_true(waiting[i].is_done && waiting[i].durable);
        assert_true(file_store_link(fixture->store, NULL, uploads[i]));
        upload_discard(uploads[i]);
    }
    assert_files(fixture, 1);
}

/* A hash is a path in the making, so one that is none must not come through. */
static void stops_at_what_is_no_hash(void **state) {
    static const char *const bad[] = {
        "",
        "../../incoming",
        HASH_OF_ABC "0",
        "BDDD813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
        "bd/d813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < COUNT(bad); i++) {
        int status = 0;
        pid_t child = fork();
        if (child == 0) {
            close(STDERR_FILENO);
            signal(SIGABRT, SIG_DFL);
            _exit(file_store_remove(fixture->store, NULL, 1, bad[i]) ? 1 : 2);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    }
}

/* The most that a file may hold, for what is called until the next limit. */
static void limit_files(rlim_t bytes) {
    struct rlimit limit;

    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void says_that_the_disk_is_full(void **state) {
    static const char bytes[64 * 1024];
    struct fixture *fixture = *state;
    struct upload *upload = upload_open(fixture->store, 5);
    FILE *said;

    signal(SIGXFSZ, SIG_IGN);
    assert_true(upload_write(upload, bytes, sizeof(bytes)));
    assert_false(upload_is_full(upload));
    int was = hear(&said);
    limit_files(100000);
    bool first = upload_write(upload, bytes, sizeof(bytes));
    limit_files(RLIM_INFINITY);
    bool second = upload_write(upload, bytes, sizeof(bytes));
    bool durable = sync_and_wait(upload);
    hear_end(fixture, was, said);
    assert_false(first || second || durable);
    assert_true(upload_is_full(upload));
    assert_int_equal(upload_size(upload), 100000);
    assert_one_line(fixture, " error There is no room for an upload of account 5, "
                             "which ends after 100000 bytes: File too large.");
    upload_discard(upload);
    assert_files(fixture, 0);
}

/* Whoever gives up after the fault, without a sync, leaves nothing either. */
static void discards_after_a_fault(void **state) {
    static const char bytes[2000];
    struct fixture *fixture = *state;
    struct upload *upload = upload_open(fixture->store, 5);
    FILE *said;

    signal(SIGXFSZ, SIG_IGN);
    int was = hear(&said);
    limit_files(1000);
    bool fine = upload_write(upload, bytes, sizeof(bytes));
    limit_files(RLIM_INFINITY);
    hear_end(fixture, was, said);
    assert_false(fine);
    upload_discard(upload);
    assert_files(fixture, 0);
}

static void says_that_it_cannot_read(void **state) {
    struct fixture *fixture = *state;
    int64_t size;
    FILE *said;

    store_text(fixture, 1, "abc");
    const char *place = path_of(fixture, place_of(fixture, 1, HASH_OF_ABC));
    assert_int_equal(unlink(place), 0);
    assert_int_equal(symlink("/etc/hostname", place), 0);
    int was = hear(&said);
    int file = file_store_open_file(fixture->store, 1, HASH_OF_ABC, &size);
    hear_end(fixture, was, said);
    assert_int_equal(file, -1);
    assert_one_line(fixture, " error The file " HASH_OF_ABC " of account 1 cannot be read: ");
}

static void says_that_it_cannot_link(void **state) {
    struct fixture *fixture = *state;
    struct upload *upload = begin_synced(fixture, 1, "abc");
    FILE *said;

    put(fixture, "1", "in the way");
    int was = hear(&said);
    bool fine = file_store_link(fixture->store, NULL, upload);
    hear_end(fixture, was, said);
    assert_false(fine || upload_is_full(upload));
    assert_one_line(fixture, " error The file " HASH_OF_ABC " of account 1 cannot be stored: ");
    upload_discard(upload);
    assert_files(fixture, 1);
}

/* Whoever pins the files twice, or in two processes, has to let go twice. */
static void pins_what_is_there(void **state) {
    struct fixture *fixture = *state;
    const char *problem = NULL;
    int status = 0;

    assert_false(file_store_is_pinned(fixture->store));
    int first = files_pin(fixture->arena, fixture->directory, &problem);
    assert_true(first >= 0);
    assert_files(fixture, 1);
    int second = files_pin(fixture->arena, fixture->directory, &problem);
    assert_true(second >= 0);
    close(first);
    assert_true(file_store_is_pinned(fixture->store));
    close(second);
    assert_false(file_store_is_pinned(fixture->store));
    pid_t child = fork();
    if (child == 0) {
        int pin = files_pin(fixture->arena, fixture->directory, &problem);
        _exit(pin >= 0 && file_store_is_pinned(fixture->store) ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_false(file_store_is_pinned(fixture->store));
    assert_null(problem);
}

/* What is in the place of the lock may be anything: then nothing is removed, and that is said. */
static void says_that_it_cannot_pin(void **state) {
    struct fixture *fixture = *state;
    const char *problem = NULL;
    FILE *said;

    assert_int_equal(mkdir(path_of(fixture, "pin"), 0700), 0);
    assert_int_equal(files_pin(fixture->arena, fixture->directory, &problem), -1);
    assert_non_null(strstr(problem, "/files cannot be held in place: Is a directory."));
    int was = hear(&said);
    assert_true(file_store_is_pinned(fixture->store));
    hear_end(fixture, was, said);
    assert_one_line(fixture, " error Nothing is removed from files, since files/pin cannot be "
                             "looked at: Is a directory.");
}

static void needs_a_directory(void **state) {
    struct fixture *fixture = *state;
    const char *problem = NULL, *missing = path_of(fixture, "nothing");

    assert_null(file_store_open(fixture->arena, missing, &problem));
    assert_non_null(strstr(problem, "nothing/files cannot be used: No such file or directory."));
    put(fixture, "files", "in the way");
    assert_null(file_store_open(fixture->arena, path_of(fixture, ""), &problem));
    assert_non_null(strstr(problem, "Not a directory."));
    file_store_close(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keeps_nothing_at_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_many_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_the_same_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(accounts_share_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(discards_at_every_stage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(links_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(replaces_what_is_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_only_regular_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(removes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(finishes_what_it_was_given, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stops_at_what_is_no_hash, set_up, tear_down),
        cmocka_unit_test_setup_teardown(says_that_the_disk_is_full, set_up, tear_down),
        cmocka_unit_test_setup_teardown(discards_after_a_fault, set_up, tear_down),
        cmocka_unit_test_setup_teardown(says_that_it_cannot_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(says_that_it_cannot_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pins_what_is_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(says_that_it_cannot_pin, set_up, tear_down),
        cmocka_unit_test_setup_teardown(needs_a_directory, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
