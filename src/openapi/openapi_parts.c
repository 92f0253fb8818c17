/* openapi_parts.c - answers, parameters and names, as all of the description writes them. */
#include "openapi/openapi_parts.h"

#include "read/encode_value.h"

/* An update takes less than a create where fields are settled by the create. */
static bool updates_differ(const struct resource *resource) {
    for (const struct field *field = resource->fields; field->name; field++)
        if (field->rules & (CREATE_ONLY | UPDATE_REQUIRED))
            return true;
    return false;
}

const char *openapi_body_name(struct arena *arena, const struct resource *resource, bool update) {
    const char *ending = !updates_differ(resource) ? "write" : update ? "update" : "create";
    struct str name = arena_format(arena, "%s.%s", resource->name, ending);

    for (char *at = arena_z(arena, name), *first = at; *at; at++) {
        if (*at == ' ')
            *at = '_';
        if (!at[1])
            return first;
    }
    return name.at;
}

const char *openapi_schema(struct arena *arena, const char *name) {
    return arena_format(arena, "{\"$ref\": \"#/components/schemas/%s\"}", name).at;
}

const char *openapi_choices(struct arena *arena, const char *const *choices, bool pascal,
                            bool nullable) {
    struct buffer out;

    buffer_init(&out, 4096);
    buffer_put_char(&out, '[');
    for (size_t i = 0; choices[i]; i++) {
        buffer_put_z(&out, i ? ", " : "");
        encode_choice(&out, str_of(choices[i]), pascal);
    }
    buffer_put_z(&out, nullable ? ", null]" : "]");
    const char *list = arena_z(arena, buffer_str(&out));
    buffer_done(&out);
    return list;
}

void openapi_put_answer(struct describing *describing, const char *status, const char *description,
                        const char *schema) {
    struct document *document = &describing->document;

    document_open(document, status, '{');
    document_text(document, "description", description);
    if (schema) {
        document_open(document, "content", '{');
        document_open(document, "application/json", '{');
        document_raw(document, "schema", openapi_schema(describing->arena, schema));
        document_close(document, '}');
        document_close(document, '}');
    }
    document_close(document, '}');
}

void openapi_open_parameter(struct document *document, const char *name, const char *in,
                            bool required, const char *description) {
    document_open(document, NULL, '{');
    document_text(document, "name", name);
    document_text(document, "in", in);
    if (required)
        document_boolean(document, "required", true);
    document_text(document, "description", description);
}

void openapi_put_parameter(struct document *document, const char *name, const char *in,
                           bool required, const char *description, const char *schema) {
    openapi_open_parameter(document, name, in, required, description);
    document_raw(document, "schema", schema);
    document_close(document, '}');
}
