/* migrate.c - runs the embedded migrations that a database lacks. */
#include "db/migrate_parts.h"

#include "base/clock.h"

/* SQLite chooses indexes by how many rows they leave, and takes a column for selective unless it is
 * told otherwise. Here one account has nearly all rows, so it is told for every index: of a billion
 * rows (so many that it never scans a whole table to filter another) a million of the account, a
 * hundred of its second column, one of a whole key; and that a table's rows are wider than its
 * indexes. What it is told never depends on the data, so neither do its plans. */
static const char guidance[] =
    "ANALYZE sqlite_schema; DELETE FROM sqlite_stat1;"
    "INSERT INTO sqlite_stat1 (tbl, idx, stat)"
    " SELECT t.name, CASE i.origin WHEN 'pk' THEN t.name ELSE i.name END,"
    " (SELECT '1000000000 ' || group_concat(left_over, ' ') FROM"
    " (SELECT CASE WHEN c.seqno = 0 AND c.name = 'account_id' THEN 1000000"
    " WHEN c.seqno = max(c.seqno) OVER () AND (i.\"unique\" OR c.name = 'id') THEN 1"
    " WHEN c.seqno < 2 THEN 100 ELSE 10 END AS left_over"
    " FROM pragma_index_info(i.name) c ORDER BY c.seqno))"
    " || CASE i.origin WHEN 'pk' THEN ' sz=60' ELSE ' sz=40' END"
    " FROM sqlite_schema t JOIN pragma_index_list(t.name) i"
    " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%';"
    "ANALYZE sqlite_schema";

bool migrate_guide(struct db *db) {
    return db_execute(db, guidance);
}

/* Goes on by one step, inside a transaction: the table, its checksums, or a migration. */
static bool go_on(struct arena *arena, struct db *db, const struct made *made,
                  const char **ret_problem) {
    if (made->form == MADE_NOWHERE)
        return made_make_table(db);
    if (made->form == MADE_WITHOUT_CHECKSUMS)
        return made_adopt(arena, db, made, ret_problem);
    return !made->missing || (db_execute(db, made->missing->sql) &&
                              made_record(db, made->missing, instant_now()) && migrate_guide(db));
}

/* Looks again first: another program may have gone on while this one waited for its turn. */
static bool take_step(struct arena *arena, struct db *db, const char **ret_problem) {
    struct made made = {0};

    *ret_problem = NULL;
    if (db_begin_write(db) && made_read(arena, db, &made, ret_problem) &&
        go_on(arena, db, &made, ret_problem) && db_commit(db))
        return true;
    if (!*ret_problem && made.missing)
        *ret_problem = arena_format(arena, "stays before the migration %s: %s", made.missing->name,
                                    db_problem(db))
                           .at;
    db_rollback(db);
    return false;
}

/* A sentence in any case: what was not refused has failed. */
static bool fail(struct arena *arena, struct db *db, const char *what, const char **ret_problem) {
    if (!*ret_problem)
        *ret_problem = arena_format(arena, "cannot be %s: %s", what, db_problem(db)).at;
    return false;
}

bool migrate(struct arena *arena, struct db *db, const char **ret_problem) {
    struct made made;

    while (made_read(arena, db, &made, ret_problem)) {
        if (made.form == MADE_WITH_CHECKSUMS && !made.missing)
            return true;
        if (!take_step(arena, db, ret_problem))
            break;
    }
    return fail(arena, db, "migrated", ret_problem);
}

bool migrate_is_current(struct arena *arena, struct db *db, const char **ret_problem) {
    static const char older[] =
        "was made by an older glimt (it lacks %s%s): start the server once to migrate it.";
    struct made made;

    if (!made_read(arena, db, &made, ret_problem))
        return fail(arena, db, "read", ret_problem);
    if (made.form == MADE_NOWHERE)
        *ret_problem = "is not a glimt database.";
    else if (made.missing)
        *ret_problem = arena_format(arena, older, "the migration ", made.missing->name).at;
    else if (made.form == MADE_WITHOUT_CHECKSUMS)
        *ret_problem = arena_format(arena, older, "checksums of its migrations", "").at;
    return !*ret_problem;
}
