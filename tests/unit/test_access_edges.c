/* test_access_edges.c - the edges of who somebody is: odd texts, full tables, closed places. */
#include "access/codes.h"
#include "access/people.h"
#include "access/throttle.h"
#include "db/sqlite/parts.h"
#include "manage/logins.h"
#include "resources/resources.h"

#include "managing.h"
#include "scratch.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

enum { NOW = 1800000000, NOBODY = 65534 };

static void permissions_are_words_and_bits(void **state) {
    struct arena *arena = arena_open();

    (void)state;
    for (unsigned bits = 0; bits < 1u << 7; bits++) {
        struct str words = permissions_to_words(arena, permission_names, bits);
        assert_int_equal(permissions_from_words(permission_names, words), bits);
        assert_int_equal(words.len == 0, bits == 0);
    }
    arena_close(arena);
}

static void codes_are_typed_with_tabs_and_blanks(void **state) {
    (void)state;
    assert_int_equal(code_read(STR("12\t34 5-6")).kind, CODE_TOTP);
    assert_int_equal(code_read(STR("\t \t")).kind, CODE_NONE);
}

/* ---- passwords ---- */

/* A stored text that is none of ours is nobody's password, whatever is wrong with it. */
static void stored_texts_that_are_no_hashes(void **state) {
    static const char *const ends[] = {
        "$m=65536,t=2,p=1$bm9ib2R5J3Mgc2FsdC4u?g$bm9ib2R5IGhhcyBhIHBhc3N3b3JkIHdpdGggdGhpcyE",
        "$m=65536,t=2,p=1$bm9ib2R5$bm9ib2R5IGhhcyBhIHBhc3N3b3JkIHdpdGggdGhpcyE",
        "$m=65536,t=2,p=1$bm9ib2R5J3Mgc2FsdC4uLg$bm9ib2R5",
        "$m=65536,t=2,p=1$bm9ib2R5J3Mgc2FsdC4uLg$bm9ib2R5IGhhcyBhIHBhc3N3b3JkIHdpdGggdGhpcyE$",
        "$m=65536,t=2,p=2$bm9ib2R5J3Mgc2FsdC4uLg$bm9ib2R5IGhhcyBhIHBhc3N3b3JkIHdpdGggdGhpcyE",
        "",
    };
    struct arena *arena = arena_open();
    char long_one[300];

    (void)state;
    for (size_t i = 0; i < COUNT(ends); i++)
        assert_false(
            password_is_right(arena_format(arena, "$argon2id$v=19%s", ends[i]), STR("a password")));
    memset(long_one, '$', sizeof(long_one));
    assert_false(password_is_right((struct str){long_one, sizeof(long_one)}, STR("a password")));
    arena_close(arena);
}

/* ---- cookies and codes ---- */

static void a_token_has_letters_and_digits_alone(void **state) {
    static const char wrong[] = "1:`{/ A";
    char header[] = SESSION_COOKIE "=abcdefghijkmnpqrstuvwxyz23456789abcdefghijkmnpqrstuv";

    (void)state;
    assert_int_equal(session_cookie_read(str_of(header)).len, PERSON_TOKEN_LEN);
    for (size_t i = 0; wrong[i]; i++) {
        header[30] = wrong[i];
        assert_null(session_cookie_read(str_of(header)).at);
    }
}

static void sealed_secrets_have_one_length(void **state) {
    static const struct secret_key key = {{1}};
    struct code code = code_read(STR("287082"));
    struct arena *arena = arena_open();
    struct totp_offer offer = totp_new(arena, &key, STR("a"));

    (void)state;
    for (size_t len = 0; len < offer.sealed.len; len++)
        assert_int_equal(totp_step_of(&key, (struct str){offer.sealed.at, len}, &code, 59, 0), 0);
    arena_close(arena);
}

static void names_in_an_app_are_escaped(void **state) {
    static const struct secret_key key = {{1}};
    struct arena *arena = arena_open();
    struct totp_offer offer = totp_new(arena, &key, STR("aZ09-._~:/@[`{\0\xff"));

    (void)state;
    assert_non_null(strstr(offer.uri.at, "/Glimt:aZ09-._~%3A%2F%40%5B%60%7B%00%FF?secret="));
    arena_close(arena);
}

/* ---- rates ---- */

static void another_rate_begins_anew(void **state) {
    struct throttle *throttle = throttle_open();

    (void)state;
    assert_int_equal(throttle_token(throttle, STR("t"), 1, 0), 0);
    assert_int_equal(throttle_token(throttle, STR("t"), 1, 1), 1);
    assert_int_equal(throttle_token(throttle, STR("t"), 2, 2), 0);
    assert_int_equal(throttle_token(throttle, STR("t"), 2, 3), 0);
    assert_int_equal(throttle_token(throttle, STR("t"), 2, 4), 1);
    throttle_close(throttle);
}

/* ---- an address of many companies ---- */

static void an_address_finds_twenty_logins_at_most(void **state) {
    struct management management;
    struct scratch scratch;
    struct login *found;
    struct closed_login *closed;
    size_t count = 0;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    make_first_account(scratch.arena, db);
    for (int i = 0; i <= LOGINS_MAX; i++) {
        int64_t account = i == 0 ? 1 : make_account(scratch.arena, db, "A");
        begin_managing(&management, scratch.arena, db, account);
        assert_int_equal(login_set(&management, 1, STR("a@b.se"), STR("hash")), LOGIN_DONE);
        end_managing(&management);
    }
    assert_true(logins_by_email(scratch.arena, db, STR(" A@B.se "), 0, NOW, &found, &count));
    assert_int_equal(count, LOGINS_MAX);
    assert_true(
        logins_by_email(scratch.arena, db, STR("a@b.se"), LOGINS_MAX + 1, NOW, &found, &count));
    assert_int_equal(count, 1);
    assert_int_equal(sqlite3_exec(inside(db)->sqlite, "UPDATE logins SET password_hash = NULL",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_true(logins_closed_by_email(scratch.arena, db, STR("a@b.se"), 0, NOW, &closed, &count));
    assert_int_equal(count, LOGINS_MAX);
    db_close(db);
    scratch_remove(&scratch);
}

/* ---- places for secret.key that refuse ---- */

static const char *path_of(struct scratch *scratch, const char *name) {
    return arena_format(scratch->arena, "%s/%s", scratch->directory, name).at;
}

static void expect_problem(struct scratch *scratch, const char *part) {
    struct secret_key key;
    const char *problem = NULL;

    assert_false(secret_key_open(scratch->arena, scratch->directory, &key, &problem));
    if (!problem || !strstr(problem, part))
        fail_msg("%s, not %s", problem, part);
}

static void a_key_is_not_made_where_another_thing_is(void **state) {
    struct scratch scratch;

    (void)state;
    scratch_make(&scratch);
    assert_int_equal(mkdir(path_of(&scratch, "secret.key"), 0700), 0);
    expect_problem(&scratch, "cannot be read: Is a directory");
    assert_int_equal(rmdir(path_of(&scratch, "secret.key")), 0);
    assert_int_equal(symlink("secret.key", path_of(&scratch, "secret.key")), 0);
    expect_problem(&scratch, "cannot be read: Too many levels");
    assert_int_equal(unlink(path_of(&scratch, "secret.key")), 0);
    assert_int_equal(mkdir(path_of(&scratch, "secret.key.new"), 0700), 0);
    expect_problem(&scratch, "cannot be written: Is a directory");
    assert_int_equal(rmdir(path_of(&scratch, "secret.key.new")), 0);
    scratch_remove(&scratch);
}

static void half_a_key_is_none(void **state) {
    struct rlimit before, little;
    struct scratch scratch;
    struct stat found;

    (void)state;
    scratch_make(&scratch);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    little = before;
    little.rlim_cur = SECRET_KEY_LEN / 2;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
    expect_problem(&scratch, "cannot be written");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(stat(path_of(&scratch, "secret.key"), &found), -1);
    scratch_remove(&scratch);
}

/* As somebody without rights: a directory that cannot be read is not synced, and what others own in
 * a sticky one is not replaced. */
static void a_key_is_not_made_in_places_of_others(void **state) {
    struct scratch scratch;

    (void)state;
    if (geteuid() != 0)
        skip();
    scratch_make(&scratch);
    assert_int_equal(chown(scratch.directory, NOBODY, NOBODY), 0);
    assert_int_equal(chmod(scratch.directory, 0300), 0);
    assert_true(setegid(NOBODY) == 0 && seteuid(NOBODY) == 0);
    expect_problem(&scratch, "cannot be written: Permission denied");
    assert_true(seteuid(0) == 0 && setegid(0) == 0);

    unlink(path_of(&scratch, "secret.key"));
    assert_int_equal(symlink("nowhere", path_of(&scratch, "secret.key")), 0);
    assert_int_equal(chown(scratch.directory, 0, NOBODY), 0);
    assert_int_equal(chmod(scratch.directory, 01770), 0);
    assert_true(setegid(NOBODY) == 0 && seteuid(NOBODY) == 0);
    expect_problem(&scratch, "cannot be written: Operation not permitted");
    assert_true(seteuid(0) == 0 && setegid(0) == 0);
    scratch_remove(&scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(permissions_are_words_and_bits),
        cmocka_unit_test(codes_are_typed_with_tabs_and_blanks),
        cmocka_unit_test(stored_texts_that_are_no_hashes),
        cmocka_unit_test(a_token_has_letters_and_digits_alone),
        cmocka_unit_test(sealed_secrets_have_one_length),
        cmocka_unit_test(names_in_an_app_are_escaped),
        cmocka_unit_test(another_rate_begins_anew),
        cmocka_unit_test(an_address_finds_twenty_logins_at_most),
        cmocka_unit_test(a_key_is_not_made_where_another_thing_is),
        cmocka_unit_test(half_a_key_is_none),
        cmocka_unit_test(a_key_is_not_made_in_places_of_others),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
