/* chunks.h - the bytes of copies as rows of stored_chunks. */
#ifndef GLIMT_FILES_DATABASE_CHUNKS_H
#define GLIMT_FILES_DATABASE_CHUNKS_H

#include "files/copy.h"
#include "files/database/connections.h"

/* put() adds the copy to the ledger, too, in the same transaction, so that either is there or
 * neither. The holder lives in the arena and needs no close(). */
struct holder *chunks_open(struct arena *arena, struct connections *connections);

#endif
