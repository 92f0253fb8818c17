/* row.h - inserts rows column by column. */
#ifndef GLIMT_DEMO_ROW_H
#define GLIMT_DEMO_ROW_H

#include "base/arena.h"
#include "base/collation.h"
#include "db/db.h"

/* The insert of one table. */
struct row {
    struct db *db;
    struct arena *arena; /* emptied when a row begins */
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

/* Between these two, one value for each column in order. Texts stay where they are until the
 * end: they are constant or in the row's arena. */
void row_begin(struct row *row, int64_t account_id, int64_t id);
bool row_end(struct row *row) MUST_USE;

void row_integer(struct row *row, int64_t value);
void row_reference(struct row *row, int64_t id); /* 0: null */
void row_real(struct row *row, double value);
void row_blob(struct row *row, struct str bytes);
void row_null(struct row *row);
void row_nulls(struct row *row, int count);
void row_text(struct row *row, struct str text); /* `at` NULL: null, as in the next two */
void row_key(struct row *row, enum collation how, struct str text);
void row_folded(struct row *row, struct str text);

/* The text and the columns that are derived from it. */
void row_sorted(struct row *row, struct str text);                   /* text, key */
void row_searched(struct row *row, struct str text);                 /* text, folded */
void row_both(struct row *row, enum collation how, struct str text); /* text, key, folded */

#endif
