/* verify_pages.c - whether the database is whole, page by page and reference by reference. */
#include "base/log.h"
#include "db/sqlite/parts.h"

/* Tells the sentences of a statement, and how many faults each stands for. */
static bool tell_all(struct statement *statement, void (*tell)(const char *sentence),
                     int64_t *faults) {
    enum db_step step;

    if (!statement)
        return false;
    while ((step = statement_step(statement)) == DB_ROW) {
        *faults += column_integer(statement, 0);
        tell((const char *)sqlite3_column_text(statement->prepared, 1));
    }
    statement_reset(statement);
    return step == DB_END;
}

static bool verify_pages(struct db *db, void (*tell)(const char *sentence), int64_t *faults) {
    return tell_all(db_statement(db, STR("SELECT 1, integrity_check FROM"
                                         " pragma_integrity_check(100)"
                                         " WHERE integrity_check <> 'ok'")),
                    tell, faults);
}

/* Where rows are referred to that are not there, with how many. */
static bool verify_references(struct db *db, void (*tell)(const char *sentence), int64_t *faults) {
    return tell_all(
        db_statement(
            db,
            STR("SELECT count(*), format('Rows of %s refer to rows of %s that are not there: %d.',"
                " \"table\", parent, count(*)) FROM pragma_foreign_key_check"
                " GROUP BY \"table\", parent")),
        tell, faults);
}

/* A table with its indexes, and what its rows refer to. */
static bool verify_table(struct db *db, struct str table, void (*tell)(const char *sentence),
                         int64_t *faults) {
    struct statement *pages =
        db_statement(db, STR("SELECT 1, integrity_check FROM pragma_integrity_check(?1)"
                             " WHERE integrity_check <> 'ok'"));
    struct statement *references = db_statement(
        db, STR("SELECT count(*), format('Rows of %s refer to rows of %s that are not there: %d.',"
                " \"table\", parent, count(*)) FROM pragma_foreign_key_check(?1) GROUP BY parent"));

    if (!pages || !references)
        return false;
    statement_bind_text(pages, 1, table);
    statement_bind_text(references, 1, table);
    return tell_all(pages, tell, faults) && tell_all(references, tell, faults);
}

/* The names are read first: the next state may have others, which are whole if they are new. */
static bool verify_tables(struct db *db, struct arena *arena, void (*tell)(const char *sentence),
                          int64_t *faults) {
    struct statement *row = db_statement(
        db, STR("SELECT group_concat(name, ' ') FROM sqlite_schema WHERE type = 'table'"));
    struct str names = STR("");

    if (!row || statement_step(row) != DB_ROW)
        return false;
    names = arena_copy(arena, column_text(row, 0));
    statement_reset(row);
    while (names.len > 0)
        if (!db_read_on(db) || !verify_table(db, str_cut(&names, ' '), tell, faults))
            return false;
    return true;
}

bool sqlite_verify(struct db *db, bool at_once, void (*tell)(const char *sentence),
                   int64_t *ret_faults) {
    *ret_faults = 0;
    if (at_once)
        return verify_pages(db, tell, ret_faults) && verify_references(db, tell, ret_faults);
    struct arena *arena = arena_open();
    bool fine = verify_tables(db, arena, tell, ret_faults);
    arena_close(arena);
    return fine;
}

static void log_fault(const char *sentence) {
    log_error("The database contradicts itself: %s", sentence);
}

bool sqlite_references_hold(struct db *db) {
    int64_t faults = 0;

    if (!verify_references(db, log_fault, &faults))
        return false;
    if (faults > 0)
        db->trouble = DB_CONFLICT;
    return faults == 0;
}
