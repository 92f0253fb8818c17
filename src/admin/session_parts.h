/* session_parts.h - what the actions on people share: sessions in answers, the cookie, guesses. */
#ifndef GLIMT_ADMIN_SESSION_PARTS_H
#define GLIMT_ADMIN_SESSION_PARTS_H

#include "access/people.h"
#include "admin/admin_parts.h"

/* Fills the answer `session` with a session, of the cookie's `token`. */
void set_session(struct request *request, struct object *object, const struct person *person,
                 struct str token);

/* Fills the answer `sign in answer` with the session of a token that was made just now, and sets
 * its cookie; inside the transaction that made it. False when the database fails. */
bool answer_signed_in(struct request *request, struct db *db, struct str token) MUST_USE;

/* The steps of signing in, in sign_in.c. */
enum outcome sign_in_look(struct request *request);
enum outcome sign_in_hash(struct request *request);
enum outcome sign_in_run(struct request *request, struct db *db);

/* The last step of a sign-in whose password was right; `action` is what the audit log calls it. */
enum outcome sign_in_finish(struct request *request, struct db *db, const struct login *login,
                            struct str code, const struct visitor *visitor, const char *action);

/* The browser is to forget the cookie. */
void clear_cookie(struct exchange *exchange);

/* Who asks, as the list of sessions tells it; on the event thread alone. */
struct visitor visitor_of(struct request *request);

/* `field` of the body is refused: INVALID. */
enum outcome refuse_field(struct request *request, const char *field, const char *sentence);

/* What is guessed, in one name for the throttle: a code or a password of a login. */
struct str guess_of_login(struct request *request, const char *what, int64_t account_id,
                          int64_t user_id);

/* 429 when there were `allowed` wrong guesses within a minute, else DONE; and notes one. */
enum outcome check_guesses(struct request *request, struct str who, unsigned allowed);
void note_guess(struct request *request, struct str who, unsigned allowed);

enum {
    GUESSES_OF_PAIR = 10,    /* of passwords: from one address for one login */
    GUESSES_OF_ADDRESS = 60, /* from one address */
    GUESSES_OF_CODE = 5,     /* for one login: a code has few digits */
};

#endif
