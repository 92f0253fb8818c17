/* test_file_faults.c - each call on files fails once: what was stored is whole all the same. */
#include "file_fixture.h"
#include "files/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/syscall.h>

/* ---- calls that fail: these stand before those of libc ---- */

static int left = -1; /* calls until one fails; negative: none does */
static bool failed;

static bool fails(void) {
    if (left < 0 || left-- > 0)
        return false;
    failed = true;
    errno = EIO;
    return true;
}

int fsync(int file) {
    return fails() ? -1 : (int)syscall(SYS_fsync, file);
}

ssize_t write(int file, const void *from, size_t size) {
    return file != STDERR_FILENO && fails() ? -1 : syscall(SYS_write, file, from, size);
}

int mkdirat(int at, const char *path, mode_t mode) {
    return fails() ? -1 : (int)syscall(SYS_mkdirat, at, path, mode);
}

int linkat(int a, const char *from, int b, const char *to, int flags) {
    return fails() ? -1 : (int)syscall(SYS_linkat, a, from, b, to, flags);
}

int renameat(int a, const char *from, int b, const char *to) {
    return fails() ? -1 : (int)syscall(SYS_renameat, a, from, b, to);
}

int unlinkat(int at, const char *path, int flags) {
    return fails() ? -1 : (int)syscall(SYS_unlinkat, at, path, flags);
}

int openat64(int at, const char *path, int flags, ...);
int openat64(int at, const char *path, int flags, ...) {
    va_list list;

    va_start(list, flags);
    mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
    va_end(list);
    return fails() ? -1 : (int)syscall(SYS_openat, at, path, flags, mode);
}

/* ---- an upload, its removal and a recovery ---- */

static bool no_row(void *context, int64_t account_id, const char *hash, bool *ret) {
    (void)context, (void)account_id, (void)hash;
    *ret = false;
    return true;
}

static bool a_row(void *context, int64_t account_id, const char *hash, bool *ret) {
    (void)context, (void)account_id, (void)hash;
    *ret = true;
    return true;
}

static bool has_abc(struct fixture *fixture) {
    int64_t size = 0;
    char bytes[4] = "";
    int file = file_store_open_file(fixture->store, 1, HASH_OF_ABC, &size);

    if (file < 0)
        return false;
    assert_int_equal(read(file, bytes, sizeof(bytes)), 3);
    assert_memory_equal(bytes, "abc", 3);
    close(file);
    return true;
}

/* Whether the bytes may be named by a row; as after a crash, the marker stays. */
static bool store(struct fixture *fixture) {
    struct upload *upload = upload_open(fixture->store, 1);

    if (!upload)
        return false;
    bool fine = upload_write(upload, "abc", 3) && upload_finish(upload) &&
                file_store_link(fixture->store, NULL, upload);
    upload_leave(upload);
    return fine;
}

/* Nothing is left of one case for the next. */
static void forget(struct fixture *fixture) {
    assert_true(file_store_recover(fixture->store, no_row, NULL));
    assert_true(file_store_remove(fixture->store, NULL, 1, HASH_OF_ABC));
    assert_true(file_store_remove_aside(fixture->store, NULL, 1, HASH_OF_ABC));
    assert_false(has_abc(fixture));
}

static void what_is_stored_is_whole(void **state) {
    struct fixture *fixture = *state;
    bool fine = false;

    for (int call = 0; !fine; call++) {
        failed = false;
        left = call;
        fine = store(fixture);
        left = -1;
        assert_true(!fine || has_abc(fixture));
        assert_true(fine || failed);
        fine = fine && !failed;
        forget(fixture);
    }
}

/* With a row, the bytes are there in the end. Without one they are not, unless it could not be told
 * whether somebody needs them all: then they are left for the tidying. */
static void a_recovery_is_done_once_more(void **state) {
    struct fixture *fixture = *state;

    for (int wanted = 0; wanted < 2; wanted++)
        for (int call = 0;; call++) {
            assert_true(store(fixture));
            failed = false;
            left = call;
            bool fine = file_store_recover(fixture->store, wanted ? a_row : no_row, NULL);
            left = -1;
            assert_true(fine || failed);
            assert_true(file_store_recover(fixture->store, wanted ? a_row : no_row, NULL));
            assert_true(!wanted || has_abc(fixture));
            assert_true(wanted || failed || !file_store_has(fixture->store, NULL, 1, HASH_OF_ABC));
            forget(fixture);
            if (!failed)
                break;
        }
}

static void a_removal_says_whether_it_is_done(void **state) {
    struct fixture *fixture = *state;

    for (int call = 0;; call++) {
        assert_true(store(fixture));
        failed = false;
        left = call;
        bool fine = file_store_remove(fixture->store, NULL, 1, HASH_OF_ABC);
        left = -1;
        assert_true(fine || failed);
        assert_true(!fine || !has_abc(fixture));
        forget(fixture);
        if (!failed)
            break;
    }
}

/* The bytes are in one of both places, whatever fails. */
static void nothing_is_lost_aside(void **state) {
    struct fixture *fixture = *state;

    for (int back = 0; back < 2; back++)
        for (int call = 0;; call++) {
            assert_true(store(fixture));
            assert_true(file_store_recover(fixture->store, a_row, NULL));
            assert_true(!back || file_store_set_aside(fixture->store, NULL, 1, HASH_OF_ABC));
            failed = false;
            left = call;
            bool fine = back ? file_store_put_back(fixture->store, NULL, 1, HASH_OF_ABC)
                             : file_store_set_aside(fixture->store, NULL, 1, HASH_OF_ABC);
            left = -1;
            assert_true(fine || failed);
            assert_true(has_abc(fixture));
            assert_true(file_store_remove_aside(fixture->store, NULL, 1, HASH_OF_ABC));
            assert_true(!fine || has_abc(fixture) == back);
            forget(fixture);
            if (!failed)
                break;
        }
}

static void a_store_that_cannot_be_opened_says_so(void **state) {
    struct fixture *fixture = *state;

    file_store_close(fixture->store);
    for (int call = 0;; call++) {
        const char *problem = NULL;
        failed = false;
        left = call;
        fixture->store = file_store_open(fixture->arena, fixture->directory, &problem);
        left = -1;
        assert_true(fixture->store || (failed && problem));
        if (!failed)
            break;
        file_store_close(fixture->store);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_stored_is_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_recovery_is_done_once_more, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_removal_says_whether_it_is_done, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_lost_aside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_store_that_cannot_be_opened_says_so, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
