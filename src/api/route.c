/* route.c - matches paths segment by segment, in any case, with extra slashes forgiven. */
#include "api/route.h"

#include "api/answer.h"
#include "api/api.h"

enum { SEGMENTS_MAX = 8 };

static const struct verb {
    unsigned operation; /* enum operations */
    enum operation performed;
    const char *method;
    bool on_item; /* below the resource's path: /:id */
} verbs[] = {
    {LIST, OPERATION_LIST, "GET", false},       {CREATE, OPERATION_CREATE, "POST", false},
    {GET, OPERATION_GET, "GET", true},          {UPDATE, OPERATION_UPDATE, "PUT", true},
    {DELETE, OPERATION_DELETE, "DELETE", true},
};

struct route_entry {
    struct str segments[SEGMENTS_MAX]; /* ":id" matches a positive integer */
    size_t count;
    const char *method;
    const struct plan *plan;
    enum operation operation;
    unsigned permission;
};

struct routes {
    struct route_entry *entries;
    size_t count;
};

/* The segments of a path; SIZE_MAX when there are too many. */
static size_t split(struct str path, struct str segments[SEGMENTS_MAX]) {
    size_t count = 0;

    while (path.len > 0) {
        struct str segment = str_cut(&path, '/');
        if (segment.len == 0)
            continue;
        if (count == SEGMENTS_MAX)
            return SIZE_MAX;
        segments[count++] = segment;
    }
    return count;
}

static void add(struct arena *arena, struct routes *routes, const char *path, bool on_item,
                struct route_entry entry) {
    struct str whole = arena_format(arena, "%s%s", path, on_item ? "/:id" : "");

    entry.count = split(whole, entry.segments);
    routes->entries[routes->count++] = entry;
}

const struct routes *routes_plan(struct arena *arena, const struct plans *plans) {
    struct routes *routes = NEW(arena, struct routes);

    routes->entries = NEW_ARRAY(arena, struct route_entry, COUNT(verbs) * plans->count + 1);
    add(arena, routes, "/v1/Auth/Token", false,
        (struct route_entry){.method = "POST", .operation = OPERATION_TOKEN});
    for (size_t i = 0; i < plans->count; i++)
        for (size_t j = 0; j < COUNT(verbs); j++) {
            const struct resource *resource = plans->all[i].resource;
            bool reads = verbs[j].operation & (LIST | GET);
            if (resource->operations & verbs[j].operation)
                add(arena, routes, resource->path, verbs[j].on_item,
                    (struct route_entry){.method = verbs[j].method,
                                         .plan = &plans->all[i],
                                         .operation = verbs[j].performed,
                                         .permission = reads ? resource->read : resource->write});
        }
    return routes;
}

/* A positive integer; one that is too large for any row becomes INT64_MAX. */
static bool read_id(struct str text, int64_t *ret) {
    int64_t id = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        id = id > (INT64_MAX - 9) / 10 ? INT64_MAX : id * 10 + (text.at[i] - '0');
        if (id == INT64_MAX)
            break;
    }
    *ret = id;
    return id > 0;
}

static bool all_digits(struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return text.len > 0;
}

static bool matches(const struct route_entry *entry, const struct str *segments, size_t count,
                    int64_t *ret_id) {
    if (entry->count != count)
        return false;
    for (size_t i = count; i > 0; i--) {
        struct str wanted = entry->segments[i - 1], is = segments[i - 1];
        bool same = wanted.at[0] == ':' ? all_digits(is) && read_id(is, ret_id)
                                        : str_equal_any_case(wanted, is);
        if (!same)
            return false;
    }
    return true;
}

static bool method_is(struct str method, const char *wanted) {
    bool head = str_equal(method, STR("HEAD")) && strcmp(wanted, "GET") == 0;

    return head || str_equal(method, str_of(wanted));
}

/* The path is known; the method is not, or asks what there is. */
static enum outcome refuse_method(struct request *request, struct str allow) {
    bool options = str_equal(request->exchange->method, STR("OPTIONS"));

    return answer_not_allowed(request, options ? 204 : 405, allow);
}

enum outcome route(struct request *request) {
    const struct routes *routes = request->worker->api->routes;
    struct str path = percent_decode(request->arena, request->exchange->path, false);
    struct str segments[SEGMENTS_MAX], allow = {NULL, 0};
    size_t count = split(path, segments);

    for (size_t i = 0; i < routes->count; i++) {
        const struct route_entry *entry = &routes->entries[i];
        if (!matches(entry, segments, count, &request->id))
            continue;
        if (method_is(request->exchange->method, entry->method)) {
            request->plan = entry->plan;
            request->operation = entry->operation;
            request->permission = entry->permission;
            return DONE;
        }
        bool get = strcmp(entry->method, "GET") == 0;
        allow = arena_format(request->arena, "%.*s%s%s", (int)allow.len, allow.len ? allow.at : "",
                             allow.len ? ", " : "", get ? "GET, HEAD" : entry->method);
    }
    return allow.len ? refuse_method(request, allow) : answer_empty(request, 404);
}

void routes_print(const struct routes *routes, struct buffer *out) {
    for (size_t i = 0; i < routes->count; i++) {
        const struct route_entry *entry = &routes->entries[i];
        const char *permission = permission_name(entry->permission);
        buffer_format(out, "%-6s ", entry->method);
        for (size_t j = 0; j < entry->count; j++)
            buffer_format(out, "/%.*s", (int)entry->segments[j].len, entry->segments[j].at);
        buffer_format(out, "%s%s\n", permission ? "  " : "", permission ? permission : "");
    }
}
