/* stamp.c - which commit a database is at, by its server's own snapshot.
 *
 * A snapshot is told as the numbers of the first transaction that is not over, of the next that
 * will be, and of all between them that are not over: `10:20:10,14`. A commit takes its number off
 * that list, or moves an end of it, before it is acknowledged. So while the text stays the same,
 * nothing was committed since, by anybody; what only reads has no number. A transaction of another
 * database there changes it, too, which costs a look at the versions and nothing more.
 *
 * The text may be of any length. It is kept as two hashes with other seeds: numbers that are given
 * in order are not somebody's choice, so no more is needed. */
#include "db/postgres/postgres_parts.h"

#include <xxhash.h>

static bool ask(struct db *db, struct db_stamp *ret) {
    struct statement *statement =
        db_statement(db, STR("SELECT CAST(pg_current_snapshot() AS text)"));

    if (!statement || statement_step(statement) != DB_ROW)
        return false;
    struct str text = column_text(statement, 0);
    XXH128_hash_t one = XXH3_128bits(text.at, text.len);
    XXH128_hash_t other = XXH3_128bits_withSeed(text.at, text.len, 1);
    *ret = (struct db_stamp){{one.high64, one.low64, other.high64, other.low64, text.len, 1}};
    statement_reset(statement);
    return true;
}

/* A connection that has lain still may have gone meanwhile; the next use makes it anew. */
bool postgres_stamp(struct db *db, struct db_stamp *ret) {
    return ask(db, ret) || (db->trouble == DB_AWAY && ask(db, ret));
}
