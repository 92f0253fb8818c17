/* admin.h - what people do in the pages: the JSON interface under /admin/v1.
 *
 * The resources that people manage are declared in resources/ (struct managed); here is who is
 * signed in, what that person may do, and the actions besides the five operations. */
#ifndef GLIMT_ADMIN_ADMIN_H
#define GLIMT_ADMIN_ADMIN_H

#include "api/admin_action.h"
#include "api/api.h"

/* All actions; those on one path stand together. */
extern const struct admin_action admin_actions[];
extern const size_t admin_action_count;

/* The routes of what people manage and of the actions. */
const struct routes *admin_routes_plan(struct arena *arena, const struct plans *managed);

/* Plans them; after api_init(). */
void admin_init(struct api *api, struct arena *arena);

/* Whether the exchange asks for something under /admin/v1. */
bool admin_is_asked(const struct exchange *exchange);

/* Those of http_options, for such exchanges. */
enum http_next admin_handle(void *worker, struct exchange *exchange);
void admin_start_later(struct exchange *exchange);

#endif
