/* parameters.c - binds what all statements about a row are given. */
#include "plan/parameters.h"

struct statement *row_statement(struct db *db, const struct sql *sql, int64_t account_id,
                                int64_t id) {
    struct statement *statement = db_prepared(db, sql);

    if (!statement)
        return NULL;
    statement_bind_integer(statement, ROW_ACCOUNT, account_id);
    statement_bind_integer(statement, ROW_ID, id);
    return statement;
}
