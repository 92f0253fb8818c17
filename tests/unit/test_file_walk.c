/* test_file_walk.c - what lies in the store, and what is none of its own. */
#include "file_fixture.h"
#include "files/walk.h"

#include <errno.h>
#include <time.h>

struct seen {
    struct fixture *fixture;
    struct str texts[16];
    size_t count, most;
};

static bool see(void *context, const struct found_file *found) {
    struct seen *seen = context;

    assert_true(seen->count < COUNT(seen->texts));
    seen->texts[seen->count++] =
        arena_format(seen->fixture->arena, "%s %lld %s %d", found->path,
                     (long long)found->account_id, found->hash ? found->hash : "-", found->error);
    return seen->count != seen->most;
}

static bool has(const struct seen *seen, const char *text) {
    for (size_t i = 0; i < seen->count; i++)
        if (str_equal(seen->texts[i], str_of(text)))
            return true;
    return false;
}

static void finds_files_and_strangers(void **state) {
    struct fixture *fixture = *state;
    struct seen seen = {.fixture = fixture};
    int root = files_open(fixture->arena, fixture->directory);

    store_text(fixture, 7, "abc");
    store_text(fixture, 12, "");
    put(fixture, "12/notes", "x");
    put(fixture, "12/0e/x", "x");
    put(fixture, "7/bd/dd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d523190", "x");
    put(fixture, "08", "x");
    put(fixture, "pin", "");
    put(fixture, "scrub", "");
    store_text(fixture, 7, "aside");
    assert_true(file_store_set_aside(fixture->store, NULL, 7, HASH_OF_ASIDE));
    put(fixture, "removed/incoming", "");
    put(fixture, "incoming/x", "");
    assert_int_equal(mkdir(path_of(fixture, "lost+found"), 0700), 0);
    assert_true(files_walk(root, see, &seen));
    assert_int_equal(seen.count, 6);
    assert_true(has(&seen,
                    "files/7/bd/dd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"
                    " 7 " HASH_OF_ABC " 0"));
    assert_true(has(&seen,
                    "files/12/0e/5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"
                    " 12 " HASH_OF_NOTHING " 0"));
    assert_true(has(&seen, "files/12/notes 12 - 0"));
    assert_true(has(&seen, "files/12/0e/x 12 - 0"));
    assert_true(has(&seen, "files/08 0 - 0"));
    seen.count = 0;
    seen.most = 2;
    assert_false(files_walk(root, see, &seen));
    assert_int_equal(seen.count, 2);
    seen.count = seen.most = 0;
    assert_true(files_walk_removed(root, see, &seen));
    assert_int_equal(seen.count, 2);
    assert_true(has(&seen, arena_format(fixture->arena, "files/removed/%s 7 " HASH_OF_ASIDE " 0",
                                        place_of(fixture, 7, HASH_OF_ASIDE))
                               .at));
    assert_true(has(&seen, "files/removed/incoming 0 - 0"));
    close(root);
}

static bool is_in_place(struct fixture *fixture, const char *hash) {
    return is_there(fixture, place_of(fixture, 1, hash));
}

/* What is put back replaces nothing; what is set aside replaces what was. */
static void sets_aside_and_puts_back(void **state) {
    struct fixture *fixture = *state;
    struct file_store *store = fixture->store;
    int root = files_open(fixture->arena, fixture->directory);
    int64_t since = 0, before = time(NULL);

    assert_true(file_store_set_aside(store, NULL, 1, HASH_OF_ABC));
    assert_false(file_store_put_back(store, NULL, 1, HASH_OF_ABC));
    assert_false(files_removed_at(root, 1, HASH_OF_ABC, &since));
    store_text(fixture, 1, "abc");
    for (int turn = 0; turn < 2; turn++) {
        assert_true(file_store_set_aside(store, NULL, 1, HASH_OF_ABC));
        assert_false(is_in_place(fixture, HASH_OF_ABC));
        assert_true(files_removed_at(root, 1, HASH_OF_ABC, &since));
        assert_in_range(since, before - 1, time(NULL));
        assert_reads(fixture, 1, HASH_OF_ABC, "abc", 3);
        store_text(fixture, 1, "abc");
        assert_false(file_store_put_back(store, NULL, 1, HASH_OF_ABC));
    }
    assert_true(file_store_remove(store, NULL, 1, HASH_OF_ABC));
    assert_true(file_store_put_back(store, NULL, 1, HASH_OF_ABC));
    assert_true(is_in_place(fixture, HASH_OF_ABC));
    assert_files(fixture, 1);
    assert_true(file_store_set_aside(store, NULL, 1, HASH_OF_ABC));
    assert_true(file_store_remove_aside(store, NULL, 1, HASH_OF_ABC));
    assert_true(file_store_remove_aside(store, NULL, 1, HASH_OF_ABC));
    assert_files(fixture, 0);
    close(root);
}

/* As after a copy of the folder that was made of links. */
static void sets_aside_another_name_of_the_same(void **state) {
    struct fixture *fixture = *state;
    const char *place = place_of(fixture, 1, HASH_OF_ABC);
    const char *aside = arena_format(fixture->arena, "removed/%s", place).at;

    store_text(fixture, 1, "abc");
    assert_true(file_store_set_aside(fixture->store, NULL, 1, HASH_OF_ABC));
    assert_int_equal(link(path_of(fixture, aside), path_of(fixture, place)), 0);
    assert_true(file_store_set_aside(fixture->store, NULL, 1, HASH_OF_ABC));
    assert_false(is_there(fixture, place));
    assert_true(is_there(fixture, aside));
}

static void knows_what_is_on_its_way(void **state) {
    struct fixture *fixture = *state;
    int root = files_open(fixture->arena, fixture->directory);
    struct upload *young = begin(fixture, 1, "x"), *marked = begin_synced(fixture, 1, "abc");
    struct found_incoming found = files_incoming(root);

    assert_int_equal(found.unfinished, 2);
    assert_int_equal(found.strange, 0);
    put(fixture, "incoming/x", "");
    found = files_incoming(root);
    assert_int_equal(found.strange, 1);
    assert_int_equal(found.error, 0);
    assert_true(files_are_marked(root, 1, HASH_OF_ABC));
    assert_false(files_are_marked(root, 2, HASH_OF_ABC));
    assert_false(files_are_marked(root, 1, HASH_OF_NOTHING));
    assert_false(files_are_there(root, 1, HASH_OF_ABC));
    assert_true(file_store_link(fixture->store, NULL, marked));
    assert_true(files_are_there(root, 1, HASH_OF_ABC));
    upload_discard(marked);
    upload_discard(young);
    assert_false(file_store_is_marked(fixture->store, 1, HASH_OF_ABC));
    close(root);
}

/* What cannot be known counts as marked. */
static void goes_on_without_a_folder(void **state) {
    struct fixture *fixture = *state;
    struct seen seen = {.fixture = fixture};
    int root = files_open(fixture->arena, fixture->directory);

    assert_int_equal(files_open(fixture->arena, path_of(fixture, "none")), -1);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(rmdir(path_of(fixture, "incoming")), 0);
    assert_true(files_are_marked(root, 1, HASH_OF_ABC));
    assert_int_equal(files_incoming(root).error, ENOENT);
    assert_true(files_walk(root, see, &seen));
    assert_int_equal(seen.count, 0);
    assert_int_equal(mkdir(path_of(fixture, "incoming"), 0700), 0);
    close(root);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_files_and_strangers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sets_aside_and_puts_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sets_aside_another_name_of_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_what_is_on_its_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(goes_on_without_a_folder, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
