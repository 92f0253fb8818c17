/* parameters.h - what the parameters of planned statements stand for.
 *
 * The plan writes these numbers into its SQL, and whoever runs a statement binds by the same names.
 * Declared SQL has words instead (resource.h), which become numbers at start. */
#ifndef GLIMT_PLAN_PARAMETERS_H
#define GLIMT_PLAN_PARAMETERS_H

#include "db/db.h"

/* Of a statement about one row: its account, its id or that of its owner, and what the comment
 * beside the statement says: in a view the viewer, whose rows alone are shown. */
enum row_parameter { ROW_ACCOUNT = 1, ROW_ID, ROW_MORE, ROW_VIEWER = ROW_MORE };

/* Of the statements of a list: first those of every list, some of which only have what they need;
 * then, for each filter in use, in the order of their declaration, FILTER_PARAMETERS more. */
enum list_parameter {
    LIST_ACCOUNT = 1,
    LIST_LIMIT,
    LIST_SKIP,
    LIST_CURSOR_ID, /* the row that the list begins at: its id, and what the list is sorted by */
    LIST_CURSOR_KEY,
    LIST_PARENT,
    LIST_FILTERS,
};

/* Of a filter: what it is given, and how many different ids those are, where it asks for that; of a
 * span the first and the last day. */
enum filter_parameter { FILTER_VALUE, FILTER_COUNT, FILTER_PARAMETERS };

/* Of the statements of a counted list: its account, its number, the level, and a place, which takes
 * three; then a second place, or what the comment beside the statement says; then classes. */
enum counted_parameter {
    COUNTED_ACCOUNT = 1,
    COUNTED_LIST,
    COUNTED_LEVEL,
    COUNTED_PLACE,
    COUNTED_MORE = COUNTED_PLACE + 3,
    COUNTED_CLASSES = COUNTED_MORE + 3,
};

/* The statement, with the row's two first parameters bound. NULL on failure. */
struct statement *row_statement(struct db *db, const struct sql *sql, int64_t account_id,
                                int64_t id) MUST_USE;

#endif
