/* idempotency.h - a write that comes again with its key is done once, and answered the same.
 *
 * A client whose connection breaks does not know whether its write was done. With `Idempotency-Key`
 * it may send the same request again, as often as it likes. The way of such a request:
 *
 *   claim    the stage behind those that say who may, when the body is there and before it is read.
 *            The key is looked for among those at work in this process (keys_at_work.h): the second
 *            request with it gets 409. Then, in a snapshot that is opened after the claim, for what
 *            is kept: the same fingerprint gives the kept answer, another one 422.
 *   work     as without a key
 *   keep     an answer of the work is kept in the transaction that did it. A refusal wrote nothing,
 *            or was taken back, so it is kept by a job of the writer of its own.
 *   release  when the answer is made, behind the commit: idempotency_end()
 *
 * A claim is released behind the commit, and the next one reads behind its claim, so nobody in this
 * process works on a key whose answer is kept. Where other servers write to the same database, the
 * writer looks again in its transaction, behind all of theirs: of two requests with a key that come
 * to two servers at once, one does the work, and the other gives its answer.
 *
 * Kept are 2xx, 400 and 412: what the work came to. Not kept, so that a repeated request is tried
 * anew, is what says nothing about the write: whether one may ask at all (401, 403, 404 of a path,
 * 405, 429), whether the body can be taken (413, 415), 409 for a row that somebody else has
 * changed, and failures of the server (5xx). A fault of the key's own headers is 400 and not kept.
 *
 * A key is one to 255 visible ASCII characters. It belongs to the application, or to the user
 * whatever session it comes with; others may use the same. Ignored it is with reads, with what
 * anybody may ask without being signed in, and where an answer tells a secret (TELLS_SECRET), of
 * which nothing may be kept: plan/action.h.
 *
 * People's keys are kept longer, as what they write may have waited in a browser without a network.
 * The pages say when a write was made (Idempotency-Made-At): one whose key may have been forgotten
 * is refused with 409 when it is not found, instead of being done twice. Clocks may differ by
 * MOMENT_TOLERANCE: so much earlier it is refused, and a moment that lies further ahead is 400. */
#ifndef GLIMT_API_IDEMPOTENCY_H
#define GLIMT_API_IDEMPOTENCY_H

#include "api/request.h"

#define KEY_HEADER "Idempotency-Key"
#define MADE_AT_HEADER "Idempotency-Made-At"
#define REPLAYED_HEADER "Idempotent-Replayed"

enum {
    KEY_LENGTH_MAX = 255,
    MOMENT_TOLERANCE = 600, /* seconds: a guess; clocks that are set by others differ by less */
};

bool idempotency_key_is_valid(struct str key);

/* Whether the request has a key that counts: then its body counts, too. Behind route(). */
bool idempotency_is_asked(const struct request *request);

/* Before a body comes that is read while it arrives: request->fingerprint, if the key counts. */
void idempotency_begin_form(struct request *request);

/* A stage. ANSWERED with what is kept, 409, 422 or 503; INVALID when a header is malformed. */
enum outcome idempotency_claim(struct request *request) MUST_USE;

/* Inside the transaction, where other servers write, too: as idempotency_claim(), for an answer
 * that was kept since. ANSWERED with it, or 422, in place of any other; DONE when there is none. */
enum outcome idempotency_look_again(struct request *request, struct db *db) MUST_USE;

/* Inside the transaction: keeps the answer, which is complete. Without a claim nothing happens. */
bool idempotency_keep(struct request *request, struct db *db) MUST_USE;

/* Whether the answer that was made has still to be kept: once, by whoever would finish it. */
bool idempotency_has_to_keep(const struct request *request);

/* What was kept was taken back with the write, which is run again. */
void idempotency_again(struct request *request);

/* The answer is made, whatever it is; from any thread, before the exchange is finished. */
void idempotency_end(struct request *request);

#endif
