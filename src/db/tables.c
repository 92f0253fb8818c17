/* tables.c - reads what tables there are, and puts rows into them by COPY or by INSERT. */
#include "db/tables.h"

#include "base/log.h"
#include "db/engine.h"
#include "db/migrate.h"

/* The kind of what an engine calls a type. */
static bool kind_of(const struct kind_word *words, struct str type, enum column_kind *ret) {
    for (; words->type; words++)
        if (str_equal(type, str_of(words->type))) {
            *ret = words->kind;
            return true;
        }
    return false;
}

static bool read_column(struct arena *arena, struct statement *rows, const struct kind_word *words,
                        struct db_column *ret, const char **ret_problem) {
    struct str table = column_text(rows, 0), type = column_text(rows, 2);

    ret->name = arena_z(arena, column_text(rows, 1));
    ret->key = (int)column_integer(rows, 3);
    if (kind_of(words, type, &ret->kind))
        return true;
    *ret_problem = arena_format(arena, "The table %.*s has a column %s of the unknown type %.*s.",
                                (int)table.len, table.at, ret->name, (int)type.len, type.at)
                       .at;
    return false;
}

enum { TABLES_MAX = 1000 };

bool tables_read(struct arena *arena, struct statement *rows, const struct kind_word *words,
                 struct db_table **ret, size_t *ret_count, const char **ret_problem) {
    struct db_table *tables = NEW_ARRAY(arena, struct db_table, TABLES_MAX), *table = NULL;
    enum db_step step = DB_FAILED;
    bool fine = true;

    while (fine && rows && (step = statement_step(rows)) == DB_ROW) {
        if (!table || !str_equal(column_text(rows, 0), str_of(table->name))) {
            table = table ? table + 1 : tables;
            ALWAYS(table < tables + TABLES_MAX);
            *table = (struct db_table){.name = arena_z(arena, column_text(rows, 0))};
            table->columns = NEW_ARRAY(arena, struct db_column, (size_t)column_integer(rows, 4));
        }
        fine = read_column(arena, rows, words, &table->columns[table->count++], ret_problem);
    }
    if (rows)
        statement_reset(rows);
    *ret = tables;
    *ret_count = table ? (size_t)(table - tables) + 1 : 0;
    return fine && step == DB_END;
}

bool db_tables(struct arena *arena, struct db *db, struct db_table **ret, size_t *ret_count,
               const char **ret_problem) {
    *ret_problem = NULL;
    if (db->engine->tables(arena, db, ret, ret_count, ret_problem))
        return true;
    if (!*ret_problem)
        *ret_problem = db_problem(db);
    return false;
}

struct db_cell db_cell_of(struct statement *statement, int at, enum column_kind kind) {
    if (column_is_null(statement, at))
        return (struct db_cell){.kind = CELL_NULL};
    if (kind == COLUMN_ANY)
        kind = column_is_blob(statement, at) ? COLUMN_BLOB : COLUMN_INTEGER;
    switch (kind) {
    case COLUMN_INTEGER:
        return (struct db_cell){.kind = CELL_INTEGER, .integer = column_integer(statement, at)};
    case COLUMN_REAL:
        return (struct db_cell){.kind = CELL_REAL, .real = column_real(statement, at)};
    case COLUMN_TEXT:
        return (struct db_cell){.kind = CELL_TEXT, .bytes = column_text(statement, at)};
    default:
        return (struct db_cell){.kind = CELL_BLOB, .bytes = column_text(statement, at)};
    }
}

/* ---- many rows into one table ---- */

struct rows_in {
    struct db *db;
    size_t count;
    struct statement *insert; /* NULL: `state` is the engine's */
    void *state;
};

static struct statement *prepare_insert(struct arena *arena, struct db *db,
                                        const struct db_table *table) {
    struct buffer sql;

    buffer_init(&sql, SIZE_MAX);
    buffer_format(&sql, "INSERT INTO %s (", table->name);
    for (size_t i = 0; i < table->count; i++)
        buffer_format(&sql, "%s%s", i > 0 ? ", " : "", table->columns[i].name);
    buffer_put_z(&sql, ") VALUES (");
    for (size_t i = 0; i < table->count; i++)
        buffer_format(&sql, "%s?%zu", i > 0 ? ", " : "", i + 1);
    buffer_put_z(&sql, ")");
    struct str text = arena_copy(arena, (struct str){sql.at, sql.len});
    buffer_done(&sql);
    return db_statement(db, text);
}

struct rows_in *rows_begin(struct arena *arena, struct db *db, const struct db_table *table) {
    struct rows_in *rows = NEW(arena, struct rows_in);

    *rows = (struct rows_in){.db = db, .count = table->count};
    if (db->engine->rows_begin)
        rows->state = db->engine->rows_begin(db, table);
    else
        rows->insert = prepare_insert(arena, db, table);
    return rows->state || rows->insert ? rows : NULL;
}

static void bind(struct statement *statement, int at, const struct db_cell *value) {
    switch (value->kind) {
    case CELL_NULL:
        statement_bind_null(statement, at);
        return;
    case CELL_INTEGER:
        statement_bind_integer(statement, at, value->integer);
        return;
    case CELL_REAL:
        statement_bind_real(statement, at, value->real);
        return;
    case CELL_TEXT:
        statement_bind_text(statement, at, value->bytes);
        return;
    case CELL_BLOB:
        statement_bind_blob(statement, at, value->bytes);
        return;
    }
}

bool rows_put(struct rows_in *rows, const struct db_cell *values) {
    if (!rows->insert)
        return rows->db->engine->rows_put(rows->state, values);
    for (size_t i = 0; i < rows->count; i++)
        bind(rows->insert, (int)i + 1, &values[i]);
    return statement_run(rows->insert);
}

bool rows_end(struct rows_in *rows) {
    return rows->insert || rows->db->engine->rows_end(rows->state);
}

/* ---- before and after ---- */

bool db_fill_begin(struct db *db) {
    return !db->engine->load_begin || db->engine->load_begin(db);
}

void db_fill_end(struct db *db) {
    if (db->engine->load_end)
        db->engine->load_end(db);
}

bool db_list_indexes(struct db *db, const char *table, struct buffer *drop, struct buffer *make) {
    return db->engine->list_indexes(db, table, drop, make);
}

bool db_list_references(struct db *db, const char *table, struct buffer *drop,
                        struct buffer *make) {
    return !db->engine->list_references || db->engine->list_references(db, table, drop, make);
}

bool db_fill_settle(struct db *db) {
    return (!db->engine->fill_settle || db->engine->fill_settle(db)) && migrate_guide(db);
}

bool db_fill_is_sound(struct db *db) {
    return db->engine->list_references || db_references_hold(db);
}
