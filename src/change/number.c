/* number.c - gives ids to a new row and to the new rows that it owns, before any is written. */
#include "change/change_parts.h"

/* An import tells the id. */
static bool is_told(const struct change *change) {
    return change->values[0].is_told && change->values[0].state == IS_SET;
}

static bool take_told(struct change *change) {
    change->id = change->values[0].integer;
    return sequence_raise(change->door->db, change->door->caller->account_id,
                          str_of(change->plan->resource->table), change->id);
}

static bool take(const struct change *change, const struct plan *plan, size_t count,
                 int64_t *ret_last) {
    return sequence_take(change->door->db, change->door->caller->account_id,
                         str_of(plan->resource->table), (int64_t)count, ret_last);
}

/* Those that are told first: the others come behind them. All of these at once. */
static bool number_items(struct change *change, const struct plan *plan,
                         const struct rows_value *value) {
    size_t count = 0;
    int64_t id = 0;

    for (size_t i = 0; i < value->count; i++) {
        struct change *item = value->items[i];
        count += item->kind == CHANGE_CREATE && !is_told(item);
        if (item->kind == CHANGE_CREATE && is_told(item) && !take_told(item))
            return false;
    }
    if (count > 0 && !take(change, plan, count, &id))
        return false;
    id -= (int64_t)count;
    for (size_t i = 0; i < value->count; i++)
        if (value->items[i]->kind == CHANGE_CREATE && !is_told(value->items[i]))
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

static bool is_to_take(const struct change *change) {
    return change->kind == CHANGE_CREATE && change->id == 0 && !is_told(change);
}

void change_ask_number(struct change *change) {
    if (is_to_take(change))
        change->number = sequence_ask(change->door->db, change->door->caller->account_id,
                                      str_of(change->plan->resource->table), 1);
}

static bool take_asked(struct change *change) {
    struct statement *asked = change->number;

    change->number = NULL;
    return sequence_asked(change->door->db, change->door->caller->account_id,
                          str_of(change->plan->resource->table), 1, asked, &change->id);
}

static bool number_row(struct change *change) {
    if (change->id > 0) /* given by whoever began it */
        return true;
    if (change->number)
        return take_asked(change);
    return is_told(change) ? take_told(change) : take(change, change->plan, 1, &change->id);
}

enum outcome change_number(struct change *change) {
    if (change->kind == CHANGE_CREATE && !number_row(change))
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
