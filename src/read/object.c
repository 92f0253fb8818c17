/* object.c - walks the steps of a view over values that the program has set. */
#include "read/object.h"

#include "base/log.h"
#include "read/encode_value.h"

/* What was set at one step of the view. */
struct property {
    bool is_set;
    union {
        int64_t integer;
        struct str text;
        struct {
            struct object *first, *last;
        } rows;
    };
};

struct object {
    struct arena *arena;
    const struct view_plan *view;
    struct property *properties; /* by step */
    struct object *next;         /* of the same ROWS */
};

static _Noreturn void wrong(const struct object *object, const char *what, const char *name) {
    log_error("The answer %s %s \"%s\".", object->view->view->object_name, what, name);
    panic_at(__FILE__, __LINE__, "an answer that is not as declared");
}

struct object *object_new(struct arena *arena, const struct view_plan *view) {
    struct object *object = NEW(arena, struct object);

    object->arena = arena;
    object->view = view;
    object->properties = NEW_ARRAY(arena, struct property, view->step_count);
    return object;
}

/* The step of a name among those from `at` up to `end`; the members of groups are not looked at. */
static size_t find(const struct view_plan *view, size_t at, size_t end, struct str name) {
    for (; at < end; at++) {
        const struct step *step = &view->steps[at];
        if (step->kind != STEP_CLOSE && str_equal(str_of(step->field->name), name))
            return at;
        if (step->kind == STEP_OPEN)
            at += (size_t)step->skip;
    }
    return SIZE_MAX;
}

static size_t find_step(const struct object *object, const char *name) {
    const struct view_plan *view = object->view;
    struct str rest = str_of(name), first = str_cut(&rest, '.');
    size_t at = find(view, 0, view->step_count, first);

    if (rest.len > 0 && at != SIZE_MAX)
        at = find(view, at + 1, at + 1 + (size_t)view->steps[at].skip, rest);
    if (at == SIZE_MAX)
        wrong(object, "does not declare", name);
    return at;
}

static struct property *set(struct object *object, const char *name, bool is_text,
                            const struct field **ret_field) {
    size_t at = find_step(object, name);
    const struct step *step = &object->view->steps[at];
    struct property *property = &object->properties[at];

    if (step->kind != STEP_VALUE || stored_as_text(step->field->kind) != is_text)
        wrong(object, "has another kind of value as", name);
    if (property->is_set)
        wrong(object, "was given twice", name);
    property->is_set = true;
    *ret_field = step->field;
    return property;
}

void object_set_integer(struct object *object, const char *name, int64_t value) {
    const struct field *field;

    set(object, name, false, &field)->integer = value;
}

static bool is_choice(const struct field *field, struct str word) {
    for (size_t i = 0; field->choices[i]; i++)
        if (str_equal(str_of(field->choices[i]), word))
            return true;
    return false;
}

void object_set_text(struct object *object, const char *name, struct str value) {
    const struct field *field;

    set(object, name, true, &field)->text = value;
    if (field->kind == CHOICE && !is_choice(field, value))
        wrong(object, "was given no choice of", name);
}

struct object *object_add_row(struct object *object, const char *name) {
    size_t at = find_step(object, name);
    const struct step *step = &object->view->steps[at];
    struct property *property = &object->properties[at];

    if (step->kind != STEP_ROWS)
        wrong(object, "has no rows as", name);
    if (property->is_set && step->field->rules & ALONE)
        wrong(object, "was given twice", name);
    struct object *row = object_new(object->arena, &step->rows->to->detail);
    if (property->is_set)
        property->rows.last->next = row;
    else
        property->rows.first = row;
    property->rows.last = row;
    property->is_set = true;
    return row;
}

static void put_value(const struct object *object, size_t at, struct buffer *out) {
    const struct field *field = object->view->steps[at].field;
    const struct property *property = &object->properties[at];

    if (!property->is_set && !field_is_nullable(field))
        wrong(object, "lacks", field->name);
    if (!property->is_set)
        encode_null(out);
    else if (stored_as_text(field->kind))
        encode_text(out, object->view->view, field, property->text);
    else
        encode_integer(out, field, property->integer);
}

static void put_rows(const struct field *field, const struct property *property,
                     struct buffer *out) {
    size_t count = 0;

    for (const struct object *row = property->rows.first; row; row = row->next) {
        encode_before_row(out, field, count++);
        object_put(row, out);
    }
    encode_after_rows(out, field, count);
}

/* Whether the group that opens at a step is to be null. */
static bool is_absent(const struct object *object, size_t open) {
    const struct step *step = &object->view->steps[open];

    if (!(step->field->rules & OPTIONAL))
        return false;
    for (size_t at = open + 1; at <= open + (size_t)step->skip; at++)
        if (object->properties[at].is_set)
            return false;
    return true;
}

void object_put(const struct object *object, struct buffer *out) {
    const struct view_plan *view = object->view;

    buffer_put_str(out, view->open);
    for (size_t at = 0; at < view->step_count; at++) {
        const struct step *step = &view->steps[at];
        if (step->kind == STEP_OPEN) {
            at += encode_group(out, step, is_absent(object, at));
            continue;
        }
        buffer_put_str(out, step->lead);
        if (step->kind == STEP_ROWS)
            put_rows(step->field, &object->properties[at], out);
        else if (step->kind == STEP_VALUE)
            put_value(object, at, out);
    }
    buffer_put_char(out, '}');
}
