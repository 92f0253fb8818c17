/* row.c - a prepared insert and its parameters. */
#include "demo/row.h"

#include "base/buffer.h"
#include "base/log.h"

enum { SQL_MAX = 16384 };

void row_init(struct row *row, struct arena *arena, struct db *db, const char *table,
              const char *columns) {
    struct str names = str_of(columns);
    struct buffer list, values;
    int parameter = 3;

    buffer_init(&list, SQL_MAX);
    buffer_init(&values, SQL_MAX);
    while (names.len > 0) {
        struct str name = str_cut(&names, ' ');
        buffer_format(&list, ", %.*s", (int)name.len, name.at);
        buffer_format(&values, ", ?%d", parameter++);
    }
    ALWAYS(!buffer_failed(&list) && !buffer_failed(&values));
    *row = (struct row){.db = db, .arena = arena_open()};
    row->sql = arena_format(arena, "INSERT INTO %s (account_id, id%.*s) VALUES (?1, ?2%.*s)", table,
                            (int)list.len, list.at, (int)values.len, values.at);
    buffer_done(&list);
    buffer_done(&values);
}

void row_done(struct row *row) {
    arena_close(row->arena);
}

void row_begin(struct row *row, int64_t account_id, int64_t id) {
    arena_reset(row->arena);
    row->statement = db_statement(row->db, row->sql);
    row->failed = row->failed || !row->statement;
    row->at = 1;
    row_integer(row, account_id);
    row_integer(row, id);
}

bool row_end(struct row *row) {
    row->failed = row->failed || !statement_run(row->statement);
    return !row->failed;
}

void row_integer(struct row *row, int64_t value) {
    if (!row->failed)
        statement_bind_integer(row->statement, row->at++, value);
}

void row_real(struct row *row, double value) {
    if (!row->failed)
        statement_bind_real(row->statement, row->at++, value);
}

void row_blob(struct row *row, struct str bytes) {
    if (!row->failed)
        statement_bind_blob(row->statement, row->at++, bytes);
}

void row_reference(struct row *row, int64_t id) {
    if (id > 0)
        row_integer(row, id);
    else
        row_null(row);
}

void row_null(struct row *row) {
    if (!row->failed)
        statement_bind_null(row->statement, row->at++);
}

void row_nulls(struct row *row, int count) {
    for (int i = 0; i < count; i++)
        row_null(row);
}

void row_text(struct row *row, struct str text) {
    if (!text.at)
        row_null(row);
    else if (!row->failed)
        statement_bind_text(row->statement, row->at++, text);
}

void row_key(struct row *row, enum collation how, struct str text) {
    if (!text.at)
        row_null(row);
    else if (!row->failed)
        statement_bind_blob(row->statement, row->at++, collation_key(row->arena, how, text));
}

void row_folded(struct row *row, struct str text) {
    if (!text.at)
        row_null(row);
    else if (!row->failed)
        statement_bind_text(row->statement, row->at++, collation_fold(row->arena, text));
}

void row_sorted(struct row *row, struct str text) {
    row_text(row, text);
    row_key(row, COLLATE_TEXT, text);
}

void row_searched(struct row *row, struct str text) {
    row_text(row, text);
    row_folded(row, text);
}

void row_both(struct row *row, enum collation how, struct str text) {
    row_text(row, text);
    row_key(row, how, text);
    row_folded(row, text);
}
