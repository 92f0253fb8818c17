/* route.c - matches paths segment by segment, in any case, with extra slashes forgiven. */
#include "api/route.h"

#include "access/access.h"
#include "api/answer.h"
#include "api/api.h"
#include "base/log.h"
#include "plan/action.h"

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

enum { IDS_MAX = 2 }; /* in a path: a parent's and the row's own */

struct route_entry {
    struct str segments[SEGMENTS_MAX]; /* ":id" matches a positive integer */
    size_t count;
    const char *names[IDS_MAX + 1]; /* of the ids in the path; the rest is NULL */
    const char *method;
    const struct plan *plan;
    enum operation operation;
    const char *permission; /* NULL: none */
    unsigned permission_bit;
    const struct action_plan *action;
};

struct routes {
    struct arena *arena;
    const char *const *permissions;
    struct route_entry *entries;
    size_t count, size;
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

static unsigned permission_bit(const struct routes *routes, const struct route_entry *entry) {
    if (!entry->permission)
        return 0;
    unsigned bit = permission_from_name(routes->permissions, str_of(entry->permission));
    if (!bit)
        plan_wrong(entry->plan->resource, "there is no permission", entry->permission);
    return bit;
}

static void add(struct arena *arena, struct routes *routes, struct str path,
                struct route_entry entry) {
    size_t ids = 0;

    ALWAYS(routes->count < routes->size);
    entry.count = split(path, entry.segments);
    ALWAYS(entry.count <= SEGMENTS_MAX);
    entry.permission_bit = permission_bit(routes, &entry);
    for (size_t i = 0; i < entry.count; i++) {
        struct str segment = entry.segments[i];
        if (segment.at[0] != ':')
            continue;
        ALWAYS(ids < IDS_MAX);
        entry.names[ids++] = arena_z(arena, (struct str){segment.at + 1, segment.len - 1});
    }
    routes->entries[routes->count++] = entry;
}

static const char *id_name(const struct resource *resource, enum operation operation) {
    if (operation == OPERATION_UPDATE && resource->update_id_name)
        return resource->update_id_name;
    return resource_id_name(resource);
}

static void add_verb(struct arena *arena, struct routes *routes, const struct plan *plan,
                     const struct verb *verb) {
    const struct resource *resource = plan->resource;
    bool reads = verb->operation & (LIST | GET);
    struct str path = str_of(resource->path);

    if (verb->on_item)
        path = arena_format(arena, "%s/:%s", path.at, id_name(resource, verb->performed));
    add(arena, routes, path,
        (struct route_entry){.method = verb->method,
                             .plan = plan,
                             .operation = verb->performed,
                             .permission = reads ? resource->read : resource->write});
}

static void add_resource(struct routes *routes, const struct plan *plan) {
    for (size_t i = 0; plan->resource->path && i < COUNT(verbs); i++)
        if (plan->resource->operations & verbs[i].operation)
            add_verb(routes->arena, routes, plan, &verbs[i]);
}

/* Those that stand with a resource, or apart. */
static void add_actions(struct routes *routes, const struct plans *plans, const struct plan *plan) {
    for (size_t i = 0; i < plans->action_count; i++) {
        const struct action_plan *action = &plans->actions[i];
        if (action->stands_with == plan)
            add(routes->arena, routes, str_of(action->path),
                (struct route_entry){.method = action->declared->method,
                                     .plan = action->plan,
                                     .operation = OPERATION_ACTION,
                                     .permission = action->permission,
                                     .action = action});
    }
}

static struct routes *routes_of(struct arena *arena, const struct plans *plans,
                                const char *const *permissions) {
    struct routes *routes = NEW(arena, struct routes);

    routes->arena = arena;
    routes->permissions = permissions;
    routes->size = COUNT(verbs) * plans->count + plans->action_count + 1;
    routes->entries = NEW_ARRAY(arena, struct route_entry, routes->size);
    for (size_t i = 0; i < plans->count; i++) {
        add_resource(routes, &plans->all[i]);
        add_actions(routes, plans, &plans->all[i]);
    }
    add_actions(routes, plans, NULL);
    return routes;
}

const struct routes *routes_plan(struct arena *arena, const struct plans *plans,
                                 const char *const *permissions) {
    struct routes *routes = routes_of(arena, plans, permissions);

    add(arena, routes, STR("/v1/Auth/Token"),
        (struct route_entry){.method = "POST", .operation = OPERATION_TOKEN});
    return routes;
}

const struct routes *routes_plan_managed(struct arena *arena, const struct plans *managed) {
    return routes_of(arena, managed, NULL);
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

/* Also gives the ids in the path, from left to right. Compares from the end, as most paths begin
 * alike. */
static bool matches(const struct route_entry *entry, const struct str *segments, size_t count,
                    int64_t ids[IDS_MAX]) {
    size_t id_count = 0;

    if (entry->count != count)
        return false;
    for (size_t i = count; i-- > 0;) {
        struct str wanted = entry->segments[i], is = segments[i];
        if (!(wanted.at[0] == ':' ? all_digits(is) : str_equal_any_case(wanted, is)))
            return false;
    }
    for (size_t i = 0; i < count; i++)
        if (entry->segments[i].at[0] == ':' && !read_id(segments[i], &ids[id_count++]))
            return false;
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

/* The first id in the path is the parent's where there is one. */
static void take_ids(struct request *request, const struct route_entry *entry,
                     const int64_t ids[IDS_MAX]) {
    const struct resource *parent = entry->plan ? entry->plan->resource->parent : NULL;
    size_t own = parent != NULL;

    request->parent_id = parent ? ids[0] : 0;
    request->parent_id_name = parent ? entry->names[0] : NULL;
    request->id = ids[own];
    request->id_name = entry->names[own];
}

enum outcome route(struct request *request, const struct routes *routes) {
    struct str segments[SEGMENTS_MAX], allow = {NULL, 0};
    size_t count = split(request->exchange->path, segments);
    int64_t ids[IDS_MAX] = {0};

    for (size_t i = 0; i < routes->count; i++) {
        const struct route_entry *entry = &routes->entries[i];
        if (!matches(entry, segments, count, ids))
            continue;
        if (method_is(request->exchange->method, entry->method)) {
            request->plan = entry->plan;
            request->operation = entry->operation;
            request->permission = entry->permission_bit;
            request->action = entry->action;
            take_ids(request, entry, ids);
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
        buffer_format(out, "%-6s ", entry->method);
        for (size_t j = 0; j < entry->count; j++)
            buffer_format(out, "/%.*s", (int)entry->segments[j].len, entry->segments[j].at);
        buffer_format(out, "%s%s\n", entry->permission ? "  " : "",
                      entry->permission ? entry->permission : "");
    }
}
