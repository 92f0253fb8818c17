/* row.h - inserts rows column by column. */
#ifndef GLIMT_DEMO_ROW_H
#define GLIMT_DEMO_ROW_H

#include "base/arena.h"
#include "base/collation.h"
#include "db/db.h"

/* The insert of one table; its arena is emptied after each row. */
struct row {
    struct db *db;
    struct arena *arena;
    struct str sql;
    struct statement *statement;
    int at;
    bool failed; /* sticky */
};

/* `columns` are separated by blanks; account_id and id come before them by themselves. The SQL is
 * kept in `arena`, which outlives the row. */
void row_init(struct row *row, struct arena *arena, struct db *db, const char *table,
              const char *columns);
void row_done(struct row *row);

void row_begin(struct row *row, int64_t account_id, int64_t id);
void row_integer(struct row *row, int64_t value);
void row_null(struct row *row);
void row_text(struct row *row, struct str text); /* `at` NULL: null */
void row_key(struct row *row, enum collation how, struct str text);
void row_folded(struct row *row, struct str text);
bool row_end(struct row *row) MUST_USE;

#endif
