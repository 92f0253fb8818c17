/* tables.h - tables as they are, whatever is declared of them, and many rows at once into one.
 *
 * For who takes a database from one engine to another: nothing here knows what a table is for. */
#ifndef GLIMT_DB_TABLES_H
#define GLIMT_DB_TABLES_H

#include "base/buffer.h"
#include "db/db.h"

/* What a column has, besides NULL. */
enum column_kind { COLUMN_INTEGER, COLUMN_REAL, COLUMN_TEXT, COLUMN_BLOB, COLUMN_ANY };

struct db_column {
    const char *name;
    enum column_kind kind;
    int key; /* its place in the primary key, from 1; 0: it is not in it */
};

struct db_table {
    const char *name;
    struct db_column *columns; /* in their order */
    size_t count;
};

/* All tables but those that the engine has for itself, by name; in the arena. False, with a
 * sentence in `ret_problem`, also when a column has a type that is none of the above. */
bool db_tables(struct arena *arena, struct db *db, struct db_table **ret, size_t *ret_count,
               const char **ret_problem) MUST_USE;

enum cell_kind { CELL_NULL, CELL_INTEGER, CELL_REAL, CELL_TEXT, CELL_BLOB };

struct db_cell {
    enum cell_kind kind;
    int64_t integer;
    double real;
    struct str bytes; /* of texts and blobs */
};

/* The value of a column of the present row; its bytes are the statement's (column_text()). */
struct db_cell db_cell_of(struct statement *statement, int at, enum column_kind kind);

/* Rows into a table, in whatever way of the engine is quickest, all of them inside one transaction
 * that writes. Between rows_begin() and rows_end() nothing else is done on the connection. After
 * false the transaction is to be taken back. */
struct rows_in;

struct rows_in *rows_begin(struct arena *arena, struct db *db,
                           const struct db_table *table) MUST_USE; /* NULL: failed */
bool rows_put(struct rows_in *rows, const struct db_cell *values) MUST_USE;
bool rows_end(struct rows_in *rows) MUST_USE;

/* For a connection that fills a database that nobody else uses, in many transactions: from here on
 * references are not looked up with each row. Outside of a transaction. */
bool db_fill_begin(struct db *db) MUST_USE;
void db_fill_end(struct db *db);

/* Adds statements to both texts, each on lines of its own that end with a semicolon: those that
 * drop what stands in the way of many rows, which are indexes and references of the table, and
 * those that make it again. */
bool db_list_indexes(struct db *db, const char *table, struct buffer *drop,
                     struct buffer *make) MUST_USE;
bool db_list_references(struct db *db, const char *table, struct buffer *drop,
                        struct buffer *make) MUST_USE;

/* Whether every row that is referred to is there; false, too, when the database fails. What was
 * listed by db_list_references() and made again has been looked up then. */
bool db_fill_is_sound(struct db *db) MUST_USE;

/* Rows came with numbers that the engine would have given: it goes on behind them. And it looks at
 * the tables anew for its plans. In a transaction that writes. */
bool db_fill_settle(struct db *db) MUST_USE;

/* ---- a database whose rows are not all there yet ---- */

/* Such a one is opened with DB_FILL alone, by this program and by all that came before it. The mark
 * is a row of `migrations` that nobody has, and goes with it; in a transaction that writes. */
bool db_mark_unfinished(struct db *db) MUST_USE;
bool db_is_unfinished(struct db *db, bool *ret) MUST_USE;

#endif
