/* migrate.h - brings a database to the newest schema: sql/NNN_name.sql, embedded.
 *
 * Each file runs once, in one transaction together with the row in `migrations` that records it by
 * its number and its checksum. One that a database lacks runs wherever its number stands, unless
 * one that the database has needs it. A database is refused, and left as it is, that
 *   - has a migration that this program does not have, or has with another text;
 *   - has a migration without one that it needs;
 *   - is from before checksums, and differs from what its migrations make. */
#ifndef GLIMT_DB_MIGRATE_H
#define GLIMT_DB_MIGRATE_H

#include "db/db.h"

struct migration {
    int number;           /* 1: the NNN of the file's name */
    const char *name;     /* "001_accounts" */
    const char *checksum; /* of the file, as `b2sum -l 128` prints it */
    const int *needs; /* the numbers of those that it builds on, all of them less; ends with 0 */
    const char *sql;
};

/* By number; ends with {0}. Made by tools/embed.py at build time. */
extern const struct migration migrations[];

/* False on failure, with one sentence in the arena; then nothing is changed but by migrations that
 * ran before the one that failed. */
bool migrate(struct arena *arena, struct db *db, const char **ret_problem) MUST_USE;

/* Whether the database has exactly the migrations that the program has. Only reads. */
bool migrate_is_current(struct arena *arena, struct db *db, const char **ret_problem) MUST_USE;

/* Of a database that is to be filled: migrates it, or finds it current when its rows are not all
 * there; both of the others refuse such a one. */
bool migrate_to_fill(struct arena *arena, struct db *db, const char **ret_problem) MUST_USE;

/* Tells the engine what the tables look like, which is due after indexes were made; inside a
 * transaction.
 */
bool migrate_guide(struct db *db) MUST_USE;

#endif
