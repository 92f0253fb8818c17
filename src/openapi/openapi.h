/* openapi.h - the OpenAPI 3.1 description of the API, from the declarations it runs on. */
#ifndef GLIMT_OPENAPI_OPENAPI_H
#define GLIMT_OPENAPI_OPENAPI_H

#include "base/buffer.h"
#include "plan/plan.h"

/* The whole document, indented, with a line end. Properties stand in the order in which answers
 * have them. */
void openapi_print(struct arena *arena, const struct plans *plans, struct buffer *out);

/* The same of the pages' own interface: what people manage, and the actions there. */
void openapi_print_managed(struct arena *arena, const struct plans *plans,
                           const struct plans *managed, struct buffer *out);

#endif
