/* logins.h - logins as they come, change and go: signing in, passwords, codes, and links.
 *
 * Who may sign in is looked up in access/people.h; the rows are those of the resources `logins` and
 * `invitations`, whose ids are the users'. The user is one of the management's account. */
#ifndef GLIMT_MANAGE_LOGINS_H
#define GLIMT_MANAGE_LOGINS_H

#include "access/codes.h"
#include "access/people.h"
#include "manage/management.h"

/* ---- signing in ---- */

enum sign_in {
    SIGN_IN_DONE,
    SIGN_IN_CODE_NEEDED, /* it has codes, and `code` is empty */
    SIGN_IN_CODE_WRONG,
    SIGN_IN_STALE,  /* the login has changed or gone since it was read: as a wrong password */
    SIGN_IN_CLOSED, /* the account is; see access/access.h */
    SIGN_IN_FAILED,
};

/* Makes a session for a login whose password was right; the management is of that person. `code` is
 * one of the app's or a recovery code, and is used up. `ret_token` is the value of the cookie. Only
 * SIGN_IN_DONE leaves something behind. */
enum sign_in login_sign_in(struct management *management, const struct secret_key *key,
                           const struct login *login, struct str code,
                           const struct visitor *visitor, struct str *ret_token) MUST_USE;

/* ---- a user's login ---- */

enum login_answer { LOGIN_DONE, LOGIN_EMAIL_TAKEN, LOGIN_FAILED };

/* Gives the user a login, or the one there is another address and password; codes stay asked for.
 * LOGIN_EMAIL_TAKEN: another user of the account signs in with the address. */
enum login_answer login_set(struct management *management, int64_t user_id, struct str email,
                            struct str password_hash) MUST_USE;

/* Another password for a login that is there; voids a link to choose one. */
bool login_set_password(struct management *management, int64_t user_id,
                        struct str password_hash) MUST_USE;

/* Ends the sessions and voids the password, so that only the new link helps; `without_codes` also
 * forgets the codes. */
bool login_reset(struct management *management, int64_t user_id, bool without_codes,
                 struct str *ret_token, int64_t *ret_expires_at) MUST_USE;

/* Ends all sessions of the user but `kept` (0: none is kept). */
bool login_end_sessions(struct management *management, int64_t user_id, int64_t kept) MUST_USE;

/* Revokes the person's login: codes, sessions and invitation go with it. */
bool login_remove(struct management *management, int64_t user_id) MUST_USE;

/* ---- invitations: links with which a password is chosen, once ---- */

/* Makes the user's link; an earlier one is void. */
bool invitation_create(struct management *management, int64_t user_id, struct str *ret_token,
                       int64_t *ret_expires_at) MUST_USE;

/* Voids the user's link, if there is one. */
bool invitation_void(struct management *management, int64_t user_id) MUST_USE;

enum accept_answer {
    ACCEPT_DONE,
    ACCEPT_GONE, /* as ACCESS_DENIED of invitation_by_token() */
    ACCEPT_EMAIL_TAKEN,
    ACCEPT_FAILED,
};

/* Uses the link up: the login has this address and password now, and all its sessions have ended.
 * Codes stay asked for. Whoever has the link is that person: the management is of it from then on.
 * Only ACCEPT_DONE leaves something behind. */
enum accept_answer invitation_accept(struct management *management, struct str token,
                                     struct str email, struct str password_hash,
                                     struct invitation *ret) MUST_USE;

/* ---- codes of an app ---- */

/* Makes a secret that is in force only when totp_confirm() has seen a code of it. */
bool totp_begin(struct management *management, const struct secret_key *key, int64_t user_id,
                struct str email, struct totp_offer *ret) MUST_USE;

enum totp_answer { TOTP_DONE, TOTP_WRONG, TOTP_NOT_BEGUN, TOTP_FAILED };

/* Puts the secret in force and gives RECOVERY_CODES codes, the only time that they are seen;
 * earlier ones are void. Only TOTP_DONE leaves something behind. */
enum totp_answer totp_confirm(struct management *management, const struct secret_key *key,
                              int64_t user_id, struct str code,
                              struct str ret_codes[RECOVERY_CODES]) MUST_USE;

/* Turns two-step sign-in off. */
bool totp_remove(struct management *management, int64_t user_id) MUST_USE;

#endif
