/* mirror.c - an account whose rows another server has is changed by what that one tells alone. */
#include "change/change_parts.h"

#define IS_MIRROR                                                                                  \
    "The company is a mirror of another server: nothing can be changed here until its move is "    \
    "finished."

static enum db_step is_mirror(const struct change *change) {
    struct statement *row =
        db_statement(change->door->db, STR("SELECT 1 FROM imports WHERE account_id = ?1"
                                           " AND (whole_at IS NULL OR follows = 1)"));

    if (!row)
        return DB_FAILED;
    statement_bind_integer(row, 1, change->door->caller->account_id);
    return statement_find(row);
}

enum outcome change_may_be(struct change *change) {
    if (change->plan->resource->is_of_server || change_imports(change))
        return DONE;
    switch (is_mirror(change)) {
    case DB_ROW:
        change->faults->closed = IS_MIRROR;
        return change_refuse_row(change, IS_MIRROR);
    case DB_END:
        return DONE;
    default:
        return FAILED;
    }
}
