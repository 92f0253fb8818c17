/* precondition.h - writes that are done only if their row is what the client believes.
 *
 * They say so by If-Match, If-Unmodified-Since and If-None-Match (RFC 9110, 13). Each write of a
 * row, in the API and in the pages, may have them, and none needs them: a create, an update, a
 * delete, or an action on a row. They are compared with the row in the transaction that writes, so
 * that of many clients with the same tag one succeeds. An action that is about no row takes no
 * notice of them, and neither do reads, which know If-None-Match alone.
 *
 * 412 comes where the work would begin (RFC 9110, 13.2.1). Before it come 401, 403, 429, and 400
 * for what is wrong with the request by itself: such a request never reaches the writer. So does
 * 400 for a row, or its parent, that is not there: without the condition it would be refused
 * likewise. 412 comes before all that is said of a row that the client has not seen: the rules of
 * its resource, and what it refers to.
 *
 * What a create is about is not there yet: If-Match is never true of it, If-None-Match always. A
 * list of tags that can't be read is a condition that nobody can fulfil: 412. A date that can't be
 * read, or is sent beside If-Match, or is about a row without stamps, says nothing, as the RFC has
 * it. */
#ifndef GLIMT_API_PRECONDITION_H
#define GLIMT_API_PRECONDITION_H

#include "api/request.h"

/* On the event thread, for a write that is ready: keeps what the client wants to be so. */
void precondition_note(struct request *request);

/* In the transaction that writes, before all else: DONE when it is so. ANSWERED: 412; people get
 * the row as it is now. */
enum outcome precondition_check(struct request *request) MUST_USE;

#endif
