/* security.h - what may happen to logins, tokens and rights: the kinds of the security log.
 *
 * All kinds stand in one table (security.c), and each is noted by one call:
 *
 *   security_refuse(request, kind), security_refuse_login(...)   api/security.h: what was tried,
 * and what is done so often that it is counted; in memory, at once security_write(door, kind, ...)
 * change/security_log.h: what was changed; in its transaction
 *
 * Neither ever gets a secret: there is no place for a text but the address. What somebody typed as
 * an address, a password or a public id that nobody has is kept nowhere, not as a hash either,
 * since a password that was typed in the wrong field could be guessed from it. */
#ifndef GLIMT_ACCESS_SECURITY_H
#define GLIMT_ACCESS_SECURITY_H

#include "base/str.h"

#include <stdint.h>

enum security_kind {
    /* Refused. Who is not known belongs to nobody's account. */
    SECURITY_WRONG_PASSWORD, /* of a login, at the sign-in or where it is asked for again */
    SECURITY_UNKNOWN_LOGIN,
    SECURITY_NO_PASSWORD, /* the login is to choose one by its link first */
    SECURITY_HAS_LEFT,
    SECURITY_WRONG_CODE,
    SECURITY_WRONG_RECOVERY_CODE,
    SECURITY_WRONG_LINK, /* an invitation that is unknown, used or expired */
    SECURITY_THROTTLED,  /* too many guesses, so this one was not looked at */
    SECURITY_WRONG_SECRET,
    SECURITY_UNKNOWN_TOKEN,
    SECURITY_EXPIRED_TOKEN,
    SECURITY_UNKNOWN_SESSION, /* or one that has ended */
    SECURITY_STRANGERS_END,   /* no kind: it takes a right secret to bring about what follows */
    /* Refused, though it is known who it was. */
    SECURITY_WRONG_ADDRESS = SECURITY_STRANGERS_END, /* it is not on the application's list */
    SECURITY_NO_PERMISSION,                          /* of an application */
    SECURITY_NO_RIGHT,                               /* of a person */
    SECURITY_LACKS_CODES,                            /* the company demands them of everybody */
    SECURITY_FOREIGN_REQUEST,                        /* not from our own pages */
    SECURITY_REFUSED_END,                            /* no kind */
    /* Granted, and counted as well: it may come often. */
    SECURITY_CODE_ASKED = SECURITY_REFUSED_END, /* the password was right */
    SECURITY_TOKEN_FETCHED,
    SECURITY_OLDEST_TOKEN_ENDED, /* by another, since the application had too many */
    SECURITY_LOG_EXPORTED,
    SECURITY_COUNTED_END, /* no kind */
    /* Done, each in a transaction. */
    SECURITY_SIGNED_IN = SECURITY_COUNTED_END,
    SECURITY_NEW_PLACE, /* signed in from an address that is not known of the login */
    SECURITY_RECOVERY_CODE_USED,
    SECURITY_SIGNED_OUT,
    SECURITY_SESSION_ENDED,  /* another one of the person */
    SECURITY_SESSIONS_ENDED, /* all, or all others */
    SECURITY_PASSWORD_CHANGED,
    SECURITY_PASSWORD_RESET, /* void, until another is chosen */
    SECURITY_EMAIL_CHANGED,  /* with which a person signs in */
    SECURITY_CODES_ADDED,
    SECURITY_CODES_REMOVED,
    SECURITY_CODES_DEMANDED, /* of everybody in the company */
    SECURITY_CODES_NOT_DEMANDED,
    SECURITY_LOGIN_REMOVED,
    SECURITY_INVITED,
    SECURITY_INVITATION_USED,
    SECURITY_RIGHTS_CHANGED, /* of a user */
    SECURITY_APPLICATION_MADE,
    SECURITY_APPLICATION_CHANGED, /* what it may do, from where, as whom */
    SECURITY_APPLICATION_ENDED,
    SECURITY_SECRET_MADE,
    SECURITY_STATIC_TOKEN_MADE,
    SECURITY_TOKEN_ENDED,
    SECURITY_KINDS
};

/* Their names, in this order, and NULL. */
extern const char *const security_kinds[];

extern const char *const security_outcomes[]; /* ends with NULL */
const char *security_outcome(enum security_kind kind);

/* What strangers bring about takes no room from the rest, however much it is. */
enum security_side { SECURITY_OF_STRANGERS, SECURITY_OF_KNOWN, SECURITY_SIDES };
enum security_side security_side(enum security_kind kind);

/* Instead of an address: of several, whose events were too many to be told apart. */
#define SECURITY_SEVERAL "*"

enum { SECURITY_ADDRESS_MAX = 64 };

/* Ids are 0 where there is none, or it is not known. */
struct security_event {
    enum security_kind kind;
    int64_t account_id;              /* SYSTEM_ACCOUNT: nobody's */
    int64_t user_id, application_id; /* who did it, or whose secret was tried */
    int64_t about_user_id, about_application_id;
    struct str address; /* the client's, also behind a proxy; empty: the machine itself */
};

#endif
