/* people.h - people who sign in: passwords, who has a login or a link, and sessions.
 *
 * A login belongs to one user of one account and has an e-mail address, which may be that of
 * logins in other accounts too. Session and invitation tokens are 260 random bits, kept only as
 * hashes (secrets.h); passwords are kept as argon2id hashes. Whoever has left the company (the
 * user's end date is past) cannot sign in, and the sessions are void.
 *
 * Logins and invitations are rows of resources, which src/manage makes and changes; here they are
 * only looked up. Sessions are none: a session is a secret beside a login, is written with each
 * sign-in and again while it is used, and goes with its login; only its owner ever lists it.
 *
 * Times are instants (seconds, UTC). Texts that are returned live in the arena. Functions that
 * write expect to be inside a write transaction; after `false` or an answer that names a failure
 * the transaction is to be taken back. */
#ifndef GLIMT_ACCESS_PEOPLE_H
#define GLIMT_ACCESS_PEOPLE_H

#include "access/access.h"

enum {
    PASSWORD_MIN = 10, /* characters */
    PASSWORD_MAX = 255,
    EMAIL_MAX = 255,
    PERSON_TOKEN_LEN = 52, /* characters of a session's or an invitation's token */
    SESSION_IDLE_SECONDS = 12 * 3600,
    SESSION_SECONDS = 14 * 86400,
    SESSION_TOUCH_SECONDS = 600,
    SESSIONS_MAX = 100, /* of a user; one more ends the oldest */
    INVITATION_SECONDS = 3 * 86400,
    PLACES_MAX = 20, /* of a login; one more forgets the one that was left longest ago */
    PLACE_SECONDS = 90 * 86400,
};

#define SESSION_COOKIE "__Host-glimt"
#define INVITATION_PATH "/admin/invitation#" /* the token follows */

/* ---- passwords; slow on purpose, so never on an event thread or the writer: see hasher.h ---- */

/* Whose password it is to be; what is not known is empty. */
struct password_owner {
    struct str email, name, account_name;
};

/* What is wrong with a new password, in one sentence that stays; NULL when it is fine. Fast. */
const char *password_problem(struct arena *arena, struct str password,
                             const struct password_owner *owner);

/* Its argon2id hash. False when the machine has no memory for it. `beside` is the hash of another
 * login with the same address, whose salt it gets, or empty; see passwords_are_right(). */
bool password_hash(struct arena *arena, struct str password, struct str beside,
                   struct str *ret_hash) MUST_USE;

/* Whether it is the password of `hash`. An empty hash takes as long, and is nobody's. */
bool password_is_right(struct str hash, struct str password) MUST_USE;

/* The same for `count` hashes, LOGINS_MAX at most. All that have one salt cost one computation, and
 * none at all costs one, too: as the logins of one address share their salt, nobody can tell by the
 * time how many there are. */
void passwords_are_right(struct str password, const struct str *hashes, size_t count,
                         bool *ret_right);

/* A password for a person to type: 26 letters and digits, 130 random bits. */
struct str password_new(struct arena *arena);

/* What is wrong with an address to sign in with, in one sentence that stays; NULL: fine. */
const char *email_problem(struct str email);

/* The address as it is looked up. */
struct str email_key(struct arena *arena, struct str email);

/* ---- logins ---- */

/* Whether anybody's code app is known here, by a secret that is sealed with secret.key. */
bool logins_have_secrets(struct db *db, bool *ret) MUST_USE;

/* Of a secret.key that is missing though they are: what that means, in a sentence that goes on. */
#define MEANING_OF_NO_KEY                                                                          \
    "is missing, without which nobody who uses codes for two-step sign-in can sign in"

/* A login as signing in needs it; `password_hash` is empty when only an invitation helps. */
struct login {
    int64_t account_id, user_id;
    struct str account_name, name, password_hash;
    bool has_totp;
    bool is_closed;   /* the account is; see access.h */
    bool knows_place; /* places_mark() */
};

/* A person as a caller: what a person may do is asked for by the right of each path. */
struct caller person_caller(int64_t account_id, int64_t user_id);

/* Whether the permissions (words between blanks) have the word `administrator`. */
bool permissions_have_administrator(struct str permissions);

enum { LOGINS_MAX = 20 }; /* with the same address; further ones need the account */

/* Who may sign in with this address: logins with a password of people that are still employed, by
 * account. `account_id` 0: in any account. */
bool logins_by_email(struct arena *arena, struct db *db, struct str email, int64_t account_id,
                     int64_t now, struct login **ret, size_t *ret_count) MUST_USE;

/* The password's hash of another login with the address than that of the user, the same each time;
 * empty when there is none. */
bool login_hash_beside(struct arena *arena, struct db *db, struct str email, int64_t account_id,
                       int64_t user_id, struct str *ret) MUST_USE;

/* Whose address it is who may not sign in with a password, for the security log: no password was
 * chosen yet, or the person has left. */
struct closed_login {
    int64_t account_id, user_id;
    bool has_left;
};
bool logins_closed_by_email(struct arena *arena, struct db *db, struct str email,
                            int64_t account_id, int64_t now, struct closed_login **ret,
                            size_t *ret_count) MUST_USE;

/* The one of a user. ACCESS_DENIED: there is none, or the person has left. */
enum access_answer login_by_user(struct arena *arena, struct db *db, int64_t account_id,
                                 int64_t user_id, int64_t now, struct login *ret) MUST_USE;

/* Whether the company demands codes of everybody who signs in. */
bool login_codes_are_demanded(struct db *db, int64_t account_id, bool *ret) MUST_USE;

/* What the codes of a login are checked with: secrets that are sealed, and empty when there are
 * none; all of it without a login. */
struct login_codes {
    struct str secret, pending;
    int64_t used; /* codes of this time step and earlier ones are used up */
};
bool login_codes(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                 struct login_codes *ret) MUST_USE;

/* ---- places: where a login has signed in from, by throttle_guesser() ---- */

/* Marks those of an address's logins that were signed in with from there within 90 days, each for
 * itself: what somebody does in one company tells nothing about him in another. A place gives no
 * rights, but room while others guess at the login. */
bool places_mark(struct arena *arena, struct db *db, struct str email, struct str place,
                 int64_t now, struct login *logins, size_t count) MUST_USE;

/* Notes a sign-in. Writes. */
bool place_note(struct db *db, int64_t account_id, int64_t user_id, struct str place,
                int64_t now) MUST_USE;

/* Who has another password is known nowhere: the former may have been somebody else's, too.
 * Writes. */
bool places_forget(struct db *db, int64_t account_id, int64_t user_id) MUST_USE;

/* ---- sessions ---- */

/* Where somebody comes from, as the list of sessions tells it. */
struct visitor {
    struct str address, agent; /* an agent is cut to 255 bytes */
    int64_t now;
};

/* Who is signed in. */
struct person {
    int64_t account_id, user_id, session_id;
    struct str token; /* the caller's */
    struct str name, email, account_name;
    bool is_administrator;
    bool is_manager; /* leads somebody */
    bool has_totp;
    bool is_to_have_totp; /* the company demands it of everybody */
    bool is_closed;       /* the account is; see access.h */
    int64_t last_seen_at;
};

/* Stores a new session and deletes a few that have ended; `ret_token` is the value of its cookie.
 * Writes. */
bool session_create(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                    const struct visitor *visitor, struct str *ret_token) MUST_USE;

/* Deletes at most `most` sessions, of anybody, that were not used for 12 hours. Writes. */
bool sessions_sweep(struct db *db, int64_t now, int64_t most, int64_t *ret_removed) MUST_USE;

/* Whose session is it? ACCESS_DENIED for unknown tokens and sessions that have ended, 12 hours
 * after their last use or 14 days after the sign-in. */
enum access_answer session_by_token(struct arena *arena, struct db *db, struct str token,
                                    int64_t now, struct person *ret) MUST_USE;

/* Whether session_touch() is due; and notes the use. It writes. */
bool session_wants_touch(const struct person *person, int64_t now);
bool session_touch(struct db *db, int64_t account_id, int64_t session_id, int64_t now) MUST_USE;

struct session_row {
    int64_t id, created_at, last_seen_at;
    struct str address, agent;
};

/* The live sessions of a user, the newest first. */
bool session_list(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                  int64_t now, struct session_row **ret_rows, size_t *ret_count) MUST_USE;

/* The session is known by another token from now on, the value of its cookie; whoever has the
 * former one has none. Writes. */
bool session_renew(struct arena *arena, struct db *db, const struct person *person,
                   struct str *ret_token) MUST_USE;

/* Ends one session of the user; `ret_found` says whether there was one. Writes. */
bool session_end(struct db *db, int64_t account_id, int64_t user_id, int64_t session_id,
                 bool *ret_found) MUST_USE;

/* Ends all sessions of the user but `kept` (0: none is kept). Writes. */
bool sessions_end(struct db *db, int64_t account_id, int64_t user_id, int64_t kept) MUST_USE;

/* The token in a Cookie header, pointing into it; `at` is NULL when there is none, when it has
 * another shape, or when there are two. */
struct str session_cookie_read(struct str header);

/* What pages send back with each write: derived from the token, so nothing is stored. */
struct str session_csrf(struct arena *arena, struct str token);
bool session_csrf_is_right(struct str token, struct str given);

/* ---- invitations: links with which a password is chosen, once ---- */

struct invitation {
    int64_t account_id, user_id, expires_at;
    struct str name, account_name;
    struct str email; /* the login's or else the user's; may be empty */
    bool is_first;    /* nobody of the account has a login yet */
};

/* ACCESS_DENIED for unknown and used ones, those past their time, and those of people who left. */
enum access_answer invitation_by_token(struct arena *arena, struct db *db, struct str token,
                                       int64_t now, struct invitation *ret) MUST_USE;

#endif
