/* test_passwords.c - passwords, addresses, cookies and the key file. */
#include "access/codes.h"
#include "access/people_parts.h"

#include "scratch.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

static void passwords_are_hashed_and_checked(void **state) {
    struct arena *arena = arena_open();
    struct str hash, again;

    (void)state;
    assert_true(password_hash(arena, STR("rätt häst batteri"), &hash));
    assert_true(password_hash(arena, STR("rätt häst batteri"), &again));
    assert_false(str_equal(hash, again));
    assert_int_equal(strncmp(hash.at, "$argon2id$", 10), 0);
    assert_true(password_is_right(hash, STR("rätt häst batteri")));
    assert_false(password_is_right(hash, STR("rätt häst batteri ")));
    assert_false(password_is_right(hash, STR("")));
    assert_false(password_is_right(STR("nonsense"), STR("rätt häst batteri")));
    arena_close(arena);
}

/* What nobody's hash costs is seen in its parameters, and it must be one that can be checked. */
static void nobody_costs_the_same(void **state) {
    struct arena *arena = arena_open();
    struct str hash;

    (void)state;
    assert_false(password_is_right(STR(""), STR("anything at all")));
    assert_true(password_hash(arena, STR("something"), &hash));
    const char *nobody = password_nobody();
    const char *salt = strchr(strstr(nobody, "p="), '$');
    assert_int_equal(strncmp(hash.at, nobody, (size_t)(salt - nobody)), 0);
    assert_int_equal(strlen(nobody), hash.len);
    assert_int_equal(crypto_pwhash_str_needs_rehash(nobody, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                                    crypto_pwhash_MEMLIMIT_INTERACTIVE),
                     0);
    arena_close(arena);
}

static void new_passwords_have_limits(void **state) {
    static const char ten_bytes[] = "åäöåäö"; /* twelve bytes, six characters */
    char long_one[300];
    struct str email = STR("asa@example.se");

    (void)state;
    memset(long_one, 'x', sizeof(long_one));
    assert_null(password_problem(STR("0123456789"), email));
    assert_null(password_problem(STR("åäöåäöåäöå"), email));
    assert_null(password_problem((struct str){long_one, 255}, email));
    assert_non_null(password_problem((struct str){long_one, 256}, email));
    assert_non_null(password_problem(STR("012345678"), email));
    assert_non_null(password_problem(str_of(ten_bytes), email));
    assert_non_null(password_problem(STR("ASA@example.se"), email));
    assert_non_null(password_problem(STR(" asa@example.se "), email));
    assert_non_null(password_problem(STR("0123456789\xff"), email));
    assert_non_null(password_problem(STR(""), email));
}

static void made_passwords_are_good(void **state) {
    struct arena *arena = arena_open();
    struct str first = password_new(arena), second = password_new(arena);

    (void)state;
    assert_int_equal(first.len, 20);
    assert_int_equal(strlen(first.at), 20);
    assert_null(password_problem(first, STR("")));
    assert_false(str_equal(first, second));
    arena_close(arena);
}

static void addresses_have_a_shape(void **state) {
    static const char *const good[] = {"a@b", "asa.ost+x@example.se", "åsa@exämple.se"};
    static const char *const bad[] = {"",       "a",        "@b",        "a@",     "a@b@c",
                                      "a b@c",  " a@b",     "a@b\n",     "a@\x7f", "a@b\xff",
                                      "a@b\tc", "a@b c.se", "a\x01@b.se"};
    char long_one[300];

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        assert_null(email_problem(str_of(good[i])));
    for (size_t i = 0; i < COUNT(bad); i++)
        if (!email_problem(str_of(bad[i])))
            fail_msg("\"%s\" counts as an address", bad[i]);
    memset(long_one, 'x', sizeof(long_one));
    long_one[1] = '@';
    assert_null(email_problem((struct str){long_one, 255}));
    assert_non_null(email_problem((struct str){long_one, 256}));
}

#define TOKEN "abcdefghijkmnpqrstuvwxyz23456789abcdefghijkmnpqrstuv"
_Static_assert(sizeof(TOKEN) == PERSON_TOKEN_LEN + 1, "a token");

static void a_cookie_is_found(void **state) {
    static const char *const good[] = {
        "__Host-glimt=" TOKEN,
        "a=b; __Host-glimt=" TOKEN "; c=d",
        "a; ;=;;__Host-glimt=" TOKEN,
        "x__Host-glimt=1; __Host-glimt=" TOKEN,
    };
    static const char *const bad[] = {
        "",
        "__Host-glimt",
        "__Host-glimt=",
        "__host-glimt=" TOKEN,
        "glimt=" TOKEN,
        "__Host-glimt=\"" TOKEN "\"",
        "__Host-glimt=" TOKEN "x",
        "__Host-glimt=A" TOKEN,
        "__Host-glimt=" TOKEN "; __Host-glimt=" TOKEN,
        "__Host-glimt=" TOKEN "; __Host-glimt=",
        "__Host-glimt=x; __Host-glimt=" TOKEN,
        "__Host-glimt=" TOKEN "; __Host-glimt=x; __Host-glimt=" TOKEN,
    };

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        if (!str_equal(session_cookie_read(str_of(good[i])), STR(TOKEN)))
            fail_msg("none in %s", good[i]);
    for (size_t i = 0; i < COUNT(bad); i++)
        if (session_cookie_read(str_of(bad[i])).at)
            fail_msg("one in %s", bad[i]);
    assert_null(session_cookie_read((struct str){NULL, 0}).at);
}

static void a_csrf_token_belongs_to_its_session(void **state) {
    struct arena *arena = arena_open();
    struct str mine = session_csrf(arena, STR(TOKEN)), other = session_csrf(arena, STR("other"));

    (void)state;
    assert_int_equal(mine.len, 64);
    assert_true(session_csrf_is_right(STR(TOKEN), mine));
    assert_false(session_csrf_is_right(STR(TOKEN), other));
    assert_false(session_csrf_is_right(STR(TOKEN), STR(TOKEN)));
    assert_false(session_csrf_is_right(STR(TOKEN), (struct str){mine.at, 63}));
    assert_false(session_csrf_is_right(STR(TOKEN), (struct str){NULL, 0}));
    arena_close(arena);
}

static const char *key_path(struct scratch *scratch) {
    return arena_format(scratch->arena, "%s/secret.key", scratch->directory).at;
}

static void a_key_is_made_once(void **state) {
    struct scratch scratch;
    struct secret_key first, second, other;
    const char *problem = NULL;
    struct stat found;

    (void)state;
    scratch_make(&scratch);
    assert_true(secret_key_open(scratch.arena, scratch.directory, &first, &problem));
    assert_int_equal(stat(key_path(&scratch), &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    assert_true(secret_key_open(scratch.arena, scratch.directory, &second, &problem));
    assert_memory_equal(first.bytes, second.bytes, SECRET_KEY_LEN);
    assert_int_equal(unlink(key_path(&scratch)), 0);
    assert_true(secret_key_open(scratch.arena, scratch.directory, &other, &problem));
    assert_memory_not_equal(first.bytes, other.bytes, SECRET_KEY_LEN);
    scratch_remove(&scratch);
}

static void a_key_that_is_none_is_refused(void **state) {
    struct scratch scratch;
    struct secret_key key;
    const char *problem = NULL;

    (void)state;
    scratch_make(&scratch);
    assert_true(secret_key_open(scratch.arena, scratch.directory, &key, &problem));
    assert_int_equal(chmod(key_path(&scratch), 0640), 0);
    assert_false(secret_key_open(scratch.arena, scratch.directory, &key, &problem));
    assert_non_null(strstr(problem, "chmod 600"));
    assert_int_equal(chmod(key_path(&scratch), 0600), 0);
    assert_int_equal(truncate(key_path(&scratch), 31), 0);
    assert_false(secret_key_open(scratch.arena, scratch.directory, &key, &problem));
    assert_non_null(strstr(problem, "32 bytes"));
    assert_int_equal(truncate(key_path(&scratch), 33), 0);
    assert_false(secret_key_open(scratch.arena, scratch.directory, &key, &problem));
    scratch_remove(&scratch);
    struct arena *arena = arena_open();
    assert_false(secret_key_open(arena, "/nowhere/at/all", &key, &problem));
    assert_non_null(strstr(problem, "/nowhere/at/all/secret.key"));
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passwords_are_hashed_and_checked),
        cmocka_unit_test(nobody_costs_the_same),
        cmocka_unit_test(new_passwords_have_limits),
        cmocka_unit_test(made_passwords_are_good),
        cmocka_unit_test(addresses_have_a_shape),
        cmocka_unit_test(a_cookie_is_found),
        cmocka_unit_test(a_csrf_token_belongs_to_its_session),
        cmocka_unit_test(a_key_is_made_once),
        cmocka_unit_test(a_key_that_is_none_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
