/* openapi_schemas.c - the objects of answers, requests and errors as JSON schemas. */
#include "base/decimal.h"
#include "base/log.h"
#include "openapi/openapi_parts.h"
#include "plan/action.h"

enum { SCHEMAS_MAX = 512 };

/* Whether the schema is still to be written; then it counts as written. */
static bool claim(struct describing *describing, const char *name) {
    for (size_t i = 0; i < describing->written_count; i++)
        if (str_equal(describing->written[i], str_of(name)))
            return false;
    if (!describing->written)
        describing->written = NEW_ARRAY(describing->arena, struct str, SCHEMAS_MAX);
    ALWAYS(describing->written_count < SCHEMAS_MAX);
    describing->written[describing->written_count++] = str_of(name);
    return true;
}

/* Each of an array of words. */
static const char *words_schema(struct arena *arena, const struct field *field) {
    if (!field->choices)
        return "{\"type\": \"string\"}";
    return arena_format(arena, "{\"type\": \"string\", \"enum\": %s}",
                        openapi_choices(arena, field->choices, false, false))
        .at;
}

static const char *type_name(enum kind kind) {
    switch (kind) {
    case BOOLEAN:
        return "boolean";
    case DECIMAL:
    case REAL:
        return "number";
    case INTEGER:
    case KEY:
    case REFERENCE:
        return "integer";
    case LINKS:
    case ROWS:
    case WORDS:
    case JSON:
        return "array";
    case GROUP:
        return "object";
    default:
        return "string";
    }
}

static void put_type(struct document *document, const char *type, bool nullable) {
    if (!nullable) {
        document_text(document, "type", type);
        return;
    }
    document_open(document, "type", '[');
    document_text(document, NULL, type);
    document_text(document, NULL, "null");
    document_close(document, ']');
}

static void put_format(struct document *document, enum kind kind) {
    if (kind == DATE)
        document_text(document, "pattern", "^\\d{4}-\\d{2}-\\d{2}$");
    if (kind == INSTANT)
        document_text(document, "pattern", "^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2} \\+00:00$");
    if (kind == TIME)
        document_text(document, "pattern", "^([01]\\d|2[0-3]):[0-5]\\d$");
}

static void put_items(struct document *document, const char *schema) {
    document_raw(document, "items", schema);
}

/* An object that may be null. */
static void put_reference(struct describing *describing, const char *name, bool nullable) {
    struct document *document = &describing->document;

    if (!nullable) {
        document_text(document, "$ref",
                      arena_format(describing->arena, "#/components/schemas/%s", name).at);
        return;
    }
    document_open(document, "anyOf", '[');
    document_raw(document, NULL, openapi_schema(describing->arena, name));
    document_raw(document, NULL, "{\"type\": \"null\"}");
    document_close(document, ']');
}

/* The view of the other row that a field shows. */
static const struct view *shown_view(const struct describing *describing,
                                     const struct field *field) {
    const struct plan *target = plan_of(describing->plans, field->to);

    if (field->as)
        return field->as;
    return field->kind == ROWS ? target->detail.view : target->brief.view;
}

/* What the documentation does not have, and programs can do without. */
static void put_extension(struct document *document, bool is_extension) {
    if (is_extension)
        document_boolean(document, "x-extension", true);
}

static void put_shown(struct describing *describing, const struct field *field, bool pascal,
                      bool nullable, bool is_extension) {
    struct document *document = &describing->document;

    document_open(document, field_shown_name(field), '{');
    document_text(document, "description", field->doc);
    put_extension(document, is_extension);
    if (field->kind == REFERENCE) {
        put_reference(describing, shown_view(describing, field)->object_name, nullable);
    } else if (field->kind == GROUP) {
        put_reference(describing, field->group->object_name, field->rules & OPTIONAL);
    } else if (field->kind == ROWS && field->rules & ALONE) {
        put_reference(describing, shown_view(describing, field)->object_name, true);
    } else if (field->kind == LINKS || field->kind == ROWS) {
        put_type(document, "array", field->rules & OPTIONAL);
        put_items(document,
                  openapi_schema(describing->arena, shown_view(describing, field)->object_name));
    } else {
        put_type(document, type_name(field->kind), nullable);
        put_format(document, field->kind);
        if (field->kind == WORDS)
            put_items(document, words_schema(describing->arena, field));
        if (field->kind == JSON)
            put_items(document, "{\"type\": \"object\"}");
        if (field->kind == CHOICE)
            document_raw(document, "enum",
                         openapi_choices(describing->arena, field->choices, pascal, nullable));
    }
    document_close(document, '}');
}

/* `doc` may be NULL. */
static void begin_object(struct describing *describing, const char *name, const char *doc) {
    struct document *document = &describing->document;

    document_open(document, name, '{');
    if (doc)
        document_text(document, "description", doc);
    document_text(document, "type", "object");
    document_open(document, "properties", '{');
    document_open(document, "objectName", '{');
    document_text(document, "const", name);
    document_close(document, '}');
}

static void end_object(struct describing *describing, struct str required) {
    struct document *document = &describing->document;

    document_close(document, '}');
    document_open(document, "required", '[');
    document_text(document, NULL, "objectName");
    while (required.len > 0)
        document_text(document, NULL, arena_z(describing->arena, str_cut(&required, ' ')));
    document_close(document, ']');
    document_boolean(document, "additionalProperties", false);
    document_close(document, '}');
}

static void put_group(struct describing *describing, const struct group *group) {
    struct str required = {NULL, 0};

    if (!claim(describing, group->object_name))
        return;
    begin_object(describing, group->object_name, NULL);
    for (const struct field *field = group->fields; field->name; field++) {
        if (field->rules & HIDDEN && !describing->for_people)
            continue;
        put_shown(describing, field, false, field_is_nullable(field), false);
        required =
            arena_format(describing->arena, "%.*s%s%s", (int)required.len,
                         required.len ? required.at : "", required.len ? " " : "", field->name);
    }
    end_object(describing, required);
}

static void put_view(struct describing *describing, const struct plan *plan,
                     const struct view_plan *view);

/* Whether another resource shows itself under the same object name; then texts may be null, since
 * they may be there. */
static bool is_shared(const struct describing *describing, const struct view_plan *view) {
    const struct str name = str_of(view->view->object_name);

    for (size_t i = 0; i < describing->plans->count; i++) {
        const struct plan *plan = &describing->plans->all[i];
        const struct view *views[] = {plan->brief.view, plan->list.view, plan->detail.view};
        for (size_t j = 0; j < COUNT(views) && plan->resource != view->resource; j++)
            if (views[j] && str_equal(str_of(views[j]->object_name), name))
                return true;
    }
    return false;
}

/* Whether only applications with extended answers are shown it. */
static bool is_extension(const struct view *view, const struct field *field) {
    struct str names = str_of(view->extended ? view->extended : "");

    while (names.len > 0)
        if (str_equal(str_cut(&names, ' '), str_of(field->name)))
            return true;
    return false;
}

/* How a view shows other rows, where that is not their brief view. */
static void put_other_views(struct describing *describing, const struct view_plan *view) {
    for (size_t i = 0; i < view->step_count; i++) {
        const struct step *step = &view->steps[i];
        if (step->rows)
            put_view(describing, step->rows->to, &step->rows->to->detail);
        if (step->shown && step->field->as)
            put_view(describing, plan_of(describing->plans, step->field->to), step->shown);
    }
}

static void put_view(struct describing *describing, const struct plan *plan,
                     const struct view_plan *view) {
    if (!view->view || !claim(describing, view->view->object_name))
        return;
    bool shared = is_shared(describing, view);
    begin_object(describing, view->view->object_name,
                 view == &plan->brief ? NULL : plan->resource->doc);
    for (size_t i = 0; i < view->step_count; i++) {
        const struct step *step = &view->steps[i];
        bool nullable = field_is_nullable(step->field) || (shared && step->field->kind == TEXT);
        put_shown(describing, step->field, view->view->pascal, nullable,
                  is_extension(view->view, step->field));
        if (step->kind == STEP_OPEN)
            i += (size_t)step->skip;
    }
    end_object(describing, str_of(view->view->names));
    put_other_views(describing, view);
    for (const struct field *field = plan->resource->fields; field->name; field++)
        if (field->kind == GROUP)
            put_group(describing, field->group);
}

static void put_page(struct describing *describing, const struct view *view) {
    struct document *document = &describing->document;
    static const char *const numbers[] = {"page", "pageSize", "itemCount", "totalItemCount",
                                          "totalPages"};

    document_open(document, arena_format(describing->arena, "%s.page", view->object_name).at, '{');
    document_text(document, "type", "object");
    document_open(document, "properties", '{');
    document_raw(document, "objectName", "{\"const\": \"generic.pagedlist\"}");
    for (size_t i = 0; i < COUNT(numbers); i++)
        document_raw(document, numbers[i], "{\"type\": \"integer\", \"minimum\": 0}");
    document_open(document, "items", '{');
    document_text(document, "type", "array");
    document_integer(document, "maxItems", 100);
    put_items(document, openapi_schema(describing->arena, view->object_name));
    document_close(document, '}');
    document_close(document, '}');
    document_raw(document, "required",
                 "[\"objectName\", \"page\", \"pageSize\", \"itemCount\", \"totalItemCount\", "
                 "\"totalPages\", \"items\"]");
    document_boolean(document, "additionalProperties", false);
    document_close(document, '}');
}

static void put_accepted(struct describing *describing, const struct field *field);

static void put_members(struct describing *describing, const struct field *fields, bool has_id,
                        bool update) {
    const unsigned left_out = update ? FIXED | CREATE_ONLY : FIXED;
    const unsigned required = update ? REQUIRED | UPDATE_REQUIRED : REQUIRED;
    struct document *document = &describing->document;
    bool any = false;

    document_text(document, "type", "object");
    document_open(document, "properties", '{');
    if (has_id)
        document_raw(
            document, "id",
            "{\"description\": \"The id of the row to change; a row without an id is new\", "
            "\"type\": [\"integer\", \"null\"]}");
    for (const struct field *field = fields; field->name; field++)
        if (!(field->rules & left_out))
            put_accepted(describing, field);
    document_close(document, '}');
    for (const struct field *field = fields; field->name; field++) {
        bool may_miss = update && field->rules & KEEP;
        if (!(field->rules & required) || field->rules & left_out || may_miss)
            continue;
        if (!any)
            document_open(document, "required", '[');
        any = true;
        document_text(document, NULL, field->input ? field->input : field->name);
    }
    if (any)
        document_close(document, ']');
}

/* Ranges count in the unit of the column. */
static void put_range(struct document *document, const struct field *field) {
    const int64_t unit = field->kind == DECIMAL ? DECIMAL_ONE : 1;
    const struct range *range = field->within;

    if (!range)
        return;
    document_integer(document, "minimum", range->least / unit);
    if (range->most < INT64_MAX)
        document_integer(document, "maximum", range->most / unit);
}

/* What programs should send; more forms than these are read (base/instant.h). */
static void put_input_format(struct document *document, enum kind kind) {
    if (kind == DATE)
        document_text(document, "format", "date");
    if (kind == INSTANT)
        document_text(document, "format", "date-time");
    if (kind == TIME)
        document_text(document, "format", "time");
    if (kind == REAL)
        document_text(document, "format", "double");
}

static void put_limits(struct describing *describing, const struct field *field) {
    struct document *document = &describing->document;

    put_range(document, field);
    put_input_format(document, field->kind);
    if (field->kind == TEXT)
        document_integer(document, "maxLength", field->rules & LONG ? LONG_TEXT_MAX : TEXT_MAX);
    if (field->kind == TEXT && field->rules & REQUIRED)
        document_integer(document, "minLength", 1);
    if (field->kind == LINKS)
        put_items(document, "{\"type\": \"integer\"}");
    if (field->kind == WORDS)
        put_items(document, words_schema(describing->arena, field));
}

/* The objects of an array, or one alone. */
static void put_accepted_rows(struct describing *describing, const struct field *field) {
    struct document *document = &describing->document;
    bool alone = field->rules & ALONE;

    document_open(document, "anyOf", '[');
    document_open(document, NULL, '{');
    if (!alone) {
        document_text(document, "type", "array");
        document_open(document, "items", '{');
    }
    put_members(describing, field->to->fields, !alone, false);
    if (!alone)
        document_close(document, '}');
    document_close(document, '}');
    document_raw(document, NULL, "{\"type\": \"null\"}");
    document_close(document, ']');
}

/* Groups hold plain columns only, and owned rows own none themselves. */
static void put_accepted(struct describing *describing, const struct field *field) {
    struct document *document = &describing->document;
    bool nullable = !(field->rules & REQUIRED);

    document_open(document, field->input ? field->input : field->name, '{');
    document_text(document, "description", field->doc);
    put_extension(document, !describing->for_people && (field->rules & EXTENSION));
    if (field->kind == ROWS) {
        put_accepted_rows(describing, field);
    } else if (field->kind == GROUP) {
        document_open(document, "anyOf", '[');
        document_open(document, NULL, '{');
        put_members(describing, field->group->fields, false, false);
        document_close(document, '}');
        document_raw(document, NULL, "{\"type\": \"null\"}");
        document_close(document, ']');
    } else {
        put_type(document, type_name(field->kind), nullable);
        put_limits(describing, field);
        if (field->kind == CHOICE)
            document_raw(document, "enum",
                         openapi_choices(describing->arena, field->choices, false, nullable));
    }
    document_close(document, '}');
}

static void put_body(struct describing *describing, const struct resource *resource, bool update) {
    struct document *document = &describing->document;
    const char *name = openapi_body_name(describing->arena, resource, update);

    if (!claim(describing, name))
        return;
    document_open(document, name, '{');
    put_members(describing, resource->fields, false, update);
    document_close(document, '}');
}

static const struct {
    const char *name, *schema;
} fixed_schemas[] = {
    {"auth.token",
     "{\"type\": \"object\", \"properties\": {\"objectName\": {\"const\": \"auth.token\"}, "
     "\"accessToken\": {\"type\": \"string\", \"minLength\": 79, \"maxLength\": 79}, "
     "\"expires\": {\"type\": \"string\", "
     "\"pattern\": \"^\\\\d{4}-\\\\d{2}-\\\\d{2} \\\\d{2}:\\\\d{2}:\\\\d{2} \\\\+00:00$\"}}, "
     "\"required\": [\"objectName\", \"accessToken\", \"expires\"], "
     "\"additionalProperties\": false}"},
    {"error.invalid",
     "{\"type\": \"object\", \"properties\": {\"message\": {\"const\": \"The request is "
     "invalid.\"}, "
     "\"modelState\": {\"type\": \"object\", \"minProperties\": 1, \"additionalProperties\": "
     "{\"type\": \"array\", \"minItems\": 1, \"items\": {\"type\": \"string\"}}}}, "
     "\"required\": [\"message\", \"modelState\"], \"additionalProperties\": false}"},
    {"error.message",
     "{\"type\": \"object\", \"properties\": {\"message\": {\"type\": \"string\"}}, "
     "\"required\": [\"message\"], \"additionalProperties\": false}"},
    {"error.forbidden",
     "{\"type\": \"object\", \"properties\": {\"message\": {\"type\": \"string\"}, "
     "\"ipAddressAllowed\": {\"type\": \"boolean\"}, \"permissionsRequired\": "
     "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}}, \"required\": [\"message\", "
     "\"ipAddressAllowed\", \"permissionsRequired\"], \"additionalProperties\": false}"},
    {"error.wait",
     "{\"type\": \"object\", \"properties\": {\"waitInSeconds\": {\"type\": \"integer\", "
     "\"minimum\": 1}}, \"required\": [\"waitInSeconds\"], \"additionalProperties\": false}"},
    {"error.notStored",
     "{\"type\": \"object\", \"properties\": {\"message\": {\"type\": \"string\"}, "
     "\"requestId\": {\"type\": \"string\", "
     "\"pattern\": \"^r-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$\"}}, "
     "\"required\": [\"message\", \"requestId\"], \"additionalProperties\": false}"},
    {"error.unexpected",
     "{\"type\": \"object\", \"properties\": {\"message\": "
     "{\"const\": \"An unexpected error has occurred.\"}, \"requestId\": {\"type\": \"string\", "
     "\"pattern\": \"^r-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$\"}}, "
     "\"required\": [\"message\", \"requestId\"], \"additionalProperties\": false}"},
};

static const char conflict_schema[] =
    "{\"type\": \"object\", \"properties\": {\"message\": {\"type\": \"string\"}, \"current\": "
    "{\"type\": [\"object\", \"null\"]}}, \"required\": [\"message\", \"current\"], "
    "\"additionalProperties\": false}";

static const char attempts_schema[] =
    "{\"type\": \"object\", \"properties\": {\"message\": {\"type\": \"string\"}, "
    "\"waitInSeconds\": {\"type\": \"integer\", \"minimum\": 1}}, "
    "\"required\": [\"message\", \"waitInSeconds\"], \"additionalProperties\": false}";

static void put_views(struct describing *describing, const struct plan *plan) {
    if (plan->extended)
        plan = plan->extended;
    put_view(describing, plan, &plan->list);
    put_view(describing, plan, &plan->detail);
    put_view(describing, plan, &plan->brief);
}

/* Whether an action takes the resource as its body. */
static bool is_body(const struct describing *describing, const struct plan *plan) {
    const struct plans *served = describing->served;

    for (size_t i = 0; i < served->action_count; i++)
        if (served->actions[i].body == plan && !served->actions[i].declared->body_is_query)
            return true;
    return false;
}

static void put_served(struct describing *describing, const struct plan *plan) {
    put_views(describing, plan);
    if (plan->resource->operations & LIST)
        put_page(describing, plan->list.view);
    if (plan->resource->operations & CREATE || is_body(describing, plan))
        put_body(describing, plan->resource, false);
    if (plan->resource->operations & UPDATE)
        put_body(describing, plan->resource, true);
}

/* What people manage refers to what is planned for all, and shows it briefly. */
static void put_referred(struct describing *describing, const struct plan *plan) {
    put_view(describing, plan, &plan->brief);
    if (plan->resource->for_people && plan->detail.view)
        put_view(describing, plan, &plan->detail);
    if (is_body(describing, plan))
        put_body(describing, plan->resource, false);
}

void openapi_schemas(struct describing *describing) {
    document_open(&describing->document, "schemas", '{');
    for (size_t i = 0; i < COUNT(fixed_schemas); i++)
        document_raw(&describing->document, fixed_schemas[i].name, fixed_schemas[i].schema);
    if (describing->for_people) {
        document_raw(&describing->document, "error.conflict", conflict_schema);
        document_raw(&describing->document, "error.attempts", attempts_schema);
    }
    for (size_t i = 0; i < describing->served->count; i++)
        if (describing->for_people || !describing->served->all[i].resource->for_people)
            put_served(describing, &describing->served->all[i]);
    for (size_t i = 0; describing->for_people && i < describing->plans->count; i++)
        put_referred(describing, &describing->plans->all[i]);
    document_close(&describing->document, '}');
}
