/* memory_database.h - a database in memory with the tables of a test, instead of those of sql/. */
#ifndef GLIMT_TESTS_MEMORY_DATABASE_H
#define GLIMT_TESTS_MEMORY_DATABASE_H

#include "base/buffer.h"
#include "db/sqlite/parts.h"

#include "cmocka_all.h"

#include <stdlib.h>

static inline struct db *memory_open(const char *tables) {
    struct sqlite_db *made = calloc(1, sizeof(*made));

    assert_non_null(made);
    assert_int_equal(sqlite3_open(":memory:", &made->sqlite), SQLITE_OK);
    sqlite3_extended_result_codes(made->sqlite, 1);
    struct db *db = &made->db;
    db->engine = &sqlite_engine;
    assert_true(db_execute(db, "PRAGMA foreign_keys = ON") && db_execute(db, tables));
    return db;
}

/* All that a query finds: "1|Anna, 2|null". Blobs in hexadecimal digits are for SQL to make. */
static inline const char *database_text(struct arena *arena, struct db *db, const char *sql) {
    struct statement *rows = db_statement(db, str_of(sql));
    struct buffer out;
    enum db_step step;
    int columns;

    assert_non_null(rows);
    assert_true(db_accepts(db, str_of(sql), &columns));
    buffer_init(&out, SIZE_MAX);
    while ((step = statement_step(rows)) == DB_ROW) {
        buffer_put_z(&out, out.len ? ", " : "");
        for (int i = 0; i < columns; i++) {
            buffer_put_z(&out, i ? "|" : "");
            buffer_put_str(&out, column_is_null(rows, i) ? STR("null") : column_text(rows, i));
        }
    }
    statement_reset(rows);
    assert_int_equal(step, DB_END);
    const char *text = arena_z(arena, buffer_str(&out));
    buffer_done(&out);
    return text;
}

/* The number that a query finds first. */
static inline int64_t database_ask(struct db *db, const char *sql) {
    struct statement *row = db_statement(db, str_of(sql));

    assert_non_null(row);
    assert_int_equal(statement_step(row), DB_ROW);
    int64_t number = column_integer(row, 0);
    statement_reset(row);
    return number;
}

#endif
