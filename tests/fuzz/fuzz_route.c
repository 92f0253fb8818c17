/* fuzz_route.c - any path leads where the list of routes says, or nowhere. */
#include "admin/admin.h"
#include "api/route.h"
#include "base/log.h"
#include "fuzz.h"
#include "http/query.h"
#include "resources/resources.h"

#include <ctype.h>

enum { ROUTES_MAX = 400 };

/* A line of the list. */
struct line {
    struct str method, path; /* "GET", "/v1/Core/Tasks/:taskId/Comments" */
};

static struct {
    struct arena *arena;
    const struct routes *pages, *public;
    struct line lines[2][ROUTES_MAX];
    size_t counts[2];
} known;

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
        line->path = str_cut(&text, ' ');
    }
}

static void set_up(void) {
    known.arena = arena_open();
    const struct plans *plans = plan_all(known.arena, all_resources);
    known.public = routes_plan(known.arena, plans, permission_names);
    known.pages = routes_plan_managed(known.arena, admin_plan(known.arena, plans));
    list(0, known.public);
    list(1, known.pages);
}

static char take(struct str *text) {
    char first = *text->at;

    *text = (struct str){text->at + 1, text->len - 1};
    return first;
}

static bool at_end(struct str text) {
    return text.len == 0 || *text.at == '/';
}

/* A number from 1 on stands where the pattern has a name. */
static bool take_id(struct str *path) {
    bool positive = false;

    while (!at_end(*path)) {
        char digit = take(path);
        if (digit < '0' || digit > '9')
            return false;
        positive |= digit != '0';
    }
    return positive;
}

/* Walks along both side by side; any number of slashes is one. */
static bool leads(struct str pattern, struct str path) {
    while (true) {
        while (pattern.len > 0 && *pattern.at == '/')
            take(&pattern);
        while (path.len > 0 && *path.at == '/')
            take(&path);
        if (pattern.len == 0 || path.len == 0)
            return pattern.len == path.len;
        bool is_name = *pattern.at == ':';
        if (is_name && !take_id(&path))
            return false;
        while (!at_end(pattern)) {
            int wanted = tolower((unsigned char)take(&pattern));
            if (!is_name && (at_end(path) || tolower((unsigned char)take(&path)) != wanted))
                return false;
        }
        if (!at_end(path))
            return false;
    }
}

/* 0: the path is unknown, 1: the method is, 2: neither. */
static int look_up(size_t which, struct str method, struct str path) {
    int found = 0;

    for (size_t i = 0; i < known.counts[which]; i++) {
        const struct line *line = &known.lines[which][i];
        bool reads = str_equal(method, STR("HEAD")) && str_equal(line->method, STR("GET"));
        if (leads(line->path, path))
            found = reads || str_equal(method, line->method) ? 2 : found ? found : 1;
    }
    return found;
}

static void check(size_t which, const struct routes *routes, struct str method, struct str path) {
    struct arena *arena = arena_open();
    struct exchange exchange = {.method = method, .path = path_decode(arena, path), .arena = arena};
    struct request request = {.exchange = &exchange, .arena = arena};
    enum outcome outcome = route(&request, routes);
    int found = look_up(which, method, exchange.path);

    if (found == 2) {
        ALWAYS(outcome == DONE && request.operation != OPERATION_NONE);
        ALWAYS(request.id >= 0 && request.parent_id >= 0);
        ALWAYS(!request.id_name || request.id > 0);
        ALWAYS(!request.parent_id_name || request.parent_id > 0);
        ALWAYS(!request.action == (request.operation != OPERATION_ACTION));
    } else {
        ALWAYS(outcome == ANSWERED && !request.plan && !request.action);
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
