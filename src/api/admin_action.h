/* admin_action.h - an operation of the pages that is none of the five on a declared resource.
 *
 * It runs in up to three steps, and whatever it keeps between them is request->state, in the
 * request's arena: `look` on the event thread in the read snapshot, `hash` on the thread for
 * passwords without a database, `run` on the writer's thread in its transaction. A step that
 * returns anything but DONE ends the request; the last step that there is sets the answer. */
#ifndef GLIMT_API_ADMIN_ACTION_H
#define GLIMT_API_ADMIN_ACTION_H

#include "api/request.h"

enum right {
    RIGHT_ANYONE, /* also without a session, and then without the CSRF header */
    RIGHT_PERSON, /* whoever is signed in */
    RIGHT_ADMINISTRATOR,
};

struct admin_action {
    const char *method, *path; /* "POST", "/admin/v1/Applications/:id/Secret" */
    enum right right;
    const struct resource *body;   /* its fields are the JSON body; NULL: none is read */
    const struct resource *answer; /* its detail view is the answer; NULL: an empty one */
    enum outcome (*look)(struct request *request);
    enum outcome (*hash)(struct request *request);
    enum outcome (*run)(struct request *request, struct db *db);
    const char *group; /* heading in the OpenAPI document */
    const char *doc;   /* a few words for it */
};

#endif
