/* totp.c - codes of an app, over liboath; their secrets are sealed. */
#include "access/codes.h"
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
    int64_t step = now / TOTP_STEP_SECONDS;

    return step > used && fits(secret, step, digits) ? step : 0;
}

static void seal(const struct secret_key *key, const unsigned char secret[TOTP_SECRET_LEN],
                 unsigned char ret[SEALED_LEN]) {
    randombytes_buf(ret, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(ret + crypto_secretbox_NONCEBYTES, secret, TOTP_SECRET_LEN, ret,
                          key->bytes);
}

static bool unseal(const struct secret_key *key, struct str sealed,
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

int64_t totp_step_of(const struct secret_key *key, struct str sealed, const struct code *code,
                     int64_t now, int64_t used) {
    unsigned char secret[TOTP_SECRET_LEN];

    if (code->kind != CODE_TOTP || !unseal(key, sealed, secret))
        return 0;
    int64_t step = totp_find_step(secret, code->text, now, used);
    sodium_memzero(secret, sizeof(secret));
    return step;
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

struct totp_offer totp_new(struct arena *arena, const struct secret_key *key, struct str email) {
    unsigned char secret[TOTP_SECRET_LEN], *sealed = arena_take(arena, SEALED_LEN, 1);
    struct str name = escape(arena, email);

    randombytes_buf(secret, sizeof(secret));
    seal(key, secret, sealed);
    struct str text = base32(arena, secret);
    sodium_memzero(secret, sizeof(secret));
    return (struct totp_offer){
        .sealed = {(const char *)sealed, SEALED_LEN},
        .secret = text,
        .uri = arena_format(arena, "otpauth://totp/Glimt:%.*s?secret=%s&issuer=Glimt",
                            (int)name.len, name.at, text.at),
    };
}
