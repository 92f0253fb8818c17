/* fuzz_route.c - any path leads where the list of routes says, or nowhere. */
#include "admin/admin.h"
#include "api/route.h"
#include "base/log.h"
#include "fuzz.h"
#include "resources/resources.h"

enum { ROUTES_MAX = 400, SEGMENTS_MAX = 8 };

/* A line of the list. */
struct line {
    struct str method, segments[SEGMENTS_MAX];
    size_t count;
};

static struct {
    struct arena *arena;
    const struct routes *pages, *public;
    struct line lines[2][ROUTES_MAX];
    size_t counts[2];
} known;

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

static void list(size_t which, const struct routes *routes) {
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    routes_print(routes, &out);
    struct str rest = arena_copy(known.arena, buffer_str(&out));
    buffer_done(&out);
    while (rest.len > 0) {
        struct str text = str_cut(&rest, '\n');
        struct line *line = &known.lines[which][known.counts[which]++];
        line->method = str_cut(&text, ' ');
        text = str_trim(text);
        line->count = split(str_cut(&text, ' '), line->segments);
    }
}

static void set_up(void) {
    known.arena = arena_open();
    const struct plans *plans = plan_all(known.arena, all_resources);
    known.public = routes_plan(known.arena, plans);
    known.pages = admin_routes_plan(known.arena, plan_managed(known.arena, plans));
    list(0, known.public);
    list(1, known.pages);
}

static bool is_id(struct str text) {
    bool positive = false;

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        positive |= text.at[i] != '0';
    }
    return positive;
}

static bool leads(const struct line *line, const struct str *segments, size_t count) {
    if (line->count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (line->segments[i].at[0] == ':' ? !is_id(segments[i])
                                           : !str_equal_any_case(line->segments[i], segments[i]))
            return false;
    return true;
}

/* 0: the path is unknown, 1: the method is, 2: neither. */
static int look_up(size_t which, struct str method, const struct str *segments, size_t count) {
    int found = 0;

    for (size_t i = 0; i < known.counts[which]; i++) {
        const struct line *line = &known.lines[which][i];
        bool reads = str_equal(method, STR("HEAD")) && str_equal(line->method, STR("GET"));
        if (leads(line, segments, count))
            found = reads || str_equal(method, line->method) ? 2 : found ? found : 1;
    }
    return found;
}

static void check(size_t which, const struct routes *routes, struct str method, struct str path) {
    struct arena *arena = arena_open();
    struct exchange exchange = {.method = method, .path = path, .arena = arena};
    struct request request = {.exchange = &exchange, .arena = arena};
    struct str segments[SEGMENTS_MAX];
    size_t count = split(percent_decode(arena, path, false), segments);
    enum outcome outcome = route(&request, routes);
    int found = look_up(which, method, segments, count);

    if (found == 2) {
        ALWAYS(outcome == DONE && request.operation != OPERATION_NONE);
        ALWAYS(request.id >= 0 && request.parent_id >= 0);
        ALWAYS(!request.id_name || request.id > 0);
        ALWAYS(!request.parent_id_name || request.parent_id > 0);
        ALWAYS(which == 1 || !request.admin_action);
    } else {
        ALWAYS(outcome == ANSWERED && !request.plan && !request.admin_action);
        ALWAYS(exchange.status == (found == 0                          ? 404
                                   : str_equal(method, STR("OPTIONS")) ? 204
                                                                       : 405));
        ALWAYS((exchange.header_count > 0) == (found > 0));
    }
    arena_close(arena);
}

/* The first byte says with which method. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const methods[] = {"GET",    "HEAD",    "POST",  "PUT",
                                          "DELETE", "OPTIONS", "PATCH", "get"};

    if (!known.arena)
        set_up();
    if (size == 0)
        return 0;
    struct str method = str_of(methods[data[0] % COUNT(methods)]);
    struct str path = {(const char *)data + 1, size - 1};
    check(0, known.public, method, path);
    check(1, known.pages, method, path);
    return 0;
}
