/* access.c - permissions, and whose secret it is. */
#include "access/access_parts.h"

#include "base/log.h"

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

struct application application_read(struct arena *arena, const char *const *names,
                                    struct statement *row) {
    return (struct application){
        .caller = {.kind = CALLER_APPLICATION,
                   .account_id = column_integer(row, 0),
                   .application_id = column_integer(row, 1),
                   .user_id = column_integer(row, 2),
                   .permissions = permissions_from_words(names, column_text(row, 3)),
                   .is_extended = column_integer(row, 6) == 1},
        .rate = (unsigned)column_integer(row, 4),
        .allow = arena_copy(arena, column_text(row, 5)),
        .origins = arena_copy(arena, column_text(row, 7)),
    };
}

/* The row of the application, and the hash of its secret. */
static enum access_answer find_application(struct arena *arena, struct db *db,
                                           const char *const *names, struct str public_id,
                                           struct application *ret, struct hash *ret_hash) {
    struct statement *row = db_statement(
        db, STR("SELECT account_id, id, responsible_id, permissions, rate, allow, "
                "extended_answers, origins, secret_hash, " ACCOUNT_IS_CLOSED(
                    "applications") " FROM applications WHERE public_id = ?1 AND is_active = 1 "
                                    "AND secret_hash IS NOT NULL"));

    if (!row)
        return ACCESS_FAILED;
    statement_bind_text(row, 1, public_id);
    enum db_step step = statement_step(row);
    if (step == DB_ROW) {
        struct str hash = column_text(row, 8);
        ALWAYS(hash.len == HASH_LEN);
        memcpy(ret_hash->bytes, hash.at, HASH_LEN);
        *ret = application_read(arena, names, row);
        ret->is_closed = column_integer(row, 9) == 1;
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
    struct application application = {.rate = 0};
    struct hash given = hash_of(HASH_SECRET, secret), wanted = {{0}};
    enum access_answer answer =
        find_application(arena, db, names, public_id, &application, &wanted);
    bool equal = sodium_memcmp(given.bytes, wanted.bytes, HASH_LEN) == 0;

    *ret = (struct application){.origins = application.origins};
    if (answer != ACCESS_GRANTED)
        return answer;
    if (!equal)
        return ACCESS_DENIED;
    *ret = application;
    return ACCESS_GRANTED;
}
