/* migrate_parts.h - the inside of migrating: what a database has, for the files that go on from it.
 *
 * Everything is in the caller's arena. Where `ret_problem` stays NULL on failure, the database
 * itself failed, and db_problem() has the sentence. */
#ifndef GLIMT_DB_MIGRATE_PARTS_H
#define GLIMT_DB_MIGRATE_PARTS_H

#include "db/migrate.h"

/* The mark of a database whose rows are not all there (unfinished.c); sql/ counts from 1. */
enum { UNFINISHED = 0 };
#define UNFINISHED_NAME "unfinished"

/* How the table `migrations` looks: not there yet, as it was until checksums were kept, or today's.
 */
enum made_form { MADE_NOWHERE, MADE_WITHOUT_CHECKSUMS, MADE_WITH_CHECKSUMS };

/* A row of `migrations`. */
struct made_one {
    int64_t number, made_at;
    struct str name, checksum; /* of the form MADE_WITHOUT_CHECKSUMS the checksum is empty */
    struct made_one *next;     /* with a higher number */
};

struct made {
    enum made_form form;
    struct made_one *first;
    const struct migration *missing; /* the first that the database lacks; NULL: none */
    bool is_unfinished;              /* it has the mark (tables.h) */
};

/* Reads what the database has, and refuses what this program can't go on from. */
bool made_read(struct arena *arena, struct db *db, struct made *ret,
               const char **ret_problem) MUST_USE;

/* Of rows that were read: finds the first that is missing, and refuses likewise. */
bool made_judge(struct arena *arena, struct made *made, const char **ret_problem) MUST_USE;

bool made_has(const struct made *made, int number);

/* Inside a transaction: makes the table, in today's form; records a migration in it. */
bool made_make_table(struct db *db) MUST_USE;
bool made_record(struct db *db, const struct migration *migration, int64_t made_at) MUST_USE;

#endif
