/* session_parts.h - what the actions on people share: sessions in answers, the cookie, guesses. */
#ifndef GLIMT_ADMIN_SESSION_PARTS_H
#define GLIMT_ADMIN_SESSION_PARTS_H

#include "access/guesses.h"
#include "access/people.h"
#include "admin/admin_parts.h"

/* Fills the answer `session` with a session, of the cookie's `token`. */
void set_session(struct request *request, struct object *object, const struct person *person,
                 struct str token);

/* Fills the answer `session` with that of a token that is new, and sets its cookie; inside the
 * transaction that made it. False when the database fails. */
bool answer_session(struct request *request, struct db *db, struct str token) MUST_USE;

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

/* A login in one name, for what is counted by it. */
struct str guess_of_login(struct request *request, int64_t account_id, int64_t user_id);

/* 429 when too many were wrong (access/guesses.h), else DONE. */
enum outcome check_guesses(struct request *request, enum guess_kind kind, struct str who);

/* Notes a wrong one; the seconds to wait when there were too many before, as guesses_note(). */
unsigned note_guess(struct request *request, enum guess_kind kind, struct str who);

#endif
