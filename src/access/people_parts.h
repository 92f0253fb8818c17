/* people_parts.h - what the files about people share. */
#ifndef GLIMT_ACCESS_PEOPLE_PARTS_H
#define GLIMT_ACCESS_PEOPLE_PARTS_H

#include "access/access_parts.h"
#include "access/people.h"

/* The hash that stands in for an unknown address. */
const char *password_nobody(void);

/* The address as it is looked up, in the arena. */
struct str email_key(struct arena *arena, struct str email);

/* Runs a statement whose parameters are the account and the user. */
bool run_for_user(struct db *db, struct str sql, int64_t account_id, int64_t user_id) MUST_USE;

/* The user's link, if there is one, counts no more. */
bool invitation_void(struct db *db, int64_t account_id, int64_t user_id) MUST_USE;

enum { TOTP_SECRET_LEN = 20 };

/* The first time step later than `used` whose code is `digits`, looking from one step before now
 * to one after it; 0: none. */
int64_t totp_find_step(const unsigned char secret[TOTP_SECRET_LEN], const char *digits, int64_t now,
                       int64_t used);

/* Opens a sealed secret of a login. False, with a warning in the log, when the key is another. */
bool totp_open(const struct secret_key *key, struct str sealed,
               unsigned char ret_secret[TOTP_SECRET_LEN]) MUST_USE;

/* Ten new codes for a login, instead of those it had. */
bool recovery_make(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                   struct str ret_codes[RECOVERY_CODES]) MUST_USE;

/* Uses a code up; `ret_found` says whether it was there. */
bool recovery_use(struct db *db, int64_t account_id, int64_t user_id, const struct code *code,
                  bool *ret_found) MUST_USE;

/* Stores a new session and deletes a few that have ended. */
bool session_create(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                    const struct visitor *visitor, struct str *ret_token) MUST_USE;

#endif
