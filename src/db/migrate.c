/* migrate.c - runs the embedded migrations that a database lacks. */
#include "db/migrate.h"

#include "base/instant.h"

static const char table[] = "CREATE TABLE IF NOT EXISTS migrations ("
                            "name TEXT NOT NULL PRIMARY KEY, made_at INTEGER NOT NULL)"
                            " STRICT, WITHOUT ROWID";

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
        (made || (db_execute(db, migration->sql) && record(db, migration->name))) && db_commit(db))
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
