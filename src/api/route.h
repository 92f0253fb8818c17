/* route.h - which operation a path and a method lead to. */
#ifndef GLIMT_API_ROUTE_H
#define GLIMT_API_ROUTE_H

#include "api/request.h"

struct routes;

struct admin_action;

/* Those of the public API, derived from the declarations, which may need the `permissions`. */
const struct routes *routes_plan(struct arena *arena, const struct plans *plans,
                                 const char *const *permissions);

/* Those of the resources in `plans` alone, with room for `more`. A resource that needs what is no
 * permission stops the process and is named. */
struct routes *routes_new(struct arena *arena, const struct plans *plans,
                          const char *const *permissions, size_t more);
void routes_add_action(struct routes *routes, const char *method, const char *path,
                       const struct admin_action *action);

/* Sets plan, operation and id, or answers 404, 405 or (OPTIONS) 204. */
enum outcome route(struct request *request, const struct routes *routes) MUST_USE;

/* Whether it is a create that may bring a file: then its body is read as it arrives. */
bool route_takes_file(struct arena *arena, const struct api *api, const struct exchange *exchange);

/* `GET /v1/Core/Contacts/:id` and so on, a line each: for the golden file. */
void routes_print(const struct routes *routes, struct buffer *out);

#endif
