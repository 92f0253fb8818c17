/* migrate.c - runs the embedded migrations that a database lacks. */
#include "db/migrate_parts.h"

#include "base/clock.h"
#include "db/engine.h"

bool migrate_guide(struct db *db) {
    return !db->engine->guide || db->engine->guide(db);
}

static bool adopt(struct arena *arena, struct db *db, const struct made *made,
                  const char **ret_problem) {
    if (db->engine->adopt)
        return db->engine->adopt(arena, db, made, ret_problem);
    *ret_problem = "is not a glimt database.";
    return false;
}

static bool run(struct db *db, const struct migration *migration) {
    return db->engine->run_migration ? db->engine->run_migration(db, migration)
                                     : db_execute(db, migration->sql);
}

/* Goes on by one step, inside a transaction: the table, its checksums, or a migration. */
static bool go_on(struct arena *arena, struct db *db, const struct made *made,
                  const char **ret_problem) {
    if (made->form == MADE_NOWHERE)
        return made_make_table(db);
    if (made->form == MADE_WITHOUT_CHECKSUMS)
        return adopt(arena, db, made, ret_problem);
    return !made->missing || (run(db, made->missing) &&
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

static const char unfinished[] = "has a copy that is not finished: give the same glimt copy again, "
                                 "which goes on with it, or delete what is there.";

bool migrate(struct arena *arena, struct db *db, const char **ret_problem) {
    struct made made;

    while (made_read(arena, db, &made, ret_problem)) {
        if (made.is_unfinished) {
            *ret_problem = unfinished;
            return false;
        }
        if (made.form == MADE_WITH_CHECKSUMS && !made.missing)
            return true;
        if (!take_step(arena, db, ret_problem))
            break;
    }
    return fail(arena, db, "migrated", ret_problem);
}

bool migrate_is_current(struct arena *arena, struct db *db, const char **ret_problem) {
    static const char older[] = "was made by an older glimt (it lacks %s%s): %s";
    const char *who = db->engine->who_migrates ? db->engine->who_migrates(arena, db)
                                               : "start the server once to migrate it.";
    struct made made;

    if (!made_read(arena, db, &made, ret_problem))
        return fail(arena, db, "read", ret_problem);
    if (made.form == MADE_NOWHERE)
        *ret_problem = "is not a glimt database.";
    else if (made.is_unfinished)
        *ret_problem = unfinished;
    else if (made.missing)
        *ret_problem = arena_format(arena, older, "the migration ", made.missing->name, who).at;
    else if (made.form == MADE_WITHOUT_CHECKSUMS)
        *ret_problem = arena_format(arena, older, "checksums of its migrations", "", who).at;
    return !*ret_problem;
}

/* What began with other migrations is not gone on with. */
bool migrate_to_fill(struct arena *arena, struct db *db, const char **ret_problem) {
    struct made made;

    if (!made_read(arena, db, &made, ret_problem))
        return fail(arena, db, "read", ret_problem);
    if (!made.is_unfinished)
        return migrate(arena, db, ret_problem);
    if (made.missing)
        *ret_problem = "has an unfinished copy by an older glimt: delete what is there, and copy "
                       "anew.";
    return !*ret_problem;
}
