/* totp.c - codes of an app, over liboath; their secrets are sealed. */
#include "access/people_parts.h"
#include "base/buffer.h"
#include "base/log.h"

#include <liboath/oath.h>
#include <sodium.h>

enum { SEALED_LEN = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + TOTP_SECRET_LEN };

static bool fits(const unsigned char secret[TOTP_SECRET_LEN], int64_t step, const char *digits) {
    char wanted[TOTP_DIGITS + 1];
    int code =
        oath_totp_generate((const char *)secret, TOTP_SECRET_LEN, step * TOTP_STEP_SECONDS,
                           TOTP_STEP_SECONDS, OATH_TOTP_DEFAULT_START_TIME, TOTP_DIGITS, wanted);

    ALWAYS(code == OATH_OK);
    return sodium_memcmp(wanted, digits, TOTP_DIGITS) == 0;
}

int64_t totp_find_step(const unsigned char secret[TOTP_SECRET_LEN], const char *digits, int64_t now,
                       int64_t used) {
    int64_t current = now / TOTP_STEP_SECONDS;

    for (int64_t step = current - 1; step <= current + 1; step++)
        if (step > used && fits(secret, step, digits))
            return step;
    return 0;
}

static void seal(const struct secret_key *key, const unsigned char secret[TOTP_SECRET_LEN],
                 unsigned char ret[SEALED_LEN]) {
    randombytes_buf(ret, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(ret + crypto_secretbox_NONCEBYTES, secret, TOTP_SECRET_LEN, ret,
                          key->bytes);
}

bool totp_open(const struct secret_key *key, struct str sealed,
               unsigned char ret_secret[TOTP_SECRET_LEN]) {
    const unsigned char *at = (const unsigned char *)sealed.at;

    if (sealed.len == SEALED_LEN &&
        crypto_secretbox_open_easy(ret_secret, at + crypto_secretbox_NONCEBYTES,
                                   SEALED_LEN - crypto_secretbox_NONCEBYTES, at, key->bytes) == 0)
        return true;
    log_warning("A code could not be checked: secret.key is not the key that its secret was sealed "
                "with. Recovery codes still work.");
    return false;
}

static struct str base32(struct arena *arena, const unsigned char secret[TOTP_SECRET_LEN]) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    _Static_assert(TOTP_SECRET_LEN % 5 == 0, "no padding is needed");
    enum { LEN = TOTP_SECRET_LEN * 8 / 5 };
    char *text = arena_take(arena, LEN + 1, 1);
    unsigned bits = 0, held = 0;
    size_t len = 0;

    for (size_t i = 0; i < TOTP_SECRET_LEN; i++) {
        bits = (bits << 8 | secret[i]) & 0xfff;
        for (held += 8; held >= 5; held -= 5)
            text[len++] = letters[bits >> (held - 5) & 31];
    }
    return (struct str){text, len};
}

/* Everything but letters, digits and -._~ as %XX, as in any part of a URI. */
static struct str escape(struct arena *arena, struct str text) {
    static const char hex[] = "0123456789ABCDEF";
    char *out = arena_take(arena, text.len * 3 + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (letter || (c >= '0' && c <= '9') || (c && strchr("-._~", c))) {
            out[len++] = (char)c;
            continue;
        }
        out[len++] = '%';
        out[len++] = hex[c >> 4];
        out[len++] = hex[c & 15];
    }
    return (struct str){out, len};
}

bool totp_begin(struct arena *arena, struct db *db, const struct secret_key *key,
                int64_t account_id, int64_t user_id, struct str email, struct str *ret_secret,
                struct str *ret_uri) {
    unsigned char secret[TOTP_SECRET_LEN], sealed[SEALED_LEN];
    struct statement *statement = db_statement(db, STR("UPDATE logins SET totp_pending = ?3 "
                                                       "WHERE account_id = ?1 AND user_id = ?2"));

    if (!statement)
        return false;
    randombytes_buf(secret, sizeof(secret));
    seal(key, secret, sealed);
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, user_id);
    statement_bind_blob(statement, 3, (struct str){(const char *)sealed, sizeof(sealed)});
    if (!statement_run(statement))
        return false;
    struct str name = escape(arena, email);
    *ret_secret = base32(arena, secret);
    *ret_uri = arena_format(arena, "otpauth://totp/Glimt:%.*s?secret=%s&issuer=Glimt",
                            (int)name.len, name.at, ret_secret->at);
    sodium_memzero(secret, sizeof(secret));
    return true;
}

/* The pending secret, still sealed; `ret->len` is 0 without one. */
static bool read_pending(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                         struct str *ret) {
    struct statement *row = db_statement(db, STR("SELECT totp_pending FROM logins "
                                                 "WHERE account_id = ?1 AND user_id = ?2"));

    *ret = (struct str){NULL, 0};
    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, user_id);
    enum db_step step = statement_step(row);
    if (step == DB_ROW && !column_is_null(row, 0))
        *ret = arena_copy(arena, column_text(row, 0));
    statement_reset(row);
    return step != DB_FAILED;
}

static bool put_in_force(struct db *db, int64_t account_id, int64_t user_id, int64_t step) {
    struct statement *statement =
        db_statement(db, STR("UPDATE logins SET totp_secret = totp_pending, totp_pending = NULL, "
                             "totp_step = ?3 WHERE account_id = ?1 AND user_id = ?2"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, user_id);
    statement_bind_integer(statement, 3, step);
    return statement_run(statement);
}

enum totp_answer totp_confirm(struct arena *arena, struct db *db, const struct secret_key *key,
                              int64_t account_id, int64_t user_id, struct str code, int64_t now,
                              struct str ret_codes[RECOVERY_CODES]) {
    struct code typed = code_read(code);
    unsigned char secret[TOTP_SECRET_LEN];
    struct str pending;

    if (!read_pending(arena, db, account_id, user_id, &pending))
        return TOTP_FAILED;
    if (pending.len == 0)
        return TOTP_NOT_BEGUN;
    if (typed.kind != CODE_TOTP || !totp_open(key, pending, secret))
        return TOTP_WRONG;
    int64_t step = totp_find_step(secret, typed.text, now, 0);
    sodium_memzero(secret, sizeof(secret));
    if (step == 0)
        return TOTP_WRONG;
    if (!put_in_force(db, account_id, user_id, step) ||
        !recovery_make(arena, db, account_id, user_id, ret_codes))
        return TOTP_FAILED;
    return TOTP_DONE;
}

bool totp_remove(struct db *db, int64_t account_id, int64_t user_id) {
    return run_for_user(db,
                        STR("UPDATE logins SET totp_secret = NULL, totp_pending = NULL "
                            "WHERE account_id = ?1 AND user_id = ?2"),
                        account_id, user_id) &&
           run_for_user(db,
                        STR("DELETE FROM recovery_codes WHERE account_id = ?1 AND user_id = ?2"),
                        account_id, user_id);
}
