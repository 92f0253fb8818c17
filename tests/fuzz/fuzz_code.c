/* fuzz_code.c - what anybody may type as a code, an address or a password. */
#include "access/codes.h"
#include "access/people.h"
#include "base/log.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str text = {(const char *)data, size};
    struct code code = code_read(text);
    size_t len = strlen(code.text);

    ALWAYS(len == (code.kind == CODE_TOTP       ? TOTP_DIGITS
                   : code.kind == CODE_RECOVERY ? RECOVERY_LETTERS
                                                : 0));
    if (code.kind != CODE_NONE) {
        struct code again = code_read(str_of(code.text));
        ALWAYS(again.kind == code.kind && strcmp(again.text, code.text) == 0);
    }
    if (!email_problem(text))
        ALWAYS(str_is_text(text) && memchr(text.at, '@', size) && size <= 4 * EMAIL_MAX);
    if (!password_problem(text, text))
        ALWAYS(false); /* no password is its own address */
    return 0;
}
