/* fuzz_totp.c - any bytes in the place of a sealed secret, and any code.
 *
 * Six bytes are the code; the others are laid over a secret that was sealed with the key, as many
 * as are left. What was changed in a single bit opens nothing, and what opens takes that secret's
 * codes alone: those of RFC 6238, appendix B, at the second 59. */
#include "access/codes.h"
#include "base/log.h"
#include "fuzz.h"

#include <sodium.h>

enum {
    NONCE = crypto_secretbox_NONCEBYTES,
    SEALED = NONCE + crypto_secretbox_MACBYTES + TOTP_SECRET_LEN
};

static const struct secret_key key = {{1, 2, 3}};

static void seal(unsigned char sealed[SEALED]) {
    memset(sealed, 7, NONCE);
    ALWAYS(crypto_secretbox_easy(sealed + NONCE, (const unsigned char *)"12345678901234567890",
                                 TOTP_SECRET_LEN, sealed, key.bytes) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    unsigned char sealed[2 * SEALED] = {0};
    uint8_t changed = 0;

    if (size < TOTP_DIGITS || size - TOTP_DIGITS > sizeof(sealed))
        return 0;
    struct code code = code_read((struct str){(const char *)data, TOTP_DIGITS});
    size_t len = size - TOTP_DIGITS;
    seal(sealed);
    for (size_t i = 0; i < len; i++) {
        sealed[i] ^= data[TOTP_DIGITS + i];
        changed |= data[TOTP_DIGITS + i];
    }
    struct str text = {(const char *)sealed, len};
    bool is_whole = len == SEALED && changed == 0;
    int64_t step = totp_step_of(&key, text, &code, 59, 0);
    ALWAYS(step == 0 || (is_whole && code.kind == CODE_TOTP));
    if (is_whole && strcmp(code.text, "287082") == 0)
        ALWAYS(step == 1 && totp_step_of(&key, text, &code, 59, 1) == 0);
    return 0;
}
