/* openapi_lists.c - what a list is asked by: paging, order, filters. */
#include "openapi/openapi_parts.h"

static const char *filter_schema(struct arena *arena, const struct filter *filter) {
    if (filter->many && filter->choices)
        return arena_format(
                   arena, "{\"type\": \"array\", \"items\": {\"type\": \"string\", \"enum\": %s}}",
                   openapi_choices(arena, filter->choices, false, false))
            .at;
    if (filter->many)
        return "{\"type\": \"array\", \"items\": {\"type\": \"integer\"}}";
    if (filter->choices)
        return arena_format(arena, "{\"type\": \"string\", \"enum\": %s}",
                            openapi_choices(arena, filter->choices, false, false))
            .at;
    switch (filter->kind) {
    case INTEGER:
        return "{\"type\": \"integer\"}";
    case BOOLEAN:
        return "{\"type\": \"boolean\"}";
    default:
        return "{\"type\": \"string\"}";
    }
}

static void put_filter(struct describing *describing, const struct filter *filter) {
    struct document *document = &describing->document;

    const char *prefix = filter->bare ? "" : "filter.";
    openapi_open_parameter(document,
                           arena_format(describing->arena, "%s%s", prefix, filter->name).at,
                           "query", false, filter->doc);
    if (filter->extension && !describing->for_people)
        document_boolean(document, "x-extension", true);
    if (filter->many) {
        document_text(document, "style", "form");
        document_boolean(document, "explode", false);
    }
    document_raw(document, "schema", filter_schema(describing->arena, filter));
    document_close(document, '}');
}

void openapi_put_order(struct describing *describing, const struct resource *resource) {
    static const char *const orders[] = {"ascending", "descending", NULL};
    struct document *document = &describing->document;
    struct arena *arena = describing->arena;
    const char *names[33] = {NULL};

    for (size_t i = 0; resource->sorts[i].name && i + 1 < COUNT(names); i++)
        names[i] = resource->sorts[i].name;
    openapi_put_parameter(document, "sortBy", "query", false, "What to sort by",
                          arena_format(arena,
                                       "{\"type\": \"string\", \"enum\": %s, \"default\": \"%s\"}",
                                       openapi_choices(arena, names, false, false), names[0])
                              .at);
    openapi_put_parameter(document, "sortOrder", "query", false, "Sort direction",
                          arena_format(arena,
                                       "{\"type\": \"string\", \"enum\": %s, \"default\": \"%s\"}",
                                       openapi_choices(arena, orders, false, false), orders[0])
                              .at);
    for (const struct filter *filter = resource->filters; filter && filter->name; filter++)
        if (!filter->internal)
            put_filter(describing, filter);
}

void openapi_put_list(struct describing *describing, const struct resource *resource) {
    struct document *document = &describing->document;

    openapi_put_parameter(document, "page", "query", true, "Page number, from 1",
                          "{\"type\": \"integer\", \"minimum\": 1}");
    openapi_put_parameter(
        document, "pageSize", "query", false, "Items per page",
        "{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 100, \"default\": 25}");
    openapi_put_order(describing, resource);
}
