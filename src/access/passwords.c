/* passwords.c - argon2id, and what a new password has to be. */
#include "access/people_parts.h"
#include "base/log.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

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

/* What a text of libsodium's is made of. */
struct hashed {
    unsigned long long passes;
    size_t memory; /* bytes */
    unsigned char salt[crypto_pwhash_SALTBYTES], hash[32];
};

static bool read_base64(unsigned char *to, size_t size, const char *text) {
    size_t len;

    return sodium_base642bin(to, size, text, strlen(text), NULL, &len, NULL,
                             sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0 &&
           len == size;
}

static bool read_hashed(const char *text, struct hashed *ret) {
    char memory[16], passes[16], salt[32], hash[64];
    int end = 0;

    if (sscanf(text, "$argon2id$v=19$m=%15[0-9],t=%15[0-9],p=1$%31[^$]$%63[^$]%n", memory, passes,
               salt, hash, &end) != 4 ||
        text[end] != '\0')
        return false;
    ret->memory = (size_t)strtoull(memory, NULL, 10) * 1024;
    ret->passes = strtoull(passes, NULL, 10);
    return read_base64(ret->salt, sizeof(ret->salt), salt) &&
           read_base64(ret->hash, sizeof(ret->hash), hash);
}

/* crypto_pwhash_str_verify() says of want of memory that the password is wrong. */
static bool matches(const char *known, struct str password) {
    struct hashed hashed;
    unsigned char again[sizeof(hashed.hash)];

    if (!read_hashed(known, &hashed))
        return false;
    NEEDED(crypto_pwhash(again, sizeof(again), password.len ? password.at : "", password.len,
                         hashed.salt, hashed.passes, hashed.memory,
                         crypto_pwhash_ALG_ARGON2ID13) == 0);
    return sodium_memcmp(again, hashed.hash, sizeof(again)) == 0;
}

bool password_is_right(struct str hash, struct str password) {
    char known[crypto_pwhash_STRBYTES] = {0};
    bool somebody = hash.len > 0 && hash.len < sizeof(known);

    ALWAYS(sodium_init() >= 0);
    if (somebody)
        memcpy(known, hash.at, hash.len);
    else
        memcpy(known, nobody, sizeof(nobody));
    bool right = matches(known, password);
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
