/* access.h - which application calls, and what it may do.
 *
 * Applications and their tokens are rows of resources, which src/manage makes and changes; here
 * they are only looked up. */
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

enum {
    TOKEN_SECONDS = 3600,
    TOKEN_LEN = 79,
    TOKENS_MAX = 500, /* live ones of an application; one more ends the oldest */
    DEFAULT_RATE = 4,
    RATE_MAX = 1000
};

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
    struct str origins;   /* of pages that may call from browsers; see origins.h; empty: none */
    bool is_closed;       /* its account is */
};

/* While `glimt demo` fills an account beside the server, it has a row in demo_loads and is closed:
 * who asks for it gets 503, until every server has seen that the version of the system's area rose
 * when the row went; and so does who asks for a token, or signs in, and is let in otherwise. */
enum access_answer { ACCESS_GRANTED, ACCESS_DENIED, ACCESS_FAILED };

/* Whose token is it? `names`: of permissions. ACCESS_DENIED for unknown and expired ones and those
 * of disabled applications. `ret->allow` and `ret->origins` live in the arena. `ret_expires_at`
 * (instant) may be NULL. */
enum access_answer access_by_token(struct arena *arena, struct db *db, const char *const *names,
                                   struct str token, int64_t now, struct application *ret,
                                   int64_t *ret_expires_at) MUST_USE;

/* How many tokens of the application that calls are live in the database, the static one
 * included. */
bool tokens_count(struct db *db, const struct caller *application, int64_t now,
                  int64_t *ret) MUST_USE;

/* Of whom a token is that counts no longer, and which application has a public id; for the security
 * log. What is given stays as it is when there is none, or the database fails. */
void token_owner(struct db *db, struct str token, int64_t *ret_account_id,
                 int64_t *ret_application_id);
void application_owner(struct db *db, struct str public_id, int64_t *ret_account_id,
                       int64_t *ret_application_id);

/* A new token: two random UUIDs, in the arena. */
struct str token_new(struct arena *arena);

/* Checks an application's public id and secret. Of one that is denied `ret` has the origins alone:
 * they may read that. */
enum access_answer access_by_secret(struct arena *arena, struct db *db, const char *const *names,
                                    struct str public_id, struct str secret,
                                    struct application *ret) MUST_USE;

/* Whether `address` is on the list (struct application's `allow`); an IPv4 block also matches
 * IPv4-mapped IPv6 addresses. An empty list allows everyone. */
bool allow_list_has(struct str allow, struct str address);

/* Whether `entry` is one IPv4 or IPv6 address or CIDR block. */
bool allow_entry_is_valid(struct str entry);

/* A public id that nobody has: `ap_` and a UUID, in the arena. */
struct str application_new_public_id(struct arena *arena);

#endif
