/* command_derived.c - glimt openapi, routes, statements: what follows from the declarations. */
#include "admin/admin.h"
#include "api/route.h"
#include "cli/commands.h"
#include "openapi/openapi.h"
#include "plan/check.h"
#include "resources/resources.h"

static int print(const struct options *options,
                 void (*put)(struct arena *, const struct plans *, struct buffer *)) {
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    put(options->arena, plan_all(options->arena, all_resources), &out);
    print_buffer(&out);
    return EXIT_FINE;
}

static void put_routes(struct arena *arena, const struct plans *plans, struct buffer *out) {
    routes_print(routes_plan(arena, plans, permission_names), out);
    routes_print(routes_plan_managed(arena, admin_plan(arena, plans)), out);
}

static void put_openapi_for_people(struct arena *arena, const struct plans *plans,
                                   struct buffer *out) {
    openapi_print_managed(arena, plans, admin_plan(arena, plans), out);
}

int command_openapi(const struct options *options) {
    return print(options,
                 options_switch(options, "admin") ? put_openapi_for_people : openapi_print);
}

int command_routes(const struct options *options) {
    return print(options, put_routes);
}

static void put_statements(struct arena *arena, const struct plans *plans, struct buffer *out) {
    statements_print(arena, plans, out);
    buffer_put_z(out, "\nadministration\n\n");
    statements_print(arena, admin_plan(arena, plans), out);
}

int command_statements(const struct options *options) {
    return print(options, put_statements);
}
