/* rows.c - the rows that a row owns: given with it, checked with it, stored with it.
 *
 * An item with an id changes that row, one without is added at the end, and rows that are not given
 * are deleted. One that stands ALONE needs no id. */
#include "base/decimal.h"
#include "change/change_parts.h"
#include "change/read_value.h"

static const char *input_name(const struct field *field) {
    return field->input ? field->input : field->name;
}

static void refuse(struct change *change, struct str property, const char *rest) {
    struct str title = fault_title(change->arena, property);

    faults_add(change->faults, property,
               arena_format(change->arena, "The field %.*s %s", (int)title.len, title.at, rest));
}

static const struct json *id_of(const struct json *object) {
    static const struct field id = {.name = "id"};
    const struct json *given = change_given(object, &id);

    return given && given->kind != JSON_KIND_NULL ? given : NULL;
}

/* An item that was given with an id is an update of that row. */
static void decode_id(struct change *item, const struct json *object) {
    const struct json *given = id_of(object);
    bool number = given && (given->kind == JSON_KIND_NUMBER || given->kind == JSON_KIND_STRING);

    if (!given)
        return;
    item->is_update = true;
    if (!number || integer_read(str_trim(given->text), &item->id) != NUMBER_FINE)
        refuse(item, change_property(item, "id"), "must be a whole number.");
}

static struct change *decode_item(struct change *change, const struct rows_plan *rows,
                                  const struct json *object, const char *prefix) {
    struct change *item = change_new(change->arena, rows->to, change->faults);

    item->owner = change;
    item->prefix = prefix;
    item->account_id = change->account_id;
    item->user_id = change->user_id;
    item->now = change->now;
    if (!(rows->field->rules & ALONE))
        decode_id(item, object);
    change_decode_object(item, object);
    return item;
}

static void decode_array(struct change *change, const struct rows_plan *rows,
                         const struct json *array, struct rows_value *ret) {
    const char *name = input_name(rows->field);

    for (size_t i = 0; i < array->count; i++) {
        struct str at = change_property(change, arena_format(change->arena, "%s[%zu]", name, i).at);
        if (array->items[i].kind != JSON_KIND_OBJECT) {
            refuse(change, at, "must be an object.");
            continue;
        }
        const char *prefix = arena_format(change->arena, "%.*s.", (int)at.len, at.at).at;
        ret->items[ret->count++] = decode_item(change, rows, &array->items[i], prefix);
    }
}

static void decode_rows(struct change *change, const struct rows_plan *rows,
                        const struct json *json, struct rows_value *ret) {
    bool alone = rows->field->rules & ALONE;
    struct str property = change_property(change, input_name(rows->field));

    ret->state = IS_SET;
    if (json->kind == JSON_KIND_NULL)
        return;
    ret->items = NEW_ARRAY(change->arena, struct change *, json->count + 1);
    if (alone && json->kind == JSON_KIND_OBJECT)
        ret->items[ret->count++] =
            decode_item(change, rows, json,
                        arena_format(change->arena, "%.*s.", (int)property.len, property.at).at);
    else if (!alone && json->kind == JSON_KIND_ARRAY && json->count <= ITEMS_MAX)
        decode_array(change, rows, json, ret);
    else if (!alone && json->kind == JSON_KIND_ARRAY)
        refuse(change, property, "must have at most 1000 items.");
    else
        refuse(change, property, alone ? "must be an object." : "must be an array of objects.");
}

void rows_decode(struct change *change, const struct json *object) {
    for (size_t i = 0; i < change->plan->rows_count; i++) {
        const struct rows_plan *rows = &change->plan->rows[i];
        const struct json *json = change_given(object, rows->field);
        if (json && !(rows->field->rules & FIXED))
            decode_rows(change, rows, json, &change->rows[i]);
    }
}

/* The row that stands alone is changed when it is there already. */
static enum outcome find_alone(struct change *item, const struct rows_plan *rows) {
    struct answer id;
    enum outcome outcome = change_look_up(item, rows->ids, item->owner_id, &id);

    item->id = id.integer;
    item->is_update = id.found;
    return outcome;
}

static void check_repeated(const struct rows_value *value, size_t at) {
    struct change *item = value->items[at];

    for (size_t i = 0; item->is_update && i < at; i++)
        if (value->items[i]->id == item->id) {
            refuse(item, change_property(item, "id"), "stands twice.");
            return;
        }
}

static enum outcome verify_item(struct change *item, const struct rows_plan *rows) {
    item->db = item->owner->db;
    item->owner_id = item->owner->id;
    if (rows->field->rules & ALONE && item->owner->is_update && find_alone(item, rows) != DONE)
        return FAILED;
    return change_verify(item);
}

enum outcome rows_verify(struct change *change) {
    for (size_t i = 0; i < change->plan->rows_count; i++)
        for (size_t j = 0; j < change->rows[i].count; j++) {
            check_repeated(&change->rows[i], j);
            if (verify_item(change->rows[i].items[j], &change->plan->rows[i]) == FAILED)
                return FAILED;
        }
    return DONE;
}

enum outcome rows_derive(struct change *change) {
    enum outcome outcome = DONE;

    for (size_t i = 0; i < change->plan->rows_count; i++)
        for (size_t j = 0; outcome == DONE && j < change->rows[i].count; j++)
            outcome = change_derive(change->rows[i].items[j]);
    return outcome;
}

static bool remove_others(struct change *change, const struct rows_plan *rows,
                          const struct rows_value *value) {
    int64_t *ids = NEW_ARRAY(change->arena, int64_t, value->count + 1);
    struct statement *statement = db_statement(change->db, rows->remove);
    size_t count = 0;

    for (size_t i = 0; i < value->count; i++)
        if (value->items[i]->is_update)
            ids[count++] = value->items[i]->id;
    if (!statement)
        return false;
    statement_bind_integer(statement, 1, change->account_id);
    statement_bind_integer(statement, 2, change->id);
    statement_bind_list(statement, 3, change->arena, ids, count);
    return statement_run(statement);
}

bool rows_store(struct change *change) {
    for (size_t i = 0; i < change->plan->rows_count; i++) {
        const struct rows_value *value = &change->rows[i];
        if (value->state != IS_SET)
            continue;
        if (change->is_update && !remove_others(change, &change->plan->rows[i], value))
            return false;
        for (size_t j = 0; j < value->count; j++) {
            value->items[j]->owner_id = change->id;
            if (!change_store_row(value->items[j]))
                return false;
        }
    }
    return true;
}
