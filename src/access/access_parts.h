/* access_parts.h - what the files of this folder share: randomness, hashes, names. */
#ifndef GLIMT_ACCESS_ACCESS_PARTS_H
#define GLIMT_ACCESS_ACCESS_PARTS_H

#include "access/access.h"

enum { HASH_LEN = 32, NAME_MAX_LEN = 255 };

/* Each has a domain of its own, so that no two kinds ever give the same hash. */
enum hash_kind {
    HASH_TOKEN,
    HASH_SECRET,
    HASH_SESSION,
    HASH_CSRF,
    HASH_INVITATION,
    HASH_RECOVERY,
};

struct hash {
    unsigned char bytes[HASH_LEN];
};

struct hash hash_of(enum hash_kind kind, struct str text);

static inline struct str hash_str(const struct hash *hash) {
    return (struct str){(const char *)hash->bytes, HASH_LEN};
}

/* `prefix` and a random UUID (version 4), in the arena. */
struct str uuid_with_prefix(struct arena *arena, const char *prefix);

/* 260 random bits as 52 letters and digits that are hard to mix up, in the arena. */
struct str secret_new(struct arena *arena);

/* What is wrong with `name` as the name of `what` ("account"), in one sentence in the arena;
 * NULL when it is fine. */
const char *name_problem(struct arena *arena, const char *what, struct str name);

/* Passes on why the database failed. Returns false. */
bool fail_with(const struct db *db, const char **ret_problem);

/* From the columns account_id, id, responsible_id, permissions, rate, allow. */
struct application application_read(struct arena *arena, const char *const *names,
                                    struct statement *row);

/* The row's id of an application that is not disabled. False with a sentence otherwise. */
bool application_find_active(struct arena *arena, struct db *db, int64_t account_id,
                             struct str public_id, int64_t *ret_id,
                             const char **ret_problem) MUST_USE;

/* Invalidates what servers have cached of applications and tokens. */
bool access_changed(struct db *db) MUST_USE;

#endif
