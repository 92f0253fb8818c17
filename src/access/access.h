/* access.h - accounts, API-applications and their tokens: who may call, and what they may do.
 *
 * Secrets and tokens are 128 bits or more of randomness and are kept only as BLAKE2b hashes, so a
 * slow password hash would add nothing. Functions that write expect to be inside a write
 * transaction; management also raises the registry version of SYSTEM_ACCOUNT (see db/versions.h),
 * which invalidates what servers have cached of them. */
#ifndef GLIMT_ACCESS_ACCESS_H
#define GLIMT_ACCESS_ACCESS_H

#include "access/caller.h"
#include "base/arena.h"
#include "db/db.h"

#include <limits.h>
#include <stdint.h>

/* Permissions are words in the database and bits while a request runs. Which there are is declared
 * with the resources and handed in as `names`: each has the bit of its place, and NULL ends them.
 */
#define ALL_PERMISSIONS UINT_MAX /* those of tomorrow, too */
enum { PERMISSIONS_MAX = 32 };

enum { TOKEN_SECONDS = 3600, TOKEN_LEN = 79, DEFAULT_RATE = 4, RATE_MAX = 1000 };

/* The name of one bit; NULL for anything but one known bit. */
const char *permission_name(const char *const *names, unsigned permission);

/* The bit of a name in any case; 0 when unknown. */
unsigned permission_from_name(const char *const *names, struct str name);

/* From and to names between blanks; names that are unknown count for nothing. */
unsigned permissions_from_words(const char *const *names, struct str words);
struct str permissions_to_words(struct arena *arena, const char *const *names,
                                unsigned permissions);

/* An application as a request needs it. */
struct application {
    struct caller caller; /* acts as the user who is responsible for it */
    unsigned rate;        /* requests per second and token; 0: unlimited */
    struct str allow;     /* addresses and CIDR blocks, separated by blanks; empty: everyone */
};

enum access_answer { ACCESS_GRANTED, ACCESS_DENIED, ACCESS_FAILED };

/* Whose token is it? `names`: of permissions. ACCESS_DENIED for unknown and expired ones and those
 * of disabled applications. `ret->allow` lives in the arena. `ret_expires_at` (instant) may be
 * NULL. */
enum access_answer access_by_token(struct arena *arena, struct db *db, const char *const *names,
                                   struct str token, int64_t now, struct application *ret,
                                   int64_t *ret_expires_at) MUST_USE;

/* Checks an application's public id and secret. */
enum access_answer access_by_secret(struct arena *arena, struct db *db, const char *const *names,
                                    struct str public_id, struct str secret,
                                    struct application *ret) MUST_USE;

/* Makes a token (79 characters in the arena) that ends at `expires_at`, stores its hash, and
 * deletes a few tokens that have expired. Inside a write transaction. */
bool token_create(struct arena *arena, struct db *db, const struct caller *application,
                  int64_t expires_at, struct str *ret_token) MUST_USE;

/* Whether `address` is on the list (struct application's `allow`); an IPv4 block also matches
 * IPv4-mapped IPv6 addresses. An empty list allows everyone. */
bool allow_list_has(struct str allow, struct str address);

/* Whether `entry` is one IPv4 or IPv6 address or CIDR block. */
bool allow_entry_is_valid(struct str entry);

/* ---- management; the command line and the pages use these ---- */

/* A public id that nobody has: `ap_` and a UUID, in the arena. */
struct str application_new_public_id(struct arena *arena);

struct new_application {
    int64_t account_id;
    struct str name;
    int64_t responsible_id; /* 0: the account's first user */
    struct str permissions; /* their names between blanks */
    unsigned rate;
    struct str allow;
};

struct application_row {
    struct str public_id, name, allow, responsible, permissions;
    unsigned rate;
    bool active, has_static_token;
    int64_t account_id, created_at, last_used_at; /* 0: never used */
};

/* On failure these say in `ret_problem` what is wrong, in one sentence for a person that lives in
 * the arena or as long as the connection. */

/* A company with its first user, "Administrator", and the usual countries. */
bool account_create(struct arena *arena, struct db *db, struct str name, int64_t *ret_id,
                    const char **ret_problem) MUST_USE;
bool account_exists(struct db *db, int64_t id);

/* Makes account 1, "My company", when there is no account; in a transaction of its own. */
bool account_ensure_first(struct arena *arena, struct db *db, const char **ret_problem) MUST_USE;

struct account_row {
    int64_t id, created_at, applications; /* those that are active */
    struct str name;
};

/* All accounts by id, in the arena. */
bool account_list(struct arena *arena, struct db *db, struct account_row **ret_rows,
                  size_t *ret_count) MUST_USE;

/* `ret_public_id` and `ret_secret`, in the arena: the only time that the secret is seen. */
bool application_create(struct arena *arena, struct db *db, const struct new_application *wanted,
                        struct str *ret_public_id, struct str *ret_secret,
                        const char **ret_problem) MUST_USE;

/* A new secret, also the first one; running tokens live on until they expire. */
bool application_rotate(struct arena *arena, struct db *db, int64_t account_id,
                        struct str public_id, struct str *ret_secret,
                        const char **ret_problem) MUST_USE;

/* A token that never expires, seen only now; it replaces the application's earlier one. */
bool token_create_static(struct arena *arena, struct db *db, int64_t account_id,
                         struct str public_id, struct str *ret_token,
                         const char **ret_problem) MUST_USE;

/* Voids the static token of the application with this number, where it has one. */
bool token_remove_static(struct db *db, int64_t account_id, int64_t application_id) MUST_USE;

/* Ends the application and its tokens at once. */
bool application_disable(struct arena *arena, struct db *db, int64_t account_id,
                         struct str public_id, const char **ret_problem) MUST_USE;

/* All applications of an account by name, in the arena. */
bool application_list(struct arena *arena, struct db *db, int64_t account_id,
                      struct application_row **ret_rows, size_t *ret_count) MUST_USE;

#endif
