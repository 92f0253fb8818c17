/* passwords.c - argon2id, and what a new password has to be. */
#include "access/people_parts.h"
#include "base/log.h"

#include <sodium.h>

/* Of a password that nobody has, with the cost of a real one: an unknown address takes as long. */
static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$"
                             "bm9ib2R5J3Mgc2FsdC4uLg$"
                             "bm9ib2R5IGhhcyBhIHBhc3N3b3JkIHdpdGggdGhpcyE";

const char *password_nobody(void) {
    return nobody;
}

const char *password_problem(struct str password, struct str email) {
    size_t characters = str_characters(password);

    _Static_assert(PASSWORD_MIN == 10 && PASSWORD_MAX == 255, "as the sentences say");
    if (!str_is_text(password))
        return "The password must be UTF-8 text.";
    if (characters < PASSWORD_MIN)
        return "The password must have at least 10 characters.";
    if (characters > PASSWORD_MAX)
        return "The password may have at most 255 characters.";
    if (str_equal_any_case(str_trim(password), str_trim(email)))
        return "The password must not be the e-mail address.";
    return NULL;
}

bool password_hash(struct arena *arena, struct str password, struct str *ret_hash) {
    char *hash = arena_take(arena, crypto_pwhash_STRBYTES, 1);

    ALWAYS(sodium_init() >= 0);
    if (crypto_pwhash_str(hash, password.at, password.len, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        log_error("There is not enough memory to hash a password.");
        return false;
    }
    *ret_hash = str_of(hash);
    return true;
}

bool password_is_right(struct str hash, struct str password) {
    char known[crypto_pwhash_STRBYTES] = {0};
    bool somebody = hash.len > 0 && hash.len < sizeof(known);

    ALWAYS(sodium_init() >= 0);
    if (somebody)
        memcpy(known, hash.at, hash.len);
    else
        memcpy(known, nobody, sizeof(nobody));
    bool right =
        crypto_pwhash_str_verify(known, password.len ? password.at : "", password.len) == 0;
    return somebody && right;
}

struct str password_new(struct arena *arena) {
    enum { LETTERS = 20 };

    return arena_copy(arena, (struct str){secret_new(arena).at, LETTERS});
}

const char *email_problem(struct str email) {
    struct str rest = email;
    struct str before = str_cut(&rest, '@');

    if (!str_is_text(email) || before.len == 0 || rest.len == 0 || memchr(rest.at, '@', rest.len))
        return "The e-mail address must look like name@example.com.";
    for (size_t i = 0; i < email.len; i++)
        if ((unsigned char)email.at[i] <= ' ' || email.at[i] == 0x7f)
            return "The e-mail address must not have spaces or control characters.";
    if (str_characters(email) > EMAIL_MAX)
        return "The e-mail address may have at most 255 characters.";
    return NULL;
}
