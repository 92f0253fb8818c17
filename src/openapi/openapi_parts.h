/* openapi_parts.h - what the files that write the OpenAPI description share. */
#ifndef GLIMT_OPENAPI_OPENAPI_PARTS_H
#define GLIMT_OPENAPI_OPENAPI_PARTS_H

#include "plan/plan.h"
#include "json/document.h"

struct describing {
    struct arena *arena;
    const struct plans *plans;  /* all that is referred to */
    const struct plans *served; /* those with paths: the same, or what people manage */
    bool for_people;
    struct document document;
    struct str *written; /* names of schemas that stand already */
    size_t written_count;
};

/* components/schemas: every object of answers and requests, and the errors. */
void openapi_schemas(struct describing *describing);

/* "contact.write": the schema of a resource's request body; where creates and updates differ,
 * "task_attachment.create" and "task_attachment.update". */
const char *openapi_body_name(struct arena *arena, const struct resource *resource, bool update);

/* An answer without a body when `schema` is NULL. */
void openapi_put_answer(struct describing *describing, const char *status, const char *description,
                        const char *schema);

/* The `headers` of an answer with an ETag. */
extern const char openapi_tag_header[];

/* The same as openapi_put_answer(), with an ETag. */
void openapi_put_tagged_answer(struct describing *describing, const char *status,
                               const char *description, const char *schema);

/* The body of a create, an update or an action. */
void openapi_put_body(struct describing *describing, const struct resource *resource, bool update,
                      bool required);

/* A parameter as far as its schema, which follows; it stays open. */
void openapi_open_parameter(struct document *document, const char *name, const char *in,
                            bool required, const char *description);

/* The whole of it; `schema` is JSON. */
void openapi_put_parameter(struct document *document, const char *name, const char *in,
                           bool required, const char *description, const char *schema);

/* "/v1/Core/Tasks/{taskId}/Comments" for "/v1/Core/Tasks/:taskId/Comments". */
const char *openapi_template(struct arena *arena, const char *path);

/* The parameters for the ids in a path, the last of which is that of a row of `resource`; NULL: it
 * belongs to no resource. */
void openapi_put_ids(struct describing *describing, const char *path,
                     const struct resource *resource);

/* The fields of a body that is read from the query. */
void openapi_put_query(struct describing *describing, const struct resource *resource);

/* The headers that a write of a row may have; see api/precondition.h. */
void openapi_put_conditions(struct describing *describing);

/* The headers of a write whose answer may be kept (api/idempotency.h). */
void openapi_put_key(struct describing *describing);

/* What can go wrong with a request; `on_row`: it writes a row, which may be another than was
 * wanted; `stores`: it writes, for which there may be no room; `has_key`: it may come with a
 * key. */
void openapi_put_errors(struct describing *describing, bool on_row, bool stores, bool has_key);

/* The tag of an operation, and whether the documentation lacks it: then it is a tag of its own. */
void openapi_put_tag(struct describing *describing, const char *group, bool extension);

/* The answer where a row that is not there, or the one that it stands below, is 404. */
void openapi_put_missing(struct describing *describing);

/* The paths of the actions that stand with a resource; NULL: apart. */
/* What a list is asked by; and of that, what it is sorted and filtered by. */
void openapi_put_list(struct describing *describing, const struct resource *resource);
void openapi_put_order(struct describing *describing, const struct resource *resource);

void openapi_put_actions(struct describing *describing, const struct plan *plan);

/* `{"$ref":"#/components/schemas/NAME"}` */
const char *openapi_schema(struct arena *arena, const char *name);

/* `["person","company"]`, in the spelling of a view; with null when `nullable`. */
const char *openapi_choices(struct arena *arena, const char *const *choices, bool pascal,
                            bool nullable);

#endif
