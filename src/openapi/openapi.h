/* openapi.h - the OpenAPI 3.1 description of the API, from the declarations it runs on. */
#ifndef GLIMT_OPENAPI_OPENAPI_H
#define GLIMT_OPENAPI_OPENAPI_H

#include "base/buffer.h"
#include "plan/plan.h"

struct admin_action;

/* The whole document, indented, with a line end. Properties stand in the order in which answers
 * have them. */
void openapi_print(struct arena *arena, const struct plans *plans, struct buffer *out);

/* The same of the pages' own interface: what people manage, and the `count` actions. */
void openapi_print_managed(struct arena *arena, const struct plans *plans,
                           const struct plans *managed, const struct admin_action *actions,
                           size_t count, struct buffer *out);

#endif
