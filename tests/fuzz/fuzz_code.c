/* fuzz_code.c - what anybody may type as a code, an address or a password. */
#include "access/codes.h"
#include "access/people.h"
#include "base/log.h"
#include "fuzz.h"

/* No password is its own address, and what is fine is so without an owner, too. */
static void judge(struct str text) {
    struct arena *arena = arena_open();
    const struct password_owner same = {.email = text}, nobody = {.email = STR("")};
    struct password_owner owner = {.account_name = text};
    struct str password = str_cut(&owner.account_name, '\n');
    owner.email = str_cut(&owner.account_name, '\n');
    owner.name = str_cut(&owner.account_name, '\n');
    bool is_fine = str_is_text(text) && !password_problem(arena, password, &owner);

    ALWAYS(password_problem(arena, text, &same));
    ALWAYS(!is_fine || !password_problem(arena, password, &nobody));
    arena_close(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str text = {(const char *)data, size};
    struct code code = code_read(text);
    size_t len = strlen(code.text);

    ALWAYS(len == (code.kind == CODE_TOTP    ? TOTP_DIGITS
                   : code.kind == CODE_NONE  ? 0
                   : len == RECOVERY_LETTERS ? RECOVERY_LETTERS
                                             : RECOVERY_LETTERS_FORMERLY));
    if (code.kind != CODE_NONE) {
        struct code again = code_read(str_of(code.text));
        ALWAYS(again.kind == code.kind && strcmp(again.text, code.text) == 0);
    }
    if (!email_problem(text))
        ALWAYS(str_is_text(text) && memchr(text.at, '@', size) && size <= 4 * EMAIL_MAX);
    judge(text);
    return 0;
}
