/* schema.c - what SQLite is asked about tables and indexes, and what it is told. */
#include "db/sqlite/parts.h"

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

bool sqlite_guide(struct db *db) {
    return db_execute(db, guidance);
}

bool sqlite_columns(struct arena *arena, struct db *db, const char *table, struct str *ret) {
    struct statement *statement =
        db_statement(db, STR("SELECT coalesce(group_concat(name, ' '), '') FROM"
                             " (SELECT name FROM pragma_table_info(?1) ORDER BY cid)"));

    if (!statement)
        return false;
    statement_bind_text(statement, 1, str_of(table));
    if (statement_step(statement) != DB_ROW)
        return false;
    *ret = arena_copy(arena, column_text(statement, 0));
    statement_reset(statement);
    return true;
}

bool sqlite_has_index(struct db *db, const char *table, const char *owner, const char *column) {
    struct statement *statement = db_statement(
        db, STR("SELECT count(*) FROM pragma_index_list(?1) l"
                " JOIN pragma_index_info(l.name) a ON a.seqno = 0 AND a.name = 'account_id'"
                " JOIN pragma_index_info(l.name) b ON b.seqno = ?3 AND b.name = ?2"
                " JOIN pragma_index_info(l.name) c ON c.seqno = 1 AND c.name = ?4"));

    if (!statement)
        return false;
    statement_bind_text(statement, 1, str_of(table));
    statement_bind_text(statement, 2, str_of(column));
    statement_bind_integer(statement, 3, owner ? 2 : 1);
    statement_bind_text(statement, 4, str_of(owner ? owner : column));
    int64_t count = 0;
    return statement_integer(statement, &count) == DB_ROW && count > 0;
}
