/* order.c - lets indexes serve the order of lists.
 *
 * Nulls come first in ours, as in SQLite, and last in PostgreSQL's, whose planner takes an index
 * for an order only if it has nulls at the same end: also where there can't be any. So
 *   - an index has nulls first in columns that may have some; it is made anew for that when its
 *     migration has made it, on a table that is mostly empty still
 *   - of a statement that says where nulls come, of a column that has none, that is left out
 * Which columns have none is the catalog's to tell, once for each connection. */
#include "base/log.h"
#include "db/postgres/postgres_parts.h"

#include <stdlib.h>

/* Bits of pg_index.indoption: 1 DESC, 2 NULLS FIRST. A key is its constraint's, and stays. */
static const char indexes_due[] =
    "SELECT coalesce(string_agg(format('DROP INDEX %s; CREATE %sINDEX %I ON %s (%s)%s;',"
    " x.indexrelid::regclass, CASE WHEN x.indisunique THEN 'UNIQUE ' ELSE '' END, x.relname,"
    " x.indrelid::regclass, x.columns, x.condition), ' '), '') FROM (SELECT i.indexrelid,"
    " i.indisunique, i.indrelid, n.relname, coalesce(' WHERE ' || pg_get_expr(i.indpred,"
    " i.indrelid), '') AS condition, string_agg(pg_get_indexdef(i.indexrelid, k.at::int, true) ||"
    " CASE WHEN k.option & 1 = 1 THEN ' DESC' ELSE '' END ||"
    " CASE WHEN coalesce(a.attnotnull, true) THEN '' WHEN k.option & 1 = 1 THEN ' NULLS LAST'"
    " ELSE ' NULLS FIRST' END, ', ' ORDER BY k.at) AS columns,"
    " bool_or(NOT coalesce(a.attnotnull, true) AND (k.option & 1 = 1) = (k.option & 2 = 2))"
    " AS is_due FROM pg_index i JOIN pg_class n ON n.oid = i.indexrelid"
    " JOIN pg_class t ON t.oid = i.indrelid CROSS JOIN LATERAL"
    " unnest(i.indkey::int[], i.indoption::int[]) WITH ORDINALITY AS k (attnum, option, at)"
    " LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum"
    " WHERE t.relnamespace = current_schema()::regnamespace AND NOT EXISTS"
    " (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)"
    " GROUP BY i.indexrelid, i.indisunique, i.indrelid, n.relname, i.indpred) x WHERE x.is_due";

bool postgres_order_indexes(struct db *db) {
    PGresult *due = postgres_ask_server(inside(db), indexes_due, "asking for indexes");
    bool done = due && (!*PQgetvalue(due, 0, 0) ||
                        postgres_execute_there(inside(db), PQgetvalue(due, 0, 0)));

    PQclear(due);
    return done;
}

/* " contacts.id contacts.name_key ... ": all without nulls. */
static const char *full_columns(struct postgres *db) {
    if (db->full_columns)
        return db->full_columns;
    PGresult *row = postgres_ask_server(
        db,
        "SELECT coalesce(' ' || string_agg(c.relname || '.' || a.attname, ' ') || ' ', '')"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')"
        " AND a.attnum > 0 AND a.attnotnull AND NOT a.attisdropped",
        "asking for columns");
    if (row)
        db->full_columns = strdup(PQgetvalue(row, 0, 0));
    PQclear(row);
    return db->full_columns ? db->full_columns : "";
}

static size_t word_at(const char *text) {
    return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
}

/* What lists are of: the one table that is called t. */
static struct str table_of(const char *text) {
    struct str found = {NULL, 0};

    for (const char *at = text; (at = strstr(at, "FROM ")); at++) {
        struct str name = {at + 5, word_at(at + 5)};
        bool is_it = name.len > 0 && strncmp(name.at + name.len, " t ", 3) == 0;
        if (is_it && found.at && !str_equal(name, found))
            return (struct str){NULL, 0};
        if (is_it)
            found = name;
    }
    return found;
}

/* The length of `t.column ASC NULLS FIRST`, or of the other way, if it stands here. */
static size_t order_at(const char *text, struct str *ret_column, size_t *ret_kept) {
    static const char *const ways[] = {" ASC NULLS FIRST", " DESC NULLS LAST"};

    if (strncmp(text, " t.", 3) != 0)
        return 0;
    *ret_column = (struct str){text + 3, word_at(text + 3)};
    for (size_t i = 0; i < COUNT(ways); i++) {
        size_t len = strlen(ways[i]);
        if (strncmp(text + 3 + ret_column->len, ways[i], len) == 0) {
            *ret_kept = 3 + ret_column->len + (i == 0 ? 4 : 5);
            return 3 + ret_column->len + len;
        }
    }
    return 0;
}

struct str postgres_order(struct arena *arena, struct postgres *db, struct str text) {
    struct str table, column;
    size_t kept;

    if (!strstr(text.at, " NULLS ") || !(table = table_of(text.at)).at)
        return text;
    const char *full = full_columns(db);
    char *out = arena_take(arena, text.len + 1, 1), *end = out;
    for (size_t i = 0; i < text.len;) {
        size_t len = order_at(text.at + i, &column, &kept);
        bool is_full = len > 0 && strstr(full, arena_format(arena, " %.*s.%.*s ", (int)table.len,
                                                            table.at, (int)column.len, column.at)
                                                   .at);
        size_t taken = is_full ? len : 1, put = is_full ? kept : 1;
        memcpy(end, text.at + i, put);
        end += put;
        i += taken;
    }
    *end = '\0';
    return (struct str){out, (size_t)(end - out)};
}
