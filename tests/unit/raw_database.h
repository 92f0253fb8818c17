/* raw_database.h - a test's database, looked at with the engine itself: db_open() is no oracle. */
#ifndef GLIMT_TESTS_RAW_DATABASE_H
#define GLIMT_TESTS_RAW_DATABASE_H

#include "scratch.h"

#include <sqlite3.h>

static inline const char *raw_path(struct scratch *scratch) {
    return arena_format(scratch->arena, "%s/glimt.db", scratch->directory).at;
}

static inline void raw_run(struct scratch *scratch, const char *sql) {
    sqlite3 *raw;

    assert_int_equal(sqlite3_open(raw_path(scratch), &raw), SQLITE_OK);
    assert_int_equal(sqlite3_exec(raw, "PRAGMA synchronous = OFF", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(raw, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(raw);
}

/* The first value of the first row, as a text in the arena. */
static inline const char *raw_text(struct scratch *scratch, const char *sql) {
    sqlite3 *raw;
    sqlite3_stmt *statement;

    assert_int_equal(sqlite3_open(raw_path(scratch), &raw), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const char *value =
        arena_z(scratch->arena, str_of((const char *)sqlite3_column_text(statement, 0)));
    sqlite3_finalize(statement);
    sqlite3_close(raw);
    return value;
}

static inline int raw_ask(struct scratch *scratch, const char *sql) {
    return (int)strtol(raw_text(scratch, sql), NULL, 10);
}

/* One sentence that names the file and holds `words`. */
static inline void check_refused(struct scratch *scratch, enum db_mode mode, const char *words) {
    const char *problem = NULL;

    assert_null(db_open(scratch->arena, db_in(scratch->directory), mode, &problem));
    assert_non_null(problem);
    if (!strstr(problem, words) || !strstr(problem, raw_path(scratch)) || strchr(problem, '\n') ||
        problem[strlen(problem) - 1] != '.')
        fail_msg("\"%s\" instead of a sentence with \"%s\"", problem, words);
}

#endif
