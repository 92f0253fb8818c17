/* tables.c - what tables there are, and the kinds of their columns. */
#include "db/sqlite/parts.h"

static const char sql[] = "SELECT s.name, c.name, c.type, c.pk,"
                          " count(*) OVER (PARTITION BY s.name) FROM sqlite_schema s"
                          " JOIN pragma_table_info(s.name) c"
                          " WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite%'"
                          " ORDER BY s.name, c.cid";

static const struct kind_word words[] = {
    {"INTEGER", COLUMN_INTEGER}, {"REAL", COLUMN_REAL}, {"TEXT", COLUMN_TEXT},
    {"BLOB", COLUMN_BLOB},       {"ANY", COLUMN_ANY},   {NULL, COLUMN_ANY},
};

/* Only in a STRICT table do columns have the kinds that are declared: all of ours are. */
bool sqlite_tables(struct arena *arena, struct db *db, struct db_table **ret, size_t *ret_count,
                   const char **ret_problem) {
    return tables_read(arena, db_statement(db, str_of(sql)), words, ret, ret_count, ret_problem);
}
