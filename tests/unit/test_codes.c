/* test_codes.c - codes of an app and recovery codes. */
#include "access/secrets.h"
#include "manage/logins.h"

#include "managing.h"
#include "scratch.h"

#include <sodium.h>

enum { NOW = 1800000000 };

struct fixture {
    struct scratch scratch;
    struct db *db;
    struct secret_key key;
    struct management management;          /* of user 1 */
    unsigned char secret[TOTP_SECRET_LEN]; /* of totp_begin(), read back */
};

/* The inverse of base 32, written without looking at the code that is tested. */
static void decode(struct str text, unsigned char *bytes) {
    assert_int_equal(text.len, 32);
    memset(bytes, 0, TOTP_SECRET_LEN);
    for (size_t i = 0; i < text.len; i++) {
        int value = text.at[i] >= 'A' ? text.at[i] - 'A' : text.at[i] - '2' + 26;
        for (size_t bit = 0; bit < 5; bit++)
            if (value & (16 >> bit))
                bytes[(i * 5 + bit) / 8] |= (unsigned char)(128 >> (i * 5 + bit) % 8);
    }
}

static void begin(struct fixture *fixture) {
    struct totp_offer offer;

    assert_true(
        totp_begin(&fixture->management, &fixture->key, 1, STR("åsa+x@example.se"), &offer));
    decode(offer.secret, fixture->secret);
    const char *wanted =
        arena_format(fixture->scratch.arena,
                     "otpauth://totp/Glimt:%%C3%%A5sa%%2Bx%%40example.se?secret=%s&issuer=Glimt",
                     offer.secret.at)
            .at;
    assert_string_equal(offer.uri.at, wanted);
}

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    struct arena *arena;
    const char *problem = NULL;

    scratch_make(&fixture->scratch);
    arena = fixture->scratch.arena;
    fixture->db = scratch_open(&fixture->scratch, DB_CREATE);
    make_first_account(arena, fixture->db);
    assert_true(secret_key_open(arena, fixture->scratch.directory, &fixture->key, &problem));
    begin_managing(&fixture->management, arena, fixture->db, 1);
    fixture->management.caller = person_caller(1, 1);
    fixture->management.door.now = NOW;
    assert_int_equal(login_set(&fixture->management, 1, STR("asa@example.se"), STR("hash")),
                     LOGIN_DONE);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    assert_false(management_end(&fixture->management, false));
    db_close(fixture->db);
    scratch_remove(&fixture->scratch);
    free(fixture);
    return 0;
}

/* HMAC-SHA-1 by hand would be long; a code is searched for among all of them instead. */
static const char *code_at(struct fixture *fixture, int64_t now) {
    static char digits[TOTP_DIGITS + 1];

    for (unsigned i = 0; i < 1000000; i++) {
        snprintf(digits, sizeof(digits), "%06u", i);
        if (totp_find_step(fixture->secret, digits, now, now / 30 - 1) == now / 30)
            return digits;
    }
    fail_msg("no code fits");
    return NULL;
}

static enum totp_answer confirm(struct fixture *fixture, const char *code,
                                struct str codes[RECOVERY_CODES]) {
    return totp_confirm(&fixture->management, &fixture->key, 1, str_of(code), codes);
}

static enum sign_in sign_in(struct fixture *fixture, const char *code, int64_t now) {
    struct visitor visitor = {STR("::1"), STR(""), now};
    struct login login;
    struct str token;

    fixture->management.door.now = now;
    assert_int_equal(login_by_user(fixture->scratch.arena, fixture->db, 1, 1, now, &login),
                     ACCESS_GRANTED);
    return login_sign_in(&fixture->management, &fixture->key, &login, str_of(code), &visitor,
                         &token);
}

/* RFC 6238, appendix B, cut to six digits. Each counts in its own 30 seconds alone. */
static void codes_are_those_of_the_standard(void **state) {
    static const struct {
        int64_t now;
        const char *digits;
    } known[] = {{1111111109, "081804"},
                 {1111111111, "050471"},
                 {1234567890, "005924"},
                 {2000000000, "279037"},
                 {20000000000, "353130"}};
    const unsigned char *secret = (const unsigned char *)"12345678901234567890";

    (void)state;
    assert_int_equal(totp_find_step(secret, "287082", 29, 0), 0);
    assert_int_equal(totp_find_step(secret, "287082", 30, 0), 1);
    assert_int_equal(totp_find_step(secret, "287082", 59, 0), 1);
    assert_int_equal(totp_find_step(secret, "287082", 60, 0), 0);
    for (size_t i = 0; i < COUNT(known); i++) {
        int64_t step = known[i].now / 30;
        assert_int_equal(totp_find_step(secret, known[i].digits, known[i].now, 0), step);
        assert_int_equal(totp_find_step(secret, known[i].digits, step * 30, 0), step);
        assert_int_equal(totp_find_step(secret, known[i].digits, step * 30 + 29, 0), step);
        assert_int_equal(totp_find_step(secret, known[i].digits, step * 30 + 30, 0), 0);
        assert_int_equal(totp_find_step(secret, known[i].digits, step * 30 - 1, 0), 0);
        assert_int_equal(totp_find_step(secret, known[i].digits, known[i].now, step), 0);
        assert_int_equal(totp_find_step(secret, known[i].digits, known[i].now, step - 1), step);
    }
}

static void a_secret_counts_once_confirmed(void **state) {
    struct fixture *fixture = *state;
    struct str codes[RECOVERY_CODES];

    assert_int_equal(confirm(fixture, "123456", codes), TOTP_NOT_BEGUN);
    begin(fixture);
    assert_int_equal(sign_in(fixture, "", NOW), SIGN_IN_DONE);
    const char *code = code_at(fixture, NOW);
    assert_int_equal(confirm(fixture, code_at(fixture, NOW + 300), codes), TOTP_WRONG);
    assert_int_equal(confirm(fixture, "", codes), TOTP_WRONG);
    code = code_at(fixture, NOW);
    assert_int_equal(confirm(fixture, code, codes), TOTP_DONE);
    assert_int_equal(confirm(fixture, code, codes), TOTP_NOT_BEGUN);
    assert_int_equal(sign_in(fixture, "", NOW), SIGN_IN_CODE_NEEDED);
    assert_int_equal(sign_in(fixture, " ", NOW), SIGN_IN_CODE_NEEDED);
    assert_int_equal(sign_in(fixture, code, NOW), SIGN_IN_CODE_WRONG); /* used to confirm */
    assert_int_equal(sign_in(fixture, code_at(fixture, NOW + 30), NOW), SIGN_IN_CODE_WRONG);
    assert_int_equal(sign_in(fixture, code_at(fixture, NOW + 30), NOW + 60), SIGN_IN_CODE_WRONG);
    assert_int_equal(sign_in(fixture, code_at(fixture, NOW + 30), NOW + 59), SIGN_IN_DONE);
    assert_int_equal(sign_in(fixture, code_at(fixture, NOW + 30), NOW + 59), SIGN_IN_CODE_WRONG);
    assert_int_equal(sign_in(fixture, "nonsense", NOW), SIGN_IN_CODE_WRONG);
    assert_true(totp_remove(&fixture->management, 1));
    assert_int_equal(sign_in(fixture, "", NOW), SIGN_IN_DONE);
}

static void each_recovery_code_counts_once(void **state) {
    struct fixture *fixture = *state;
    struct str codes[RECOVERY_CODES], newer[RECOVERY_CODES];

    begin(fixture);
    assert_int_equal(confirm(fixture, code_at(fixture, NOW), codes), TOTP_DONE);
    for (size_t i = 0; i < RECOVERY_CODES; i++) {
        for (size_t j = 0; j < i; j++)
            assert_false(str_equal(codes[i], codes[j]));
        if (i == 5)
            continue;
        assert_int_equal(strspn(codes[i].at, "23456789abcdefghijkmnpqrstuvwxyz-"), 30);
        assert_int_equal(codes[i].len, 30); /* 26 letters of 5 bits, and dashes */
        assert_int_equal(sign_in(fixture, codes[i].at, NOW), SIGN_IN_DONE);
        assert_int_equal(sign_in(fixture, codes[i].at, NOW), SIGN_IN_CODE_WRONG);
    }
    begin(fixture);
    assert_int_equal(confirm(fixture, code_at(fixture, NOW), newer), TOTP_DONE);
    assert_int_equal(sign_in(fixture, codes[5].at, NOW), SIGN_IN_CODE_WRONG);
    assert_int_equal(sign_in(fixture, newer[0].at, NOW), SIGN_IN_DONE);
}

/* Of 16 letters, made before they had 26. */
static void a_former_recovery_code_counts_once(void **state) {
    struct fixture *fixture = *state;
    struct str codes[RECOVERY_CODES];
    struct hash hash = hash_of(HASH_RECOVERY, STR("abcdefgh23456789"));

    begin(fixture);
    assert_int_equal(confirm(fixture, code_at(fixture, NOW), codes), TOTP_DONE);
    struct statement *former =
        db_statement(fixture->db, STR("UPDATE recovery_codes SET hash = ?1 WHERE hash = "
                                      "(SELECT min(hash) FROM recovery_codes)"));
    statement_bind_blob(former, 1, hash_str(&hash));
    assert_true(statement_run(former));
    assert_int_equal(sign_in(fixture, "abcd-efgh-2345-6789", NOW), SIGN_IN_DONE);
    assert_int_equal(sign_in(fixture, "abcd-efgh-2345-6789", NOW), SIGN_IN_CODE_WRONG);
}

static void with_another_key_only_recovery_codes_count(void **state) {
    struct fixture *fixture = *state;
    struct str codes[RECOVERY_CODES];

    begin(fixture);
    assert_int_equal(confirm(fixture, code_at(fixture, NOW), codes), TOTP_DONE);
    fixture->key.bytes[0] ^= 1;
    assert_int_equal(sign_in(fixture, code_at(fixture, NOW + 30), NOW), SIGN_IN_CODE_WRONG);
    assert_int_equal(sign_in(fixture, codes[0].at, NOW), SIGN_IN_DONE);
}

static void secrets_are_sealed(void **state) {
    struct fixture *fixture = *state;

    begin(fixture);
    struct statement *row = db_statement(fixture->db, STR("SELECT totp_pending FROM logins"));
    assert_int_equal(statement_step(row), DB_ROW);
    struct str kept = column_text(row, 0);
    assert_null(memmem(kept.at, kept.len, fixture->secret, TOTP_SECRET_LEN));
    statement_reset(row);
}

static void a_reset_may_forget_the_codes(void **state) {
    struct fixture *fixture = *state;
    struct arena *arena = fixture->scratch.arena;
    struct str codes[RECOVERY_CODES], token;
    struct login login;
    int64_t expires_at;

    begin(fixture);
    assert_int_equal(confirm(fixture, code_at(fixture, NOW), codes), TOTP_DONE);
    assert_true(login_reset(&fixture->management, 1, false, &token, &expires_at));
    assert_int_equal(login_by_user(arena, fixture->db, 1, 1, NOW, &login), ACCESS_GRANTED);
    assert_true(login.has_totp);
    assert_int_equal(login.password_hash.len, 0);
    assert_true(login_reset(&fixture->management, 1, true, &token, &expires_at));
    assert_int_equal(login_by_user(arena, fixture->db, 1, 1, NOW, &login), ACCESS_GRANTED);
    assert_false(login.has_totp);
}

static void codes_are_read_leniently(void **state) {
    static const struct {
        const char *text;
        enum code_kind kind;
        const char *plain;
    } known[] = {
        {"123456", CODE_TOTP, "123456"},
        {" 012 345 ", CODE_TOTP, "012345"},
        {"12345", CODE_NONE, ""},
        {"1234567", CODE_NONE, ""},
        {"12345a", CODE_NONE, ""},
        {"", CODE_NONE, ""},
        {"abcd-efgh-2345-6789", CODE_RECOVERY, "abcdefgh23456789"},
        {"ABCDEFGH 23456789", CODE_RECOVERY, "abcdefgh23456789"},
        {"abcde-fgh23-45678-9abcd-efghij", CODE_RECOVERY, "abcdefgh23456789abcdefghij"},
        {"abcde-fgh23-45678-9abcd-efghi", CODE_NONE, ""},
        {"abcde-fgh23-45678-9abcd-efghijk", CODE_NONE, ""},
        {"abcd-efgh-2345-678", CODE_NONE, ""},
        {"abcd-efgh-2345-67899", CODE_NONE, ""},
        {"abcd-efgh-2345-6780", CODE_NONE, ""},
        {"abcd-efgl-2345-6789", CODE_NONE, ""},
        {"12345\xc3\xa5", CODE_NONE, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(known); i++) {
        struct code code = code_read(str_of(known[i].text));
        assert_int_equal(code.kind, known[i].kind);
        assert_string_equal(code.text, known[i].plain);
    }
    assert_int_equal(code_read((struct str){"12345\0", 6}).kind, CODE_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_those_of_the_standard),
        cmocka_unit_test(codes_are_read_leniently),
        cmocka_unit_test_setup_teardown(a_secret_counts_once_confirmed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_recovery_code_counts_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_former_recovery_code_counts_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(with_another_key_only_recovery_codes_count, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(secrets_are_sealed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_reset_may_forget_the_codes, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
