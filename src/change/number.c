/* number.c - gives ids to a new row and to the new rows that it owns, before any is written. */
#include "change/change_parts.h"

static bool take(const struct change *change, const struct plan *plan, size_t count,
                 int64_t *ret_last) {
    return sequence_take(change->door->db, change->door->caller->account_id,
                         str_of(plan->resource->table), (int64_t)count, ret_last);
}

/* All of one kind at once. */
static bool number_items(const struct change *change, const struct plan *plan,
                         const struct rows_value *value) {
    size_t count = 0;
    int64_t id = 0;

    for (size_t i = 0; i < value->count; i++)
        count += value->items[i]->kind == CHANGE_CREATE;
    if (count > 0 && !take(change, plan, count, &id))
        return false;
    id -= (int64_t)count;
    for (size_t i = 0; i < value->count; i++)
        if (value->items[i]->kind == CHANGE_CREATE)
            value->items[i]->id = ++id;
    return true;
}

/* The row keeps the id of one that stands ALONE. */
static void keep_id(struct change *change, const struct rows_plan *rows,
                    const struct rows_value *value) {
    if (rows->kept == SIZE_MAX)
        return;
    change->values[rows->kept] =
        value->count > 0 ? (struct value){.state = IS_SET, .integer = value->items[0]->id}
                         : (struct value){.state = IS_NULL};
}

enum outcome change_number(struct change *change) {
    if (change->kind == CHANGE_CREATE && !take(change, change->plan, 1, &change->id))
        return FAILED;
    for (size_t i = 0; i < change->plan->rows_count; i++) {
        const struct rows_plan *rows = &change->plan->rows[i];
        if (change->rows[i].state != IS_SET)
            continue;
        if (!number_items(change, rows->to, &change->rows[i]))
            return FAILED;
        keep_id(change, rows, &change->rows[i]);
    }
    return DONE;
}
