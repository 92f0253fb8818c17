/* openapi_parts.c - answers, parameters and names, as all of the description writes them. */
#include "openapi/openapi_parts.h"

#include "api/idempotency.h"
#include "read/encode_value.h"

/* An update takes less than a create where fields are settled by the create. */
static bool updates_differ(const struct resource *resource) {
    for (const struct field *field = resource->fields; field->name; field++)
        if (field->rules & (CREATE_ONLY | UPDATE_REQUIRED) ||
            (field->rules & REQUIRED && field->rules & KEEP))
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

const char openapi_tag_header[] =
    "{\"ETag\": {\"required\": true, \"description\": \"Names this state; a strong entity tag\", "
    "\"schema\": {\"type\": \"string\"}}}";

static void put_answer(struct describing *describing, const char *status, const char *description,
                       const char *schema, bool has_tag) {
    struct document *document = &describing->document;

    document_open(document, status, '{');
    document_text(document, "description", description);
    if (has_tag)
        document_raw(document, "headers", openapi_tag_header);
    if (schema) {
        document_open(document, "content", '{');
        document_open(document, "application/json", '{');
        document_raw(document, "schema", openapi_schema(describing->arena, schema));
        document_close(document, '}');
        document_close(document, '}');
    }
    document_close(document, '}');
}

void openapi_put_answer(struct describing *describing, const char *status, const char *description,
                        const char *schema) {
    put_answer(describing, status, description, schema, false);
}

void openapi_put_tagged_answer(struct describing *describing, const char *status,
                               const char *description, const char *schema) {
    put_answer(describing, status, description, schema, true);
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

void openapi_put_body(struct describing *describing, const struct resource *resource, bool update,
                      bool required) {
    struct document *document = &describing->document;
    const char *name = openapi_body_name(describing->arena, resource, update);
    const char *schema = openapi_schema(describing->arena, name);
    bool takes_file = resource->uploads && !update;

    document_open(document, "requestBody", '{');
    document_boolean(document, "required", required);
    document_open(document, "content", '{');
    document_open(document, "application/json", '{');
    document_raw(document, "schema", schema);
    document_close(document, '}');
    if (takes_file) {
        document_open(document, "multipart/form-data", '{');
        document_raw(document, "schema",
                     "{\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\"}, "
                     "\"file\": {\"type\": \"string\", \"contentMediaType\": "
                     "\"application/octet-stream\"}}}");
        document_close(document, '}');
        document_open(document, "application/x-www-form-urlencoded", '{');
        document_raw(document, "schema", schema);
        document_close(document, '}');
    }
    document_close(document, '}');
    document_close(document, '}');
}

/* Takes the next segment off a path, an id without its colon; false when there is none. */
static bool next_segment(struct str *path, struct str *ret, bool *ret_is_id) {
    while (path->len > 0) {
        struct str segment = str_cut(path, '/');
        if (segment.len == 0)
            continue;
        *ret_is_id = *segment.at == ':';
        *ret = (struct str){segment.at + *ret_is_id, segment.len - *ret_is_id};
        return true;
    }
    return false;
}

const char *openapi_template(struct arena *arena, const char *path) {
    struct str rest = str_of(path), segment, whole = STR("");
    bool is_id;

    while (next_segment(&rest, &segment, &is_id))
        whole = arena_format(arena, "%.*s/%s%.*s%s", (int)whole.len, whole.at, is_id ? "{" : "",
                             (int)segment.len, segment.at, is_id ? "}" : "");
    return whole.at;
}

void openapi_put_ids(struct describing *describing, const char *path,
                     const struct resource *resource) {
    const struct resource *of = resource && resource->parent ? resource->parent : resource;
    struct str rest = str_of(path), segment;
    bool is_id;

    while (next_segment(&rest, &segment, &is_id)) {
        if (!is_id)
            continue;
        openapi_put_parameter(
            &describing->document, arena_z(describing->arena, segment), "path", true,
            of ? arena_format(describing->arena, "The id of the %s", of->name).at : "The id",
            "{\"type\": \"integer\", \"minimum\": 1}");
        of = resource;
    }
}

void openapi_put_query(struct describing *describing, const struct resource *resource) {
    for (const struct field *field = resource->fields; field->name; field++)
        openapi_put_parameter(&describing->document, field->name, "query", field->rules & REQUIRED,
                              field->doc,
                              field->kind == DATE ? "{\"type\": \"string\", \"format\": \"date\"}"
                                                  : "{\"type\": \"string\"}");
}

void openapi_put_conditions(struct describing *describing) {
    static const char schema[] = "{\"type\": \"string\"}";
    struct document *document = &describing->document;

    openapi_put_parameter(document, "If-Match", "header", false,
                          "Entity tags, one of which the row must have, or * for any", schema);
    openapi_put_parameter(document, "If-None-Match", "header", false,
                          "Entity tags that the row must not have, or * for any", schema);
    openapi_put_parameter(document, "If-Unmodified-Since", "header", false,
                          "A date of HTTP after which the row must not have changed; only for rows "
                          "that keep when they did, and without If-Match",
                          schema);
}

void openapi_put_key(struct describing *describing) {
    struct document *document = &describing->document;

    openapi_put_parameter(
        document, KEY_HEADER, "header", false,
        "A word of the client's for this write. Sent again with it, the same request is not done "
        "again, and gets the same answer, with " REPLAYED_HEADER ": true.",
        "{\"type\": \"string\", \"minLength\": 1, \"maxLength\": 255, \"pattern\": "
        "\"^[!-~]+$\"}");
    if (describing->for_people)
        openapi_put_parameter(document, MADE_AT_HEADER, "header", false,
                              "When the write was made. One that is so old that its key may have "
                              "been forgotten is refused with 409, and not done.",
                              "{\"type\": \"string\", \"format\": \"date-time\"}");
}

static void put_at_work(struct describing *describing, bool has_key) {
    if (has_key)
        openapi_put_answer(describing, "409",
                           describing->for_people
                               ? "The first request with this " KEY_HEADER
                                 " is still at work, or the write was made so long ago that its "
                                 "key may have been forgotten."
                               : "The first request with this " KEY_HEADER " is still at work.",
                           "error.message");
}

static void put_other_request(struct describing *describing, bool has_key) {
    if (has_key)
        openapi_put_answer(describing, "422",
                           "This " KEY_HEADER " came with another request before.",
                           "error.message");
}

static void put_body_errors(struct describing *describing, bool stores) {
    openapi_put_answer(describing, "413", "The body is too large.", "error.message");
    if (stores)
        openapi_put_answer(describing, "415",
                           "The body has a Content-Encoding that the server does not take; "
                           "Accept-Encoding names those that it takes.",
                           "error.message");
}

static void put_public_errors(struct describing *describing, bool stores, bool has_key) {
    openapi_put_answer(describing, "401", "The token is missing, unknown or expired.",
                       "error.message");
    openapi_put_answer(describing, "403",
                       "The application may not do this, or not from this address.",
                       "error.forbidden");
    put_at_work(describing, has_key);
    put_body_errors(describing, stores);
    put_other_request(describing, has_key);
    openapi_put_answer(describing, "429",
                       "Too many requests; Retry-After says how many seconds to wait.",
                       "error.wait");
}

static void put_people_errors(struct describing *describing, bool stores, bool has_key) {
    openapi_put_answer(describing, "401", "Nobody is signed in.", "error.message");
    openapi_put_answer(describing, "403", "The person may not do this, or the request is forged.",
                       "error.message");
    put_at_work(describing, has_key);
    put_body_errors(describing, stores);
    put_other_request(describing, has_key);
    openapi_put_answer(describing, "429",
                       "Too many attempts; Retry-After says how many seconds to wait.",
                       "error.attempts");
}

static const char *closed_text(const struct describing *describing, bool stores) {
    if (stores)
        return "The server is temporarily closed, or too busy, or cannot store anything just now; "
               "where there is a body, it says what is in the way.";
    return describing->for_people
               ? "The server or the company is temporarily closed, or too busy, or its data is not "
                 "where it was; where there is a body, it says why."
               : "The server or the company is temporarily closed, or too busy, or its data is not "
                 "where it was; Retry-After says how long, and where there is a body, it says why.";
}

void openapi_put_tag(struct describing *describing, const char *group, bool extension) {
    struct document *document = &describing->document;

    document_open(document, "tags", '[');
    document_text(document, NULL, extension ? "Extensions" : group);
    document_close(document, ']');
    if (extension)
        document_boolean(document, "x-extension", true);
}

void openapi_put_missing(struct describing *describing) {
    openapi_put_answer(describing, "404", "There is no such row.", NULL);
}

void openapi_put_errors(struct describing *describing, bool on_row, bool stores, bool has_key) {
    openapi_put_answer(describing, "400",
                       "Something in the request is wrong; modelState says what.", "error.invalid");
    if (describing->for_people)
        put_people_errors(describing, stores, has_key);
    else
        put_public_errors(describing, stores, has_key);
    if (on_row)
        openapi_put_answer(describing, "412",
                           "The row is not as If-Match, If-None-Match or If-Unmodified-Since wants "
                           "it; nothing was changed.",
                           describing->for_people ? "error.conflict" : "error.message");
    openapi_put_answer(describing, "500",
                       "The server failed; its log has the reason under requestId.",
                       "error.unexpected");
    openapi_put_answer(describing, "503", closed_text(describing, stores), "error.notStored");
    if (stores)
        openapi_put_answer(describing, "507", "The server's disk is full; nothing was stored.",
                           "error.notStored");
}
