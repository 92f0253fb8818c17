/* shape.h - from a row as answers show it to a row as the door takes it from an import.
 *
 * Where an answer shows another row as an object, the door wants its number; what a property says
 * between the lines (a task that has a completed date is completed) is said outright; properties
 * that no field has are told and left out. Nothing here reads or writes the database: whom a row
 * names is handed to its maker, who sees to it that there is such a row. */
#ifndef GLIMT_IMPORT_SHAPE_H
#define GLIMT_IMPORT_SHAPE_H

#include "plan/plan.h"
#include "json/read.h"

struct shaper {
    struct arena *arena; /* of what is made */
    const struct plans *plans;
    void *context;
    /* A row of `to` is named by an object that shows some of it. False: there can be no such row,
     * and the reference is left out. */
    bool (*named)(void *context, const struct plan *to, int64_t id, const struct json *shown);
    /* The row of `to` with that title; 0: there is none. */
    int64_t (*titled)(void *context, const struct plan *to, struct str title);
    /* The row `id` has a property that no field has. */
    void (*unknown)(void *context, const struct plan *plan, int64_t id, struct str name,
                    const struct json *value);
};

/* The row as the door takes it; `object` is an object. */
const struct json *shape_row(struct shaper *shaper, const struct plan *plan,
                             const struct json *object);

/* A row of which others show no more than `shown`: that, with its id, and with something in each
 * field that has to have a value. `any` is a row that a required reference of it may point to. */
const struct json *shape_name(struct arena *arena, const struct plan *plan, int64_t id,
                              const struct json *shown,
                              int64_t (*any)(void *context, const struct plan *to), void *context);

/* The number in the member of an object; 0: there is none. */
int64_t shape_number(const struct json *object, const char *name);

/* Adds a member to an object that was made here. */
void shape_add(struct arena *arena, struct json *object, const char *name, struct json value);
void shape_add_text(struct arena *arena, struct json *object, const char *name, struct str text);
void shape_add_number(struct arena *arena, struct json *object, const char *name, int64_t number);

/* An empty object with room for `room` members. */
struct json *shape_object(struct arena *arena, size_t room);

#endif
