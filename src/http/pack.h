/* pack.h - bodies in fewer bytes, for clients that take gzip (RFC 9110, 8.4 and 12.5.3).
 *
 * An answer has two representations then, each with a tag of its own. What is kept, compared and
 * counted elsewhere is the plain one; an answer is packed when it is about to be sent, by the
 * thread that sends it, unless whoever made it has done so, or found it packed. */
#ifndef GLIMT_HTTP_PACK_H
#define GLIMT_HTTP_PACK_H

#include "http/server.h"

/* Bytes of a body from which it pays: what it saves of fewer would take a network of 100 Mbit/s no
 * longer than it takes here (docs/performance.md). And up to which it is done: under a millisecond,
 * in which the thread answers nobody else. */
enum { PACKED_FROM = 1024, PACKED_UP_TO = 2 * SPOOL_BYTES };

/* The entity tag of the packed representation, in the arena; `tag` is that of the plain one. */
struct str packed_tag(struct arena *arena, struct str tag);

/* Whether the client wants the body packed, if it has enough bytes. Never when it may not be. */
bool exchange_wants_packed(struct exchange *exchange);

/* Packs the body when it may be, is long enough and the client wants that, with the ETag that the
 * answer may have. Tells whether it is packed now. One in a file, or longer yet, stays as it is. */
bool exchange_pack(struct exchange *exchange);

/* Instead: `body_out` holds a body that was packed before. */
void exchange_note_packed(struct exchange *exchange);

#endif
