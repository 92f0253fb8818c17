/* mirror.c - an account whose rows another server has is changed by what that one tells alone. */
#include "change/change_parts.h"
#include "read/ahead.h"

#define IS_MIRROR                                                                                  \
    "The company is a mirror of another server: nothing can be changed here until its move is "    \
    "finished."

#define ASKS_MIRROR                                                                                \
    "SELECT 1 FROM imports WHERE account_id = ?1 AND (whole_at IS NULL OR follows = 1)"

/* As what it was sent; it has no slot, and is found by its text. */
static const struct sql is_mirror = {{ASKS_MIRROR, sizeof(ASKS_MIRROR) - 1}, 0};

static struct statement *bound(const struct change *change) {
    struct statement *row = db_statement(change->door->db, is_mirror.text);

    if (row)
        statement_bind_integer(row, 1, change->door->caller->account_id);
    return row;
}

static bool is_asked(const struct change *change) {
    return !change->plan->resource->is_of_server && !change_imports(change);
}

void change_ask_mirror(struct change *change) {
    if (is_asked(change))
        ahead_add(change->asked, &is_mirror, 0, bound(change));
}

static enum db_step find_mirror(const struct change *change) {
    struct asked asked;
    bool is_sent = change->asked && ahead_take(change->asked, &is_mirror, 0, &asked);

    return statement_find(is_sent ? asked.statement : bound(change));
}

enum outcome change_may_be(struct change *change) {
    if (!is_asked(change))
        return DONE;
    switch (find_mirror(change)) {
    case DB_ROW:
        change->faults->closed = IS_MIRROR;
        return change_refuse_row(change, IS_MIRROR);
    case DB_END:
        return DONE;
    default:
        return FAILED;
    }
}
