/* statement.c - statements as SQLite has them: prepared, bound, stepped, read. */
#include "base/buffer.h"
#include "base/log.h"
#include "db/sqlite/parts.h"

/* `{list ?4}` becomes the rows of a JSON array. */
static void put_dialect(struct buffer *out, struct str sql) {
    static const char word[] = "{list ";

    for (size_t i = 0; i < sql.len; i++) {
        size_t left = sql.len - i;
        if (left < sizeof(word) || memcmp(sql.at + i, word, sizeof(word) - 1) != 0) {
            buffer_put_char(out, sql.at[i]);
            continue;
        }
        struct str rest = {sql.at + i + sizeof(word) - 1, left - sizeof(word) + 1};
        struct str parameter = str_cut(&rest, '}');
        buffer_format(out, "(SELECT value FROM json_each(%.*s))", (int)parameter.len, parameter.at);
        i += sizeof(word) - 1 + parameter.len;
    }
}

static sqlite3_stmt *prepare(struct db *db, struct str sql) {
    sqlite3_stmt *prepared = NULL;
    struct buffer text;

    buffer_init(&text, 1024 * 1024);
    put_dialect(&text, sql);
    int code = sqlite3_prepare_v3(inside(db)->sqlite, text.at, (int)text.len,
                                  SQLITE_PREPARE_PERSISTENT, &prepared, NULL);
    if (code != SQLITE_OK)
        sqlite_note(db, code, "preparing a statement");
    buffer_done(&text);
    return prepared;
}

void *sqlite_prepare(struct db *db, struct str sql) {
    return prepare(db, sql);
}

void sqlite_end_statement(void *prepared) {
    sqlite3_finalize(prepared);
}

bool sqlite_accepts(struct db *db, struct str sql, int *ret_columns) {
    sqlite3_stmt *prepared = prepare(db, sql);

    if (ret_columns)
        *ret_columns = sqlite3_column_count(prepared);
    sqlite3_finalize(prepared);
    return prepared != NULL;
}

struct visiting {
    void (*visit)(void *context, const char *table);
    void *context;
};

/* SQLite asks before it lets a statement read a table; json_each() is the one that {list} made. */
static int hear_of_table(void *context, int action, const char *table, const char *column,
                         const char *database, const char *cause) {
    const struct visiting *visiting = context;

    (void)column;
    (void)database;
    (void)cause;
    if (action == SQLITE_READ && strcmp(table, "json_each") != 0)
        visiting->visit(visiting->context, table);
    return SQLITE_OK;
}

bool sqlite_each_table(struct db *db, struct str sql,
                       void (*visit)(void *context, const char *table), void *context) {
    struct visiting visiting = {visit, context};

    sqlite3_set_authorizer(inside(db)->sqlite, hear_of_table, &visiting);
    sqlite3_stmt *prepared = prepare(db, sql);
    sqlite3_set_authorizer(inside(db)->sqlite, NULL, NULL);
    sqlite3_finalize(prepared);
    return prepared != NULL;
}

void sqlite_forget(struct statement *statement) {
    sqlite3_clear_bindings(statement->prepared);
}

/* A parameter that the statement does not have is a fault of the program. */
static void check_bound(int code) {
    ALWAYS(code == SQLITE_OK);
}

void sqlite_bind_integer(struct statement *statement, int at, int64_t value) {
    check_bound(sqlite3_bind_int64(statement->prepared, at, value));
}

void sqlite_bind_real(struct statement *statement, int at, double value) {
    check_bound(sqlite3_bind_double(statement->prepared, at, value));
}

void sqlite_bind_text(struct statement *statement, int at, struct str value) {
    check_bound(sqlite3_bind_text64(statement->prepared, at, value.at ? value.at : "", value.len,
                                    SQLITE_STATIC, SQLITE_UTF8));
}

void sqlite_bind_blob(struct statement *statement, int at, struct str value) {
    check_bound(sqlite3_bind_blob64(statement->prepared, at, value.at ? value.at : "", value.len,
                                    SQLITE_STATIC));
}

void sqlite_bind_null(struct statement *statement, int at) {
    check_bound(sqlite3_bind_null(statement->prepared, at));
}

void sqlite_bind_list(struct statement *statement, int at, struct arena *arena,
                      const int64_t *values, size_t count) {
    struct buffer list;

    buffer_init(&list, 32 * count + 16);
    buffer_put_char(&list, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_put_char(&list, ',');
        buffer_put_integer(&list, values[i]);
    }
    buffer_put_char(&list, ']');
    sqlite_bind_text(statement, at, arena_copy(arena, buffer_str(&list)));
    buffer_done(&list);
}

enum db_step sqlite_step(struct statement *statement) {
    int code = sqlite3_step(statement->prepared);

    if (code == SQLITE_ROW)
        return DB_ROW;
    if (code == SQLITE_DONE)
        return DB_END;
    sqlite_note(statement->db, code, sqlite3_sql(statement->prepared));
    return DB_FAILED;
}

void sqlite_reset(struct statement *statement) {
    sqlite3_reset(statement->prepared);
}

bool sqlite_column_is_null(struct statement *statement, int at) {
    return sqlite3_column_type(statement->prepared, at) == SQLITE_NULL;
}

bool sqlite_column_is_blob(struct statement *statement, int at) {
    return sqlite3_column_type(statement->prepared, at) == SQLITE_BLOB;
}

int64_t sqlite_column_integer(struct statement *statement, int at) {
    return sqlite3_column_int64(statement->prepared, at);
}

double sqlite_column_real(struct statement *statement, int at) {
    return sqlite3_column_double(statement->prepared, at);
}

struct str sqlite_column_text(struct statement *statement, int at) {
    const void *bytes = sqlite3_column_blob(statement->prepared, at);

    return (struct str){bytes, (size_t)sqlite3_column_bytes(statement->prepared, at)};
}
