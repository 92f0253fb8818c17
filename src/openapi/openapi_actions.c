/* openapi_actions.c - operations that are none of the five on a resource. */
#include "openapi/openapi_parts.h"
#include "plan/action.h"

#include <ctype.h>

static void put_file_answers(struct describing *describing, const struct action *action) {
    static const struct {
        const char *status, *description;
    } others[] = {
        {"304", "If-None-Match names this file."},
        {"416", "The range begins after the end of the file."},
    };
    static const char *const files[] = {"200", "206"};
    struct document *document = &describing->document;
    bool is_stored = !action->lists;

    for (size_t i = 0; i < (is_stored ? COUNT(files) : 1); i++) {
        document_open(document, files[i], '{');
        document_text(document, "description", action->file);
        if (is_stored)
            document_raw(document, "headers", openapi_tag_header);
        document_raw(document, "content", "{\"*/*\": {}}");
        document_close(document, '}');
    }
    if (!is_stored)
        return;
    openapi_put_answer(describing, "302", "The attachment is a link; Location says where it leads.",
                       NULL);
    for (size_t i = 0; i < COUNT(others); i++)
        openapi_put_tagged_answer(describing, others[i].status, others[i].description, NULL);
}

/* Who may do it. */
static void put_description(struct describing *describing, const struct action_plan *action) {
    static const char *const rights[] = {
        [RIGHT_ANYONE] = "Needs no session.",
        [RIGHT_PERSON] = "For anyone who is signed in.",
        [RIGHT_ADMINISTRATOR] = "For administrators only.",
    };

    if (describing->for_people)
        document_text(&describing->document, "description", rights[action->declared->right]);
    else if (action->permission)
        document_text(
            &describing->document, "description",
            arena_format(describing->arena, "Needs the permission %s.", action->permission).at);
}

/* See precondition_note(). */
static bool writes_a_row(const struct action_plan *action) {
    return action->plan && action->declared->run;
}

static void put_answers(struct describing *describing, const struct action_plan *action) {
    document_open(&describing->document, "responses", '{');
    if (action->declared->file)
        put_file_answers(describing, action->declared);
    else
        openapi_put_answer(describing, "200", "Success.",
                           action->answer ? action->answer->view->object_name : NULL);
    if (!describing->for_people && action->plan && action->plan->resource->missing_is_404)
        openapi_put_missing(describing);
    openapi_put_errors(describing, writes_a_row(action), action->declared->run != NULL,
                       action->may_keep_answer);
    if (action->declared->file && !action->declared->lists)
        openapi_put_answer(describing, "507",
                           "The server's disk is full, and the file is kept elsewhere: it comes "
                           "there before it is sent.",
                           "error.notStored");
    document_close(&describing->document, '}');
}

static const char *lower_case(struct arena *arena, const char *method) {
    char *lower = arena_z(arena, str_of(method));

    for (char *at = lower; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return lower;
}

static void put_action(struct describing *describing, const struct action_plan *action) {
    struct document *document = &describing->document;

    document_open(document, lower_case(describing->arena, action->declared->method), '{');
    openapi_put_tag(describing, action->group, action->declared->extension);
    document_text(document, "summary", action->declared->doc);
    put_description(describing, action);
    document_open(document, "parameters", '[');
    openapi_put_ids(describing, action->path, action->plan ? action->plan->resource : NULL);
    if (action->plan && action->declared->lists)
        openapi_put_order(describing, action->plan->resource);
    if (action->declared->body_is_query)
        openapi_put_query(describing, action->body->resource);
    if (action->may_keep_answer)
        openapi_put_key(describing);
    if (writes_a_row(action))
        openapi_put_conditions(describing);
    document_close(document, ']');
    if (action->body && !action->declared->body_is_query)
        openapi_put_body(describing, action->body->resource, false,
                         !action->declared->body_is_optional);
    put_answers(describing, action);
    document_close(document, '}');
}

/* Whether an action before the n-th has its path. */
static bool is_described(const struct plans *plans, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(plans->actions[i].path, plans->actions[n].path) == 0)
            return true;
    return false;
}

void openapi_put_actions(struct describing *describing, const struct plan *plan) {
    const struct plans *plans = describing->served;

    for (size_t i = 0; i < plans->action_count; i++) {
        const char *path = plans->actions[i].path;
        if (plans->actions[i].stands_with != plan || is_described(plans, i))
            continue;
        document_open(&describing->document, openapi_template(describing->arena, path), '{');
        for (size_t j = i; j < plans->action_count; j++)
            if (strcmp(plans->actions[j].path, path) == 0)
                put_action(describing, &plans->actions[j]);
        document_close(&describing->document, '}');
    }
}
