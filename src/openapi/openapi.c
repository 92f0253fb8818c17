/* openapi.c - paths, parameters and answers. */
#include "openapi/openapi.h"

#include "openapi/openapi_parts.h"
#include "read/cached.h"

enum { WRITES = CREATE | UPDATE | DELETE };

static const struct operation_text {
    unsigned operation;
    const char *method, *verb;
    bool on_item;
} operation_texts[] = {
    {LIST, "get", "List", false},    {CREATE, "post", "Create", false},  {GET, "get", "Get", true},
    {UPDATE, "put", "Update", true}, {DELETE, "delete", "Delete", true},
};

/* A path has one name for an id here, also where the contract gives it two. */
static const char *path_of(struct arena *arena, const struct resource *resource, bool on_item) {
    const char *id =
        resource->update_id_name ? resource->update_id_name : resource_id_name(resource);

    return on_item ? arena_format(arena, "%s/:%s", resource->path, id).at : resource->path;
}

static void put_parameters(struct describing *describing, const struct resource *resource,
                           const struct operation_text *text) {
    struct document *document = &describing->document;

    document_open(document, "parameters", '[');
    openapi_put_ids(describing, path_of(describing->arena, resource, text->on_item), resource);
    if (text->operation == LIST)
        openapi_put_list(describing, resource);
    if (text->operation & WRITES) {
        openapi_put_conditions(describing);
        openapi_put_key(describing);
    }
    document_close(document, ']');
}

/* Those have a tag. */
static bool answers_are_cached(const struct plan *plan, unsigned operation) {
    return operation & (LIST | GET) && cached_answers(plan, operation == LIST);
}

/* Whoever is shown a row alone is told its tag; of what an application asks for, all that is
 * cached. */
static bool has_tag(const struct describing *describing, const struct plan *plan,
                    unsigned operation) {
    return describing->for_people
               ? operation & (GET | CREATE | UPDATE)
               : operation & (CREATE | UPDATE) || answers_are_cached(plan, operation);
}

static void put_success(struct describing *describing, const struct plan *plan,
                        const struct operation_text *text) {
    const struct view *view = plan->detail.view ? plan->detail.view : plan->list.view;
    const char *schema = view->object_name;
    unsigned created = text->operation == CREATE ? plan->resource->created : 0;

    if (text->operation == LIST)
        schema = arena_format(describing->arena, "%s.page", plan->list.view->object_name).at;
    const char *status = created == 201 ? "201" : "200";
    if (text->operation == DELETE)
        openapi_put_answer(describing, "200", "Deleted.", NULL);
    else if (has_tag(describing, plan, text->operation))
        openapi_put_tagged_answer(describing, status, "Success.", schema);
    else
        openapi_put_answer(describing, status, "Success.", schema);
}

/* Of what people manage nothing is: they are told under the name of the id. */
static bool may_be_missing(const struct describing *describing, const struct resource *resource,
                           unsigned operation) {
    const struct resource *parent = resource->parent;

    return !describing->for_people &&
           ((operation == GET && resource->missing_is_404) || (parent && parent->missing_is_404));
}

static void put_operation(struct describing *describing, const struct plan *plan,
                          const struct operation_text *text) {
    const struct resource *resource = plan->resource;
    struct document *document = &describing->document;
    struct arena *arena = describing->arena;
    const char *noun = text->operation == LIST ? resource->plural : resource->name;
    const char *permission = text->operation & (LIST | GET) ? resource->read : resource->write;

    document_open(document, text->method, '{');
    openapi_put_tag(describing, resource->group, resource->extensions & text->operation);
    document_text(document, "summary", arena_format(arena, "%s %s", text->verb, noun).at);
    if (permission)
        document_text(document, "description",
                      arena_format(arena, "Needs the permission %s.", permission).at);
    if (describing->for_people && !resource->managed->visible)
        document_text(document, "description", "For administrators only.");
    put_parameters(describing, resource, text);
    if (text->operation & (CREATE | UPDATE))
        openapi_put_body(describing, resource, text->operation == UPDATE, true);
    document_open(document, "responses", '{');
    put_success(describing, plan, text);
    if (!describing->for_people && answers_are_cached(plan, text->operation))
        openapi_put_tagged_answer(describing, "304",
                                  "Unchanged since the answer that If-None-Match names.", NULL);
    if (may_be_missing(describing, resource, text->operation))
        openapi_put_missing(describing);
    bool writes = text->operation & WRITES;
    openapi_put_errors(describing, writes, writes, writes);
    if (text->operation == LIST)
        openapi_put_answer(describing, "507",
                           "The server's disk is full, and the answer too long without it.",
                           "error.notStored");
    document_close(document, '}');
    document_close(document, '}');
}

static void put_path(struct describing *describing, const struct plan *plan, bool on_item) {
    const struct resource *resource = plan->resource;
    struct arena *arena = describing->arena;
    bool open = false;

    for (size_t i = 0; i < COUNT(operation_texts); i++) {
        const struct operation_text *text = &operation_texts[i];
        if (text->on_item != on_item || !(resource->operations & text->operation))
            continue;
        if (!open)
            document_open(&describing->document,
                          openapi_template(arena, path_of(arena, resource, on_item)), '{');
        open = true;
        put_operation(describing, plan, text);
    }
    if (open)
        document_close(&describing->document, '}');
}

static void put_token_path(struct describing *describing) {
    struct document *document = &describing->document;

    document_open(document, "/v1/Auth/Token", '{');
    document_open(document, "post", '{');
    document_raw(document, "tags", "[\"Authentication\"]");
    document_text(document, "summary", "Get an access token");
    document_text(document, "description",
                  "Takes the application's id and secret as Basic credentials; the token is valid "
                  "for one hour.");
    document_raw(document, "security", "[{\"application\": []}]");
    document_open(document, "responses", '{');
    openapi_put_answer(describing, "200", "The token and when it expires.", "auth.token");
    openapi_put_errors(describing, false, true, false);
    document_close(document, '}');
    document_close(document, '}');
    document_close(document, '}');
}

static void put_info(struct document *document, const char *title, const char *description,
                     const char *security) {
    document_text(document, "openapi", "3.1.0");
    document_open(document, "info", '{');
    document_text(document, "title", title);
    document_text(document, "version", GLIMT_VERSION);
    document_text(document, "description", description);
    document_close(document, '}');
    document_raw(document, "servers", "[{\"url\": \"/\"}]");
    document_raw(document, "security", security);
}

static void put_paths(struct describing *describing) {
    for (size_t i = 0; i < describing->served->count; i++) {
        const struct plan *plan = &describing->served->all[i];
        if (!plan->resource->path)
            continue;
        put_path(describing, plan, false);
        put_path(describing, plan, true);
        openapi_put_actions(describing, plan);
    }
    openapi_put_actions(describing, NULL);
}

static void put_components(struct describing *describing, const char *security) {
    struct document *document = &describing->document;

    document_open(document, "components", '{');
    openapi_schemas(describing);
    document_raw(document, "securitySchemes", security);
    document_close(document, '}');
}

void openapi_print(struct arena *arena, const struct plans *plans, struct buffer *out) {
    struct describing describing = {
        .arena = arena, .plans = plans, .served = plans, .document = {.out = out}};
    struct document *document = &describing.document;

    document_open(document, NULL, '{');
    put_info(document, "Glimt",
             "Contacts, projects, tasks and time reports, compatible with the Blikk public "
             "API.",
             "[{\"token\": []}]");
    document_open(document, "paths", '{');
    put_token_path(&describing);
    put_paths(&describing);
    document_close(document, '}');
    put_components(&describing, "{\"token\": {\"type\": \"http\", \"scheme\": \"bearer\"}, "
                                "\"application\": {\"type\": \"http\", \"scheme\": \"basic\"}}");
    document_close(document, '}');
    buffer_put_char(out, '\n');
}

void openapi_print_managed(struct arena *arena, const struct plans *plans,
                           const struct plans *managed, struct buffer *out) {
    struct describing describing = {.arena = arena,
                                    .plans = plans,
                                    .served = managed,
                                    .for_people = true,
                                    .document = {.out = out}};
    struct document *document = &describing.document;

    document_open(document, NULL, '{');
    put_info(document, "Glimt, administration",
             "The API behind the administration pages. It may change with any version; programs "
             "should use the public API.",
             "[{\"session\": [], \"csrf\": []}]");
    document_open(document, "paths", '{');
    put_paths(&describing);
    document_close(document, '}');
    put_components(&describing,
                   "{\"session\": {\"type\": \"apiKey\", \"in\": \"cookie\", \"name\": "
                   "\"__Host-glimt\"}, \"csrf\": {\"type\": \"apiKey\", \"in\": \"header\", "
                   "\"name\": \"X-CSRF-Token\"}}");
    document_close(document, '}');
    buffer_put_char(out, '\n');
}
