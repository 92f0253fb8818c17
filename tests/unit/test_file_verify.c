/* test_file_verify.c - reading stored files: what is found, and what is remembered. */
#include "file_fixture.h"
#include "files/verify.h"

#include <fcntl.h>
#include <time.h>

static const char *abc(struct fixture *fixture) {
    return path_of(fixture, place_of(fixture, 1, HASH_OF_ABC));
}

static enum file_fault verify(struct fixture *fixture, int64_t size) {
    struct file_verification verification;
    int64_t found;
    int file = file_store_open_file(fixture->store, 1, HASH_OF_ABC, &found);

    assert_true(file >= 0);
    enum file_fault fault =
        file_store_verify(fixture->store, &verification, file, HASH_OF_ABC, size);
    close(file);
    return fault;
}

static bool remembers(struct fixture *fixture) {
    int64_t size;
    int file = file_store_open_file(fixture->store, 1, HASH_OF_ABC, &size);
    bool known = file_store_remembers(fixture->store, file, HASH_OF_ABC);

    assert_false(file_store_remembers(fixture->store, file, HASH_OF_NOTHING));
    close(file);
    return known;
}

/* Until the file is old enough to be remembered; its last change is what cannot be set. */
static void settle(struct fixture *fixture) {
    const struct timespec pause = {0, 20 * 1000000};
    struct stat status;

    assert_int_equal(stat(abc(fixture), &status), 0);
    while (time(NULL) - status.st_ctim.tv_sec <= 3)
        nanosleep(&pause, NULL);
}

static void finds_what_is_wrong(void **state) {
    struct fixture *fixture = *state;

    store_text(fixture, 1, "abc");
    assert_int_equal(verify(fixture, 3), FILE_WHOLE);
    assert_int_equal(verify(fixture, -1), FILE_WHOLE);
    assert_int_equal(verify(fixture, 4), FILE_CUT);
    assert_false(remembers(fixture)); /* it is too young */
    put(fixture, place_of(fixture, 1, HASH_OF_ABC), "abd");
    assert_int_equal(verify(fixture, 3), FILE_CHANGED);
    put(fixture, place_of(fixture, 1, HASH_OF_ABC), "abcd");
    assert_int_equal(verify(fixture, 3), FILE_CUT);
    assert_int_equal(verify(fixture, -1), FILE_CHANGED);
}

static void remembers_until_it_changes(void **state) {
    struct fixture *fixture = *state;
    struct timespec times[2] = {{0, UTIME_OMIT}, {1000000000, 0}};
    int64_t size;

    store_text(fixture, 1, "abc");
    settle(fixture);
    assert_false(remembers(fixture));
    assert_int_equal(verify(fixture, 4), FILE_CUT);
    assert_false(remembers(fixture));
    assert_int_equal(verify(fixture, 3), FILE_WHOLE);
    assert_true(remembers(fixture));
    int file = file_store_open_file(fixture->store, 1, HASH_OF_ABC, &size);
    file_store_forget(fixture->store, file);
    close(file);
    assert_false(remembers(fixture));
    assert_int_equal(verify(fixture, 3), FILE_WHOLE);
    assert_true(remembers(fixture));
    put(fixture, place_of(fixture, 1, HASH_OF_ABC), "abd");
    assert_int_equal(utimensat(AT_FDCWD, abc(fixture), times, 0), 0);
    assert_false(remembers(fixture));
}

struct later {
    struct file_verification verification; /* first, so that one is the other */
    struct waiting waiting;
    int file;
};

static void note_end(struct file_verification *verification) {
    note_done(&((struct later *)verification)->waiting, verification->look.fault == FILE_WHOLE);
}

/* Several at once, of which the first is far larger than the others. */
static void reads_in_turns(void **state) {
    struct fixture *fixture = *state;
    struct later *later = aligned_alloc(_Alignof(struct later), 5 * sizeof(*later));
    struct upload *upload = upload_open(fixture->store, 1);
    static const char zeros[1024 * 1024];
    char hash[FILE_HASH_LENGTH + 1];
    int64_t size;

    for (size_t i = 0; i < 30; i++)
        assert_true(upload_write(upload, zeros, sizeof(zeros)));
    assert_true(upload_finish(upload));
    memcpy(hash, upload_hash(upload), sizeof(hash));
    assert_true(file_store_link(fixture->store, NULL, upload));
    upload_discard(upload);
    store_text(fixture, 1, "abc");
    assert_non_null(later);
    for (size_t i = 0; i < 5; i++) {
        const char *name = i ? HASH_OF_ABC : hash;
        later[i] = (struct later){
            .verification = {.done = note_end},
            .waiting = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, false},
            .file = file_store_open_file(fixture->store, 1, name, &size)};
        file_store_verify_later(fixture->store, &later[i].verification, later[i].file, name,
                                i == 4 ? 5 : size);
    }
    for (size_t i = 0; i < 5; i++) {
        struct waiting *waiting = &later[i].waiting;
        pthread_mutex_lock(&waiting->lock);
        while (!waiting->is_done)
            pthread_cond_wait(&waiting->changed, &waiting->lock);
        pthread_mutex_unlock(&waiting->lock);
        assert_int_equal(waiting->durable, i != 4);
        close(later[i].file);
    }
    free(later);
}

static const char *text_of(struct fixture *fixture, int64_t account_id, int64_t size) {
    struct file_look look;
    int root = open(path_of(fixture, "."), O_RDONLY | O_DIRECTORY);

    look_begin_at(&look, root, account_id, HASH_OF_ABC, size);
    while (look_on(&look, 1))
        ;
    look_end(&look);
    close(root);
    return arena_z(fixture->arena, look_text(fixture->arena, &look));
}

static void tells_in_words(void **state) {
    struct fixture *fixture = *state;

    assert_string_equal(text_of(fixture, 1, 3), "is missing");
    store_text(fixture, 1, "abc");
    assert_string_equal(text_of(fixture, 1, 3), "is whole");
    assert_string_equal(text_of(fixture, 1, 5), "has 3 bytes instead of 5");
    assert_string_equal(text_of(fixture, 2, 3), "is missing");
    put(fixture, place_of(fixture, 1, HASH_OF_ABC), "abd");
    assert_string_equal(text_of(fixture, 1, 3), "does not have the content that it is named by");
    assert_int_equal(unlink(abc(fixture)), 0);
    assert_int_equal(symlink("/etc/hostname", abc(fixture)), 0);
    assert_string_equal(text_of(fixture, 1, 3), "is not a regular file");
    put(fixture, "2", "in the way");
    assert_string_equal(text_of(fixture, 2, 3), "cannot be read (Not a directory)");
    assert_string_equal(
        arena_z(fixture->arena, look_path(fixture->arena, 1, HASH_OF_ABC)),
        "files/1/bd/dd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_what_is_wrong, set_up, tear_down),
        cmocka_unit_test_setup_teardown(remembers_until_it_changes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_in_turns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_in_words, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
