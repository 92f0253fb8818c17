/* migrate.c - runs the embedded migrations that a database lacks. */
#include "db/migrate.h"

#include "base/clock.h"

static const char table[] = "CREATE TABLE IF NOT EXISTS migrations ("
                            "name TEXT NOT NULL PRIMARY KEY, made_at INTEGER NOT NULL)"
                            " STRICT, WITHOUT ROWID";

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

static bool is_known(struct str name) {
    for (const struct migration *migration = migrations; migration->name; migration++)
        if (str_equal(name, str_of(migration->name)))
            return true;
    return false;
}

/* How many of the program's migrations the database has; it has no other. */
static bool count_made(struct arena *arena, struct db *db, size_t *ret, const char **ret_problem) {
    struct statement *statement =
        db_statement(db, STR("SELECT name FROM migrations ORDER BY name"));
    enum db_step step;

    *ret = 0;
    *ret_problem = "is not a glimt database.";
    if (!statement)
        return false;
    while ((step = statement_step(statement)) == DB_ROW) {
        struct str name = column_text(statement, 0);
        if (!is_known(name)) {
            *ret_problem = arena_format(arena,
                                        "was made by a newer glimt (it has the migration %.*s): "
                                        "use that version.",
                                        (int)name.len, name.at)
                               .at;
            break;
        }
        ++*ret;
    }
    statement_reset(statement);
    return step == DB_END;
}

static bool record(struct db *db, const char *name) {
    struct statement *statement =
        db_statement(db, STR("INSERT INTO migrations (name, made_at) VALUES (?1, ?2)"));

    if (!statement)
        return false;
    statement_bind_text(statement, 1, str_of(name));
    statement_bind_integer(statement, 2, instant_now());
    return statement_run(statement);
}

static bool is_made(struct db *db, const char *name, bool *ret) {
    struct statement *statement = db_statement(db, STR("SELECT 1 FROM migrations WHERE name = ?1"));

    if (!statement)
        return false;
    statement_bind_text(statement, 1, str_of(name));
    enum db_step step = statement_step(statement);
    *ret = step == DB_ROW;
    statement_reset(statement);
    return step != DB_FAILED;
}

/* Another program may have made it while this one waited for its turn to write. */
static bool run_one(struct db *db, const struct migration *migration) {
    bool made;

    if (!db_begin_write(db))
        return false;
    if (is_made(db, migration->name, &made) &&
        (made ||
         (db_execute(db, migration->sql) && record(db, migration->name) && migrate_guide(db))) &&
        db_commit(db))
        return true;
    db_rollback(db);
    return false;
}

bool migrate(struct arena *arena, struct db *db, const char **ret_problem) {
    size_t made;

    if (!db_execute(db, table)) {
        *ret_problem = arena_format(arena, "cannot be migrated: %s", db_problem(db)).at;
        return false;
    }
    if (!count_made(arena, db, &made, ret_problem))
        return false;
    for (const struct migration *migration = migrations + made; migration->name; migration++)
        if (!run_one(db, migration)) {
            *ret_problem = arena_format(arena, "stays before the migration %s: %s", migration->name,
                                        db_problem(db))
                               .at;
            return false;
        }
    return true;
}

bool migrate_is_current(struct arena *arena, struct db *db, const char **ret_problem) {
    size_t made;

    if (!count_made(arena, db, &made, ret_problem))
        return false;
    if (!migrations[made].name)
        return true;
    *ret_problem = arena_format(arena,
                                "was made by an older glimt (it lacks the migration %s): start the "
                                "server once to migrate it.",
                                migrations[made].name)
                       .at;
    return false;
}
