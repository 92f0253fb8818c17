/* openapi_actions.c - what people do in the pages that is none of the five operations. */
#include "api/admin_action.h"
#include "openapi/openapi_parts.h"

void openapi_put_people_errors(struct describing *describing, bool writes) {
    openapi_put_answer(describing, "400",
                       "Something in the request is wrong; modelState says what.", "error.invalid");
    openapi_put_answer(describing, "401", "Nobody is signed in.", "error.message");
    openapi_put_answer(describing, "403", "The person may not do this, or the request is forged.",
                       "error.message");
    if (writes)
        openapi_put_answer(describing, "409", "Somebody else has changed the row in the meantime.",
                           "error.conflict");
    openapi_put_answer(describing, "413", "The body is too large.", "error.message");
    openapi_put_answer(describing, "429",
                       "Too many attempts; Retry-After says how many seconds to wait.",
                       "error.wait");
    openapi_put_answer(describing, "500",
                       "The server failed; its log has the reason under requestId.",
                       "error.unexpected");
    openapi_put_answer(describing, "503", "The server is temporarily closed or too busy.", NULL);
}

/* The ids in an action's path, and the path with braces. */
static const char *put_action_ids(struct describing *describing, const char *path, bool write) {
    struct arena *arena = describing->arena;
    struct str rest = str_of(path), whole = {NULL, 0};

    while (rest.len > 0) {
        struct str segment = str_cut(&rest, '/');
        bool id = segment.len > 0 && segment.at[0] == ':';
        if (segment.len == 0)
            continue;
        struct str name = {segment.at + id, segment.len - id};
        if (id && write)
            openapi_put_parameter(&describing->document, arena_z(arena, name), "path", true,
                                  "The id", "{\"type\": \"integer\", \"minimum\": 1}");
        whole = arena_format(arena, "%.*s/%s%.*s%s", (int)whole.len, whole.len ? whole.at : "",
                             id ? "{" : "", (int)name.len, name.at, id ? "}" : "");
    }
    return whole.at;
}

static void put_admin_body(struct describing *describing, const struct resource *body) {
    struct document *document = &describing->document;

    if (!body)
        return;
    document_open(document, "requestBody", '{');
    document_boolean(document, "required", true);
    document_open(document, "content", '{');
    document_open(document, "application/json", '{');
    document_raw(
        document, "schema",
        openapi_schema(describing->arena, openapi_body_name(describing->arena, body, false)));
    document_close(document, '}');
    document_close(document, '}');
    document_close(document, '}');
}

static void put_admin_action(struct describing *describing, const struct admin_action *action) {
    static const char *const rights[] = {"Needs no session.", "For anyone who is signed in.",
                                         "For administrators only."};
    static const char *const methods[][2] = {
        {"GET", "get"}, {"POST", "post"}, {"PUT", "put"}, {"DELETE", "delete"}};
    struct document *document = &describing->document;

    for (size_t i = 0; i < COUNT(methods); i++)
        if (strcmp(methods[i][0], action->method) == 0)
            document_open(document, methods[i][1], '{');
    document_open(document, "tags", '[');
    document_text(document, NULL, action->group);
    document_close(document, ']');
    document_text(document, "summary", action->doc);
    document_text(document, "description", rights[action->right]);
    document_open(document, "parameters", '[');
    put_action_ids(describing, action->path, true);
    document_close(document, ']');
    put_admin_body(describing, action->body);
    document_open(document, "responses", '{');
    openapi_put_answer(describing, "200", "Success.",
                       action->answer ? action->answer->detail.object_name : NULL);
    openapi_put_people_errors(describing, false);
    document_close(document, '}');
    document_close(document, '}');
}

/* Actions on one path stand together in the list. */
void openapi_put_actions(struct describing *describing, const struct admin_action *actions,
                         size_t count) {
    for (size_t i = 0; i < count; i++) {
        bool first = i == 0 || strcmp(actions[i - 1].path, actions[i].path) != 0;
        bool last = i + 1 == count || strcmp(actions[i + 1].path, actions[i].path) != 0;
        if (first)
            document_open(&describing->document, put_action_ids(describing, actions[i].path, false),
                          '{');
        put_admin_action(describing, &actions[i]);
        if (last)
            document_close(&describing->document, '}');
    }
}
