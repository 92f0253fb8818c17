/* access.c - permissions, secrets, and whose secret it is. */
#include "access/access_parts.h"

#include "base/log.h"
#include "db/versions.h"

#include <sodium.h>

const char *permission_name(const char *const *names, unsigned permission) {
    for (size_t i = 0; names[i]; i++)
        if (permission == 1u << i)
            return names[i];
    return NULL;
}

unsigned permission_from_name(const char *const *names, struct str name) {
    for (size_t i = 0; names[i]; i++)
        if (str_equal_any_case(name, str_of(names[i])))
            return 1u << i;
    return 0;
}

unsigned permissions_from_words(const char *const *names, struct str words) {
    unsigned permissions = 0;

    while (words.len > 0)
        permissions |= permission_from_name(names, str_cut(&words, ' '));
    return permissions;
}

struct str permissions_to_words(struct arena *arena, const char *const *names,
                                unsigned permissions) {
    struct str words = STR("");

    for (size_t i = 0; names[i]; i++)
        if (permissions & (1u << i))
            words = arena_format(arena, "%.*s%s%s", (int)words.len, words.at, words.len ? " " : "",
                                 names[i]);
    return words;
}

struct str application_new_public_id(struct arena *arena) {
    return uuid_with_prefix(arena, "ap_");
}

static const char *const hash_domains[] = {
    [HASH_TOKEN] = "glimt token:",           [HASH_SECRET] = "glimt secret:",
    [HASH_SESSION] = "glimt session:",       [HASH_CSRF] = "glimt csrf:",
    [HASH_INVITATION] = "glimt invitation:", [HASH_RECOVERY] = "glimt recovery code:",
};

struct hash hash_of(enum hash_kind kind, struct str text) {
    struct str domain = str_of(hash_domains[kind]);
    crypto_generichash_state state;
    struct hash hash;

    crypto_generichash_init(&state, NULL, 0, HASH_LEN);
    crypto_generichash_update(&state, (const unsigned char *)domain.at, domain.len);
    if (text.len > 0)
        crypto_generichash_update(&state, (const unsigned char *)text.at, text.len);
    crypto_generichash_final(&state, hash.bytes, HASH_LEN);
    return hash;
}

struct str uuid_with_prefix(struct arena *arena, const char *prefix) {
    unsigned char b[16];

    ALWAYS(sodium_init() >= 0);
    randombytes_buf(b, sizeof(b));
    b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
    b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
    return arena_format(arena,
                        "%s%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                        prefix, b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10],
                        b[11], b[12], b[13], b[14], b[15]);
}

struct str secret_new(struct arena *arena) {
    static const char letters[] = "23456789abcdefghijkmnpqrstuvwxyz";
    _Static_assert(sizeof(letters) == 32 + 1, "five bits for each letter");
    enum { LETTERS = 52 };
    char *at = arena_take(arena, LETTERS + 1, 1);

    ALWAYS(sodium_init() >= 0);
    randombytes_buf(at, LETTERS);
    for (size_t i = 0; i < LETTERS; i++)
        at[i] = letters[at[i] & 31];
    return (struct str){at, LETTERS};
}

const char *name_problem(struct arena *arena, const char *what, struct str name) {
    size_t characters = str_characters(name);

    if (!str_is_text(name))
        return arena_format(arena, "The name of the %s must be UTF-8 text.", what).at;
    if (str_trim(name).len == 0)
        return arena_format(arena, "The name of the %s is empty.", what).at;
    if (str_has_control(name))
        return arena_format(arena,
                            "The name of the %s must not have line breaks or other "
                            "control characters.",
                            what)
            .at;
    if (characters > NAME_MAX_LEN)
        return arena_format(arena,
                            "The name of the %s has %zu characters; at most %d are "
                            "allowed.",
                            what, characters, NAME_MAX_LEN)
            .at;
    return NULL;
}

bool fail_with(const struct db *db, const char **ret_problem) {
    *ret_problem = db_problem(db);
    return false;
}

bool access_changed(struct db *db) {
    return versions_raise_changed(db, SYSTEM_ACCOUNT, SYSTEM_AREA);
}

struct application application_read(struct arena *arena, const char *const *names,
                                    struct statement *row) {
    return (struct application){
        .caller = {.kind = CALLER_APPLICATION,
                   .account_id = column_integer(row, 0),
                   .application_id = column_integer(row, 1),
                   .user_id = column_integer(row, 2),
                   .permissions = permissions_from_words(names, column_text(row, 3))},
        .rate = (unsigned)column_integer(row, 4),
        .allow = arena_copy(arena, column_text(row, 5)),
    };
}

/* The row of the application, and the hash of its secret. */
static enum access_answer find_application(struct arena *arena, struct db *db,
                                           const char *const *names, struct str public_id,
                                           struct application *ret, struct hash *ret_hash) {
    struct statement *row =
        db_statement(db, STR("SELECT account_id, id, responsible_id, permissions, rate, allow, "
                             "secret_hash FROM applications "
                             "WHERE public_id = ?1 AND is_active = 1 AND secret_hash IS NOT NULL"));

    if (!row)
        return ACCESS_FAILED;
    statement_bind_text(row, 1, public_id);
    enum db_step step = statement_step(row);
    if (step == DB_ROW) {
        struct str hash = column_text(row, 6);
        ALWAYS(hash.len == HASH_LEN);
        memcpy(ret_hash->bytes, hash.at, HASH_LEN);
        *ret = application_read(arena, names, row);
    }
    statement_reset(row);
    if (step == DB_FAILED)
        return ACCESS_FAILED;
    return step == DB_ROW ? ACCESS_GRANTED : ACCESS_DENIED;
}

/* Hashes and compares also when there is no such application, so that time tells nothing. */
enum access_answer access_by_secret(struct arena *arena, struct db *db, const char *const *names,
                                    struct str public_id, struct str secret,
                                    struct application *ret) {
    struct application application;
    struct hash given = hash_of(HASH_SECRET, secret), wanted = {{0}};
    enum access_answer answer =
        find_application(arena, db, names, public_id, &application, &wanted);
    bool equal = sodium_memcmp(given.bytes, wanted.bytes, HASH_LEN) == 0;

    if (answer != ACCESS_GRANTED)
        return answer;
    if (!equal)
        return ACCESS_DENIED;
    *ret = application;
    return ACCESS_GRANTED;
}
