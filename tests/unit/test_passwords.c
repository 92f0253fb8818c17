/* test_passwords.c - passwords, addresses, cookies and the key file. */
#include "access/codes.h"
#include "access/people_parts.h"

#include "scratch.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

static void passwords_are_hashed_and_checked(void **state) {
    struct arena *arena = arena_open();
    struct str hash, again, of_long;
    char long_one[255];

    (void)state;
    assert_true(password_hash(arena, STR("rätt häst batteri"), STR(""), &hash));
    assert_true(password_hash(arena, STR("rätt häst batteri"), STR(""), &again));
    assert_false(str_equal(hash, again));
    assert_int_equal(strncmp(hash.at, "$argon2id$", 10), 0);
    assert_true(password_is_right(hash, STR("rätt häst batteri")));
    assert_false(password_is_right(hash, STR("rätt häst batteri ")));
    assert_false(password_is_right(hash, STR("rätt häst batter")));
    assert_false(password_is_right(hash, STR("Rätt häst batteri")));
    assert_false(password_is_right(hash, STR("ra\xcc\x88tt ha\xcc\x88st batteri")));
    assert_false(password_is_right(hash, STR("")));
    assert_false(password_is_right(STR("nonsense"), STR("rätt häst batteri")));
    memset(long_one, 'x', sizeof(long_one));
    assert_true(password_hash(arena, (struct str){long_one, 255}, STR(""), &of_long));
    assert_false(password_is_right(of_long, (struct str){long_one, 254}));
    assert_true(password_is_right(of_long, (struct str){long_one, 255}));
    arena_close(arena);
}

/* The logins of one address share a salt: their passwords are found out together, each for itself.
 */
static void passwords_of_one_address_share_a_salt(void **state) {
    struct arena *arena = arena_open();
    struct str hashes[4];
    bool is_right[4];

    (void)state;
    assert_true(password_hash(arena, STR("one of them"), STR(""), &hashes[0]));
    assert_true(password_hash(arena, STR("another one"), hashes[0], &hashes[1]));
    assert_true(password_hash(arena, STR("one of them"), hashes[1], &hashes[2]));
    assert_true(password_hash(arena, STR("another one"), STR(""), &hashes[3]));
    const char *end = strrchr(hashes[0].at, '$') + 1;
    assert_int_equal(strncmp(hashes[0].at, hashes[1].at, (size_t)(end - hashes[0].at)), 0);
    assert_true(str_equal(hashes[0], hashes[2]));
    assert_int_not_equal(strncmp(hashes[0].at, hashes[3].at, (size_t)(end - hashes[0].at)), 0);
    passwords_are_right(STR("one of them"), hashes, COUNT(hashes), is_right);
    assert_true(is_right[0] && !is_right[1] && is_right[2] && !is_right[3]);
    passwords_are_right(STR("another one"), hashes, COUNT(hashes), is_right);
    assert_true(!is_right[0] && is_right[1] && !is_right[2] && is_right[3]);
    passwords_are_right(STR("neither"), hashes, COUNT(hashes), is_right);
    assert_false(is_right[0] || is_right[1] || is_right[2] || is_right[3]);
    arena_close(arena);
}

/* What is stored is as libsodium would write it, and the other way round. */
static void hashes_are_those_of_libsodium(void **state) {
    static const char plain[] = "one of them";
    struct arena *arena = arena_open();
    char theirs[crypto_pwhash_STRBYTES];
    struct str ours;

    (void)state;
    assert_true(password_hash(arena, str_of(plain), STR(""), &ours));
    assert_int_equal(crypto_pwhash_str_verify(ours.at, plain, strlen(plain)), 0);
    assert_int_equal(crypto_pwhash_str(theirs, plain, strlen(plain),
                                       crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                       crypto_pwhash_MEMLIMIT_INTERACTIVE),
                     0);
    assert_true(password_is_right(str_of(theirs), str_of(plain)));
    assert_false(password_is_right(str_of(theirs), STR("another one")));
    arena_close(arena);
}

/* What nobody's hash costs is seen in its parameters, and it must be one that can be checked. */
static void nobody_costs_the_same(void **state) {
    struct arena *arena = arena_open();
    struct str hash;

    (void)state;
    assert_false(password_is_right(STR(""), STR("anything at all")));
    assert_true(password_hash(arena, STR("something"), STR(""), &hash));
    const char *nobody = password_nobody();
    const char *salt = strchr(strstr(nobody, "p="), '$');
    assert_int_equal(strncmp(hash.at, nobody, (size_t)(salt - nobody)), 0);
    assert_int_equal(strlen(nobody), hash.len);
    assert_int_equal(crypto_pwhash_str_needs_rehash(nobody, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                                    crypto_pwhash_MEMLIMIT_INTERACTIVE),
                     0);
    arena_close(arena);
}

static const struct password_owner owner = {.email = {"asa.lind@nordbygg.se", 20},
                                            .name = {"Åsa Lind-Öberg", 16},
                                            .account_name = {"Nordanå Fastigheter AB", 23}};

static const char *problem_of(struct str password) {
    struct arena *arena = arena_open();
    const char *problem = password_problem(arena, password, &owner);

    arena_close(arena);
    return problem;
}

static void new_passwords_have_limits(void **state) {
    static const char ten_bytes[] = "åäöåäö"; /* twelve bytes, six characters */
    char long_one[300];

    (void)state;
    for (size_t i = 0; i < sizeof(long_one); i++)
        long_one[i] = (char)('a' + i * i % 23);
    assert_null(problem_of(STR("wexio1784ä")));
    assert_null(problem_of(STR("åäöüéèßæøñ")));
    assert_null(problem_of((struct str){long_one, 255}));
    assert_non_null(problem_of((struct str){long_one, 256}));
    assert_non_null(problem_of(STR("x9v2k7q4j")));
    assert_non_null(problem_of(str_of(ten_bytes)));
    assert_non_null(problem_of(STR("ASA.LIND@nordbygg.se")));
    assert_non_null(problem_of(STR(" asa.lind@nordbygg.se ")));
    assert_non_null(problem_of(STR("wexio1784\xff")));
}

/* A sentence for each kind, by one of its words. */
static void what_is_tried_first_is_refused(void **state) {
    static const struct {
        const char *word;
        const char *passwords[18];
    } kinds[] = {
        {"common",
         {"1234567890", "qwertyuiop", "Password123!", "P@ssw0rd2024", "!!pa55w0rd!!", "$ecret2024!",
          "passwordpassword", "trustno1!!", "QWERTYUIOP", "letmein!2025", "Internationa1",
          "iloveyou12345678", "football1999", "monkeymonkey", "  password  ", "123456789012",
          "passwordpass"}},
        {"over and over", {"aaaaaaaaaa", "1212121212", "abcabcabcab", "åäöåäöåäöå", "!!!!!!!!!!"}},
        {"Glimt",
         {"Glimt2024!!", "glimtglimt", "GL1MT-123456", "glimtPassword", "2024glimt2024",
          "Glimt 20241130"}},
        {"company",
         {"nordana2024", "Fastigheter1", "Nordanå-2024", "nordanåfastigheter", "f@stighet3r!",
          "NordanaAB2024", "Glimt Nordanå", "glimtFastigheter1"}},
        {"person's name",
         {"AsaLind1979!", "åsa-lind-79", "oberg.asa.lind", "L1nd0b3rg!", "lindlind2024",
          "ObergNordana24", "lind fastigheter glimt"}},
        {"e-mail", {"nordbygg2024", "Nordbygg!!!!", "n0rdbygg-1234", "Nordbygg-Fastigheter"}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++)
        for (size_t k = 0; k < COUNT(kinds[i].passwords) && kinds[i].passwords[k]; k++) {
            const char *problem = problem_of(str_of(kinds[i].passwords[k]));
            if (!problem || !strstr(problem, kinds[i].word))
                fail_msg("%s: %s", kinds[i].passwords[k], problem ? problem : "fine");
        }
}

/* Nothing is refused for a word that is only a part of it. */
static void what_is_more_than_that_is_fine(void **state) {
    static const char *const fine[] = {
        "rätt häst batteri",       "glimt av sol i skogen", "Nordanå vid havet",
        "lindarna blommar sent",   "ett nytt lösenord",     "glimt839201746183",
        "4829#love#7731!",         "q7wz3kx9pmd2",          "åsna på taket",
        "tjugo fastigheter brann", "94718203650",           "correct horse battery staple",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(fine); i++) {
        const char *problem = problem_of(str_of(fine[i]));
        if (problem)
            fail_msg("%s: %s", fine[i], problem);
    }
}

/* An owner of whom nothing is known. */
static void without_an_owner_common_ones_are_refused(void **state) {
    static const struct password_owner nobody = {.email = {"", 0}};
    struct arena *arena = arena_open();

    (void)state;
    assert_non_null(password_problem(arena, STR("password123"), &nobody));
    assert_non_null(password_problem(arena, STR("Glimt12345"), &nobody));
    assert_null(password_problem(arena, STR("nordana2024"), &nobody));
    arena_close(arena);
}

static void made_passwords_are_good(void **state) {
    struct arena *arena = arena_open();
    struct str first = password_new(arena), second = password_new(arena);

    (void)state;
    assert_int_equal(first.len, 26);
    assert_int_equal(strlen(first.at), 26);
    assert_false(str_equal(first, second));
    for (int i = 0; i < 1000; i++)
        assert_null(password_problem(arena, password_new(arena), &owner));
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
        cmocka_unit_test(passwords_of_one_address_share_a_salt),
        cmocka_unit_test(hashes_are_those_of_libsodium),
        cmocka_unit_test(nobody_costs_the_same),
        cmocka_unit_test(new_passwords_have_limits),
        cmocka_unit_test(what_is_tried_first_is_refused),
        cmocka_unit_test(what_is_more_than_that_is_fine),
        cmocka_unit_test(without_an_owner_common_ones_are_refused),
        cmocka_unit_test(made_passwords_are_good),
        cmocka_unit_test(addresses_have_a_shape),
        cmocka_unit_test(a_cookie_is_found),
        cmocka_unit_test(a_csrf_token_belongs_to_its_session),
        cmocka_unit_test(a_key_is_made_once),
        cmocka_unit_test(a_key_that_is_none_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
