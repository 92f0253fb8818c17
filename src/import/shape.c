/* shape.c - walks an answer beside the declaration of its resource. */
#include "import/shape.h"

#include "base/decimal.h"
#include "base/log.h"
#include "resources/resources.h"

#include <inttypes.h>

enum { EXTRA_MEMBERS = 4 }; /* that a row gets beside those it came with */

/* ---- objects ---- */

int64_t shape_number(const struct json *object, const char *name) {
    const struct json *member = json_named(object, name);
    int64_t number = 0;

    if (!member || member->kind != JSON_KIND_NUMBER ||
        integer_read(member->text, &number) != NUMBER_FINE)
        return 0;
    return number;
}

struct json *shape_object(struct arena *arena, size_t room) {
    struct json *object = NEW(arena, struct json);

    *object = (struct json){.kind = JSON_KIND_OBJECT,
                            .items = NEW_ARRAY(arena, struct json, room + 1),
                            .names = NEW_ARRAY(arena, struct str, room + 1)};
    return object;
}

static void add(struct json *object, struct str name, struct json value) {
    object->names[object->count] = name;
    object->items[object->count++] = value;
}

void shape_add(struct arena *arena, struct json *object, const char *name, struct json value) {
    (void)arena;
    add(object, str_of(name), value);
}

void shape_add_text(struct arena *arena, struct json *object, const char *name, struct str text) {
    shape_add(arena, object, name, (struct json){.kind = JSON_KIND_STRING, .text = text});
}

static struct json number_of(struct arena *arena, int64_t number) {
    return (struct json){.kind = JSON_KIND_NUMBER, .text = arena_format(arena, "%" PRId64, number)};
}

void shape_add_number(struct arena *arena, struct json *object, const char *name, int64_t number) {
    shape_add(arena, object, name, number_of(arena, number));
}

static void add_boolean(struct json *object, const char *name, bool value) {
    add(object, str_of(name), (struct json){.kind = value ? JSON_KIND_TRUE : JSON_KIND_FALSE});
}

static bool is_given(const struct json *object, const char *name) {
    const struct json *member = json_named(object, name);

    return member && member->kind != JSON_KIND_NULL;
}

/* ---- fields ---- */

static const struct field *find_field(const struct field *fields, struct str name) {
    for (; fields->name; fields++)
        if (str_equal_any_case(str_of(fields->name), name))
            return fields;
    return NULL;
}

/* The number of the row that an object shows: members of a task have a name of their own for it. */
static int64_t id_of(const struct json *shown) {
    int64_t id = shape_number(shown, "id");

    return id ? id : shape_number(shown, "userId");
}

/* ---- references ---- */

static struct json refer(struct shaper *shaper, const struct resource *to,
                         const struct json *shown) {
    int64_t id = shown->kind == JSON_KIND_OBJECT ? id_of(shown) : 0;

    if (id < 1 || !shaper->named(shaper->context, plan_of(shaper->plans, to), id, shown))
        return (struct json){.kind = JSON_KIND_NULL};
    return number_of(shaper->arena, id);
}

static struct json refer_all(struct shaper *shaper, const struct resource *to,
                             const struct json *shown) {
    struct json all = {.kind = JSON_KIND_ARRAY};

    if (shown->kind != JSON_KIND_ARRAY)
        return all;
    all.items = NEW_ARRAY(shaper->arena, struct json, shown->count + 1);
    for (size_t i = 0; i < shown->count; i++) {
        struct json one = refer(shaper, to, &shown->items[i]);
        if (one.kind == JSON_KIND_NUMBER)
            all.items[all.count++] = one;
    }
    return all;
}

/* A bare number, with the name of its row in a property beside it. */
static struct json refer_key(struct shaper *shaper, const struct field *fields,
                             const struct field *key, const struct json *object,
                             const struct json *value) {
    int64_t id = shape_number(object, key->name);
    struct json *shown = shape_object(shaper->arena, 2);

    if (value->kind == JSON_KIND_NULL || id < 1)
        return (struct json){.kind = JSON_KIND_NULL};
    for (const struct field *via = fields; via->name; via++)
        if (via->kind == VIA && strcmp(via->column, key->name) == 0 && is_given(object, via->name))
            add(shown, STR("name"), *json_named(object, via->name));
    if (!shaper->named(shaper->context, plan_of(shaper->plans, key->to), id, shown))
        return (struct json){.kind = JSON_KIND_NULL};
    return *value;
}

/* The name of a row whose number is not shown. */
static void refer_name(struct shaper *shaper, const struct plan *plan, int64_t id,
                       const struct field *fields, const struct field *via,
                       const struct json *object, struct json *shaped) {
    const struct field *key = find_field(fields, str_of(via->column));
    const struct json *name = json_named(object, via->name);

    if (!key || name->kind != JSON_KIND_STRING || is_given(object, key->name))
        return;
    int64_t target = shaper->titled(shaper->context, plan_of(shaper->plans, key->to), name->text);
    if (target)
        shape_add_number(shaper->arena, shaped, key->name, target);
    else
        shaper->unknown(shaper->context, plan, id, str_of(via->name), name);
}

/* ---- what stands between the lines ---- */

/* A moment in two parts, as one. */
static void join_moment(struct shaper *shaper, struct json *shaped, const char *moment,
                        const char *date, const char *time) {
    const struct json *day = json_named(shaped, date), *clock = json_named(shaped, time);

    if (!day || day->kind != JSON_KIND_STRING)
        return;
    bool has_time = clock && clock->kind == JSON_KIND_STRING;
    shape_add_text(shaper->arena, shaped, moment,
                   has_time ? arena_format(shaper->arena, "%.*s %.*s", (int)day->text.len,
                                           day->text.at, (int)clock->text.len, clock->text.at)
                            : day->text);
}

static void say_outright(struct shaper *shaper, const struct plan *plan, struct json *shaped) {
    const struct resource *resource = plan->resource;

    if (resource == &tasks || resource == &task_checklist_items)
        add_boolean(shaped, "isCompleted", is_given(shaped, "completedDate"));
    if (resource == &tasks) {
        join_moment(shaper, shaped, "start", "startDate", "startTime");
        join_moment(shaper, shaped, "end", "endDate", "endTime");
    }
}

/* ---- rows ---- */

static struct json shape_group(struct shaper *shaper, const struct plan *plan, int64_t id,
                               const struct group *group, const struct json *object) {
    struct json *shaped = shape_object(shaper->arena, object->count + 1);

    if (object->kind != JSON_KIND_OBJECT)
        return *object;
    for (size_t i = 0; i < object->count; i++) {
        const struct json *value = &object->items[i];
        const struct field *field = find_field(group->fields, object->names[i]);
        if (field && field->kind == KEY)
            add(shaped, object->names[i], refer_key(shaper, group->fields, field, object, value));
        else if (field && field->kind == VIA)
            refer_name(shaper, plan, id, group->fields, field, object, shaped);
        else if (field)
            add(shaped, object->names[i], *value);
        else if (!field && !str_equal(object->names[i], STR("objectName")))
            shaper->unknown(shaper->context, plan, id, object->names[i], value);
    }
    return *shaped;
}

static struct json shape_rows(struct shaper *shaper, const struct resource *to,
                              const struct json *shown) {
    const struct plan *plan = plan_of(shaper->plans, to);
    struct json all = {.kind = JSON_KIND_ARRAY};

    if (shown->kind == JSON_KIND_OBJECT)
        return *shape_row(shaper, plan, shown);
    if (shown->kind != JSON_KIND_ARRAY)
        return *shown;
    all.items = NEW_ARRAY(shaper->arena, struct json, shown->count + 1);
    for (size_t i = 0; i < shown->count; i++)
        all.items[all.count++] = shown->items[i].kind == JSON_KIND_OBJECT
                                     ? *shape_row(shaper, plan, &shown->items[i])
                                     : shown->items[i];
    return all;
}

static void shape_member_of(struct shaper *shaper, const struct plan *plan, int64_t id,
                            const struct json *object, size_t at, struct json *shaped) {
    const struct json *value = &object->items[at];
    struct str name = object->names[at];
    const struct field *field = find_field(plan->resource->fields, name);

    if (!field && !str_equal(name, STR("objectName")))
        shaper->unknown(shaper->context, plan, id, name, value);
    if (!field || field->sql)
        return;
    switch (field->kind) {
    case VIA:
        refer_name(shaper, plan, id, plan->resource->fields, field, object, shaped);
        return;
    case REFERENCE:
        add(shaped, name, refer(shaper, field->to, value));
        return;
    case LINKS:
        add(shaped, name, refer_all(shaper, field->to, value));
        return;
    case KEY:
        add(shaped, name, refer_key(shaper, plan->resource->fields, field, object, value));
        return;
    case ROWS:
        add(shaped, name, shape_rows(shaper, field->to, value));
        return;
    case GROUP:
        add(shaped, name, shape_group(shaper, plan, id, field->group, value));
        return;
    default:
        add(shaped, name, *value);
    }
}

const struct json *shape_row(struct shaper *shaper, const struct plan *plan,
                             const struct json *object) {
    struct json *shaped = shape_object(shaper->arena, object->count + EXTRA_MEMBERS);
    int64_t id = shape_number(object, "id");

    for (size_t i = 0; i < object->count; i++)
        shape_member_of(shaper, plan, id, object, i, shaped);
    say_outright(shaper, plan, shaped);
    return shaped;
}

/* ---- rows that are only named ---- */

/* Others may show a column under another name. */
static const char *stored_name(const struct plan *plan, const struct field *field) {
    const char *column = field->column ? field->column : field->name;

    for (size_t i = 0; i < plan->column_count; i++)
        if (!plan->columns[i].group && strcmp(plan->columns[i].name, column) == 0)
            return plan->columns[i].field->name;
    return field->name;
}

static struct str title_of(struct arena *arena, const struct plan *plan, int64_t id,
                           const struct json *named) {
    const struct json *title = plan->title ? json_named(named, plan->title->field->name) : NULL;

    if (title && title->kind == JSON_KIND_STRING && !str_is_blank(title->text))
        return title->text;
    return arena_format(arena, "%s %" PRId64, plan->resource->name, id);
}

/* What stands before the last blank of a whole name, and what stands behind it. */
static void split_name(struct arena *arena, struct json *named, struct str whole) {
    size_t end = whole.len;

    while (end > 0 && whole.at[end - 1] != ' ')
        end--;
    struct str last = {whole.at + end, whole.len - end};
    struct str first = end > 1 ? (struct str){whole.at, end - 1} : whole;
    shape_add_text(arena, named, "firstName", first);
    shape_add_text(arena, named, "lastName", end > 1 && last.len > 0 ? last : STR("-"));
}

static void fill(struct arena *arena, struct json *named, const struct field *field,
                 struct str title, int64_t target) {
    switch (field->kind) {
    case TEXT:
        shape_add_text(arena, named, field->name, title);
        return;
    case CHOICE:
        shape_add_text(arena, named, field->name, str_of(field->choices[0]));
        return;
    case KEY:
    case REFERENCE:
        if (target)
            shape_add_number(arena, named, field->name, target);
        return;
    default:
        shape_add_number(arena, named, field->name, 0);
    }
}

const struct json *shape_name(struct arena *arena, const struct plan *plan, int64_t id,
                              const struct json *shown,
                              int64_t (*any)(void *context, const struct plan *to), void *context) {
    struct json *named = shape_object(arena, shown->count + plan->column_count + EXTRA_MEMBERS);

    shape_add_number(arena, named, "id", id);
    for (size_t i = 0; i < shown->count; i++) {
        const struct field *field = find_field(plan->resource->fields, shown->names[i]);
        const char *name = field ? stored_name(plan, field) : NULL;
        if (name && !json_named(named, name))
            add(named, str_of(name), shown->items[i]);
    }
    struct str title = title_of(arena, plan, id, named);
    if (plan->resource == &users)
        split_name(arena, named, title);
    for (size_t i = 1; i < plan->column_count; i++) {
        const struct field *field = plan->columns[i].field;
        bool is_due = field->rules & REQUIRED && !plan->columns[i].group;
        if (is_due && !is_given(named, field->name))
            fill(arena, named, field, title,
                 plan->columns[i].to ? any(context, plan->columns[i].to) : 0);
    }
    return named;
}
