/* catalog.c - what the server knows of tables: columns, indexes, references, room. */
#include "db/postgres/postgres_parts.h"

#include <inttypes.h>

/* Statements to drop and to make something, each on a line of its own. */
static bool put_pairs(struct statement *statement, struct buffer *drop, struct buffer *make) {
    enum db_step step = DB_FAILED;

    while (statement && (step = statement_step(statement)) == DB_ROW) {
        buffer_put_str(drop, column_text(statement, 0));
        buffer_put_char(drop, '\n');
        buffer_put_str(make, column_text(statement, 1));
        buffer_put_char(make, '\n');
    }
    return step == DB_END;
}

static struct statement *ask_of(struct db *db, struct str sql, const char *table) {
    struct statement *statement = db_statement(db, sql);

    if (statement)
        statement_bind_text(statement, 1, str_of(table));
    return statement;
}

bool postgres_columns(struct arena *arena, struct db *db, const char *table, struct str *ret) {
    struct statement *statement =
        ask_of(db,
               STR("SELECT coalesce(string_agg(attname, ' ' ORDER BY attnum), '') FROM pg_attribute"
                   " WHERE attrelid = to_regclass(quote_ident(current_schema()) || '.' ||"
                   " quote_ident(?1)) AND attnum > 0 AND NOT attisdropped"),
               table);

    if (!statement || statement_step(statement) != DB_ROW)
        return false;
    *ret = arena_copy(arena, column_text(statement, 0));
    statement_reset(statement);
    return true;
}

bool postgres_has_index(struct db *db, const char *table, const char *owner, const char *column) {
    struct statement *statement =
        ask_of(db,
               STR("SELECT count(*) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid"
                   " WHERE t.relnamespace = current_schema()::regnamespace AND t.relname = ?1"
                   " AND pg_get_indexdef(i.indexrelid, 1, true) = 'account_id'"
                   " AND pg_get_indexdef(i.indexrelid, ?3::int, true) = quote_ident(?2)"
                   " AND pg_get_indexdef(i.indexrelid, 2, true) = quote_ident(?4)"),
               table);
    int64_t count = 0;

    if (!statement)
        return false;
    statement_bind_text(statement, 2, str_of(column));
    statement_bind_integer(statement, 3, owner ? 3 : 2);
    statement_bind_text(statement, 4, str_of(owner ? owner : column));
    return statement_integer(statement, &count) == DB_ROW && count > 0;
}

/* Objects go by their names, so that a copy of a database says the same. Functions are those that
 * statements call instead of what only SQLite has. */
static const char schema_lines[] =
    "SELECT version() AS line"
    " UNION ALL SELECT format('%s %s %s %s %s %s', c.relname, c.relkind, a.attnum, a.attname,"
    " format_type(a.atttypid, a.atttypmod), a.attnotnull) FROM pg_class c"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v')"
    " UNION ALL SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i"
    " JOIN pg_class t ON t.oid = i.indrelid"
    " WHERE t.relnamespace = current_schema()::regnamespace"
    " UNION ALL SELECT format('%s %s %s', c.conrelid::regclass, c.conname,"
    " pg_get_constraintdef(c.oid)) FROM pg_constraint c"
    " WHERE c.connamespace = current_schema()::regnamespace"
    " UNION ALL SELECT format('%s %s', p.oid::regprocedure, p.prosrc) FROM pg_proc p"
    " WHERE p.pronamespace = current_schema()::regnamespace";

bool postgres_schema(struct arena *arena, struct db *db, struct str *ret) {
    struct str sql = arena_format(arena,
                                  "SELECT encode(sha256(convert_to(string_agg(line, E'\n' ORDER BY"
                                  " line COLLATE \"C\"), 'UTF8')), 'hex') FROM (%s) lines",
                                  schema_lines);
    struct statement *statement = db_statement(db, sql);

    if (!statement || statement_step(statement) != DB_ROW)
        return false;
    *ret = arena_copy(arena, column_text(statement, 0));
    statement_reset(statement);
    return true;
}

/* Those that a constraint needs stay: they are keys. */
bool postgres_list_indexes(struct db *db, const char *table, struct buffer *drop,
                           struct buffer *make) {
    struct statement *statement =
        ask_of(db,
               STR("SELECT 'DROP INDEX ' || i.indexrelid::regclass || E';\\n',"
                   " pg_get_indexdef(i.indexrelid) || E';\\n' FROM pg_index i"
                   " JOIN pg_class t ON t.oid = i.indrelid"
                   " WHERE t.relnamespace = current_schema()::regnamespace AND t.relname = ?1"
                   " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)"
                   " ORDER BY i.indexrelid"),
               table);

    return put_pairs(statement, drop, make);
}

/* The server looks at all rows at once when it makes one, by joining the tables. */
bool postgres_list_references(struct db *db, const char *table, struct buffer *drop,
                              struct buffer *make) {
    struct statement *statement = ask_of(
        db,
        STR("SELECT format('ALTER TABLE %s DROP CONSTRAINT %I;', c.conrelid::regclass, c.conname),"
            " format('ALTER TABLE %s ADD CONSTRAINT %I %s;', c.conrelid::regclass, c.conname,"
            " pg_get_constraintdef(c.oid)) FROM pg_constraint c"
            " JOIN pg_class t ON t.oid = c.conrelid"
            " WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace"
            " AND t.relname = ?1 ORDER BY c.conname"),
        table);

    return put_pairs(statement, drop, make);
}

/* For each reference a statement that counts the rows that refer to nothing, and its names. With a
 * column that is null nothing is referred to. */
static const char references[] =
    "SELECT c.conrelid::regclass::text, c.confrelid::regclass::text,"
    " format('SELECT count(*) FROM %s c WHERE %s AND NOT EXISTS (SELECT 1 FROM %s p WHERE %s)',"
    " c.conrelid::regclass, string_agg(format('c.%I IS NOT NULL', a.attname), ' AND '),"
    " c.confrelid::regclass, string_agg(format('p.%I = c.%I', b.attname, a.attname), ' AND '))"
    " FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k (ours, theirs)"
    " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.ours"
    " JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.theirs"
    " WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace"
    " GROUP BY c.oid, c.conrelid, c.confrelid ORDER BY c.conname";

static bool verify_reference(struct arena *arena, struct db *db, struct statement *reference,
                             void (*tell)(const char *sentence), int64_t *faults) {
    struct statement *count = db_statement(db, column_text(reference, 2));
    struct str table = column_text(reference, 0);
    struct str other = column_text(reference, 1);
    int64_t rows = 0;

    if (statement_integer(count, &rows) != DB_ROW)
        return false;
    if (rows > 0 && tell)
        tell(arena_format(arena, "%" PRId64 " rows of %.*s refer to rows of %.*s that are missing.",
                          rows, (int)table.len, table.at, (int)other.len, other.at)
                 .at);
    *faults += rows > 0;
    return true;
}

/* PostgreSQL looks at its pages and indexes by itself when they are read, or pg_amcheck does. */
bool postgres_verify(struct db *db, bool at_once, void (*tell)(const char *sentence),
                     int64_t *ret_faults) {
    struct statement *reference = db_statement(db, str_of(references));
    struct arena *arena = arena_open();
    enum db_step step = DB_FAILED;
    bool fine = true;

    (void)at_once;
    *ret_faults = 0;
    while (fine && reference && (step = statement_step(reference)) == DB_ROW)
        fine = verify_reference(arena, db, reference, tell, ret_faults);
    arena_close(arena);
    return fine && step == DB_END;
}

bool postgres_references_hold(struct db *db) {
    int64_t faults;

    return postgres_verify(db, true, NULL, &faults) && faults == 0;
}

/* What is free in it only the server could tell, from every page. */
bool postgres_space(struct db *db, struct db_space *ret) {
    *ret = (struct db_space){0};
    return statement_integer(db_statement(db, STR("SELECT pg_database_size("
                                                  "current_database())")),
                             &ret->size) == DB_ROW;
}
