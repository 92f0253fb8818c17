/* answer.h - the fixed answers: which status and body belong to which outcome. */
#ifndef GLIMT_API_ANSWER_H
#define GLIMT_API_ANSWER_H

#include "api/request.h"

#define JSON_TYPE "application/json; charset=utf-8"
#define BODY_TOO_LARGE "{\"message\":\"The body of the request is too large.\"}"

/* Each sets status, headers and body, and returns ANSWERED, so that a stage can return it. */
enum outcome answer_empty(struct request *request, unsigned status);
enum outcome answer_json(struct request *request, unsigned status, struct str body);
enum outcome answer_not_allowed(struct request *request, unsigned status, struct str allow);
enum outcome answer_unauthorized(struct request *request, bool basic);
enum outcome answer_wait(struct request *request, unsigned seconds);
enum outcome answer_insecure(struct request *request);
enum outcome answer_being_filled(struct request *request); /* the account is closed: 503 */
enum outcome answer_unavailable(struct request *request);

/* 412 with a sentence; for people also the row as it is now, as JSON, or null for none. */
enum outcome answer_not_as_wanted(struct request *request, const char *sentence,
                                  struct str current);

/* 415, with what may stand in Content-Encoding. */
enum outcome answer_packed(struct request *request);

/* For keys of writes (idempotency.h): 409 for one whose first request is at work, 422 for one that
 * came with another request, 409 for one that may have been forgotten. */
enum outcome answer_at_work(struct request *request);
enum outcome answer_other_request(struct request *request);
enum outcome answer_forgotten(struct request *request);

/* 400 from the faults that were noted; 503 when they say that nothing can be changed. */
enum outcome answer_invalid(struct request *request);

/* The row of that resource is not there: the fault is noted under the path's name for its id, and
 * INVALID returned, or the answer set; see missing_is_404 in plan/resource.h. */
enum outcome answer_not_found(struct request *request, const struct resource *resource,
                              const char *id_name);

/* 500 with the exchange's id; drops what was written before. */
void answer_failed(struct exchange *exchange);

/* 503, likewise, since the database or files are not where they were. */
void answer_lost(struct exchange *exchange);

/* 503, likewise: a lane is full (lane.h), the slow or the quick one, or the server ends before the
 * answer is made. */
void answer_crowded(struct exchange *exchange);
void answer_busy(struct exchange *exchange);
void answer_held_up(struct exchange *exchange); /* by what another program does in the database */
void answer_no_room(
    struct exchange *exchange); /* 507: on the disk, for the rows of a long answer */
void answer_no_file(struct exchange *exchange); /* for them, for want of descriptors */
void answer_ending(struct exchange *exchange);
void answer_away(struct exchange *exchange); /* the database's server cannot be reached */
/* 503, likewise: too many wait for their passwords to be checked (hasher.h). */
void answer_passwords_crowded(struct exchange *exchange);
void answer_keys_full(struct exchange *exchange); /* keys_at_work.h is full */

/* The same for a write that could not be done, by what was in its way: 507 when there is no room,
 * 503 with Retry-After when it may be done soon, else 500. The first two have a sentence. */
void answer_not_stored(struct exchange *exchange, enum db_trouble trouble);

/* 503 with Retry-After: what has the bytes of files cannot be reached. */
void answer_files_away(struct exchange *exchange);

/* 507: there is no room to bring a file here before it is sent. */
void answer_no_room_for_file(struct exchange *exchange);

#endif
