/* command_openapi.c - glimt openapi: the description of the API. */
#include "api/openapi.h"
#include "api/plan.h"
#include "cli/commands.h"
#include "resources/resources.h"

int command_openapi(const struct options *options) {
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    openapi_print(options->arena, plan_all(options->arena, all_resources), &out);
    print_buffer(&out);
    return EXIT_FINE;
}
