/* admin.h - what people do in the pages: the JSON interface under /admin/v1.
 *
 * The resources that people manage are declared in resources/ (struct managed); here is who is
 * signed in, what that person may do, and the actions besides the five operations. */
#ifndef GLIMT_ADMIN_ADMIN_H
#define GLIMT_ADMIN_ADMIN_H

#include "api/api.h"

/* What people manage, and the actions; `plans` are those of all resources. */
const struct plans *admin_plan(struct arena *arena, const struct plans *plans);

/* Plans them and their routes; after api_init(). */
void admin_init(struct api *api, struct arena *arena);

/* Whether the exchange asks for something under /admin/v1. */
bool admin_is_asked(const struct exchange *exchange);

/* That of http_options, for such exchanges. */
enum http_next admin_handle(void *worker, struct exchange *exchange);

/* That of http_options, for their bodies. */
enum http_body admin_begin_body(void *worker, struct exchange *exchange);

/* Both for the description of the interface, which is for whoever is signed in: else 401, or 503
 * while the server is closed. */
enum http_next admin_describe(void *worker, struct exchange *exchange);
enum http_body admin_begin_description(void *worker, struct exchange *exchange);

#endif
