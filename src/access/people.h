/* people.h - people who sign in: passwords, codes, sessions, and the links that begin it all.
 *
 * A login belongs to one user of one account and has an e-mail address, which may be that of
 * logins in other accounts too. Session and invitation tokens are 260 random bits, kept only as
 * BLAKE2b hashes; passwords are kept as argon2id hashes, secrets of code apps sealed with a key
 * that lies beside the database. Whoever has left the company (the user's end date is past) cannot
 * sign in, and the sessions count no more.
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
    RECOVERY_CODES = 10,
    TOTP_STEP_SECONDS = 30,
    SECRET_KEY_LEN = 32,
};

#define SESSION_COOKIE "__Host-glimt"
#define INVITATION_PATH "/admin/invitation#" /* the token follows */

/* ---- passwords; slow on purpose, so never on an event thread or the writer: see hasher.h ---- */

/* What is wrong with a new password, in one sentence that stays; NULL when it is fine. Fast. */
const char *password_problem(struct str password, struct str email);

/* Its argon2id hash. False when the machine has no memory for it. */
bool password_hash(struct arena *arena, struct str password, struct str *ret_hash) MUST_USE;

/* Whether it is the password of `hash`. An empty hash takes as long, and is nobody's. */
bool password_is_right(struct str hash, struct str password) MUST_USE;

/* A password for a person to type: 20 letters and digits. */
struct str password_new(struct arena *arena);

/* What is wrong with an address to sign in with, in one sentence that stays; NULL: fine. */
const char *email_problem(struct str email);

/* ---- the key that seals secrets of code apps ---- */

struct secret_key {
    unsigned char bytes[SECRET_KEY_LEN];
};

/* Reads `directory`/secret.key, or makes it (mode 0600). Call it once before anything with codes.
 * False with a sentence when it cannot be read or made, when others may read it, or when it is no
 * such key. */
bool secret_key_open(struct arena *arena, const char *directory, struct secret_key *ret,
                     const char **ret_problem) MUST_USE;

/* ---- logins and signing in ---- */

/* A login as signing in needs it; `password_hash` is empty when only an invitation helps. */
struct login {
    int64_t account_id, user_id;
    struct str account_name, name, password_hash;
    bool has_totp;
};

/* A person as a caller: what a person may do is asked for by the right of each path. */
struct caller person_caller(int64_t account_id, int64_t user_id);

enum { LOGINS_MAX = 20 }; /* with the same address; further ones need the account */

/* Who may sign in with this address: logins with a password of people that are still employed, by
 * account. `account_id` 0: in any account. */
bool logins_by_email(struct arena *arena, struct db *db, struct str email, int64_t account_id,
                     int64_t now, struct login **ret, size_t *ret_count) MUST_USE;

/* The one of a user. ACCESS_DENIED: there is none, or the person has left. */
enum access_answer login_by_user(struct arena *arena, struct db *db, int64_t account_id,
                                 int64_t user_id, int64_t now, struct login *ret) MUST_USE;

/* Where somebody comes from, as the list of sessions tells it. */
struct visitor {
    struct str address, agent; /* an agent is cut to 255 bytes */
    int64_t now;
};

enum sign_in {
    SIGN_IN_DONE,
    SIGN_IN_CODE_NEEDED, /* it has codes, and `code` is empty */
    SIGN_IN_CODE_WRONG,
    SIGN_IN_STALE, /* the login has changed or gone since it was read: as a wrong password */
    SIGN_IN_FAILED,
};

/* Makes a session for a login whose password was right. `code` is one of the app's or a recovery
 * code, and is used up. `ret_token` is the value of the cookie. Writes; only SIGN_IN_DONE leaves
 * something behind. */
enum sign_in login_sign_in(struct arena *arena, struct db *db, const struct secret_key *key,
                           const struct login *login, struct str code,
                           const struct visitor *visitor, struct str *ret_token) MUST_USE;

enum login_answer { LOGIN_DONE, LOGIN_EMAIL_TAKEN, LOGIN_FAILED };

/* Gives the user a login, or the one there is another address and password; codes stay asked for.
 * LOGIN_EMAIL_TAKEN: another user of the account signs in with the address. Writes. */
enum login_answer login_set(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                            struct str email, struct str password_hash, int64_t now) MUST_USE;

/* Another password for a login that is there; a link to choose one counts no more. Writes. */
bool login_set_password(struct db *db, int64_t account_id, int64_t user_id,
                        struct str password_hash) MUST_USE;

/* The person signs in no more: login, codes, sessions and invitation go. Writes. */
bool login_remove(struct db *db, int64_t account_id, int64_t user_id) MUST_USE;

/* ---- sessions ---- */

/* Who is signed in. */
struct person {
    int64_t account_id, user_id, session_id;
    struct str token; /* the caller's */
    struct str name, email, account_name;
    bool is_administrator;
    bool is_manager; /* leads somebody */
    bool has_totp;
    int64_t last_seen_at;
};

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

/* Makes the user's link; an earlier one is void. Writes. */
bool invitation_create(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                       int64_t now, struct str *ret_token, int64_t *ret_expires_at) MUST_USE;

/* ACCESS_DENIED for unknown and used ones, those past their time, and those of people who left. */
enum access_answer invitation_by_token(struct arena *arena, struct db *db, struct str token,
                                       int64_t now, struct invitation *ret) MUST_USE;

enum accept_answer {
    ACCEPT_DONE,
    ACCEPT_GONE, /* as ACCESS_DENIED above */
    ACCEPT_EMAIL_TAKEN,
    ACCEPT_FAILED,
};

/* Uses the link up: the login has this address and password now, and all its sessions have ended.
 * Codes stay asked for. Writes; only ACCEPT_DONE leaves something behind. */
enum accept_answer invitation_accept(struct arena *arena, struct db *db, struct str token,
                                     struct str email, struct str password_hash, int64_t now,
                                     struct invitation *ret) MUST_USE;

/* ---- codes of an app (TOTP: 6 digits, 30 seconds, SHA-1) ---- */

/* Makes a secret that is in force only when totp_confirm() has seen a code of it; `ret_secret` is
 * in base 32, `ret_uri` is otpauth://... `email` names it in the app. Writes. */
bool totp_begin(struct arena *arena, struct db *db, const struct secret_key *key,
                int64_t account_id, int64_t user_id, struct str email, struct str *ret_secret,
                struct str *ret_uri) MUST_USE;

enum totp_answer { TOTP_DONE, TOTP_WRONG, TOTP_NOT_BEGUN, TOTP_FAILED };

/* Puts the secret in force and gives RECOVERY_CODES codes, the only time that they are seen;
 * earlier ones are void. Writes; only TOTP_DONE leaves something behind. */
enum totp_answer totp_confirm(struct arena *arena, struct db *db, const struct secret_key *key,
                              int64_t account_id, int64_t user_id, struct str code, int64_t now,
                              struct str ret_codes[RECOVERY_CODES]) MUST_USE;

/* Codes are asked for no more. Writes. */
bool totp_remove(struct db *db, int64_t account_id, int64_t user_id) MUST_USE;

/* What somebody typed as a code: blanks and dashes do not count, nor does case. */
enum code_kind { CODE_NONE, CODE_TOTP, CODE_RECOVERY };
enum { TOTP_DIGITS = 6, RECOVERY_LETTERS = 16 };

struct code {
    enum code_kind kind;
    char text[RECOVERY_LETTERS + 1]; /* digits or letters alone, terminated */
};

struct code code_read(struct str text);

/* ---- management; the command line and the pages use these ---- */

struct new_person {
    int64_t account_id;
    struct str email, first_name, last_name; /* names are needed only for a new user */
    bool administrator;
};

/* The user with this address, or a new one with it. The user has no login yet. `administrator` adds
 * that permission; without it a user keeps what it had. False with a sentence. Writes. */
bool person_add(struct arena *arena, struct db *db, const struct new_person *wanted,
                int64_t *ret_user_id, const char **ret_problem) MUST_USE;

/* The user who signs in with the address or, when nobody does, has it in the registry. False with
 * a sentence. */
bool person_find(struct arena *arena, struct db *db, int64_t account_id, struct str email,
                 int64_t *ret_user_id, const char **ret_problem) MUST_USE;

/* Ends the sessions and voids the password, so that only the new link helps; `without_totp` also
 * forgets the codes. Writes. */
bool person_reset(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                  bool without_totp, int64_t now, struct str *ret_token,
                  int64_t *ret_expires_at) MUST_USE;

struct person_row {
    int64_t user_id, last_sign_in_at; /* 0: never */
    int64_t invited_until;            /* 0: no link that works */
    struct str name, email;           /* the login's or else the user's; may be empty */
    bool is_administrator, has_login, has_totp;
    bool has_left;
};

/* All users of an account by name. */
bool person_list(struct arena *arena, struct db *db, int64_t account_id, int64_t now,
                 struct person_row **ret_rows, size_t *ret_count) MUST_USE;

/* One of them; ACCESS_DENIED when there is no such user. */
enum access_answer person_by_id(struct arena *arena, struct db *db, int64_t account_id,
                                int64_t user_id, int64_t now, struct person_row *ret) MUST_USE;

/* Whether the permissions (words between blanks) have the word `administrator`. */
bool permissions_have_administrator(struct str permissions);

/* The first administrator of the account, by id, who is employed; one with a login goes before all
 * others. `with_email`: only those with an address count. ACCESS_DENIED when there is none. */
enum access_answer administrator_first(struct arena *arena, struct db *db, int64_t account_id,
                                       bool with_email, int64_t now,
                                       struct person_row *ret) MUST_USE;

#endif
