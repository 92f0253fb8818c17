/* passwords.c - argon2id: the hashes of passwords, and whose they are. */
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

/* ---- hashes, as libsodium writes them ---- */

/* What such a text is made of. */
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

static bool read_hashed(struct str from, struct hashed *ret) {
    char text[crypto_pwhash_STRBYTES] = {0}, memory[16], passes[16], salt[32], hash[64];
    int end = 0;

    if (from.len == 0 || from.len >= sizeof(text))
        return false;
    memcpy(text, from.at, from.len);
    if (sscanf(text, "$argon2id$v=19$m=%15[0-9],t=%15[0-9],p=1$%31[^$]$%63[^$]%n", memory, passes,
               salt, hash, &end) != 4 ||
        text[end] != '\0')
        return false;
    ret->memory = (size_t)strtoull(memory, NULL, 10) * 1024;
    ret->passes = strtoull(passes, NULL, 10);
    return read_base64(ret->salt, sizeof(ret->salt), salt) &&
           read_base64(ret->hash, sizeof(ret->hash), hash);
}

static struct str write_hashed(struct arena *arena, const struct hashed *hashed) {
    enum { KIND = sodium_base64_VARIANT_ORIGINAL_NO_PADDING };
    char salt[sodium_base64_ENCODED_LEN(sizeof(hashed->salt), KIND)];
    char hash[sodium_base64_ENCODED_LEN(sizeof(hashed->hash), KIND)];

    sodium_bin2base64(salt, sizeof(salt), hashed->salt, sizeof(hashed->salt), KIND);
    sodium_bin2base64(hash, sizeof(hash), hashed->hash, sizeof(hashed->hash), KIND);
    return arena_format(arena, "$argon2id$v=19$m=%zu,t=%llu,p=1$%s$%s", hashed->memory / 1024,
                        hashed->passes, salt, hash);
}

/* The one computation there is. False when the machine has no memory for it. */
static bool compute(const struct hashed *like, struct str password, unsigned char *ret) {
    return crypto_pwhash(ret, sizeof(like->hash), password.len ? password.at : "", password.len,
                         like->salt, like->passes, like->memory, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

/* ---- new ones ---- */

bool password_hash(struct arena *arena, struct str password, struct str beside,
                   struct str *ret_hash) {
    struct hashed hashed;

    ALWAYS(sodium_init() >= 0);
    if (!read_hashed(beside, &hashed))
        randombytes_buf(hashed.salt, sizeof(hashed.salt));
    hashed.passes = crypto_pwhash_OPSLIMIT_INTERACTIVE;
    hashed.memory = crypto_pwhash_MEMLIMIT_INTERACTIVE;
    if (!compute(&hashed, password, hashed.hash)) {
        log_error("There is not enough memory to hash a password.");
        return false;
    }
    *ret_hash = write_hashed(arena, &hashed);
    return true;
}

/* ---- whose it is ---- */

static bool have_one_salt(const struct hashed *one, const struct hashed *other) {
    return one->passes == other->passes && one->memory == other->memory &&
           memcmp(one->salt, other->salt, sizeof(one->salt)) == 0;
}

/* crypto_pwhash_str_verify() says of want of memory that the password is wrong. */
void passwords_are_right(struct str password, const struct str *hashes, size_t count,
                         bool *ret_right) {
    struct hashed known[LOGINS_MAX];
    unsigned char again[LOGINS_MAX][sizeof(known->hash)];
    size_t used = 0;

    ALWAYS(sodium_init() >= 0 && count <= LOGINS_MAX);
    for (size_t i = 0; i < count; i++) {
        size_t same = 0;
        ret_right[i] = false;
        if (!read_hashed(hashes[i], &known[used]))
            continue;
        while (same < used && !have_one_salt(&known[same], &known[used]))
            same++;
        if (same == used)
            NEEDED(compute(&known[used], password, again[used]));
        ret_right[i] = sodium_memcmp(again[same], known[used].hash, sizeof(*again)) == 0;
        used += same == used;
    }
    if (used == 0)
        NEEDED(read_hashed(str_of(nobody), known) && compute(known, password, *again));
}

bool password_is_right(struct str hash, struct str password) {
    bool right;

    passwords_are_right(password, &hash, 1, &right);
    return right;
}

struct str password_new(struct arena *arena) {
    enum { LETTERS = 26 }; /* 130 bits */

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
