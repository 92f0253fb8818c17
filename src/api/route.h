/* route.h - which operation a path and a method lead to. */
#ifndef GLIMT_API_ROUTE_H
#define GLIMT_API_ROUTE_H

#include "api/request.h"

struct routes;

/* Those of the public API: of its resources, of its actions, and the one for tokens. What needs a
 * word that is none of the `permissions` stops the process and is named. */
const struct routes *routes_plan(struct arena *arena, const struct plans *plans,
                                 const char *const *permissions);

/* Those of what people manage and of the pages' actions, which need no permissions. */
const struct routes *routes_plan_managed(struct arena *arena, const struct plans *managed);

/* Sets plan, operation, action and id, or answers 404, 405 or (OPTIONS) 204. */
enum outcome route(struct request *request, const struct routes *routes) MUST_USE;

/* `GET /v1/Core/Contacts/:id` and so on, a line each: for the golden file. */
void routes_print(const struct routes *routes, struct buffer *out);

#endif
