/* cross_origin.h - what browsers are told that call from pages of other servers (CORS).
 *
 * A page may read an answer only when the application that asked lists its origin, so a refusal
 * before that is known looks like a broken connection to it. Browsers ask beforehand whether a call
 * may be made at all, without its token: then any application's list counts, and tells nothing of
 * whose it is. Nothing here lets anybody in: whoever calls has to have a token, which no browser
 * sends by itself. */
#ifndef GLIMT_API_CROSS_ORIGIN_H
#define GLIMT_API_CROSS_ORIGIN_H

#include "api/request.h"

/* Once it is known which application asks, whether or not it is let in: tells the browser that its
 * page may read the answer, whatever that will be. */
void cross_origin_note(struct request *request, struct str origins);

/* The answer to OPTIONS is made: allows what a browser asks for. */
enum outcome cross_origin_allow(struct request *request) MUST_USE;

#endif
