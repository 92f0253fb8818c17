/* decode.c - from the body of a request to a change; all faults are noted, not only the first. */
#include "base/decimal.h"
#include "change/change_parts.h"
#include "change/read_value.h"

/* The first of some names, between blanks, that the object has; NULL: it has none. */
static const struct json *first_member(const struct change *change, const struct json *object,
                                       const char *names) {
    struct str rest = str_of(names ? names : "");
    const struct json *found = NULL;

    while (!found && rest.len > 0)
        found = json_named(object, arena_z(change->arena, str_cut(&rest, ' ')));
    return found;
}

/* null, and a text in which nothing stands. */
static bool is_nothing(const struct json *json) {
    return json->kind == JSON_KIND_NULL ||
           (json->kind == JSON_KIND_STRING && str_is_blank(json->text));
}

/* The id in the object by which answers show a reference; of anything else, itself. What has no id
 * is given as it is, for its reader to refuse. */
static const struct json *id_in(const struct json *shown) {
    static const struct json unreadable = {.kind = JSON_KIND_OBJECT};

    if (!shown || shown->kind != JSON_KIND_OBJECT)
        return shown;
    const struct json *id = json_named(shown, "id");
    return id ? id : &unreadable;
}

/* The id in what answers show of a reference, or its null; NULL: there is none. */
static const struct json *id_shown(const struct json *object, const struct field *field) {
    static const struct json unreadable = {.kind = JSON_KIND_OBJECT};
    const struct json *shown =
        field->kind == REFERENCE && field->input ? json_named(object, field->name) : NULL;

    if (!shown || shown->kind == JSON_KIND_OBJECT || is_nothing(shown))
        return id_in(shown);
    return &unreadable;
}

/* The member of an object under the field's name in requests, in any case; NULL: there is none.
 * What an answer gives may be sent back, so where that name is absent the other ones count. An
 * import has rows as they are shown elsewhere, under the names of responses. */
static const struct json *given_in(const struct change *change, const struct json *object,
                                   const struct field *field) {
    if (change_imports(change))
        return json_named(object, field->name);
    const struct json *json = json_named(object, change_input_name(field));

    if ((json && !(field->rules & ALSO_WINS)) || (!field->also && field->kind != REFERENCE))
        return json;
    const struct json *other = first_member(change, object, field->also);
    if (other && (!json || !is_nothing(other)))
        json = field->kind == REFERENCE ? id_in(other) : other;
    return json ? json : id_shown(object, field);
}

/* What the server sets, only an import tells; and what is never shown, none does. */
static bool may_be_given(const struct change *change, const struct field *field) {
    return !(field->rules & FIXED) || (change_imports(change) && !(field->rules & SECRET));
}

static bool is_required(const struct change *change, const struct field *field) {
    return field->rules & REQUIRED ||
           (field->rules & UPDATE_REQUIRED && change->kind == CHANGE_UPDATE);
}

static bool may_be_left_out(const struct change *change, const struct field *field) {
    return !is_required(change, field) || (field->rules & KEEP && change->kind == CHANGE_UPDATE);
}

/* An empty text is no number, reference, date, time or choice, as null is none. */
static bool means_null(const struct field *field, const struct json *json) {
    switch (field->kind) {
    case INTEGER:
    case DECIMAL:
    case REAL:
    case DATE:
    case INSTANT:
    case TIME:
    case CHOICE:
    case KEY:
    case REFERENCE:
        return is_nothing(json);
    default:
        return json->kind == JSON_KIND_NULL;
    }
}

static void read_column(struct change *change, size_t slot, const struct json *object) {
    const struct column *column = &change->plan->columns[slot];
    const struct field *field = column->field;
    struct value *value = &change->values[slot];
    const struct json *json = given_in(change, object, field);

    if (json && json->kind == JSON_KIND_NULL && field->kind == BOOLEAN &&
        !(field->rules & NULLABLE))
        json = NULL;
    struct str property = change_property(change, column->property);

    if (!json || means_null(field, json)) {
        value->state = json ? IS_NULL : ABSENT;
        value->is_given = json;
        if (json ? is_required(change, field) : !may_be_left_out(change, field)) {
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
    bool is_asked = change->kind != CHANGE_UPDATE && !change_imports(change); /* see is_emptied() */
    if (is_asked && value->state == IS_SET && field->kind == TEXT && is_required(change, field) &&
        str_is_blank(value->text)) {
        change_missing(change, property);
        value->state = FAULTY;
    }
}

static void decode_column(struct change *change, size_t slot, const struct json *object) {
    read_column(change, slot, object);
    change->values[slot].is_told = change->values[slot].state != ABSENT && change_imports(change);
}

/* An object for a group replaces all of it, but for members that it leaves out of one with KEEP;
 * null empties it; nothing leaves it as it is. */
static void decode_group(struct change *change, const struct field *group,
                         const struct json *body) {
    const struct json *object = given_in(change, body, group);

    if (!object)
        return;
    if (object->kind != JSON_KIND_OBJECT && object->kind != JSON_KIND_NULL) {
        change_fault(change, change_property(change, change_input_name(group)),
                     "must be an object.");
        return;
    }
    for (size_t i = 0; i < change->plan->column_count; i++) {
        const struct column *column = &change->plan->columns[i];
        if (column->group != group || !may_be_given(change, column->field))
            continue;
        bool is_object = object->kind == JSON_KIND_OBJECT;
        if (is_object)
            decode_column(change, i, object);
        if (change->values[i].state == ABSENT && !(is_object && group->rules & KEEP))
            change->values[i].state = IS_NULL;
    }
}

static bool is_empty(const struct json *json) {
    return !json || json->kind == JSON_KIND_NULL ||
           (json->kind == JSON_KIND_ARRAY && json->count == 0);
}

/* What holds the id in the object by which answers show a linked row. */
static const char *id_name_of(const struct field *field) {
    const char *name = "id";

    if (!field->as)
        return name;
    for (const struct field *shown = field->to->fields; shown->name; shown++)
        if (shown->column && strcmp(shown->column, name) == 0 &&
            str_starts_any_case(str_of(field->as->names), str_of(shown->name)))
            return shown->name;
    return name;
}

/* Links under the name of requests, under another one, or else as answers show them. */
static const struct json *links_in(const struct change *change, const struct json *object,
                                   const struct field *field, bool *ret_shown) {
    const struct json *json = given_in(change, object, field);

    *ret_shown = !json && field->input;
    return *ret_shown ? json_named(object, field->name) : json;
}

static void decode_links(struct change *change, const struct json *body) {
    for (size_t i = 0; i < change->plan->link_count; i++) {
        const struct field *field = change->plan->links[i].field;
        struct link_value *links = &change->links[i];
        const struct json *json = links_in(change, body, field, &links->is_shown);
        struct str property = change_property(change, change_input_name(field));
        if (field->rules & REQUIRED && is_empty(json))
            change_missing(change, property);
        if (!json || field->rules & FIXED)
            continue;
        const char *title = fault_title(change->arena, property).at;
        const char *sentence = ids_read(change->arena, title, id_name_of(field), json, links);
        links->state = sentence ? FAULTY : IS_SET;
        if (sentence)
            faults_add(change->faults, property, str_of(sentence));
    }
}

/* ---- rows that the row owns ---- */

static const struct json *id_of(const struct json *object) {
    const struct json *given = json_named(object, "id");

    return given && !is_nothing(given) ? given : NULL;
}

/* An item that was given with an id is an update of that row; 0 is the unset number of many
 * languages, and so no id. */
static void decode_id(struct change *item, const struct json *object) {
    const struct json *given = id_of(object);
    bool number = given && (given->kind == JSON_KIND_NUMBER || given->kind == JSON_KIND_STRING);

    if (!given)
        return;
    if (!number || integer_read(str_trim(given->text), &item->id) != NUMBER_FINE)
        change_fault(item, change_property(item, "id"), "must be a whole number.");
    else if (item->id != 0)
        item->kind = CHANGE_UPDATE;
}

static struct change *decode_item(struct change *change, const struct rows_plan *rows,
                                  const struct json *object, const char *prefix) {
    struct change *item = change_begin(change->door, rows->to, CHANGE_CREATE, 0);

    item->owner = change;
    item->prefix = prefix;
    bool is_new = change_imports(change) && change->kind == CHANGE_CREATE;
    if (!(rows->field->rules & ALONE) && !is_new)
        decode_id(item, object);
    change_decode_object(item, object);
    return item;
}

static void decode_array(struct change *change, const struct rows_plan *rows,
                         const struct json *array, struct rows_value *ret) {
    const char *name = change_input_name(rows->field);

    for (size_t i = 0; i < array->count; i++) {
        struct str at = change_property(change, arena_format(change->arena, "%s[%zu]", name, i).at);
        if (array->items[i].kind != JSON_KIND_OBJECT) {
            change_fault(change, at, "must be an object.");
            continue;
        }
        const char *prefix = arena_format(change->arena, "%.*s.", (int)at.len, at.at).at;
        ret->items[ret->count++] = decode_item(change, rows, &array->items[i], prefix);
    }
}

static void decode_rows(struct change *change, const struct rows_plan *rows,
                        const struct json *json, struct rows_value *ret) {
    bool alone = rows->field->rules & ALONE;
    struct str property = change_property(change, change_input_name(rows->field));

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
        change_fault(change, property,
                     arena_format(change->arena, "must have at most %d items.", ITEMS_MAX).at);
    else
        change_fault(change, property,
                     alone ? "must be an object." : "must be an array of objects.");
}

static void decode_all_rows(struct change *change, const struct json *object) {
    for (size_t i = 0; i < change->plan->rows_count; i++) {
        const struct rows_plan *rows = &change->plan->rows[i];
        const struct json *json = given_in(change, object, rows->field);
        if (json && !(rows->field->rules & FIXED))
            decode_rows(change, rows, json, &change->rows[i]);
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
        if (!change->plan->columns[i].group && may_be_given(change, change->plan->columns[i].field))
            decode_column(change, i, object);
    for (const struct field *field = change->plan->resource->fields; field->name; field++)
        if (field->kind == GROUP && may_be_given(change, field))
            decode_group(change, field, object);
    decode_links(change, object);
    decode_all_rows(change, object);
}
