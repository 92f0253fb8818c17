/* decode.c - from the body of a request to a change; all faults are noted, not only the first. */
#include "change/change_parts.h"
#include "change/read_value.h"

struct change *change_new(struct arena *arena, const struct plan *plan, struct faults *faults) {
    struct change *change = NEW(arena, struct change);

    change->plan = plan;
    change->arena = arena;
    change->faults = faults;
    change->values = NEW_ARRAY(arena, struct value, plan->column_count);
    change->before = NEW_ARRAY(arena, struct value, plan->column_count);
    change->links = NEW_ARRAY(arena, struct link_value, plan->link_count + 1);
    change->rows = NEW_ARRAY(arena, struct rows_value, plan->rows_count + 1);
    change->replies = NEW_ARRAY(arena, struct reply, plan->question_count + 1);
    change->id_name = "id";
    change->prefix = "";
    return change;
}

static const char *input_name(const struct field *field) {
    return field->input ? field->input : field->name;
}

/* The member's value under `name` in any case, the last one; NULL when there is none. */
static const struct json *member(const struct json *object, const char *name) {
    for (size_t i = object->count; i > 0; i--)
        if (str_equal_any_case(object->names[i - 1], str_of(name)))
            return &object->items[i - 1];
    return NULL;
}

const struct json *change_given(const struct json *object, const struct field *field) {
    const struct json *json = member(object, input_name(field));

    return json || !field->also ? json : member(object, field->also);
}

void change_missing(struct change *change, struct str property) {
    struct str title = fault_title(change->arena, property);

    faults_add(
        change->faults, property,
        arena_format(change->arena, "The %.*s field is required.", (int)title.len, title.at));
}

static bool is_required(const struct change *change, const struct field *field) {
    return field->rules & REQUIRED || (field->rules & UPDATE_REQUIRED && change->is_update);
}

static void decode_column(struct change *change, size_t slot, const struct json *object) {
    const struct column *column = &change->plan->columns[slot];
    const struct field *field = column->field;
    struct value *value = &change->values[slot];
    const struct json *json = change_given(object, field);

    if (json && json->kind == JSON_KIND_NULL && field->kind == BOOLEAN &&
        !(field->rules & NULLABLE))
        json = NULL;
    struct str property = change_property(change, column->property);

    if (!json || json->kind == JSON_KIND_NULL) {
        value->state = json ? IS_NULL : ABSENT;
        if (is_required(change, field)) {
            change_missing(change, property);
            value->state = FAULTY;
        }
        return;
    }
    const char *title = fault_title(change->arena, property).at;
    const char *sentence = value_read(change->arena, field, title, json, value);
    value->state = sentence ? FAULTY : IS_SET;
    if (sentence)
        faults_add(change->faults, property, str_of(sentence));
    if (value->state == IS_SET && field->kind == TEXT && is_required(change, field) &&
        str_is_blank(value->text)) {
        change_missing(change, property);
        value->state = FAULTY;
    }
}

/* An object for a group replaces all of it; null empties it; nothing leaves it as it is. */
static void decode_group(struct change *change, const struct field *group,
                         const struct json *body) {
    const struct json *object = change_given(body, group);

    if (!object)
        return;
    if (object->kind != JSON_KIND_OBJECT && object->kind != JSON_KIND_NULL) {
        struct str property = change_property(change, input_name(group));
        struct str title = fault_title(change->arena, property);
        faults_add(change->faults, property,
                   arena_format(change->arena, "The field %.*s must be an object.", (int)title.len,
                                title.at));
        return;
    }
    for (size_t i = 0; i < change->plan->column_count; i++) {
        const struct column *column = &change->plan->columns[i];
        if (column->group != group || column->field->rules & FIXED)
            continue;
        if (object->kind == JSON_KIND_OBJECT)
            decode_column(change, i, object);
        if (change->values[i].state == ABSENT)
            change->values[i].state = IS_NULL;
    }
}

static bool is_empty(const struct json *json) {
    return !json || json->kind == JSON_KIND_NULL ||
           (json->kind == JSON_KIND_ARRAY && json->count == 0);
}

static void decode_links(struct change *change, const struct json *body) {
    for (size_t i = 0; i < change->plan->link_count; i++) {
        const struct field *field = change->plan->links[i].field;
        const struct json *json = change_given(body, field);
        struct str property = change_property(change, input_name(field));
        if (field->rules & REQUIRED && is_empty(json))
            change_missing(change, property);
        if (!json || field->rules & FIXED)
            continue;
        const char *title = fault_title(change->arena, property).at;
        const char *sentence = ids_read(change->arena, title, json, &change->links[i]);
        change->links[i].state = sentence ? FAULTY : IS_SET;
        if (sentence)
            faults_add(change->faults, property, str_of(sentence));
    }
}

void change_decode(struct change *change, struct str body) {
    const char *problem = "The request needs a body: a JSON object.";
    const struct json *json = body.len ? json_read(change->arena, body, &problem) : NULL;

    if (json && json->kind != JSON_KIND_OBJECT) {
        json = NULL;
        problem = "The body must be a JSON object.";
    }
    if (!json) {
        faults_add(change->faults, STR("body"), str_of(problem));
        return;
    }
    change_decode_object(change, json);
}

void change_decode_object(struct change *change, const struct json *object) {
    for (size_t i = 0; i < change->plan->column_count; i++)
        if (!change->plan->columns[i].group && !(change->plan->columns[i].field->rules & FIXED))
            decode_column(change, i, object);
    for (const struct field *field = change->plan->resource->fields; field->name; field++)
        if (field->kind == GROUP && !(field->rules & FIXED))
            decode_group(change, field, object);
    decode_links(change, object);
    rows_decode(change, object);
}
