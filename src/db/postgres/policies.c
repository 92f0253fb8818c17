/* policies.c - the second wall: rows of one account, by PostgreSQL itself.
 *
 * Each table with rows of accounts has a policy (row level security): who serves sees and writes
 * those of the account that the transaction has named, in the setting glimt.account. Which tables
 * those are is asked of the server's catalog, so that no list can be forgotten: all with a column
 * account_id, and the table that these refer to, by its key.
 *
 * The setting is read once for each statement, by the two questions in parentheses, which the
 * planner takes out of the condition: so an index serves it, and rows are compared with a number.
 * A transaction without it finds nothing, as '' is nobody. The names are the database's own, since
 * SQL that somebody smuggles in could set it: what the wall is for is a condition that is missing.
 *
 * Rows that a key refers to are looked for by the server itself, which goes past the wall. So does
 * the owner of the tables, who migrates; roles.c has who serves instead. */
#include "base/log.h"
#include "db/postgres/postgres_parts.h"

#define SETTING POSTGRES_ACCOUNT
#define POLICY "of_account" /* another text of it wants another name */

/* Tables with rows of accounts, each with the column that says whose. */
#define WALLED                                                                                     \
    "(SELECT c.oid, c.relrowsecurity, a.attname FROM pg_class c"                                   \
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"           \
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')"           \
    " AND (a.attname = 'account_id' OR EXISTS (SELECT 1 FROM pg_constraint k"                      \
    " JOIN pg_attribute b ON b.attrelid = k.conrelid AND b.attnum = k.conkey[1]"                   \
    " WHERE k.contype = 'f' AND k.confrelid = c.oid AND cardinality(k.conkey) = 1"                 \
    " AND k.confkey[1] = a.attnum AND b.attname = 'account_id')))"

#define MINE                                                                                       \
    "(%2$I = (SELECT nullif(nullif(current_setting(''" SETTING "'', true), ''''), ''every'')"      \
    "::bigint) OR (SELECT current_setting(''" SETTING "'', true) = ''every''))"

#define NOT_OF_EXTENSION                                                                           \
    " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND "       \
    "d.objid = c.oid AND d.deptype = 'e')"

static const char walls_due[] =
    "SELECT coalesce(string_agg(format('DROP POLICY IF EXISTS " POLICY " ON %1$s;"
    " CREATE POLICY " POLICY " ON %1$s USING " MINE " WITH CHECK " MINE ";"
    " ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY;', w.oid::regclass, w.attname), ' '), '')"
    " FROM " WALLED " w WHERE NOT w.relrowsecurity OR NOT EXISTS"
    " (SELECT 1 FROM pg_policy p WHERE p.polrelid = w.oid AND p.polname = '" POLICY "')";

/* A view would look with the eyes of who made it. */
static const char views_due[] =
    "SELECT coalesce(string_agg(format('ALTER VIEW %s SET (security_invoker = true);',"
    " c.oid::regclass), ' '), '') FROM pg_class c"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'v'"
    " AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)" NOT_OF_EXTENSION;

/* Which migrations there are is not the server's to write. */
static const char rights_due[] =
    "SELECT coalesce((SELECT format('GRANT USAGE ON SCHEMA %I TO %I; ', current_schema(), ?1::text)"
    " WHERE NOT has_schema_privilege(?1::name, current_schema(), 'USAGE')), '') ||"
    " coalesce(string_agg(format('GRANT SELECT%s ON %s TO %I;', CASE WHEN c.relname ="
    " 'migrations' OR c.relkind = 'v' THEN '' ELSE ', INSERT, UPDATE, DELETE' END, "
    "c.oid::regclass, ?1::text), ' '), '')"
    " FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace"
    " AND c.relkind IN ('r', 'p', 'v') AND NOT (has_table_privilege(?1::name, c.oid, 'SELECT')"
    " AND (c.relname = 'migrations' OR c.relkind = 'v' OR (has_table_privilege(?1::name, c.oid, "
    "'INSERT')"
    " AND has_table_privilege(?1::name, c.oid, 'UPDATE')"
    " AND has_table_privilege(?1::name, c.oid, 'DELETE'))))" NOT_OF_EXTENSION;

/* Runs the statements that the statement gives. */
static bool run_what(struct db *db, const char *sql, const char *role) {
    struct statement *statement = db_statement(db, str_of(sql));
    struct arena *arena;

    if (!statement)
        return false;
    if (role)
        statement_bind_text(statement, 1, str_of(role));
    if (statement_step(statement) != DB_ROW)
        return false;
    arena = arena_open();
    const char *due = arena_z(arena, column_text(statement, 0));
    statement_reset(statement);
    bool done = !*due || postgres_execute_there(inside(db), due);
    arena_close(arena);
    return done;
}

bool postgres_raise_walls(struct db *db) {
    return run_what(db, walls_due, NULL) && run_what(db, views_due, NULL) &&
           (!inside(db)->role || run_what(db, rights_due, inside(db)->role));
}

/* The first table, if any, whose rows whoever is connected sees all of. */
static const char open_table[] = "SELECT coalesce(min(w.oid::regclass::text), ''), current_user"
                                 " FROM " WALLED " w WHERE NOT row_security_active(w.oid)";

bool postgres_walls_hold(struct arena *arena, struct db *db, const char **ret_problem) {
    struct statement *statement = db_statement(db, str_of(open_table));

    if (!statement || statement_step(statement) != DB_ROW)
        return false;
    struct str table = column_text(statement, 0), user = column_text(statement, 1);
    if (table.len > 0)
        *ret_problem =
            arena_format(arena,
                         "shows the user %.*s the rows of every company in the table %.*s: serve as"
                         " a user that does not own it and has neither BYPASSRLS nor SUPERUSER.",
                         (int)user.len, user.at, (int)table.len, table.at)
                .at;
    statement_reset(statement);
    return !*ret_problem;
}
