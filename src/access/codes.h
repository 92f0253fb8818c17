/* codes.h - the second step of signing in: codes of an app, and recovery codes.
 *
 * An app's secret is sealed with a key that lies beside the database, and stands in the login,
 * which is a row of a resource. Recovery codes are none: they are hashes beside a login that nobody
 * lists, each deleted as it is used. Times are instants (seconds, UTC); texts live in the arena.
 * Functions that write expect to be inside a write transaction. */
#ifndef GLIMT_ACCESS_CODES_H
#define GLIMT_ACCESS_CODES_H

#include "base/arena.h"
#include "db/db.h"

enum {
    RECOVERY_CODES = 10,
    RECOVERY_LETTERS = 26,          /* 130 bits: 112 are enough */
    RECOVERY_LETTERS_FORMERLY = 16, /* such a code counts until it is used or replaced */
    SECRET_KEY_LEN = 32,
    TOTP_DIGITS = 6,
    TOTP_STEP_SECONDS = 30,
    TOTP_SECRET_LEN = 20,
};

/* ---- the key that seals secrets of code apps ---- */

struct secret_key {
    unsigned char bytes[SECRET_KEY_LEN];
};

/* Reads `directory`/secret.key, or makes it (mode 0600). Call it once before anything with codes.
 * False with a sentence when it cannot be read or made, when others may read it, or when it is no
 * such key. */
bool secret_key_open(struct arena *arena, const char *directory, struct secret_key *ret,
                     const char **ret_problem) MUST_USE;

/* ---- what somebody typed as a code: blanks and dashes do not count, nor does case ---- */

enum code_kind { CODE_NONE, CODE_TOTP, CODE_RECOVERY };

struct code {
    enum code_kind kind;
    char text[RECOVERY_LETTERS + 1]; /* digits or letters alone, terminated */
};

struct code code_read(struct str text);

/* ---- codes of an app (TOTP: 6 digits, 30 seconds, SHA-1) ---- */

/* A new secret: as it is stored, as it is typed (base 32), and for a picture (otpauth://...).
 * `email` names it in the app. */
struct totp_offer {
    struct str sealed, secret, uri;
};
struct totp_offer totp_new(struct arena *arena, const struct secret_key *key, struct str email);

/* The present time step, if the code is of it and it is later than `used`; 0: it is not. A code
 * counts for its own 30 seconds and no longer: clocks of phones and servers are right to a second
 * these days, and whoever typed at the end of a step is shown the next code by then. The moment is
 * that at which the request came, so nobody loses by waiting in a queue. It is 0, too, with a
 * warning in the log, when another key has sealed the secret. */
int64_t totp_step_of(const struct secret_key *key, struct str sealed, const struct code *code,
                     int64_t now, int64_t used);

/* The same with the secret itself, and a code's digits. */
int64_t totp_find_step(const unsigned char secret[TOTP_SECRET_LEN], const char *digits, int64_t now,
                       int64_t used);

/* ---- recovery codes ---- */

/* New codes for a login, instead of those it had; the only time that they are seen. */
bool recovery_make(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                   struct str ret_codes[RECOVERY_CODES]) MUST_USE;

/* Uses a code up; `ret_found` says whether it was there. */
bool recovery_use(struct db *db, int64_t account_id, int64_t user_id, const struct code *code,
                  bool *ret_found) MUST_USE;

bool recovery_remove(struct db *db, int64_t account_id, int64_t user_id) MUST_USE;

#endif
