/* action.h - the words in which an action is declared: an operation that is none of the five.
 *
 * Routes, who may, the body's validation, the answer's JSON and the OpenAPI document follow from
 * the declaration. An action of the API stands with its resource (resource->actions). The steps of
 * the pages' actions are on a floor above the resources, so they stand in lists there, and name
 * the resource by `of`.
 *
 * An action runs in up to three steps, and whatever it keeps between them is request->state, in the
 * request's arena: `look` on the event thread in the read snapshot, `hash` on the thread for
 * passwords without a database, `run` on the writer's thread in its transaction. A step that
 * returns anything but DONE ends the request. After the last one the answer is put: the values that
 * the steps have given it (api/act.h), or an empty 200. */
#ifndef GLIMT_PLAN_ACTION_H
#define GLIMT_PLAN_ACTION_H

#include "plan/resource.h"

struct db;

/* Who may do it in the pages. */
enum right {
    RIGHT_ADMINISTRATOR,
    RIGHT_PERSON, /* whoever is signed in */
    RIGHT_ANYONE, /* also without a session, and then without the CSRF header */
};

struct action {
    const char *method;        /* "POST"; those by GET change nothing, so they have no `run` */
    const struct resource *of; /* about a row of it; NULL: of the resource that it stands with, or
                                  of none */
    const char *path;          /* what follows the row's path: "Secret"; from a slash on, the whole:
                                  "/admin/v1/Me/Sessions/:id" */
    enum right right;          /* of people */
    const char *permission;    /* of applications; NULL: the resource's to read (GET) or to write */
    bool without_codes;        /* also of people who have yet to set codes up that are demanded */
    const struct resource *body;   /* its fields are the JSON body; NULL: none is read */
    bool body_is_optional;         /* an empty one is as one without properties */
    bool body_is_query;            /* its properties are parameters of the query instead */
    const struct resource *answer; /* its detail view is the answer; NULL: an empty one */
    const char *file; /* the answer is a file instead, which `look` sends; a sentence about it */
    bool lists;       /* the file is made of the list of `of`, and has its filters and order */
    enum outcome (*look)(struct request *request);
    enum outcome (*hash)(struct request *request);
    enum outcome (*run)(struct request *request, struct db *db);
    bool extension;    /* the documentation lacks it; see struct resource */
    const char *group; /* heading in the OpenAPI document; NULL: the resource's */
    const char *doc;   /* a few words for it */
};

#endif
