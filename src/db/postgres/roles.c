/* roles.c - who makes the tables, and who serves what is in them.
 *
 * Two users of PostgreSQL, of whom the one that serves owns nothing: it reads and writes rows, and
 * walls hold for it (policies.c). There are two ways to have them:
 *
 *   - The user of the URL owns the tables. It migrates them, and makes a role, glimt_serve_ and the
 *     name of the database, which it becomes (SET ROLE) for all else. A user without CREATEROLE
 *     can't, and is told what an administrator has to run once.
 *   - The user of the URL is only a member of that role. It never migrates: `glimt migrate` does,
 *     with the URL of the owner. */
#include "db/postgres/postgres_parts.h"

#include "base/log.h"

#include <stdlib.h>

/* A name has 63 bytes at most. Membership counts when it lets one become the role, which it needs
 * not before 16. */
static const char look[] =
    "SELECT r.name, coalesce((SELECT pg_has_role(session_user, c.relowner, 'USAGE')"
    " FROM pg_class c WHERE c.oid = to_regclass(quote_ident(current_schema()) || '.migrations')),"
    " true), x.oid IS NOT NULL,"
    " coalesce(pg_has_role(session_user, x.oid, ?1), false), quote_ident(r.name),"
    " quote_ident(session_user) FROM (SELECT 'glimt_serve_' || CASE WHEN"
    " octet_length(current_database()) > 51 THEN md5(current_database())"
    " ELSE current_database() END AS name) r LEFT JOIN pg_roles x ON x.rolname = r.name";

struct roles {
    const char *name, *quoted, *user; /* the latter is quoted, too */
    bool owns, is_there, is_member;
};

static bool read_roles(struct arena *arena, struct db *db, struct roles *ret) {
    struct statement *row = db_statement(db, str_of(look));

    if (!row)
        return false;
    statement_bind_text(row, 1,
                        PQserverVersion(inside(db)->pq) < 160000 ? STR("MEMBER") : STR("SET"));
    if (statement_step(row) != DB_ROW)
        return false;
    *ret = (struct roles){.name = arena_z(arena, column_text(row, 0)),
                          .owns = column_integer(row, 1) == 1,
                          .is_there = column_integer(row, 2) == 1,
                          .is_member = column_integer(row, 3) == 1,
                          .quoted = arena_z(arena, column_text(row, 4)),
                          .user = arena_z(arena, column_text(row, 5))};
    statement_reset(row);
    return true;
}

/* Behind the lock of whoever writes, as servers may start side by side. */
static bool make(struct arena *arena, struct db *db, struct roles *roles) {
    const char *sql;

    if (!db_begin_write(db))
        return false;
    if (!read_roles(arena, db, roles)) {
        db_rollback(db);
        return false;
    }
    sql = arena_format(arena, "%s%s%s GRANT %s TO %s;", roles->is_there ? "" : "CREATE ROLE ",
                       roles->is_there ? "" : roles->quoted, roles->is_there ? "" : " NOLOGIN;",
                       roles->quoted, roles->user)
              .at;
    if ((roles->is_member || postgres_execute_there(inside(db), sql)) && db_commit(db))
        return true;
    db_rollback(db);
    return false;
}

/* What nobody but an administrator can do. */
static const char *ask_administrator(struct arena *arena, const struct roles *roles) {
    return arena_format(arena,
                        "has no role to serve as that the user %s may become or make: have an"
                        " administrator run %s%s%sGRANT %s TO %s.",
                        roles->user, roles->is_there ? "" : "CREATE ROLE ",
                        roles->is_there ? "" : roles->quoted, roles->is_there ? "" : " NOLOGIN; ",
                        roles->quoted, roles->user)
        .at;
}

/* What else is wrong with the user comes first: then nobody has to make a role for it. */
static bool make_for_owner(struct arena *arena, struct db *db, struct roles *roles,
                           const char **ret_problem) {
    if (!postgres_schema_may_grow(arena, db, ret_problem))
        return false;
    if (make(arena, db, roles))
        return true;
    if (db->trouble == DB_READ_ONLY || db->trouble == DB_OTHER)
        *ret_problem = ask_administrator(arena, roles);
    return false;
}

/* Of an empty database whoever comes first will be the owner. */
bool postgres_find_roles(struct arena *arena, struct db *db, const char **ret_problem) {
    struct roles roles;

    if (!read_roles(arena, db, &roles))
        return false;
    inside(db)->may_migrate = roles.owns;
    if (!roles.owns)
        return true;
    if (!roles.is_member && mode_makes(inside(db)->mode) &&
        !make_for_owner(arena, db, &roles, ret_problem))
        return false;
    if (roles.is_member || mode_makes(inside(db)->mode)) {
        inside(db)->role = strdup(roles.name);
        NEEDED(inside(db)->role);
    }
    return true;
}

bool postgres_load_begin(struct db *db) {
    return !inside(db)->may_migrate ||
           (postgres_ready(inside(db)) &&
            postgres_become(inside(db), "RESET ROLE; SET maintenance_work_mem = '256MB'"));
}

/* Without its role the connection would be without walls. */
void postgres_load_end(struct db *asked) {
    struct postgres *db = inside(asked);

    if (postgres_is_gone(db) ||
        (postgres_serve(asked) && postgres_become(db, "RESET maintenance_work_mem")))
        return;
    PQfinish(db->pq);
    db->pq = NULL;
}

const char *postgres_who_migrates(struct arena *arena, struct db *db) {
    if (inside(db)->may_migrate)
        return "start the server once to migrate it.";
    return arena_format(arena,
                        "run glimt migrate --database with the user that owns its tables, which"
                        " %s does not.",
                        PQuser(inside(db)->pq))
        .at;
}
