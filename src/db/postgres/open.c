/* open.c - opens a database on a server, and closes it. */
#include "base/log.h"
#include "db/migrate.h"
#include "db/postgres/postgres_parts.h"

#include <stdlib.h>

enum {
    FORGOTTEN_BYTES = 64 * 1024 * 1024,
    MIGRATING_PATIENCE = 60 * 60 * 1000, /* milliseconds */
};

/* Names may have anything, such as the end of a line. */
static const char *harmless(struct arena *arena, struct str text) {
    char *shown = arena_z(arena, text);

    for (char *at = shown; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            *at = '?';
    return shown;
}

/* An address that is no URL names no database that could be told. */
static struct db *fail(struct arena *arena, struct postgres *db, const char *what,
                       const char **ret_problem) {
    bool ends = what[strlen(what) - 1] == '.';

    *ret_problem = harmless(arena, arena_format(arena, "The database%s%s %s%s", db->name ? " " : "",
                                                db->name ? db->name : "", what, ends ? "" : "."));
    postgres_close(&db->db);
    return NULL;
}

/* Another one may be at a large database for long, and is waited for. Who may make no tables is
 * told so only when some are missing. */
static bool grow(struct arena *arena, struct db *db, const char **ret_problem) {
    int patience = db->patience;
    const char *better = NULL;

    db->patience = MIGRATING_PATIENCE;
    bool done = inside(db)->mode == DB_FILL ? migrate_to_fill(arena, db, ret_problem)
                                            : migrate(arena, db, ret_problem);
    db->patience = patience;
    if (!done && db->trouble == DB_READ_ONLY && !postgres_schema_may_grow(arena, db, &better) &&
        better)
        *ret_problem = better;
    return done;
}

/* Rights may be missing that a migration gave, as when the database came out of a dump. */
static bool raise_walls(struct db *db) {
    if (db_begin_write(db) && postgres_raise_walls(db) && postgres_order_indexes(db) &&
        db_commit(db))
        return true;
    db_rollback(db);
    return false;
}

static bool make_current(struct arena *arena, struct db *db, const char **ret_problem) {
    if (inside(db)->mode == DB_FILL && !inside(db)->may_migrate) {
        *ret_problem = arena_format(arena,
                                    "has to be filled with the user that owns its tables, which %s"
                                    " does not.",
                                    PQuser(inside(db)->pq))
                           .at;
        return false;
    }
    if (!mode_makes(inside(db)->mode) && inside(db)->is_filled)
        return migrate_to_fill(arena, db, ret_problem);
    if (inside(db)->is_served && !mode_makes(inside(db)->mode))
        return true;
    if (!mode_makes(inside(db)->mode) || !inside(db)->may_migrate)
        return migrate_is_current(arena, db, ret_problem);
    return grow(arena, db, ret_problem) && raise_walls(db);
}

/* A command that only reads or writes makes no role. */
static bool may_serve(const struct postgres *db, const char **ret_problem) {
    if (db->may_migrate && !db->role)
        *ret_problem = "has no role to serve as yet: start the server once to make it.";
    return !*ret_problem;
}

static bool settle(struct arena *arena, struct db *db, const char **ret_problem) {
    *ret_problem = NULL;
    if (postgres_schema_is_ours(arena, db, ret_problem) &&
        postgres_find_roles(arena, db, ret_problem) && make_current(arena, db, ret_problem) &&
        may_serve(inside(db), ret_problem) && postgres_serve(db) &&
        postgres_walls_hold(arena, db, ret_problem))
        return true;
    if (!*ret_problem)
        *ret_problem = arena_format(arena, "cannot be opened: %s", db_problem(db)).at;
    return false;
}

struct db *postgres_open(const struct engine *self, struct arena *arena, struct db_address at,
                         enum db_mode mode, const char **ret_problem) {
    struct postgres *db = calloc(1, sizeof(*db));
    const char *what;

    NEEDED(db);
    db->db.engine = self;
    db->mode = mode;
    db->is_filled = at.is_filled;
    db->is_served = at.is_served;
    db->db.is_quiet = at.is_replica;
    db->url = strdup(at.url);
    NEEDED(db->url);
    db->account = db->stands_for = NO_ACCOUNT;
    buffer_init(&db->forgotten, FORGOTTEN_BYTES);
    connection_begin(&db->db);
    if (!postgres_connect(arena, db, &what) || !settle(arena, &db->db, &what))
        return fail(arena, db, what, ret_problem);
    return &db->db;
}

void postgres_close(struct db *asked) {
    struct postgres *db = inside(asked);

    if (!postgres_is_gone(db))
        db_rollback(asked);
    statements_close(asked);
    connection_end(asked);
    PQfinish(db->pq);
    buffer_done(&db->forgotten);
    free(db->sent);
    memset(db->url, 0, strlen(db->url));
    free(db->url);
    free(db->name);
    free(db->role);
    free(db->full_columns);
    free(db);
}
