/* origins.h - from which pages browsers may call: lists of origins between blanks.
 *
 * An origin is a scheme, a host and a port (RFC 6454), as browsers write it in the header of that
 * name, so that two are the same when their bytes are. */
#ifndef GLIMT_ACCESS_ORIGINS_H
#define GLIMT_ACCESS_ORIGINS_H

#include "base/arena.h"
#include "db/db.h"

/* Whether `entry` is an origin as a browser writes it; `null` and `*` are none. */
bool origin_is_valid(struct str entry);

/* Whether it is on the list; on an empty one is nobody. */
bool origins_have(struct str origins, struct str origin);

/* Whether any application of the server that is active lists it. False when the database fails. */
bool origin_is_listed(struct db *db, struct str origin, bool *ret) MUST_USE;

/* The list of an application, in the arena; empty when it has none, or the database fails. */
struct str origins_of(struct arena *arena, struct db *db, int64_t account_id,
                      int64_t application_id);

#endif
