/* own_password.h - asks people for their password once more, before something about it changes.
 *
 * An action with it has own_password_look() and own_password_hash() as its first steps, or steps of
 * its own that call own_password_begin() and own_password_hash(), and begins its last one with
 * own_password_still(). Wrong guesses of a session count together,
 * whatever the action. */
#ifndef GLIMT_ADMIN_OWN_PASSWORD_H
#define GLIMT_ADMIN_OWN_PASSWORD_H

#include "access/guesses.h"
#include "access/people.h"
#include "admin/admin_parts.h"

/* The request's `state`. */
struct own_password {
    struct login login; /* as it was when the request came */
    const char *field;  /* that has the password in the request */
    struct str password;
    struct visitor visitor;
    /* Of an action that changes it: see password_hash(); empty until it is made. */
    struct str beside, new_hash;
};

/* On the event thread: looks the login up; `field` of the body has the password. */
enum outcome own_password_begin(struct request *request, const char *field);

/* The same with the field "password". */
enum outcome own_password_look(struct request *request);

/* On the thread for passwords: whether it is right. INVALID, and noted as a guess, if not. */
enum outcome own_password_hash(struct request *request);

/* check_guesses() of somebody who is signed in, and is told to the security log. */
enum outcome check_own_guesses(struct request *request, enum guess_kind kind, struct str who);

/* Inside the transaction: whether it is so still. */
enum outcome own_password_still(struct request *request, struct db *db);

#endif
