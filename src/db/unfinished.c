/* unfinished.c - the mark of a database whose rows are not all there yet.
 *
 * It is a row of `migrations` that no program has: so every version, also one from before there was
 * such a mark, refuses the database instead of serving half of it. */
#include "db/migrate_parts.h"
#include "db/tables.h"

bool db_mark_unfinished(struct db *db) {
    const struct migration mark = {.number = UNFINISHED, .name = UNFINISHED_NAME, .checksum = ""};

    return made_record(db, &mark, 0);
}

bool db_is_unfinished(struct db *db, bool *ret) {
    struct statement *statement =
        db_statement(db, STR("SELECT count(*) FROM migrations WHERE number = ?1"));
    int64_t count = 0;

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, UNFINISHED);
    bool fine = statement_integer(statement, &count) == DB_ROW;
    *ret = count > 0;
    return fine;
}
