/* authenticate.h - who calls, from which address, and whether it may. */
#ifndef GLIMT_API_AUTHENTICATE_H
#define GLIMT_API_AUTHENTICATE_H

#include "api/request.h"

/* Bearer token, or Basic for the token endpoint: 401, or 429 after many failures. */
enum outcome authenticate(struct request *request) MUST_USE;

/* Inside the transaction that makes a token: whether the secret that came counts still; it may have
 * been replaced while the request waited. 401. */
enum outcome secret_still_counts(struct request *request, struct db *db) MUST_USE;

/* Inside the transaction of a write, where other servers write, too: whether the application may do
 * it still. What it may was found before the transaction began, and somebody else may have taken it
 * away since; that has happened only if the version of applications and tokens is another. 401,
 * 403, 503. */
enum outcome caller_still_may(struct request *request, struct db *db) MUST_USE;

/* Where statements cost a way to the database: sends what caller_still_may() will ask in any case.
 */
void ask_callers(struct request *request, struct db *db);

/* Whose the token was when looks_last() was seen, as far as that is cached: a guess, on whose
 * strength nothing is answered. */
bool guess_caller(struct request *request, struct caller *ret) MUST_USE;

/* The application's list of allowed addresses: 403. */
enum outcome check_address(struct request *request) MUST_USE;

/* Requests per second of the token: 429. */
enum outcome limit_rate(struct request *request) MUST_USE;

/* The permission that the operation needs: 403. */
enum outcome authorize(struct request *request) MUST_USE;

/* The token of `Bearer ...`, pointing into the header; `at` is NULL when the scheme is another. */
struct str bearer_read(struct str header);

/* Takes `Basic ...` apart at the first colon: false when it is not valid Basic. */
bool basic_read(struct arena *arena, struct str header, struct str *ret_id,
                struct str *ret_secret) MUST_USE;

#endif
