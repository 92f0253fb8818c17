/* tables.c - what tables there are, and the kinds of their columns. */
#include "db/postgres/postgres_parts.h"

static const char sql[] =
    "SELECT c.relname, a.attname, a.atttypid::regtype::text,"
    " coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0),"
    " count(*) OVER (PARTITION BY c.oid) FROM pg_class c"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND NOT EXISTS"
    " (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
    " ORDER BY c.relname COLLATE \"C\", a.attnum";

static const struct kind_word words[] = {
    {"bigint", COLUMN_INTEGER}, {"double precision", COLUMN_REAL}, {"text", COLUMN_TEXT},
    {"bytea", COLUMN_BLOB},     {"bit varying", COLUMN_ANY},       {NULL, COLUMN_ANY},
};

bool postgres_tables(struct arena *arena, struct db *db, struct db_table **ret, size_t *ret_count,
                     const char **ret_problem) {
    return tables_read(arena, db_statement(db, str_of(sql)), words, ret, ret_count, ret_problem);
}

/* A number that was not given stays not given: of no rows, the next is the first. */
static const char counters[] =
    "SELECT format('SELECT setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 1),"
    " max(%I) IS NOT NULL) FROM %s', c.oid::regclass, a.attname, a.attname, a.attname,"
    " c.oid::regclass) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"
    " AND a.attidentity <> ''";

/* Its statistics come by themselves otherwise, but only after some minutes. */
bool postgres_fill_settle(struct db *db) {
    struct statement *statement = db_statement(db, str_of(counters));
    enum db_step step = DB_FAILED;
    int64_t number;

    while (statement && (step = statement_step(statement)) == DB_ROW)
        if (statement_integer(db_statement(db, column_text(statement, 0)), &number) != DB_ROW)
            return false;
    return step == DB_END && postgres_execute_there(inside(db), "ANALYZE");
}

/* Each comes as far behind those that refer to it as the longest way to it; there are no circles.
 */
const char postgres_removal_order[] =
    "WITH RECURSIVE refers (there, here) AS (SELECT c.conrelid, c.confrelid FROM pg_constraint c"
    " WHERE c.contype = 'f' AND c.conrelid <> c.confrelid), behind (oid, steps) AS"
    " (SELECT c.oid, 0 FROM pg_class c WHERE c.relkind = 'r'"
    " AND c.relnamespace = current_schema()::regnamespace"
    " UNION SELECT r.here, b.steps + 1 FROM behind b JOIN refers r ON r.there = b.oid)"
    " SELECT b.oid::regclass::text FROM behind b GROUP BY b.oid ORDER BY max(b.steps), b.oid";
