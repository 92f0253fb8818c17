/* space.h - the room that a database takes in the file system, and what of it is free. */
#ifndef GLIMT_DB_SPACE_H
#define GLIMT_DB_SPACE_H

#include "db/db.h"

/* Bytes of the file, and of the pages in it that nothing stands in. */
struct db_space {
    int64_t size, free;
};

bool db_space(struct db *db, struct db_space *ret) MUST_USE;

/* Writes the database anew without what is free, in one transaction of the engine: after a kill it
 * is whole as it was or as it becomes. Takes as much room again, twice; the connection must be in
 * no transaction. From then on what becomes free can be given back in steps. */
bool db_compact(struct db *db) MUST_USE;

#endif
